import { sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'
import { changeRound, lockRound } from './rounds.ts'

/**
 * Makes results of what became of their deliveries, and ends the round when none is on its way any more. A message the
 * channel never answered for is kept as sent with reason `unknown`: `resultsOf` tells it apart, and it is never sent again.
 */
export async function settleRound(transaction: Transaction, roundId: string): Promise<void> {
  const { db, organisationId, now } = transaction
  const { state } = await lockRound(transaction, roundId, ['sending', 'done', 'recalled'])
  if (state !== 'sending') return
  const { rows } = await sql<{ person_id: string; update_id: string; result: string }>`
    update feedback_results r set at = ${now}::timestamptz,
      result = case when d.state in ('failed', 'skipped') then 'shown' else 'sent' end,
      reason = case d.state when 'failed' then 'failed' when 'skipped' then coalesce(d.reason, 'failed')
        when 'unknown' then 'unknown' end
    from deliveries d
    where r.organisation_id = ${organisationId} and r.feedback_round_id = ${roundId} and r.result = 'queued'
      and d.organisation_id = r.organisation_id and d.delivery_id = r.delivery_id
      and d.state in ('sent', 'delivered', 'read', 'unknown', 'failed', 'skipped')
    returning r.person_id, r.update_id, r.result`.execute(db)
  await forget(
    transaction,
    rows.filter((row) => row.result === 'shown'),
  )
  const left = await db
    .selectFrom('feedback_results')
    .where('organisation_id', '=', organisationId)
    .where('feedback_round_id', '=', roundId)
    .where('result', '=', 'queued')
    .select('gift_id')
    .limit(1)
    .executeTakeFirst()
  if (!left) await changeRound(transaction, roundId, { state: 'done', finished_at: now })
}

/** Takes back that people were told, where no message left. Who is still to be told in another message is marked again with it. */
export async function forget(
  { db, organisationId }: Transaction,
  told: readonly { person_id: string; update_id: string }[],
): Promise<void> {
  if (told.length === 0) return
  await sql`
    delete from told_updates t
    using unnest(${told.map((one) => one.person_id)}::uuid[], ${told.map((one) => one.update_id)}::uuid[])
      as forgotten (person_id, update_id)
    where t.organisation_id = ${organisationId} and t.person_id = forgotten.person_id
      and t.update_id = forgotten.update_id`.execute(db)
}
