import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'
import { changeRound, lockRound } from './rounds.ts'

/**
 * Makes results of what became of their deliveries, and ends the round when none is on its way any more. A message the
 * channel never answered for is kept as sent with reason `unknown`: `resultsOf` tells it apart, and it is never sent again.
 */
export async function settleRound(transaction: Transaction, roundId: string): Promise<void> {
  const { db, organisationId, now } = transaction
  const { state } = await lockRound(transaction, roundId, ['approved', 'sending', 'done', 'recalled'])
  if (state !== 'sending') return
  await settleFor(transaction, roundId)
  const { rows: left } = await sql`
    select from feedback_results where organisation_id = ${organisationId} and feedback_round_id = ${roundId}
      and result = 'queued'
    union all
    select from feedback_closings where organisation_id = ${organisationId} and feedback_round_id = ${roundId}
      and result = 'queued' limit 1`.execute(db)
  if (left.length === 0) await changeRound(transaction, roundId, { state: 'done', finished_at: now })
}

/** Makes results of what became of the messages of a round, for some people or for all. The caller holds the round. */
export async function settleFor(
  transaction: Transaction,
  roundId: string,
  personIds?: readonly string[],
): Promise<void> {
  const { db, organisationId, now } = transaction
  const among = personIds === undefined ? sql`` : sql`and person_id = any(${[...personIds]}::uuid[])`
  await settleClosings(transaction, roundId, among)
  const { rows } = await sql<{ person_id: string; update_id: string; result: string }>`
    update feedback_results r set at = ${now}::timestamptz,
      result = case when d.state in ('failed', 'skipped') then 'shown' else 'sent' end,
      reason = case d.state when 'failed' then 'failed' when 'skipped' then coalesce(d.reason, 'failed')
        when 'unknown' then 'unknown' end
    from deliveries d
    where r.organisation_id = ${organisationId} and r.feedback_round_id = ${roundId} and r.result = 'queued' ${among}
      and d.organisation_id = r.organisation_id and d.delivery_id = r.delivery_id
      and d.state in ('sent', 'delivered', 'read', 'unknown', 'failed', 'skipped')
    returning r.person_id, r.update_id, r.result`.execute(db)
  await forget(
    transaction,
    rows.filter((row) => row.result === 'shown'),
  )
}

async function settleClosings(
  { db, organisationId, now }: Transaction,
  roundId: string,
  among: RawBuilder<unknown>,
): Promise<void> {
  await sql`
    update feedback_closings k set at = ${now}::timestamptz,
      result = case when d.state in ('failed', 'skipped') then 'shown' when d.state = 'cancelled' then 'held' else 'sent' end,
      reason = case d.state when 'failed' then 'failed' when 'skipped' then coalesce(d.reason, 'failed')
        when 'cancelled' then 'refunded' when 'unknown' then 'unknown' end
    from deliveries d
    where k.organisation_id = ${organisationId} and k.feedback_round_id = ${roundId} and k.result = 'queued' ${among}
      and d.organisation_id = k.organisation_id and d.delivery_id = k.delivery_id
      and d.state in ('sent', 'delivered', 'read', 'unknown', 'failed', 'skipped', 'cancelled')`.execute(db)
}

/**
 * Messages that were settled as sent and came back later, refused by their channel with no other left: what they told stands
 * on the donor's page, and the result says so. Looks back a week, as far as channels tell such things.
 */
export async function settleLate(transaction: Transaction): Promise<void> {
  const { db, organisationId, now } = transaction
  const since = new Date(now.getTime() - 7 * 86_400_000)
  const { rows } = await sql<{ person_id: string; update_id: string }>`
    update feedback_results r set at = ${now}::timestamptz, result = 'shown',
      reason = case d.state when 'failed' then 'failed' else coalesce(d.reason, 'failed') end
    from deliveries d, feedback_rounds o
    where o.organisation_id = ${organisationId} and o.finished_at >= ${since}::timestamptz
      and r.organisation_id = o.organisation_id and r.feedback_round_id = o.feedback_round_id and r.result = 'sent'
      and d.organisation_id = r.organisation_id and d.delivery_id = r.delivery_id and d.state in ('failed', 'skipped')
    returning r.person_id, r.update_id`.execute(db)
  await forget(transaction, rows)
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
