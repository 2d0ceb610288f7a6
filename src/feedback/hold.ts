import { sql } from 'kysely'
import { consentCoversIn } from '../cases/consent.ts'
import type { Transaction } from '../platform/scope.ts'
import { forget } from './settle.ts'
import { isTellable, untoldReason } from './tellable.ts'

/** Of a message its sender withdrew: whether what it told may be told through the channel it was for. */
const isAllowedThere = sql`(l.kind is null or ${consentCoversIn('report_to_givers', sql`l.kind`)})`

/**
 * Holds what some people were to hear in a round and, since its results were written, may not any more: the case or its consent ended, the
 * gift was paid back whole, its part of the case was
 * taken back, or the family does not allow it on the channel its message was withdrawn from. What is still queued after it may be told.
 */
export async function holdUntellable(
  transaction: Transaction,
  roundId: string,
  personIds: readonly string[],
): Promise<void> {
  const { db, organisationId, now } = transaction
  const { rows } = await sql<{ person_id: string; update_id: string }>`
    update feedback_results r set result = 'held', delivery_id = null, at = ${now}::timestamptz, reason = untellable.reason
    from (
      select r.person_id, r.gift_id, r.update_id,
        coalesce(${untoldReason}, case when g.refunded_minor = g.amount_minor then 'refunded'
          when not ${isAllowedThere} then 'no_consent' else 'taken_back' end) as reason
      from feedback_results r
      join updates u on u.organisation_id = r.organisation_id and u.update_id = r.update_id
      join cases c on c.organisation_id = u.organisation_id and c.case_id = u.case_id
      join gifts g on g.organisation_id = r.organisation_id and g.gift_id = r.gift_id
      left join deliveries d on d.organisation_id = r.organisation_id and d.delivery_id = r.delivery_id
      left join channel_accounts l
        on l.organisation_id = d.organisation_id and l.channel_account_id = d.channel_account_id
      where r.organisation_id = ${organisationId} and r.feedback_round_id = ${roundId}
        and r.person_id = any(${[...personIds]}::uuid[]) and r.result = 'queued'
        and (not ${isTellable} or g.refunded_minor = g.amount_minor or not ${isAllowedThere}
          or coalesce((select sum(a.amount_minor) from allocations a where a.organisation_id = r.organisation_id
            and a.case_id = u.case_id and a.gift_id = r.gift_id), 0) <= 0)
    ) as untellable
    where r.organisation_id = ${organisationId} and r.feedback_round_id = ${roundId}
      and r.person_id = untellable.person_id and r.gift_id = untellable.gift_id and r.update_id = untellable.update_id
    returning r.person_id, r.update_id`.execute(db)
  await forget(transaction, rows)
}
