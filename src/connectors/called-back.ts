import { sql } from 'kysely'
import { consentCovers, dayWhereCase } from '../cases/consent.ts'
import { isTellable, untoldReason } from '../feedback/tellable.ts'
import type { Transaction } from '../platform/scope.ts'
import type { FeedbackItem } from './connector.ts'
import { mayBeThere } from './order-returns.ts'

/** Why something handed on may not be told any more. `taken_back`: its share went elsewhere. Words: `connectors:callBacks.reasons`. */
export const callBackReasons = ['case_ended', 'no_consent', 'recalled', 'taken_back', 'corrected'] as const
export type CallBackReason = (typeof callBackReasons)[number]

/**
 * Marks what was handed on of a case, to platforms and in files, and may not be told as before; answers whether there is any. What
 * a platform may have is asked back by the next push.
 */
export async function callBackUntellable(transaction: Transaction, caseId: string): Promise<boolean> {
  const { db, organisationId, now } = transaction
  const isSayable = sql`(${isTellable}
    and ${consentCovers({ purpose: 'report_to_givers', channel: 'file' }, dayWhereCase(now))})`
  const { rows } = await sql`
    with untold as (
      select u.update_id, coalesce(${untoldReason}, 'no_consent') as reason
      from updates u join cases c on c.organisation_id = u.organisation_id and c.case_id = u.case_id
      where u.organisation_id = ${organisationId} and u.case_id = ${caseId} and not ${isSayable}
    ), platforms as (
      update order_returns o set called_back_at = ${now}::timestamptz, call_back_reason = untold.reason from untold
      where o.organisation_id = ${organisationId} and o.update_id = untold.update_id and o.called_back_at is null
        and ${mayBeThere} returning 1
    ), files as (
      update filed_returns f set called_back_at = ${now}::timestamptz, call_back_reason = untold.reason from untold
      where f.organisation_id = ${organisationId} and f.update_id = untold.update_id and f.called_back_at is null
      returning 1)
    select from platforms union all select from files`.execute(db)
  return rows.length > 0
}

/** Marks what was handed on of rounds that were recalled. */
export async function callBackRecalled({ db, organisationId, now }: Transaction): Promise<void> {
  await sql`
    with recalled as (
      select feedback_round_id from feedback_rounds where organisation_id = ${organisationId} and state = 'recalled'
    ), platforms as (
      update order_returns o set called_back_at = ${now}::timestamptz, call_back_reason = 'recalled' from recalled r
      where o.organisation_id = ${organisationId} and o.feedback_round_id = r.feedback_round_id
        and o.called_back_at is null and ${mayBeThere})
    update filed_returns f set called_back_at = ${now}::timestamptz, call_back_reason = 'recalled' from recalled r
    where f.organisation_id = ${organisationId} and f.feedback_round_id = r.feedback_round_id
      and f.called_back_at is null`.execute(db)
}

/** Marks what some corrections put right and cannot change, because the platform has it, or may have it, under no number. */
export function callBackFirsts(transaction: Transaction, corrections: readonly FeedbackItem[]): Promise<void> {
  const firsts = corrections.flatMap(({ corrects }) => (corrects?.reference === null ? [corrects] : []))
  return callBack(transaction, firsts, 'corrected')
}

/** Marks some reports as not to be told any more, unless they are for another reason already. */
export async function callBack(
  { db, organisationId, now }: Transaction,
  which: readonly { id: string }[],
  reason: CallBackReason,
): Promise<void> {
  if (which.length === 0) return
  await sql`
    update order_returns set called_back_at = ${now}::timestamptz, call_back_reason = ${reason}
    where organisation_id = ${organisationId} and order_return_id = any(${which.map(({ id }) => id)}::uuid[])
      and called_back_at is null`.execute(db)
}
