import { createRoute, z } from '@hono/zod-openapi'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { json, listOf, pageQuery, refusals } from '../platform/http/openapi.ts'
import { isUuid } from '../platform/ids.ts'
import { approvalLink, approveRound, declineRound } from './approve.ts'
import { previewRound } from './preview.ts'
import { recallRound } from './recall.ts'
import { countRecalled, countResults, type GiftResult, type ResultPlace, resultsOf } from './results.ts'
import { resultsFile } from './results-file.ts'
import { preview, type Round, results, roundKinds, roundStates } from './round.ts'
import { getRound, planRound, readRounds, submitRound } from './rounds.ts'
import { readTold } from './told.ts'

const at = z.iso.datetime()
const previewSchema = z.object(preview.shape).openapi('RoundPreview')
const roundSchema = z
  .object({
    id: z.uuid(),
    programmeId: z.uuid(),
    kind: z.enum(roundKinds),
    state: z.enum(roundStates),
    /** Null: a draft of the house, until somebody hands it in. */
    writtenById: z.uuid().nullable(),
    createdAt: at,
    submittedAt: at.nullable(),
    approvedAt: at.nullable(),
    finishedAt: at.nullable(),
    /** Not before; null: as soon as it is approved. */
    sendsAt: at.nullable(),
    /** What the approver saw; null before. */
    approvedPreview: previewSchema.nullable(),
  })
  .openapi('Round')
const recallSchema = z
  .object({
    stopped: z.number(),
    /** What had left before it. */
    alreadySent: z.number(),
    /** What waits, and does not leave, until it is withdrawn too; zero at the end. */
    left: z.number(),
  })
  .openapi('RoundRecall')
const roundDetailSchema = roundSchema
  .extend({
    preview: previewSchema,
    counts: z.partialRecord(z.enum(results), z.number()),
    /** How far a recall has come; null where there was none. */
    recall: recallSchema.nullable(),
  })
  .openapi('RoundDetail')
const resultSchema = z
  .object({
    giftId: z.uuid(),
    updateId: z.uuid().nullable(),
    personId: z.uuid(),
    personName: z.string(),
    pseudonym: z.string().nullable(),
    result: z.enum(results),
    reason: z.string().nullable(),
    at,
    channelName: z.string().nullable(),
    /** Of the delivery, which may be delivered and read long after the result was written. */
    deliveryState: z.string().nullable(),
  })
  .openapi('RoundResult')
const toldSchema = z
  .object({
    updateId: z.uuid(),
    caseId: z.uuid(),
    pseudonym: z.string(),
    stage: z.string(),
    words: z.string(),
    heard: z.number(),
    returned: z.number(),
    corrections: z.array(z.object({ updateId: z.uuid(), state: z.string(), at, roundId: z.uuid().nullable() })),
    corrects: z.object({ updateId: z.uuid(), roundId: z.uuid().nullable() }).nullable(),
  })
  .openapi('ToldUpdate')
const params = z.object({ id: z.uuid() })
const newRoundSchema = z.object({
  programmeId: z.uuid(),
  kind: z.enum(roundKinds).default('progress'),
  /** Not before; without it the round leaves when it is approved. */
  schedule: at.optional(),
})

