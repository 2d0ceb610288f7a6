import { sql } from 'kysely'
import type { Transaction } from '../../platform/scope.ts'
import { wakeSender } from '../wake.ts'

/** What many deliveries are part of: a round, a broadcast. */
export interface Source {
  kind: string
  id: string
}

/**
 * Stops what is part of a source until `resumeSource`: what waits is put aside, what is written meanwhile waits too. What a
 * sender has already taken goes out. Answers how many were put aside; twice is once.
 */
export async function pauseSource(transaction: Transaction, { kind, id }: Source): Promise<number> {
  const { db, organisationId, now } = transaction
  await sql`
    insert into bulk_pauses (organisation_id, source_kind, source_id, paused_at)
    values (${organisationId}, ${kind}, ${id}, ${now}) on conflict do nothing`.execute(db)
  const { numAffectedRows } = await sql`
    update deliveries set state = 'held', reason = 'paused', next_attempt_at = 'infinity'
    where organisation_id = ${organisationId} and source_kind = ${kind} and source_id = ${id}
      and state in ('queued', 'held') and reason is distinct from 'paused'`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/**
 * Lets a paused source go on. What has passed its `notAfter` meanwhile is settled as `expired` by the sender, and what falls
 * into somebody's night is held again. Answers how many wait now.
 */
export async function resumeSource(transaction: Transaction, { kind, id }: Source): Promise<number> {
  const { db, organisationId, now } = transaction
  await sql`
    delete from bulk_pauses
    where organisation_id = ${organisationId} and source_kind = ${kind} and source_id = ${id}`.execute(db)
  const { rows } = await sql<{ channelAccountId: string }>`
    update deliveries set state = 'queued', reason = null, next_attempt_at = greatest(not_before, ${now})
    where organisation_id = ${organisationId} and source_kind = ${kind} and source_id = ${id}
      and state = 'held' and reason = 'paused'
    returning channel_account_id as "channelAccountId"`.execute(db)
  for (const account of new Set(rows.map(({ channelAccountId }) => channelAccountId)))
    await wakeSender(transaction, account, now)
  return rows.length
}
