import { createRoute, z } from '@hono/zod-openapi'
import { permit } from '../organisations/permission.ts'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { json, listOf, refusals } from '../platform/http/openapi.ts'
import { approvalLink, approveRound, declineRound } from './approve.ts'
import { previewRound } from './preview.ts'
import { countResults, type GiftResult, resultsOf } from './results.ts'
import { resultsFile } from './results-file.ts'
import { preview, type Round, results, roundKinds, roundStates } from './round.ts'
import { getRound, planRound, readRounds, submitRound } from './rounds.ts'
import { recallRound } from './stop.ts'

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
const roundDetailSchema = roundSchema
  .extend({ preview: previewSchema, counts: z.partialRecord(z.enum(results), z.number()) })
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
      return { ...writeRound(round), preview: shown, counts: await countResults(transaction, id) }
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
    const { result } = request.req.valid('query')
    const rows = await scope.transaction((transaction) => resultsOf(transaction, id, result))
    return request.json({ items: rows.map(writeResult), next: null }, 200)
  })
  router.openapi(fileRoute, async (request) => {
    const { id } = request.req.valid('param')
    return request.body(await resultsFile(scopeOf(request), id, request.get('language')), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="round-${id}.csv"`,
    })
  })
  return router
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
    200: json('In gifts', z.object({ stopped: z.number(), alreadySent: z.number() }).openapi('RoundRecall')),
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
  request: { params, query: z.object({ result: z.enum(results).optional() }) },
  responses: { 200: json('Results', listOf(resultSchema)), ...refusals },
})
const fileRoute = createRoute({
  method: 'get',
  path: '/api/rounds/{id}/results.csv',
  summary: 'How every recipient of the round ended, and where each message stands',
  request: { params },
  responses: { 200: { description: 'CSV', content: { 'text/csv': { schema: z.string() } } }, ...refusals },
})