/** The members' API of feedback rounds. */
export function feedbackRoutes() {
  const router = newRouter()
  router.openapi(listRoute, async (request) => {
    const scope = scopeOf(request)
    permit(scope, 'cases.read')
    return request.json({ items: (await scope.transaction(readRounds)).map(writeRound), next: null }, 200)
  })
  router.openapi(planRoute, async (request) => {
    const { schedule, ...asked } = request.req.valid('json')
    const sendsAt = schedule === undefined ? undefined : new Date(schedule)
    return request.json({ id: await planRound(scopeOf(request), { ...asked, sendsAt }) }, 201)
  })
  router.openapi(readRoute, async (request) => {
    const scope = scopeOf(request)
    permit(scope, 'cases.read')
    const { id } = request.req.valid('param')
    const detail = await scope.transaction(async (transaction) => {
      const round = await getRound(transaction, id)
      // Once it is decided, what the approver saw is what there is to see; counting anew is for who still decides.
      const shown = round.approvedPreview ?? (await previewRound(transaction, id))
      const recall = round.state === 'recalled' ? await countRecalled(transaction, id) : null
      return { ...writeRound(round), preview: shown, counts: await countResults(transaction, id), recall }
    })
    return request.json(detail, 200)
  })
  router.openapi(submitRoute, async (request) => {
    await submitRound(scopeOf(request), request.req.valid('param').id)
    return request.body(null, 204)
  })
  router.openapi(approveRoute, async (request) => {
    await approveRound(scopeOf(request), request.req.valid('param').id)
    return request.body(null, 204)
  })
  router.openapi(declineRoute, async (request) => {
    await declineRound(scopeOf(request), request.req.valid('param').id)
    return request.body(null, 204)
  })
  router.openapi(recallRoute, async (request) => {
    return request.json(await recallRound(scopeOf(request), request.req.valid('param').id), 200)
  })
  router.openapi(linkRoute, async (request) => {
    const { url, expiresAt } = await approvalLink(scopeOf(request), request.req.valid('param').id)
    return request.json({ url, expiresAt: expiresAt.toISOString() }, 201)
  })
  router.openapi(resultsRoute, async (request) => {
    const scope = scopeOf(request)
    permit(scope, 'cases.read')
    const { id } = request.req.valid('param')
    const { result, query, cursor, limit } = request.req.valid('query')
    const wanted = { result, name: query || undefined, after: readPlace(cursor), limit: limit + 1 }
    const rows = await scope.transaction((transaction) => resultsOf(transaction, id, wanted))
    const items = rows.slice(0, limit)
    const last = items.at(-1)
    return request.json(
      { items: items.map(writeResult), next: rows.length > limit && last ? writePlace(last) : null },
      200,
    )
  })
  router.openapi(toldRoute, async (request) => {
    const scope = scopeOf(request)
    permit(scope, 'cases.read')
    const { id } = request.req.valid('param')
    const told = await scope.transaction((transaction) => readTold(transaction, id, request.get('language')))
    const items = told.map(({ corrections, ...update }) => ({
      ...update,
      corrections: corrections.map(({ updateId, state, at, roundId }) => ({
        ...{ updateId, state, roundId, at: at.toISOString() },
      })),
    }))
    return request.json({ items, next: null }, 200)
  })
  router.openapi(fileRoute, async (request) => {
    const { id } = request.req.valid('param')
    const parts = await resultsFile(scopeOf(request), id, request.get('language'))
    return request.body(ReadableStream.from(parts).pipeThrough(new TextEncoderStream()), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="round-${id}.csv"`,
    })
  })
  return router
}

/** A page ends at a person, a gift and, if it is of one, an update. */
function writePlace({ personId, giftId, updateId }: ResultPlace): string {
  return [personId, giftId, updateId ?? ''].join('~')
}

function readPlace(cursor: string | undefined): ResultPlace | undefined {
  if (cursor === undefined || cursor === '') return undefined
  const [personId = '', giftId = '', updateId = ''] = cursor.split('~')
  if (![personId, giftId, updateId || personId].every(isUuid)) {
    throw new Failure('feedback.cursor-invalid', {}, { kind: 'invalid', field: 'cursor' })
  }
  return { personId, giftId, updateId: updateId || null }
}

function writeResult(row: GiftResult): z.infer<typeof resultSchema> {
  const { giftId, updateId, personId, personName, pseudonym, result, reason, at, channelName, deliveryState } = row
  const about = { giftId, updateId, personId, personName, pseudonym }
  return { ...about, result, reason, at: at.toISOString(), channelName, deliveryState }
}

function writeRound(round: Round): z.infer<typeof roundSchema> {
  const { roundId, programmeId, kind, state, writtenBy, createdAt, submittedAt, approvedAt, finishedAt, sendsAt } =
    round
  return {
    id: roundId,
    ...{ programmeId, kind, state },
    writtenById: writtenBy,
    createdAt: createdAt.toISOString(),
    submittedAt: submittedAt?.toISOString() ?? null,
    approvedAt: approvedAt?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
    sendsAt: sendsAt?.toISOString() ?? null,
    approvedPreview: round.approvedPreview,
  }
}

const done = { 204: { description: 'Done' }, ...refusals }

const listRoute = createRoute({
  method: 'get',
  path: '/api/rounds',
  summary: 'Every feedback round, the newest first',
  responses: { 200: json('Rounds', listOf(roundSchema)), ...refusals },
})
const planRoute = createRoute({
  method: 'post',
  path: '/api/rounds',
  summary: 'Gather what donors of a programme have not been told yet',
  request: {
    body: { required: true, content: { 'application/json': { schema: newRoundSchema } } },
  },
  responses: { 201: json('Planned', params), ...refusals },
})
const readRoute = createRoute({
  method: 'get',
  path: '/api/rounds/{id}',
  summary: 'A round: whom it would reach now, and how it went so far',
  request: { params },
  responses: { 200: json('The round', roundDetailSchema), ...refusals },
})
const submitRoute = createRoute({
  method: 'post',
  path: '/api/rounds/{id}/submit',
  summary: 'Hand a round in for approval',
  request: { params },
  responses: done,
})
const approveRoute = createRoute({
  method: 'post',
  path: '/api/rounds/{id}/approve',
  summary: 'Release a round somebody else planned',
  request: { params },
  responses: done,
})
const declineRoute = createRoute({
  method: 'post',
  path: '/api/rounds/{id}/decline',
  summary: 'Send a round back',
  request: { params },
  responses: done,
})
const recallRoute = createRoute({
  method: 'post',
  path: '/api/rounds/{id}/recall',
  summary: 'Stop what has not left yet',
  request: { params },
  responses: {
    200: json('How far the recall has come at once, in gifts', recallSchema),
    ...refusals,
  },
})
const linkRoute = createRoute({
  method: 'post',
  path: '/api/rounds/{id}/approval-link',
  summary: 'A single-use link for a board member, open for 7 days',
  request: { params },
  responses: { 201: json('The link', z.object({ url: z.string(), expiresAt: at })), ...refusals },
})
const resultsRoute = createRoute({
  method: 'get',
  path: '/api/rounds/{id}/results',
  summary: 'How every gift ended the round, or those that ended one way',
  request: {
    params,
    query: pageQuery.extend({ result: z.enum(results).optional(), query: z.string().trim().max(100).optional() }),
  },
  responses: { 200: json('Results', listOf(resultSchema)), ...refusals },
})
const toldRoute = createRoute({
  method: 'get',
  path: '/api/rounds/{id}/told',
  summary: 'The updates a round tells, what puts them right, and what they put right',
  request: { params },
  responses: { 200: json('Updates', listOf(toldSchema)), ...refusals },
})
const fileRoute = createRoute({
  method: 'get',
  path: '/api/rounds/{id}/results.csv',
  summary: 'How every recipient of the round ended, and where each message stands',
  request: { params },
  responses: { 200: { description: 'CSV', content: { 'text/csv': { schema: z.string() } } }, ...refusals },
})
