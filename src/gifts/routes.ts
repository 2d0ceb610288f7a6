import { createRoute, z } from '@hono/zod-openapi'
import { minorIn, moneyIn, moneyOut, writeMoney } from '../campaigns/money-wire.ts'
import { positionOf } from '../log/read.ts'
import { permit } from '../organisations/permission.ts'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { body, idParameter, json, listOf, made, refusals } from '../platform/http/openapi.ts'
import type { Transaction } from '../platform/scope.ts'
import { manualGift, recordManualGift } from './by-hand.ts'
import { type GiftTrace, receiptWishes } from './gift.ts'
import { otherOfPayment } from './overflow.ts'
import { paymentRoutes } from './payment-routes.ts'
import { changePublicName, publicNameOf, publicNames } from './public-name.ts'
import { receiptRoutes, receiptSchema, writeReceiptOut } from './receipts/routes.ts'
import { mandateRoutes } from './recurring/mandate-routes.ts'
import { approveRefund, declineRefund, requestRefund } from './refund.ts'
import { findGifts, readGift, receiptsOf, refundsOf } from './store.ts'
import { thankAgain } from './thank.ts'

/** What higher floors tell about gifts. */
export interface GiftParticipants {
  readonly traces?: (transaction: Transaction, giftIds: readonly string[]) => Promise<readonly GiftTrace[]>
}

const giftSchema = z
  .object({
    id: z.uuid(),
    publicReference: z.string(),
    personId: z.uuid(),
    donorName: z.string(),
    isAnonymous: z.boolean(),
    /** How it stands in the public list. */
    publicName: z.enum(publicNames),
    campaignId: z.uuid(),
    amount: moneyOut,
    fee: moneyOut,
    refunded: moneyOut,
    givenOn: z.string(),
    receivedAt: z.iso.datetime(),
    source: z.string(),
    orderNumber: z.string().nullable(),
    receiptWish: z.enum(receiptWishes),
    thankedAt: z.iso.datetime().nullable(),
  })
  .openapi('Gift')

const refundSchema = z
  .object({
    id: z.uuid(),
    amount: moneyOut,
    reason: z.string(),
    state: z.enum(['requested', 'done', 'declined']),
    requestedBy: z.uuid(),
    requestedAt: z.iso.datetime(),
    decidedBy: z.uuid().nullable(),
    decidedAt: z.iso.datetime().nullable(),
  })
  .openapi('Refund')

const traceSchema = z
  .object({
    fee: moneyOut,
    share: moneyOut,
    open: moneyOut,
    parts: z.array(
      z.object({
        caseId: z.uuid(),
        pseudonym: z.string(),
        needItem: z.string(),
        amount: moneyOut,
        reason: z.string(),
        at: z.iso.datetime(),
      }),
    ),
  })
  .openapi('GiftTrace')

const giftDetail = giftSchema
  .extend({
    refunds: z.array(refundSchema),
    receipts: z.array(receiptSchema),
    trace: traceSchema.nullable(),
    /** The other gift of the same payment, where a cap parted it. */
    samePayment: z.object({ id: z.uuid(), campaignId: z.uuid(), amount: moneyOut }).nullable(),
    /** Its place in the public log; null until the log has it. */
    logPosition: z.number().nullable(),
  })
  .openapi('GiftDetail')

/** The members' API of gifts, refunds, receipts and payments. */
export function giftRoutes(participants: GiftParticipants = {}) {
  const router = newRouter()
  router.route('/', paymentRoutes())
  router.route('/', receiptRoutes())
  router.route('/', mandateRoutes())
  router.openapi(listRoute, async (request) => {
    const scope = scopeOf(request)
    permit(scope, 'gifts.read')
    const { items, next } = await scope.transaction((transaction) => findGifts(transaction, request.req.valid('query')))
    return request.json({ items: items.map(writeGift), next }, 200)
  })
  router.openapi(readRoute, async (request) => {
    const scope = scopeOf(request)
    permit(scope, 'gifts.read')
    const { id } = request.req.valid('param')
    return request.json(await scope.transaction((transaction) => readDetail(transaction, id, participants)), 200)
  })
  router.openapi(recordRoute, async (request) => {
    const { amount, ...gift } = request.req.valid('json')
    const id = await recordManualGift(scopeOf(request), {
      ...gift,
      amountMinor: amount.minor,
      currency: amount.currency,
    })
    return request.json({ id }, 201)
  })
  router.openapi(publicNameRoute, async (request) => {
    const { publicName } = request.req.valid('json')
    await changePublicName(scopeOf(request), request.req.valid('param').id, publicName)
    return request.body(null, 204)
  })
  router.openapi(thankRoute, async (request) => {
    await thankAgain(scopeOf(request), request.req.valid('param').id)
    return request.body(null, 204)
  })
  router.openapi(refundRoute, async (request) => {
    const { amountMinor, reason } = request.req.valid('json')
    const id = await requestRefund(scopeOf(request), request.req.valid('param').id, { amountMinor, reason })
    return request.json({ id }, 201)
  })
  router.openapi(approveRoute, async (request) => {
    await approveRefund(scopeOf(request), request.req.valid('param').id)
    return request.body(null, 204)
  })
  router.openapi(declineRoute, async (request) => {
    await declineRefund(scopeOf(request), request.req.valid('param').id)
    return request.body(null, 204)
  })
  return router
}

