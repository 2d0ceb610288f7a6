import { createRoute, z } from '@hono/zod-openapi'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { answers, done, idParameter, refusals, takes } from '../platform/http/openapi.ts'
import { type Balance, type Difference, differenceCodes, severities, severityOf } from './books.ts'
import { askCheck, listChecks, readBooks } from './checks.ts'
import { differenceStates, explainDifference, listDifferences } from './differences.ts'
import { payoutRoutes } from './payout-routes.ts'
import { type Subject, subjectKinds } from './subjects.ts'

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

const moment = z.iso.datetime().nullable()

const aboutSchema = z
  .object({
    kind: z.enum(subjectKinds),
    pageId: z.string().nullable(),
    name: z.string().nullable(),
    amount: money.nullable(),
    givenOn: z.iso.date().nullable(),
  })
  .openapi('DifferenceSubject')

const keptSchema = differenceSchema
  .extend({
    differenceId: z.uuid(),
    severity: z.enum(severities),
    state: z.enum(differenceStates),
    firstSeenAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime(),
    note: z.string().nullable(),
    explainedBy: z.string().nullable(),
    explainedAt: moment,
    goneAt: moment,
    about: aboutSchema.nullable(),
  })
  .openapi('KeptDifference')

const listOfState = createRoute({
  method: 'get',
  path: '/api/books/differences',
  summary: 'Differences as rows somebody settles: the gravest first, at most 500',
  request: { query: z.object({ state: z.enum(differenceStates).default('open') }) },
  responses: answers(z.object({ items: z.array(keptSchema) }), 'Those of the state'),
})

const explain = createRoute({
  method: 'post',
  path: '/api/books/differences/{id}/explanation',
  summary: 'Say why two figures differ; it opens again when they change',
  request: { params: idParameter, ...takes(z.object({ note: z.string().trim().min(3).max(1000) })) },
  responses: { ...done('Explained'), ...refusals },
})

const checkSchema = z
  .object({
    checkId: z.uuid(),
    askedBy: z.string().nullable(),
    state: z.enum(['waiting', 'running', 'done', 'failed']),
    askedAt: z.iso.datetime(),
    stepsDone: z.number(),
    steps: z.number(),
    finishedAt: moment,
  })
  .openapi('BooksCheck')

const listOfChecks = createRoute({
  method: 'get',
  path: '/api/books/checks',
  summary: 'The latest checks of the books, by night or asked for, with how far they are',
  responses: answers(z.object({ items: z.array(checkSchema) }), 'The newest first, at most 20'),
})

const ask = createRoute({
  method: 'post',
  path: '/api/books/checks',
  summary: 'Hold the books against each other now',
  responses: answers(idParameter, 'The check, or the one under way'),
})

/** The books in the members' API. */
export function bookRoutes() {
  const router = newRouter()
  router.route('/', payoutRoutes())
  router.openapi(listOfState, async (request) => {
    const t = request.get('translate')
    const kept = await listDifferences(scopeOf(request), request.req.valid('query').state)
    const items = kept.map((one) => ({
      ...shownDifference(one, t(`books:differences.${one.code}`)),
      ...{ differenceId: one.differenceId, severity: severityOf(one.code), state: one.state, note: one.note },
      ...{ firstSeenAt: one.firstSeenAt.toISOString(), lastSeenAt: one.lastSeenAt.toISOString() },
      explainedBy: one.explainedBy,
      explainedAt: one.explainedAt?.toISOString() ?? null,
      goneAt: one.goneAt?.toISOString() ?? null,
      about: one.about && shownSubject(one.about),
    }))
    return request.json({ items }, 200)
  })
  router.openapi(explain, async (request) => {
    await explainDifference(scopeOf(request), request.req.valid('param').id, request.req.valid('json').note)
    return request.body(null, 204)
  })
  router.openapi(listOfChecks, async (request) => {
    const items = (await listChecks(scopeOf(request))).map(({ askedAt, finishedAt, ...check }) => ({
      ...check,
      askedAt: askedAt.toISOString(),
      finishedAt: finishedAt?.toISOString() ?? null,
    }))
    return request.json({ items }, 200)
  })
  router.openapi(ask, async (request) => request.json({ id: await askCheck(scopeOf(request)) }, 200))
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

function shownSubject({ kind, pageId, name, amountMinor, currency, givenOn }: Subject) {
  const amount = amountMinor === null || currency === null ? null : { minor: amountMinor.toString(), currency }
  return { kind, pageId, name, amount, givenOn }
}
