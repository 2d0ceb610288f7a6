import { createRoute, z } from '@hono/zod-openapi'
import { moneyOut, writeMoney } from '../campaigns/money-wire.ts'
import { needItems } from '../cases/case.ts'
import { permit } from '../organisations/permission.ts'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { body, done, idParameter, json, refusals } from '../platform/http/openapi.ts'
import { designateGift, designation } from './designate.ts'
import { urgencyOf } from './forward.ts'
import { putForward } from './put-forward.ts'
import { type Why, whyOf } from './why.ts'

const whySchema = z
  .object({
    id: z.uuid(),
    giftId: z.uuid(),
    donorName: z.string(),
    caseId: z.uuid(),
    pseudonym: z.string(),
    needItem: z.enum(needItems).or(z.string()),
    /** Below zero when it was taken back. */
    amount: moneyOut,
    at: z.iso.datetime(),
    rule: z.string(),
    /** The gift was the so-manieth of its campaign. */
    place: z.number(),
    dueOn: z.string().nullable(),
    /** What the need lacked just before. */
    lacked: moneyOut,
  })
  .openapi('Why')
const whys = json('In the order in which they happened', z.object({ items: z.array(whySchema), next: z.null() }))

/** The members' API of the allocator: why money went where it went, and the two things a member may say about it. */
export function allocationRoutes() {
  const router = newRouter()
  router.openapi(ofGift, async (request) => {
    const scope = scopeOf(request)
    permit(scope, 'gifts.read')
    const { id } = request.req.valid('param')
    const moved = await scope.transaction((transaction) => whyOf(transaction, { giftId: id }))
    return request.json({ items: moved.map(write), next: null }, 200)
  })
  router.openapi(ofCase, async (request) => {
    const scope = scopeOf(request)
    permit(scope, 'cases.read')
    const { id } = request.req.valid('param')
    const moved = await scope.transaction((transaction) => whyOf(transaction, { caseId: id }))
    return request.json({ items: moved.map(write), next: null }, 200)
  })
  router.openapi(designateRoute, async (request) => {
    await designateGift(scopeOf(request), request.req.valid('param').id, request.req.valid('json'))
    return request.body(null, 204)
  })
  router.openapi(readUrgency, async (request) => {
    const scope = scopeOf(request)
    permit(scope, 'cases.read')
    const { id } = request.req.valid('param')
    return request.json({ rank: await scope.transaction((transaction) => urgencyOf(transaction, id)) }, 200)
  })
  router.openapi(urgencyRoute, async (request) => {
    await putForward(scopeOf(request), request.req.valid('param').id, request.req.valid('json').rank)
    return request.body(null, 204)
  })
  return router
}

function write({ allocationId, amountMinor, lackedMinor, currency, at, ...why }: Why) {
  const money = (minor: bigint) => writeMoney({ minor, currency })
  return { ...why, id: allocationId, amount: money(amountMinor), lacked: money(lackedMinor), at: at.toISOString() }
}

const ofGift = createRoute({
  method: 'get',
  path: '/api/gifts/{id}/allocations',
  summary: 'Where a gift went, movement by movement, and why',
  request: { params: idParameter },
  responses: { 200: whys, ...refusals },
})
const ofCase = createRoute({
  method: 'get',
  path: '/api/cases/{id}/allocations',
  summary: 'What came to a case, movement by movement, and why',
  request: { params: idParameter },
  responses: { 200: whys, ...refusals },
})
const designateRoute = createRoute({
  method: 'put',
  path: '/api/gifts/{id}/designation',
  summary: 'Let a gift name a case: what is open of it goes there first',
  request: { params: idParameter, body: body(designation) },
  responses: { ...done('Named'), ...refusals },
})
const readUrgency = createRoute({
  method: 'get',
  path: '/api/cases/{id}/urgency',
  summary: 'Whether a case is put before others: 2 before 1; 0 where it stands in turn',
  request: { params: idParameter },
  responses: { 200: json('Its rank', z.object({ rank: z.number() })), ...refusals },
})
const urgencyRoute = createRoute({
  method: 'put',
  path: '/api/cases/{id}/urgency',
  summary: 'Put a case before others where the policy is urgency; 2 before 1, 0 puts it back in turn',
  request: {
    params: idParameter,
    body: body(z.strictObject({ rank: z.union([z.literal(0), z.literal(1), z.literal(2)]) })),
  },
  responses: { ...done('Put'), ...refusals },
})
