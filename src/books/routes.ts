import { createRoute, z } from '@hono/zod-openapi'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { answers } from '../platform/http/openapi.ts'
import { readBooks } from './actions.ts'
import { type Balance, type Difference, differenceCodes } from './books.ts'

const money = z.object({ minor: z.string(), currency: z.string() })

const balanceSchema = z
  .object({
    fundId: z.uuid(),
    fund: z.string(),
    giftCount: z.number(),
    received: money,
    refunded: money,
    fees: money,
    share: money,
    allocated: money,
    open: money,
    waiting: money,
    spent: money,
  })
  .openapi('FundBalance')

const differenceSchema = z
  .object({
    code: z.enum(differenceCodes),
    words: z.string(),
    subjectId: z.string().nullable(),
    fund: z.string().nullable(),
    expected: money,
    found: money,
  })
  .openapi('BooksDifference')

const read = createRoute({
  method: 'get',
  path: '/api/books',
  summary: 'Programme, finance and donor books against each other, the ledger and the public log',
  responses: answers(
    z.object({
      isBalanced: z.boolean(),
      balances: z.array(balanceSchema),
      differences: z.array(differenceSchema),
      entryCount: z.number(),
      asOf: z.iso.datetime(),
    }),
    'The books as they stand',
  ),
})

/** The books in the members' API. */
export function bookRoutes() {
  const router = newRouter()
  router.openapi(read, async (request) => {
    const { balances, differences, entryCount, asOf } = await readBooks(scopeOf(request))
    const t = request.get('translate')
    return request.json(
      {
        isBalanced: differences.length === 0,
        balances: balances.map(shownBalance),
        differences: differences.map((one) => shownDifference(one, t(`books:differences.${one.code}`))),
        entryCount,
        asOf: asOf.toISOString(),
      },
      200,
    )
  })
  return router
}

function shownBalance(balance: Balance) {
  const { fundId, fund, giftCount, currency } = balance
  const shown = (minor: bigint) => ({ minor: minor.toString(), currency })
  return {
    ...{ fundId, fund, giftCount },
    received: shown(balance.receivedMinor),
    refunded: shown(balance.refundedMinor),
    fees: shown(balance.feesMinor),
    share: shown(balance.shareMinor),
    allocated: shown(balance.allocatedMinor),
    open: shown(balance.openMinor),
    waiting: shown(balance.waitingMinor),
    spent: shown(balance.spentMinor),
  }
}

function shownDifference({ code, subjectId, fund, currency, expectedMinor, foundMinor }: Difference, words: string) {
  const expected = { minor: expectedMinor.toString(), currency }
  return { code, words, subjectId, fund, expected, found: { minor: foundMinor.toString(), currency } }
}
