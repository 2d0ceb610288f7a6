import { getCampaign } from '../campaigns/actions.ts'
import { isoDay } from '../campaigns/day.ts'
import { addProgress } from '../campaigns/progress.ts'
import { recordEntry } from '../log/record.ts'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { publish } from '../platform/jobs/event.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { giftRefunded } from './gift.ts'
import { cashAccount, postTransfer } from './ledger.ts'
import { lockWithReceipts } from './receipts/gifts.ts'
import { reissueAfterRefund } from './receipts/void.ts'

/**
 * Asks for money of a gift to be given back. Nothing moves until somebody else approves. Fails with `gifts.unknown-gift`,
 * `gifts.refund-too-large` when all refunds together would exceed the gift.
 */
export async function requestRefund(
  scope: Scope,
  giftId: string,
  { amountMinor, reason }: { amountMinor: bigint; reason: string },
): Promise<string> {
  permit(scope, 'gifts.refund')
  const requestedBy = memberOf(scope)
  return scope.transaction(async (transaction) => {
    const { db, organisationId, now } = transaction
    const gift = await lockGift(transaction, giftId)
    requireWithin(gift.amount_minor, (await refundedOrAsked(transaction, giftId)) + amountMinor)
    const refundId = newId(now)
    const refund = { gift_id: giftId, amount_minor: amountMinor, reason }
    await db
      .insertInto('refunds')
      .values({
        organisation_id: organisationId,
        refund_id: refundId,
        ...refund,
        state: 'requested',
        requested_by: requestedBy,
        requested_at: now,
      })
      .execute()
    await audit(transaction, {
      action: 'gifts.request-refund',
      subjectKind: 'gift',
      subjectId: giftId,
      after: { refundId, amountMinor, reason },
    })
    return refundId
  })
}

/**
 * Gives the money back in the books: ledger, progress, public log and receipts in one transaction; the money itself a
 * person returns in the provider's console or by transfer, to where it came from. Fails with `gifts.unknown-refund`,
 * `gifts.refund-decided`, `gifts.refund-own` when the one who asked approves, `gifts.refund-too-large`, `gifts.receipt-changing`.
 */
export async function approveRefund(scope: Scope, refundId: string): Promise<void> {
  permit(scope, 'gifts.refund')
  const decidedBy = memberOf(scope)
  await scope.transaction(async (transaction) => {
    const refund = await lockRefund(transaction, refundId)
    if (refund.requested_by === decidedBy) throw new Failure('gifts.refund-own', {}, { kind: 'forbidden' })
    await lockWithReceipts(transaction, refund.gift_id)
    const gift = await lockGift(transaction, refund.gift_id)
    const refundedMinor = gift.refunded_minor + refund.amount_minor
    requireWithin(gift.amount_minor, refundedMinor)
    await decide(transaction, refundId, 'done', decidedBy)
    await takeBack(transaction, gift, refund, refundedMinor)
    await audit(transaction, {
      action: 'gifts.approve-refund',
      subjectKind: 'gift',
      subjectId: gift.gift_id,
      before: { refundedMinor: gift.refunded_minor },
      after: { refundId, refundedMinor },
    })
  })
}

/** Says no to a refund that was asked for. Fails with `gifts.unknown-refund`, `gifts.refund-decided`, `gifts.refund-own`. */
export async function declineRefund(scope: Scope, refundId: string): Promise<void> {
  permit(scope, 'gifts.refund')
  const decidedBy = memberOf(scope)
  await scope.transaction(async (transaction) => {
    const refund = await lockRefund(transaction, refundId)
    if (refund.requested_by === decidedBy) throw new Failure('gifts.refund-own', {}, { kind: 'forbidden' })
    await decide(transaction, refundId, 'declined', decidedBy)
    const subject = { subjectKind: 'gift', subjectId: refund.gift_id }
    await audit(transaction, { action: 'gifts.decline-refund', ...subject, after: { refundId } })
  })
}

type Gift = Awaited<ReturnType<typeof lockGift>>
type Refund = Awaited<ReturnType<typeof lockRefund>>

async function takeBack(transaction: Transaction, gift: Gift, refund: Refund, refundedMinor: bigint): Promise<void> {
  const { db, organisationId, now } = transaction
  const { gift_id: giftId } = gift
  const { refund_id: refundId, amount_minor: amountMinor } = refund
  const campaign = await getCampaign(transaction, gift.campaign_id)
  const day = isoDay(now, campaign.organisationTimeZone)
  await db
    .updateTable('gifts')
    .set({ refunded_minor: refundedMinor })
    .where('organisation_id', '=', organisationId)
    .where('gift_id', '=', giftId)
    .execute()
  await postTransfer(transaction, {
    kind: 'refund',
    sourceId: refundId,
    debit: 'refunds',
    credit: cashAccount(gift.payment_account_id, gift.source),
    amount: { minor: amountMinor, currency: gift.currency },
    effectiveOn: day,
  })
  await addProgress(transaction, gift.campaign_id, -amountMinor, refundedMinor === gift.amount_minor ? -1 : 0)
  await recordEntry(transaction, {
    subjectKind: 'refund',
    subjectId: refundId,
    entry: {
      kind: 'gift.refunded',
      gift: gift.public_reference,
      amountMinor: amountMinor.toString(),
      currency: gift.currency,
      fund: campaign.fundCode,
      day,
    },
  })
  await reissueAfterRefund(transaction, giftId)
  await publish(transaction, giftRefunded, { giftId, refundId })
}

async function decide(
  { db, organisationId, now }: Transaction,
  refundId: string,
  state: 'done' | 'declined',
  decidedBy: string,
): Promise<void> {
  await db
    .updateTable('refunds')
    .set({ state, decided_by: decidedBy, decided_at: now })
    .where('organisation_id', '=', organisationId)
    .where('refund_id', '=', refundId)
    .execute()
}

async function lockGift({ db, organisationId }: Transaction, giftId: string) {
  const gift = await db
    .selectFrom('gifts')
    .where('organisation_id', '=', organisationId)
    .where('gift_id', '=', giftId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()
  if (!gift) throw new Failure('gifts.unknown-gift', {}, { kind: 'missing' })
  return gift
}

async function lockRefund({ db, organisationId }: Transaction, refundId: string) {
  const refund = await db
    .selectFrom('refunds')
    .where('organisation_id', '=', organisationId)
    .where('refund_id', '=', refundId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()
  if (!refund) throw new Failure('gifts.unknown-refund', {}, { kind: 'missing' })
  if (refund.state !== 'requested') throw new Failure('gifts.refund-decided', {}, { kind: 'conflict' })
  return refund
}

async function refundedOrAsked({ db, organisationId }: Transaction, giftId: string): Promise<bigint> {
  const rows = await db
    .selectFrom('refunds')
    .where('organisation_id', '=', organisationId)
    .where('gift_id', '=', giftId)
    .where('state', '<>', 'declined')
    .select('amount_minor')
    .execute()
  return rows.reduce((sum, row) => sum + row.amount_minor, 0n)
}

function requireWithin(gift: bigint, refunds: bigint): void {
  if (refunds <= gift) return
  throw new Failure('gifts.refund-too-large', {}, { kind: 'conflict', field: 'amount' })
}

function memberOf({ actor }: Scope): string {
  if (actor.kind === 'member') return actor.id
  throw new Failure('gifts.refund-by-members', {}, { kind: 'forbidden' })
}
