import { allocationPolicies } from '../campaigns/campaign.ts'
import { Failure } from '../platform/errors.ts'
import type { Transaction } from '../platform/scope.ts'
import { atMost, portionOf } from './allocation.ts'
import { lockFund } from './hold.ts'
import { setOpen, type Waiting } from './open-gifts.ts'
import { takeBackFromGift } from './take-back.ts'

/** Divides a gift when it arrives, all of its allocatable part open; done once. Answers its fund. Fails with `gifts.unknown-gift`. */
export async function portionGift(transaction: Transaction, giftId: string): Promise<string> {
  const { db, organisationId, now } = transaction
  const gift = await readGift(transaction, giftId)
  const portion = portionOf(gift)
  const { numInsertedOrUpdatedRows: isNew } = await db
    .insertInto('gift_portions')
    .values({
      organisation_id: organisationId,
      gift_id: giftId,
      campaign_id: gift.campaignId,
      fund_id: gift.fundId,
      currency: gift.currency,
      amount_minor: portion.amountMinor,
      fee_minor: portion.feeMinor,
      share_minor: portion.shareMinor,
      minimum_slice_minor: gift.minimumSliceMinor,
      policy: gift.policy,
      final_at: gift.finalAt,
      received_at: gift.receivedAt,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'gift_id']).doNothing())
    .executeTakeFirstOrThrow()
  if (isNew) await setOpen(transaction, { ...gift, ...waitingOf(gift, now) }, portion, portion.allocatableMinor)
  return gift.fundId
}

/**
 * Shrinks a gift's division to what its refunds left. What was still open goes first; the rest is taken back from its
 * needs, the newest part first, and those needs are open again. Running it twice changes nothing more.
 */
export async function shrinkPortion(transaction: Transaction, giftId: string): Promise<string> {
  const { db, organisationId, now } = transaction
  const gift = await readGift(transaction, giftId)
  await lockFund(transaction, gift.fundId)
  const portion = portionOf(gift)
  const before = await db
    .selectFrom('gift_portions as p')
    .leftJoin('open_gifts as o', (join) =>
      join
        .onRef('o.organisation_id', '=', 'p.organisation_id')
        .onRef('o.fund_id', '=', 'p.fund_id')
        .onRef('o.currency', '=', 'p.currency')
        .onRef('o.received_at', '=', 'p.received_at')
        .onRef('o.gift_id', '=', 'p.gift_id'),
    )
    .where('p.organisation_id', '=', organisationId)
    .where('p.gift_id', '=', giftId)
    .select(['p.amount_minor', 'p.fee_minor', 'p.share_minor', 'p.policy', 'o.open_minor'])
    .executeTakeFirst()
  if (!before) return portionGift(transaction, giftId)
  const given = before.amount_minor - before.fee_minor - before.share_minor - (before.open_minor ?? 0n)
  const kept = atMost(given, portion.allocatableMinor)
  await takeBackFromGift(transaction, gift, given - kept)
  await db
    .updateTable('gift_portions')
    .set({
      amount_minor: portion.amountMinor,
      fee_minor: portion.feeMinor,
      share_minor: portion.shareMinor,
    })
    .where('organisation_id', '=', organisationId)
    .where('gift_id', '=', giftId)
    .execute()
  const waiting = waitingOf({ ...gift, policy: before.policy }, now)
  await setOpen(transaction, { ...gift, ...waiting }, portion, portion.allocatableMinor - kept)
  return gift.fundId
}

async function readGift({ db, organisationId }: Transaction, giftId: string) {
  const row = await db
    .selectFrom('gifts as g')
    .innerJoin('campaigns as c', (join) =>
      join.onRef('c.organisation_id', '=', 'g.organisation_id').onRef('c.campaign_id', '=', 'g.campaign_id'),
    )
    .leftJoin('designations as d', (join) =>
      join.onRef('d.organisation_id', '=', 'g.organisation_id').onRef('d.gift_id', '=', 'g.gift_id'),
    )
    .where('g.organisation_id', '=', organisationId)
    .where('g.gift_id', '=', giftId)
    .select([
      'g.gift_id as giftId',
      'g.campaign_id as campaignId',
      'g.fund_id as fundId',
      'g.currency',
      'g.amount_minor as amountMinor',
      'g.fee_minor as feeMinor',
      'g.refunded_minor as refundedMinor',
      'g.received_at as receivedAt',
      'c.programme_share_basis_points as basisPoints',
      'c.minimum_slice_minor as minimumSliceMinor',
      'c.allocation_policy as policy',
      'c.allocates_only_final as onlyFinal',
      'd.case_id as caseId',
      'd.beyond',
      (row) =>
        row
          .exists(
            row
              .selectFrom('instalments as i')
              .whereRef('i.organisation_id', '=', 'g.organisation_id')
              .whereRef('i.gift_id', '=', 'g.gift_id')
              .select('i.number'),
          )
          .as('isDebit'),
    ])
    .executeTakeFirst()
  if (!row) throw new Failure('gifts.unknown-gift', {}, { kind: 'missing' })
  const { isDebit, ...gift } = row
  const finalAt = isDebit ? new Date(gift.receivedAt.getTime() + reversibleMilliseconds) : null
  return { ...gift, finalAt }
}

/** How long a payer may ask a direct debit back without a reason: eight weeks (SEPA Core rulebook, as read 2026-07). */
const reversibleMilliseconds = 56 * 24 * 60 * 60 * 1000

/** Where a gift that has something left waits. */
export function waitingOf(
  gift: { policy: string; onlyFinal: boolean; finalAt: Date | null; caseId: string | null; beyond: string | null },
  now: Date,
): Waiting {
  const { caseId } = gift
  if (gift.onlyFinal && gift.finalAt !== null && gift.finalAt > now) return { lane: 'not_final', caseId }
  if (gift.beyond === 'wait') return { lane: 'case_only', caseId }
  return { lane: allocationPolicies.find((policy) => policy === gift.policy) ?? 'queue', caseId }
}
