import { createRoute, z } from '@hono/zod-openapi'
import { block } from '../channels/message.ts'
import { channelKind } from '../conversations/account.ts'
import { changeCodes } from '../conversations/inbox/preview-changes.ts'
import { permit } from '../organisations/permission.ts'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { answers, body, done, idParameter, listOf, refusals } from '../platform/http/openapi.ts'
import { sampleCard } from './sample.ts'
import { template, templateNames } from './template.ts'
import { previewTemplate, readTriedOn } from './template-preview.ts'
import { putTemplate, readEarlier, readStanding, removeFeedbackTemplate } from './templates.ts'
import { sendSample } from './test-send.ts'

const at = z.iso.datetime()
const standingSchema = z.object({ ...template.shape, writtenById: z.uuid(), writtenAt: at }).openapi('FeedbackTemplate')
const earlierSchema = z
  .object({ ...standingSchema.shape, replacedById: z.uuid(), replacedAt: at })
  .openapi('EarlierFeedbackTemplate')
const place = z.object(template.shape).pick({ kind: true, channel: true, language: true })
const ofPerson = z.object({ ...template.shape, personId: z.uuid().optional() })
const cardSchema = z
  .object({
    title: z.string(),
    body: z.string().optional(),
    picture: z.object({ url: z.string(), description: z.string() }).optional(),
    progress: z.object({ percent: z.number(), label: z.string() }).optional(),
    /** The words on its button. */
    label: z.string(),
  })
  .openapi('FeedbackCard')
const previewSchema = z
  .object({
    kind: channelKind,
    bubbles: z.array(block),
    quickReplies: z.array(z.string()),
    requestCount: z.number(),
    /** Words: `conversations:preview.changes.<code>`. */
    changes: z.array(z.object({ code: z.enum(changeCodes), count: z.number() })),
    /** `template`: only an approved template goes out. Otherwise the code of a failure. */
    refusal: z.string().nullable(),
    windowHours: z.number().nullable(),
  })
  .openapi('FeedbackPreview')
const triedOnSchema = z
  .object({ personId: z.uuid(), personName: z.string(), pseudonym: z.string(), language: z.string() })
  .openapi('FeedbackReader')

/** The members' API of what a programme says around news in its own words. */
export function feedbackTemplateRoutes() {
  const router = newRouter()
  router.openapi(listRoute, async (request) => {
    const scope = scopeOf(request)
    permit(scope, 'cases.read')
    const { id } = request.req.valid('param')
    const found = await scope.transaction((transaction) => readStanding(transaction, id))
    const items = found.map(({ writtenBy, writtenAt, ...words }) => ({
      ...{ ...words, writtenById: writtenBy, writtenAt: writtenAt.toISOString() },
    }))
    return request.json({ items, next: null, names: templateNames }, 200)
  })
  router.openapi(putRoute, async (request) => {
    const { seenAt, ...written } = request.req.valid('json')
    const seen = seenAt === undefined || seenAt === null ? seenAt : new Date(seenAt)
    await putTemplate(scopeOf(request), request.req.valid('param').id, written, seen)
    return request.body(null, 204)
  })
  router.openapi(removeRoute, async (request) => {
    await removeFeedbackTemplate(scopeOf(request), request.req.valid('param').id, request.req.valid('query'))
    return request.body(null, 204)
  })
  router.openapi(historyRoute, async (request) => {
    const scope = scopeOf(request)
    permit(scope, 'cases.read')
    const { id } = request.req.valid('param')
    const found = await scope.transaction((tx) => readEarlier(tx, id, request.req.valid('query')))
    const items = found.map(({ writtenBy, writtenAt, replacedBy, replacedAt, ...words }) => ({
      ...{ ...words, writtenById: writtenBy, writtenAt: writtenAt.toISOString() },
      ...{ replacedById: replacedBy, replacedAt: replacedAt.toISOString() },
    }))
    return request.json({ items, next: null }, 200)
  })
  router.openapi(sampleRoute, async (request) => {
    const { personId, ...written } = request.req.valid('json')
    const sample = await sampleCard(scopeOf(request), request.req.valid('param').id, written, personId)
    const { title, body: words, picture, progress, buttons } = sample
    return request.json({ title, body: words, picture, progress, label: buttons[0]?.label ?? '' }, 200)
  })
  router.openapi(previewRoute, async (request) => {
    const { personId, ...written } = request.req.valid('json')
    const items = await previewTemplate(scopeOf(request), request.req.valid('param').id, written, personId)
    return request.json({ items, next: null }, 200)
  })
  router.openapi(readersRoute, async (request) => {
    const found = await readTriedOn(scopeOf(request), request.req.valid('param').id)
    const items = found.map(({ personId, personName, pseudonym, language }) => ({
      ...{ personId, personName, pseudonym, language },
    }))
    return request.json({ items, next: null }, 200)
  })
  router.openapi(testRoute, async (request) => {
    const { personId, ...written } = request.req.valid('json')
    await sendSample(scopeOf(request), request.req.valid('param').id, written, personId)
    return request.body(null, 204)
  })
  return router
}

const ofProgramme = '/api/programmes/{id}/feedback-templates'
const listRoute = createRoute({
  method: 'get',
  path: ofProgramme,
  summary: 'A programme’s own words around what donors are told, and the names they may say',
  request: { params: idParameter },
  responses: {
    ...answers(
      listOf(standingSchema).extend({ names: z.record(z.string(), z.array(z.string()).readonly()) }),
      'Templates',
    ),
    ...refusals,
  },
})
const putRoute = createRoute({
  method: 'put',
  path: ofProgramme,
  summary: 'Write the template of one kind, channel and language; what stood there is kept as history',
  request: {
    params: idParameter,
    // When what the writer had before them was written, null where nothing stood: two who write at once do not lose each other's words.
    body: body(z.object({ ...template.shape, seenAt: at.nullable().optional() })),
  },
  responses: { ...done('Written'), ...refusals },
})
const removeRoute = createRoute({
  method: 'delete',
  path: ofProgramme,
  summary: 'Take a template away; our own words stand again',
  request: { params: idParameter, query: place },
  responses: { ...done('Removed'), ...refusals },
})
const historyRoute = createRoute({
  method: 'get',
  path: `${ofProgramme}/history`,
  summary: 'What a template said before, the newest first',
  request: { params: idParameter, query: place },
  responses: { ...answers(listOf(earlierSchema), 'Earlier words'), ...refusals },
})
const sampleRoute = createRoute({
  method: 'post',
  path: `${ofProgramme}/sample`,
  summary: 'What a template makes of one donor’s real data; nothing is sent or kept',
  request: { params: idParameter, body: body(ofPerson) },
  responses: { ...answers(cardSchema, 'The card'), ...refusals },
})
const previewRoute = createRoute({
  method: 'post',
  path: `${ofProgramme}/preview`,
  summary: 'What would arrive of a template on each channel, of one donor’s real data; nothing is sent or kept',
  request: { params: idParameter, body: body(ofPerson) },
  responses: { ...answers(listOf(previewSchema), 'One for each kind of channel'), ...refusals },
})
const readersRoute = createRoute({
  method: 'get',
  path: `${ofProgramme}/readers`,
  summary: 'Donors a template can be tried on',
  request: { params: idParameter },
  responses: { ...answers(listOf(triedOnSchema), 'Donors'), ...refusals },
})
const testRoute = createRoute({
  method: 'post',
  path: `${ofProgramme}/test`,
  summary: 'Send the sample to yourself',
  request: { params: idParameter, body: body(ofPerson) },
  responses: { ...done('On its way'), ...refusals },
})
