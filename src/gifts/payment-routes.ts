import { createRoute, z } from '@hono/zod-openapi'
import { minorIn, moneyOut, writeMoney } from '../campaigns/money-wire.ts'
import { permit } from '../organisations/permission.ts'
import { requireRecentProof } from '../organisations/proofs.ts'
import { providers } from '../payments/kinds.ts'
import { providerKinds } from '../payments/provider.ts'
import { showReference } from '../payments/reference.ts'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { body, idParameter, json, listOf, made, refusals } from '../platform/http/openapi.ts'
import type { Transaction } from '../platform/scope.ts'
import { testPaymentAccount } from './ask-provider.ts'
import { confirmTransfer } from './by-hand.ts'
import { declineWaveRoutes } from './declines/routes.ts'
import { resolution, resolveException } from './exception-resolve.ts'
import { stopFormerPaymentSecret } from './former-payment-secret.ts'
import {
  newPaymentAccount,
  openPaymentAccounts,
  paymentAccountChange,
  publicSettings,
  type StoredAccount,
} from './payment-account.ts'
import { type Proposed, proposePaymentAccount, proposePaymentAccountChange } from './payment-changes/propose.ts'
import { paymentChangeRoutes } from './payment-changes/routes.ts'
import { findIntents, openExceptions } from './store.ts'

const accountSchema = z
  .object({
    id: z.uuid(),
    provider: z.enum(providerKinds),
    name: z.string(),
    currency: z.string(),
    isOffered: z.boolean(),
    isPlayMoney: z.boolean(),
    /** To be entered at the provider. */
    hookUrl: z.string(),
    /** Until when the secret before this one is taken, too; null when none is. */
    formerUntil: z.iso.datetime().nullable(),
    /** The settings that are no secrets. */
    settings: z.record(z.string(), z.string()),
  })
  .openapi('PaymentAccount')

const configField = z.object({
  name: z.string(),
  secret: z.boolean(),
  required: z.boolean(),
  choices: z.array(z.string()).optional(),
})
const providerSchema = z
  .object({ kind: z.enum(providerKinds), fields: z.array(configField) })
  .openapi('PaymentProvider')

