import { createRoute, z } from '@hono/zod-openapi'
import { permit } from '../organisations/permission.ts'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { answers, body, done, idParameter, listOf, made, refusals } from '../platform/http/openapi.ts'
import { languages } from '../platform/languages.ts'
import { correctUpdate } from './correct.ts'
import { sampleCard, sendSample } from './sample.ts'
import { template, templateNames } from './template.ts'
import { putTemplate, readTemplates, removeFeedbackTemplate } from './templates.ts'
import { changeWish, feedbackWish, readWish } from './wishes.ts'

const templateSchema = z.object(template.shape).openapi('FeedbackTemplate')
const place = z.object(template.shape).pick({ kind: true, channel: true, language: true })
const wishSchema = z.object(feedbackWish.shape).openapi('FeedbackWish')
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
const correction = z.object({
  stage: z.enum(['registered', 'approved', 'treated', 'recovered']).optional(),
  evidence: z.string().trim().max(500).optional(),
  texts: z.partialRecord(z.enum(languages), z.string().trim().min(1).max(1000)).default({}),
})

/** The members' API of what is said around news, of what was said wrongly, and of how often somebody wishes to hear. */
export function feedbackWordsRoutes() {
  const router = newRouter()
  router.openapi(listRoute, async (request) => {
    const scope = scopeOf(request)
    permit(scope, 'cases.read')
    const { id } = request.req.valid('param')
    const items = await scope.transaction((transaction) => readTemplates(transaction, id))
    return request.json({ items, next: null, names: templateNames }, 200)
  })
  router.openapi(putRoute, async (request) => {
    await putTemplate(scopeOf(request), request.req.valid('param').id, request.req.valid('json'))
    return request.body(null, 204)
  })
  router.openapi(removeRoute, async (request) => {
    await removeFeedbackTemplate(scopeOf(request), request.req.valid('param').id, request.req.valid('query'))
    return request.body(null, 204)
  })
  router.openapi(sampleRoute, async (request) => {
    const { personId, ...written } = request.req.valid('json')
    const sample = await sampleCard(scopeOf(request), request.req.valid('param').id, written, personId)
    const { title, body: words, picture, progress, buttons } = sample
    return request.json({ title, body: words, picture, progress, label: buttons[0]?.label ?? '' }, 200)
  })
  router.openapi(testRoute, async (request) => {
    await sendSample(scopeOf(request), request.req.valid('param').id, request.req.valid('json'))
    return request.body(null, 204)
  })
  router.openapi(correctRoute, async (request) => {
    const id = await correctUpdate(scopeOf(request), request.req.valid('param').id, request.req.valid('json'))
    return request.json({ id }, 201)
  })
  router.openapi(readWishRoute, async (request) => {
    const scope = scopeOf(request)
    permit(scope, 'people.read')
    const { id } = request.req.valid('param')
    return request.json(await scope.transaction((transaction) => readWish(transaction, id)), 200)
  })
  router.openapi(wishRoute, async (request) => {
    await changeWish(scopeOf(request), request.req.valid('param').id, request.req.valid('json'))
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
      listOf(templateSchema).extend({ names: z.record(z.string(), z.array(z.string()).readonly()) }),
      'Templates',
    ),
    ...refusals,
  },
})
const putRoute = createRoute({
  method: 'put',
  path: ofProgramme,
  summary: 'Write the template of one kind, channel and language',
  request: { params: idParameter, body: body(templateSchema) },
  responses: { ...done('Written'), ...refusals },
})
const removeRoute = createRoute({
  method: 'delete',
  path: ofProgramme,
  summary: 'Take a template away; our own words stand again',
  request: { params: idParameter, query: place },
  responses: { ...done('Removed'), ...refusals },
})
const sampleRoute = createRoute({
  method: 'post',
  path: `${ofProgramme}/sample`,
  summary: 'What a template makes of one donor’s real data; nothing is sent or kept',
  request: { params: idParameter, body: body(templateSchema.extend({ personId: z.uuid().optional() })) },
  responses: { ...answers(cardSchema, 'The card'), ...refusals },
})
const testRoute = createRoute({
  method: 'post',
  path: `${ofProgramme}/test`,
  summary: 'Send the sample to yourself',
  request: { params: idParameter, body: body(templateSchema) },
  responses: { ...done('On its way'), ...refusals },
})
const correctRoute = createRoute({
  method: 'post',
  path: '/api/updates/{id}/correct',
  summary: 'Hand in an update that puts a released one right',
  request: { params: idParameter, body: body(correction) },
  responses: { 201: made, ...refusals },
})
const readWishRoute = createRoute({
  method: 'get',
  path: '/api/people/{id}/feedback-wish',
  summary: 'How often and of what a donor wishes to hear',
  request: { params: idParameter },
  responses: { ...answers(wishSchema, 'The wish'), ...refusals },
})
const wishRoute = createRoute({
  method: 'put',
  path: '/api/people/{id}/feedback-wish',
  summary: 'Write down how often and of what a donor wishes to hear; it is a consent',
  request: { params: idParameter, body: body(wishSchema) },
  responses: { ...done('Written'), ...refusals },
})
