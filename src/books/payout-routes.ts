import { createRoute, z } from '@hono/zod-openapi'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { answers, body, listOf, refusals } from '../platform/http/openapi.ts'
import { payoutLine } from './payout.ts'
import { payoutAccounts } from './payout-accounts.ts'
import { bringInPayouts } from './payout-lines.ts'

const money = z.object({ minor: z.string(), currency: z.string() })

const accountSchema = z
  .object({
    paymentAccountId: z.uuid(),
    name: z.string(),
    lastPaidOutOn: z.string().nullable(),
    lineCount: z.number(),
    paidOut: money,
    awaited: money,
  })
  .openapi('PayoutAccount')

const list = createRoute({
  method: 'get',
  path: '/api/books/payouts',
  summary: 'What each payment provider paid out, and what the ledger says it still holds',
  responses: answers(listOf(accountSchema), 'Accounts of providers'),
})

const bringIn = createRoute({
  method: 'post',
  path: '/api/books/payouts',
  summary: 'Bring in lines of a payout; known ones change nothing',
  request: { body: body(z.object({ lines: z.array(payoutLine).min(1).max(1000) })) },
  responses: { ...answers(z.object({ isNew: z.number() }), 'How many lines were new'), ...refusals },
})

/** Payouts in the members' API. */
export function payoutRoutes() {
  const router = newRouter()
  router.openapi(list, async (request) => {
    const items = (await payoutAccounts(scopeOf(request))).map(
      ({ paidOutMinor, awaitedMinor, currency, ...account }) => ({
        ...account,
        paidOut: { minor: paidOutMinor.toString(), currency },
        awaited: { minor: awaitedMinor.toString(), currency },
      }),
    )
    return request.json({ items, next: null }, 200)
  })
  router.openapi(bringIn, async (request) => {
    return request.json(await bringInPayouts(scopeOf(request), request.req.valid('json').lines), 200)
  })
  return router
}