const intentSchema = z
  .object({
    id: z.uuid(),
    reference: z.string(),
    state: z.string(),
    amount: moneyOut,
    donorName: z.string(),
    campaignId: z.uuid(),
    paymentAccountId: z.uuid(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
  })
  .openapi('GiftIntent')

const exceptionSchema = z
  .object({
    id: z.uuid(),
    kind: z.enum(['quarantine', 'suspense']),
    reason: z.string(),
    reference: z.string().nullable(),
    amount: moneyOut.nullable(),
    paymentAccountId: z.uuid().nullable(),
    openedAt: z.iso.datetime(),
  })
  .openapi('PaymentException')

/** The members' API of payment accounts, awaited money and money that fitted nothing. */
export function paymentRoutes() {
  const router = newRouter()
  router.route('/', paymentChangeRoutes())
  router.route('/', declineWaveRoutes())
  router.openapi(accountsRoute, async (request) => {
    const scope = scopeOf(request)
    permit(scope, 'payments.change')
    const items = await scope.transaction(async (transaction) => {
      const accounts = await openPaymentAccounts(transaction)
      return Promise.all(accounts.map((account) => writeAccount(transaction, account)))
    })
    return request.json({ items, next: null, providers: offeredProviders() }, 200)
  })
  router.openapi(createAccountRoute, async (request) => {
    await requireRecentProof(scopeOf(request))
    const proposed = await proposePaymentAccount(scopeOf(request), request.req.valid('json'))
    if (!proposed.isDone) return request.json(writeWaiting(proposed), 202)
    return request.json({ id: proposed.paymentAccountId }, 201)
  })
  router.openapi(changeAccountRoute, async (request) => {
    await requireRecentProof(scopeOf(request))
    const { id } = request.req.valid('param')
    const proposed = await proposePaymentAccountChange(scopeOf(request), id, request.req.valid('json'))
    return proposed.isDone ? request.body(null, 204) : request.json(writeWaiting(proposed), 202)
  })
  router.openapi(stopFormerRoute, async (request) => {
    await stopFormerPaymentSecret(scopeOf(request), request.req.valid('param').id)
    return request.body(null, 204)
  })
  router.openapi(testAccountRoute, async (request) => {
    return request.json(await testPaymentAccount(scopeOf(request), request.req.valid('param').id), 200)
  })
  router.openapi(intentsRoute, async (request) => {
    const scope = scopeOf(request)
    permit(scope, 'gifts.read')
    const { query } = request.req.valid('query')
    const intents = await scope.transaction((transaction) => findIntents(transaction, query))
    return request.json({ items: intents.map(writeIntent), next: null }, 200)
  })
  router.openapi(confirmRoute, async (request) => {
    const settled = await confirmTransfer(scopeOf(request), request.req.valid('param').id, request.req.valid('json'))
    const giftId = settled.result === 'applied' ? (settled.giftId ?? null) : null
    return request.json({ result: settled.result, giftId }, 200)
  })
  router.openapi(exceptionsRoute, async (request) => {
    const scope = scopeOf(request)
    permit(scope, 'gifts.read')
    const exceptions = await scope.transaction(openExceptions)
    return request.json({ items: exceptions.map(writeException), next: null }, 200)
  })
  router.openapi(resolveRoute, async (request) => {
    await resolveException(scopeOf(request), request.req.valid('param').id, request.req.valid('json'))
    return request.body(null, 204)
  })
  return router
}

function writeWaiting({ changeId, takesEffectAt }: Extract<Proposed, { isDone: false }>) {
  return { changeId, takesEffectAt: takesEffectAt?.toISOString() ?? null }
}

async function writeAccount(transaction: Transaction, account: StoredAccount) {
  return {
    id: account.paymentAccountId,
    provider: account.kind,
    name: account.name,
    currency: account.currency,
    isOffered: account.isOffered,
    isPlayMoney: account.provider.isPlayMoney,
    hookUrl: `${transaction.context.settings.publicUrl}/hooks/pay/${account.hookKey}`,
    formerUntil:
      account.former !== null && account.former.until > transaction.now ? account.former.until.toISOString() : null,
    settings: await publicSettings(transaction, account.paymentAccountId),
  }
}

function offeredProviders() {
  return providerKinds.map((kind) => ({
    kind,
    fields: providers[kind].configFields.map(({ choices, ...field }) => ({
      ...field,
      ...(choices ? { choices: [...choices] } : {}),
    })),
  }))
}

function writeIntent(intent: Awaited<ReturnType<typeof findIntents>>[number]) {
  return {
    id: intent.gift_intent_id,
    reference: showReference(intent.reference),
    state: intent.state,
    amount: writeMoney({ minor: intent.amount_minor, currency: intent.currency }),
    donorName: intent.donor_name,
    campaignId: intent.campaign_id,
    paymentAccountId: intent.payment_account_id,
    createdAt: intent.created_at.toISOString(),
    expiresAt: intent.expires_at.toISOString(),
  }
}

const exceptionKind = z.enum(['quarantine', 'suspense'])

function writeException(row: Awaited<ReturnType<typeof openExceptions>>[number]) {
  const { amount_minor: minor, currency } = row
  return {
    id: row.payment_exception_id,
    kind: exceptionKind.parse(row.kind),
    reason: row.reason,
    reference: row.reference,
    amount: minor === null || currency === null ? null : writeMoney({ minor, currency }),
    paymentAccountId: row.payment_account_id,
    openedAt: row.opened_at.toISOString(),
  }
}

const accountList = listOf(accountSchema).extend({ providers: z.array(providerSchema) })
const accountsRoute = createRoute({
  method: 'get',
  path: '/api/payment-accounts',
  summary: 'Payment accounts, and what each provider asks for',
  responses: { 200: json('Payment accounts', accountList), ...refusals },
})
const waits = json(
  'It waits for a second person, or, where there is none, for a day',
  z.object({ changeId: z.uuid(), takesEffectAt: z.iso.datetime().nullable() }),
)
const createAccountRoute = createRoute({
  method: 'post',
  path: '/api/payment-accounts',
  summary: 'Connect a payment provider: the first at once, any other when a second member approved it',
  request: { body: body(newPaymentAccount) },
  responses: { 201: made, 202: waits, ...refusals },
})
const changeAccountRoute = createRoute({
  method: 'patch',
  path: '/api/payment-accounts/{id}',
  summary:
    'Change a payment account; settings left out or empty stay. What moves where money is paid waits for a second member. A replaced secret is taken for a day more, unless it is leaked',
  request: { params: idParameter, body: body(paymentAccountChange) },
  responses: { 202: waits, 204: { description: 'Changed' }, ...refusals },
})
const stopFormerRoute = createRoute({
  method: 'delete',
  path: '/api/payment-accounts/{id}/former-secret',
  summary: 'Take the secret before this one no more, from now on',
  request: { params: idParameter },
  responses: { 204: { description: 'Stopped' }, ...refusals },
})
const testAccountRoute = createRoute({
  method: 'post',
  path: '/api/payment-accounts/{id}/test',
  summary: 'Ask the provider something, to see whether the settings are right',
  request: { params: idParameter },
  responses: { 200: json('What came back', z.object({ isWorking: z.boolean() })), ...refusals },
})
const intentsRoute = createRoute({
  method: 'get',
  path: '/api/gift-intents',
  summary: 'Money that is awaited; `query` may be a line of a bank statement',
  request: { query: z.object({ state: z.literal('waiting').optional(), query: z.string().max(200).optional() }) },
  responses: { 200: json('Attempts', listOf(intentSchema)), ...refusals },
})
const transferIn = z.object({
  amountMinor: minorIn,
  receivedOn: z.iso.date(),
  bankReference: z.string().trim().min(1).max(80).optional(),
})
const results = z.enum(['applied', 'known', 'late', 'simulated', 'ignored', 'quarantined', 'suspense'])
const confirmRoute = createRoute({
  method: 'post',
  path: '/api/gift-intents/{id}/confirm',
  summary:
    'Confirm that a transfer arrived; another amount than announced is put aside until decided or confirmed again',
  request: { params: idParameter, body: body(transferIn) },
  responses: { 200: json('What it came to', z.object({ result: results, giftId: z.uuid().nullable() })), ...refusals },
})
const exceptionsRoute = createRoute({
  method: 'get',
  path: '/api/payment-exceptions',
  summary: 'Money that waits for a decision',
  responses: { 200: json('Exceptions', listOf(exceptionSchema)), ...refusals },
})
const resolveRoute = createRoute({
  method: 'post',
  path: '/api/payment-exceptions/{id}/resolve',
  summary: 'Decide: it is a gift, it went back, or it was nothing',
  request: { params: idParameter, body: body(resolution) },
  responses: { 204: { description: 'Decided' }, ...refusals },
})