async function readDetail(transaction: Transaction, giftId: string, { traces }: GiftParticipants) {
  const gift = await readGift(transaction, giftId)
  const money = (minor: bigint) => writeMoney({ minor, currency: gift.currency })
  const refunds = await refundsOf(transaction, giftId)
  const receipts = await receiptsOf(transaction, [giftId])
  const other = await otherOfPayment(transaction, giftId)
  const [trace] = (await traces?.(transaction, [giftId])) ?? []
  return {
    ...writeGift(gift),
    refunds: refunds.map((refund) => ({
      id: refund.refund_id,
      amount: money(refund.amount_minor),
      reason: refund.reason,
      state: refundState.parse(refund.state),
      requestedBy: refund.requested_by,
      requestedAt: refund.requested_at.toISOString(),
      decidedBy: refund.decided_by,
      decidedAt: refund.decided_at?.toISOString() ?? null,
    })),
    receipts: receipts.map(writeReceiptOut),
    trace: trace ? writeTrace(trace, money) : null,
    samePayment: other ? { id: other.giftId, campaignId: other.campaignId, amount: money(other.amountMinor) } : null,
    logPosition: (await positionOf(transaction, 'gift', giftId)) ?? null,
  }
}

const refundState = z.enum(['requested', 'done', 'declined'])

function writeTrace(trace: GiftTrace, money: (minor: bigint) => z.infer<typeof moneyOut>) {
  return {
    fee: money(trace.feeMinor),
    share: money(trace.shareMinor),
    open: money(trace.openMinor),
    parts: trace.parts.map(({ amountMinor, at, caseId, pseudonym, needItem, reason }) => ({
      caseId,
      pseudonym,
      needItem,
      amount: money(amountMinor),
      reason,
      at: at.toISOString(),
    })),
  }
}

function writeGift(gift: Awaited<ReturnType<typeof readGift>>) {
  const money = (minor: bigint) => writeMoney({ minor, currency: gift.currency })
  return {
    id: gift.gift_id,
    publicReference: gift.public_reference,
    personId: gift.person_id,
    donorName: gift.donor_name,
    isAnonymous: gift.is_anonymous,
    publicName: publicNameOf(gift),
    campaignId: gift.campaign_id,
    amount: money(gift.amount_minor),
    fee: money(gift.fee_minor),
    refunded: money(gift.refunded_minor),
    givenOn: gift.given_on,
    receivedAt: gift.received_at.toISOString(),
    source: gift.source,
    orderNumber: gift.order_number,
    receiptWish: z.enum(receiptWishes).parse(gift.receipt_wish),
    thankedAt: gift.thanked_at?.toISOString() ?? null,
  }
}

const search = z.object({
  query: z.string().max(80).optional(),
  campaign: z.uuid().optional(),
  person: z.uuid().optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  cursor: z
    .string()
    .regex(/^[0-9]{1,15}_[0-9a-f-]{36}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

const listRoute = createRoute({
  method: 'get',
  path: '/api/gifts',
  summary: 'Gifts, the newest first',
  request: { query: search },
  responses: { 200: json('Gifts', listOf(giftSchema)), ...refusals },
})
const readRoute = createRoute({
  method: 'get',
  path: '/api/gifts/{id}',
  summary: 'A gift with its refunds, receipts, trace and place in the log',
  request: { params: idParameter },
  responses: { 200: json('The gift', giftDetail), ...refusals },
})
const manualIn = manualGift.omit({ amountMinor: true, currency: true }).extend({ amount: moneyIn })
const recordRoute = createRoute({
  method: 'post',
  path: '/api/gifts',
  summary: 'Record a gift that came without the form: cash, post, an unannounced transfer',
  request: { body: body(manualIn) },
  responses: { 201: made, ...refusals },
})
const publicNameRoute = createRoute({
  method: 'put',
  path: '/api/gifts/{id}/public-name',
  summary: 'How a gift stands in the public list, as its giver asks',
  request: { params: idParameter, body: body(z.strictObject({ publicName: z.enum(publicNames) })) },
  responses: { 204: { description: 'Kept' }, ...refusals },
})
const thankRoute = createRoute({
  method: 'post',
  path: '/api/gifts/{id}/thanks',
  summary: 'Thank once more, by hand',
  request: { params: idParameter },
  responses: { 204: { description: 'On its way' }, ...refusals },
})
const reason = z.string().trim().min(1).max(400)
const refundRoute = createRoute({
  method: 'post',
  path: '/api/gifts/{id}/refunds',
  summary: 'Ask for money of a gift to be given back; somebody else approves',
  request: { params: idParameter, body: body(z.object({ amountMinor: minorIn, reason })) },
  responses: { 201: made, ...refusals },
})
const approveRoute = createRoute({
  method: 'post',
  path: '/api/refunds/{id}/approve',
  summary: 'Approve a refund somebody else asked for',
  request: { params: idParameter },
  responses: { 204: { description: 'Given back in the books' }, ...refusals },
})
const declineRoute = createRoute({
  method: 'post',
  path: '/api/refunds/{id}/decline',
  summary: 'Decline a refund somebody else asked for',
  request: { params: idParameter },
  responses: { 204: { description: 'Declined' }, ...refusals },
})
