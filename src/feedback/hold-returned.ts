import { sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'
import { isPutRight } from './put-right.ts'
import { untoldReason } from './tellable.ts'

/** What a round had for a giving platform, and what the platform has not told. */
export interface Unreturned {
  readonly roundId: string
  readonly giftId: string
  readonly updateId: string
}

/** Holds results that were to go back by order number and did not: a later round may account for them. */
export async function holdReturned(transaction: Transaction, unreturned: readonly Unreturned[]): Promise<void> {
  const { db, organisationId, now } = transaction
  if (unreturned.length === 0) return
  await sql`
    update feedback_results r set result = 'held', at = ${now}::timestamptz,
      reason = case when o.state = 'recalled' then 'recalled'
        else coalesce(${untoldReason}, case when ${isPutRight} then 'corrected' else 'no_consent' end) end
    from unnest(${unreturned.map(({ roundId }) => roundId)}::uuid[], ${unreturned.map(({ giftId }) => giftId)}::uuid[],
        ${unreturned.map(({ updateId }) => updateId)}::uuid[]) as back (round_id, gift_id, update_id)
      join feedback_rounds o on o.organisation_id = ${organisationId} and o.feedback_round_id = back.round_id
      join updates u on u.organisation_id = ${organisationId} and u.update_id = back.update_id
      join cases c on c.organisation_id = u.organisation_id and c.case_id = u.case_id
    where r.organisation_id = ${organisationId} and r.feedback_round_id = back.round_id and r.gift_id = back.gift_id
      and r.update_id = back.update_id and r.result = 'returned'`.execute(db)
}
