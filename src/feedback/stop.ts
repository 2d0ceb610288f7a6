import { type RawBuilder, sql } from 'kysely'
import { cancelDeliveries } from '../conversations/actions.ts'
import { enqueue } from '../platform/jobs/job.ts'
import type { Transaction } from '../platform/scope.ts'
import { sendRoundJob } from './send.ts'
import { forget } from './settle.ts'
import { untoldReason } from './tellable.ts'
import { awaitWriters } from './turns.ts'

/**
 * Silences a case that has ended: in every round on its way, and in what was to say that there is no news of it yet. Who was
 * to hear of other cases in the same message still will.
 */
export async function silenceCase(transaction: Transaction, caseId: string): Promise<void> {
  await lockRoundsOf(transaction, caseId)
  await withdrawWaiting(transaction, caseId)
  await stopCase(transaction, caseId, 'case_ended')
}

/** A consent ended: what it carried is held in every round on its way; what another consent carries leaves. */
export async function silenceUnconsented(transaction: Transaction, caseId: string): Promise<void> {
  await lockRoundsOf(transaction, caseId)
  await stopCase(transaction, caseId, 'no_consent')
}

async function stopCase(transaction: Transaction, caseId: string, reason: 'case_ended' | 'no_consent'): Promise<void> {
  const { organisationId } = transaction
  const ofCase = sql`r.update_id in (select u.update_id from updates u
    join cases c on c.organisation_id = u.organisation_id and c.case_id = u.case_id
    where u.organisation_id = ${organisationId} and u.case_id = ${caseId}
      ${reason === 'no_consent' ? sql`and ${untoldReason} = 'no_consent'` : sql``})`
  const stopped = await stopResults(transaction, ofCase, reason)
  for (const roundId of new Set(stopped.map((row) => row.feedback_round_id))) {
    await enqueue(transaction, sendRoundJob, { roundId }, { key: roundId })
  }
}

/** Waits for whoever is just sending: what they have written, but not committed, could not be seen and would leave after all. */
async function lockRoundsOf(transaction: Transaction, caseId: string): Promise<void> {
  const { db, organisationId } = transaction
  const { rows } = await sql<{ id: string }>`
    select feedback_round_id as id from feedback_rounds where organisation_id = ${organisationId} and feedback_round_id in (
      select o.feedback_round_id from feedback_round_updates o
      join updates u on u.organisation_id = o.organisation_id and u.update_id = o.update_id
      where o.organisation_id = ${organisationId} and u.case_id = ${caseId})
    order by feedback_round_id for no key update`.execute(db)
  await awaitWriters(
    transaction,
    rows.map(({ id }) => id),
  )
}

/** "Set aside for a child, no news yet" must not arrive in the morning about a child who died in the night. */
async function withdrawWaiting(transaction: Transaction, caseId: string): Promise<void> {
  const { db, organisationId } = transaction
  const { rows } = await sql<{ delivery_id: string }>`
    select t.delivery_id from told_waiting t
    join deliveries d on d.organisation_id = t.organisation_id and d.delivery_id = t.delivery_id
    where t.organisation_id = ${organisationId} and d.state in ('queued', 'held') and t.gift_id in (
      select gift_id from allocations where organisation_id = ${organisationId} and case_id = ${caseId})`.execute(db)
  const deliveryIds = rows.map((row) => row.delivery_id)
  if (deliveryIds.length > 0) await cancelDeliveries(transaction, { deliveryIds })
}

/** Withdraws the messages of a closing report to some people, where they have not left. */
export async function stopClosings(
  transaction: Transaction,
  roundId: string,
  personIds: readonly string[],
): Promise<void> {
  const { db, organisationId, now } = transaction
  const theirs = sql`k.organisation_id = ${organisationId} and k.feedback_round_id = ${roundId}
    and k.person_id = any(${[...personIds]}::uuid[]) and k.result = 'queued'`
  const { rows: waiting } = await sql<{ id: string }>`
    select d.delivery_id as id from feedback_closings k
    join deliveries d on d.organisation_id = k.organisation_id and d.delivery_id = k.delivery_id
    where ${theirs} and d.state in ('queued', 'held')`.execute(db)
  if (waiting.length > 0) await cancelDeliveries(transaction, { deliveryIds: waiting.map(({ id }) => id) })
  await sql`
    update feedback_closings k set result = 'held', reason = 'recalled', at = ${now}::timestamptz
    where ${theirs} and not exists (select from deliveries d where d.organisation_id = k.organisation_id
      and d.delivery_id = k.delivery_id and d.state <> 'cancelled')`.execute(db)
}

interface Stopped {
  feedback_round_id: string
  person_id: string
  update_id: string
}

/** Withdraws the messages behind some queued results and holds these results; a message that has left stays what it is. */
export async function stopResults(
  transaction: Transaction,
  which: RawBuilder<unknown>,
  reason: 'recalled' | 'case_ended' | 'no_consent',
): Promise<Stopped[]> {
  const { db, organisationId, now } = transaction
  const { rows: waiting } = await sql<{ delivery_id: string }>`
    select distinct d.delivery_id from feedback_results r
    join deliveries d on d.organisation_id = r.organisation_id and d.delivery_id = r.delivery_id
    where r.organisation_id = ${organisationId} and ${which} and r.result = 'queued'
      and d.state in ('queued', 'held')`.execute(db)
  const deliveryIds = waiting.map((row) => row.delivery_id)
  if (deliveryIds.length > 0) await cancelDeliveries(transaction, { deliveryIds })
  const { rows } = await sql<Stopped>`
    update feedback_results r set result = 'held', reason = ${reason}, at = ${now}::timestamptz
    where r.organisation_id = ${organisationId} and ${which} and r.result = 'queued'
      and not exists (select from deliveries d where d.organisation_id = r.organisation_id
        and d.delivery_id = r.delivery_id and d.state <> 'cancelled')
    returning r.feedback_round_id, r.person_id, r.update_id`.execute(db)
  await forget(transaction, rows)
  return rows
}
