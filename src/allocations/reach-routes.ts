import { createRoute, z } from '@hono/zod-openapi'
import { moneyOut, writeMoney } from '../campaigns/money-wire.ts'
import { stages } from '../cases/case.ts'
import { permit } from '../organisations/permission.ts'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { json, listOf, refusals } from '../platform/http/openapi.ts'
import type { Scope } from '../platform/scope.ts'
import { payingGifts, reachedCases, reachOf, reachPage, sides } from './reach.ts'

const looked = z.object({ side: z.enum(sides), id: z.uuid() })

const reachSchema = z
  .object({
    /** From the side of gifts what they were net of refunds; from that of a case what it got and still lacks. */
    whole: moneyOut,
    given: moneyOut,
    cost: moneyOut,
    open: moneyOut,
    giftCount: z.number(),
    caseCount: z.number(),
    stages: z.array(z.object({ stage: z.enum(stages), amount: moneyOut, caseCount: z.number() })),
  })
  .openapi('Reach')
const caseSchema = z
  .object({
    caseId: z.uuid(),
    pseudonym: z.string(),
    stage: z.enum(stages),
    amount: moneyOut,
    giftCount: z.number(),
    /** When donors were last told something of it. */
    toldAt: z.iso.datetime().nullable(),
  })
  .openapi('ReachedCase')
const giftSchema = z
  .object({
    giftId: z.uuid(),
    donorName: z.string(),
    givenOn: z.string(),
    amount: moneyOut,
    caseCount: z.number(),
  })
  .openapi('PayingGift')

const reachRoute = createRoute({
  method: 'get',
  path: '/api/reach/{side}/{id}',
  summary: 'How the money of a gift, a case or a campaign divides',
  request: { params: looked },
  responses: { 200: json('Whole and pieces', reachSchema), ...refusals },
})
const casesRoute = createRoute({
  method: 'get',
  path: '/api/reach/{side}/{id}/cases',
  summary: 'The cases that money reached, those with most of it first',
  request: { params: looked, query: reachPage.extend({ stage: z.enum(stages).optional() }) },
  responses: { 200: json('Cases', listOf(caseSchema)), ...refusals },
})
const giftsRoute = createRoute({
  method: 'get',
  path: '/api/reach/{side}/{id}/gifts',
  summary: 'The gifts that pay, those with most first',
  request: { params: looked, query: reachPage },
  responses: { 200: json('Gifts', listOf(giftSchema)), ...refusals },
})

/** Gifts and cases seen from each other, in the members' API. */
export function reachRoutes() {
  const router = newRouter()
  router.openapi(reachRoute, async (request) => {
    const scope = permitted(scopeOf(request))
    const reach = await scope.transaction((tx) => reachOf(tx, request.req.valid('param')))
    const money = (minor: bigint) => writeMoney({ minor, currency: reach.currency })
    const { whole, given, cost, open, giftCount, caseCount } = reach
    const pieces = { whole: money(whole), given: money(given), cost: money(cost), open: money(open) }
    const groups = reach.stages.map(({ minor, ...rest }) => ({ ...rest, amount: money(minor) }))
    return request.json({ ...pieces, giftCount, caseCount, stages: groups }, 200)
  })
  router.openapi(casesRoute, async (request) => {
    const scope = permitted(scopeOf(request))
    const asked = request.req.valid('param')
    const page = await scope.transaction((tx) => reachedCases(tx, asked, request.req.valid('query')))
    const items = page.items.map(({ minor, currency, toldAt, ...rest }) => ({
      ...rest,
      amount: writeMoney({ minor, currency }),
      toldAt: toldAt?.toISOString() ?? null,
    }))
    return request.json({ items, next: page.next }, 200)
  })
  router.openapi(giftsRoute, async (request) => {
    const scope = permitted(scopeOf(request))
    const asked = request.req.valid('param')
    const page = await scope.transaction((tx) => payingGifts(tx, asked, request.req.valid('query')))
    const items = page.items.map(({ minor, currency, ...rest }) => ({
      ...rest,
      amount: writeMoney({ minor, currency }),
    }))
    return request.json({ items, next: page.next }, 200)
  })
  return router
}

function permitted(scope: Scope): Scope {
  permit(scope, 'gifts.read')
  permit(scope, 'cases.read')
  return scope
}
