import { type RawBuilder, sql } from 'kysely'
import type { AllocationPolicy } from '../campaigns/campaign.ts'
import type { Transaction } from '../platform/scope.ts'
import type { Portion } from './allocation.ts'
import type { Purse } from './sides.ts'

/** Where what a gift has left waits: with its policy, for the case it names alone, or until it cannot be reversed. */
export interface Waiting {
  lane: AllocationPolicy | 'case_only' | 'not_final'
  /** The case the gift names. */
  caseId: string | null
}

/** Puts what a gift has for needs in line, or changes it to this much; nothing left takes it out. The fund is locked by the caller. */
export async function setOpen(
  { db, organisationId }: Transaction,
  gift: Purse & Waiting & { giftId: string; receivedAt: Date; minimumSliceMinor: bigint },
  { allocatableMinor }: Pick<Portion, 'allocatableMinor'>,
  openMinor: bigint,
): Promise<void> {
  const { fundId, currency, receivedAt, giftId } = gift
  if (openMinor === 0n) {
    await db
      .deleteFrom('open_gifts')
      .where('organisation_id', '=', organisationId)
      .where('fund_id', '=', fundId)
      .where('currency', '=', currency)
      .where('received_at', '=', receivedAt)
      .where('gift_id', '=', giftId)
      .execute()
    return
  }
  const open = { open_minor: openMinor, allocatable_minor: allocatableMinor }
  await db
    .insertInto('open_gifts')
    .values({
      organisation_id: organisationId,
      fund_id: fundId,
      currency,
      received_at: receivedAt,
      gift_id: giftId,
      minimum_slice_minor: gift.minimumSliceMinor,
      lane: gift.lane,
      case_id: gift.caseId,
      ...open,
    })
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'fund_id', 'currency', 'received_at', 'gift_id']).doUpdateSet(open),
    )
    .execute()
}

/**
 * Two statements within another that take what has been given out of the line: gifts used up leave it, the others keep their
 * rest. `line_slices` answers `standing`, `amount_minor` and `gift_open`, what the gift had before. Rows are found where they were
 * read, not looked up again: as long as the fund is locked they stay there.
 */
export function takenFromLine({ organisationId }: Transaction, { fundId, currency }: Purse): RawBuilder<unknown> {
  const theirs = sql`o.organisation_id = ${organisationId} and o.fund_id = ${fundId} and o.currency = ${currency}`
  return sql`split as materialized (
      select standing, gift_open, sum(amount_minor)::bigint as amount
      from line_slices where amount_minor < gift_open group by standing, gift_open
    ), used_up as (
      delete from open_gifts o where ${theirs} and o.ctid = any (array(
        select standing from line_slices where amount_minor = gift_open
        union all select standing from split where amount = gift_open))
    ), lessened as (
      update open_gifts o set open_minor = o.open_minor - split.amount
      from split
      where ${theirs} and o.ctid = any (array(select standing from split where amount < gift_open))
        and o.ctid = split.standing
    )`
}

/** Puts what was taken back into the line again, where the gift stood. `line_slices` answers `gift_id` and `amount_minor`, below zero. */
export function backIntoLine({ organisationId }: Transaction): RawBuilder<unknown> {
  return sql`back as (
    insert into open_gifts (organisation_id, fund_id, currency, received_at, gift_id, open_minor, allocatable_minor,
      minimum_slice_minor, lane, case_id)
    select p.organisation_id, p.fund_id, p.currency, p.received_at, p.gift_id, taken.amount,
      p.amount_minor - p.fee_minor - p.share_minor, p.minimum_slice_minor,
      case d.beyond when 'wait' then 'case_only' else p.policy end, d.case_id
    from (select gift_id, -sum(amount_minor)::bigint as amount from line_slices group by gift_id) as taken
    join gift_portions p using (gift_id)
    left join designations d using (organisation_id, gift_id)
    where p.organisation_id = ${organisationId}
    on conflict (organisation_id, fund_id, currency, received_at, gift_id)
      do update set open_minor = open_gifts.open_minor + excluded.open_minor
  )`
}
