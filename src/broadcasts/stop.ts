import { sql } from 'kysely'
import { cancelDeliveries } from '../conversations/actions.ts'
import { resumeSource } from '../conversations/sending/pauses.ts'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { enqueue } from '../platform/jobs/job.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { sendBroadcastJob } from './begin.ts'
import { sourceOf } from './broadcast.ts'
import { rest } from './doubt.ts'
import { databaseLife } from './life.ts'
import { changeBroadcast, lockBroadcast } from './rows.ts'
import { about } from './write.ts'

/** Lets a broadcast rest; what a sender has in hand goes out. Fails with `broadcasts.unknown`, `broadcasts.not-now`. */
export async function pauseBroadcast(scope: Scope, broadcastId: string): Promise<void> {
  permit(scope, 'broadcasts.approve')
  await scope.transaction(async (transaction) => {
    await lockBroadcast(transaction, broadcastId, ['approved', 'sending'])
    await rest(transaction, broadcastId, 'member')
  })
}

/** Lets a broadcast go on where it stood, whatever made it rest. Fails with `broadcasts.unknown`, `broadcasts.not-now`. */
export async function resumeBroadcast(scope: Scope, broadcastId: string): Promise<void> {
  permit(scope, 'broadcasts.approve')
  await scope.transaction(async (transaction) => {
    const { now } = transaction
    const { snapshotAt, startsAt, pauseReason } = await lockBroadcast(transaction, broadcastId, ['paused'])
    await resumeSource(transaction, sourceOf(broadcastId))
    await changeBroadcast(transaction, broadcastId, {
      state: snapshotAt === null ? 'approved' : 'sending',
      pause_reason: null,
      moved_at: now,
      database_life: await databaseLife(transaction),
    })
    const runAt = startsAt !== null && startsAt > now ? startsAt : now
    await enqueue(transaction, sendBroadcastJob, { broadcastId }, { key: broadcastId, runAt })
    await audit(transaction, { ...about(broadcastId), action: 'broadcasts.resume', before: { reason: pauseReason } })
  })
}

/** What a cancellation could still stop, in people, and who had been written to before it. */
export interface Cancelled {
  stopped: number
  alreadySent: number
}

/** Ends a broadcast for good: what has not left never leaves. Fails with `broadcasts.unknown`, `broadcasts.not-now`. */
export async function cancelBroadcast(scope: Scope, broadcastId: string): Promise<Cancelled> {
  permit(scope, 'broadcasts.write')
  return scope.transaction(async (transaction) => {
    const open = ['draft', 'submitted', 'approved', 'sending', 'paused'] as const
    const { state } = await lockBroadcast(transaction, broadcastId, open)
    if (state !== 'draft' && state !== 'submitted') permit(scope, 'broadcasts.approve')
    const waiting = await cancelWaiting(transaction, broadcastId)
    const withdrawn = await cancelDeliveries(transaction, { source: sourceOf(broadcastId) })
    await resumeSource(transaction, sourceOf(broadcastId))
    await changeBroadcast(transaction, broadcastId, {
      state: 'cancelled',
      pause_reason: null,
      finished_at: transaction.now,
    })
    const cancelled = { stopped: waiting + withdrawn, alreadySent: await countLeft(transaction, broadcastId) }
    await audit(transaction, { ...about(broadcastId), action: 'broadcasts.cancel', after: cancelled })
    return cancelled
  })
}

async function cancelWaiting({ db, organisationId, now }: Transaction, broadcastId: string): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('broadcast_recipients')
    .set({ state: 'cancelled', at: now })
    .where('organisation_id', '=', organisationId)
    .where('broadcast_id', '=', broadcastId)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

async function countLeft({ db, organisationId }: Transaction, broadcastId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from deliveries
    where organisation_id = ${organisationId} and source_kind = 'broadcast' and source_id = ${broadcastId}
      and state in ('sending', 'sent', 'delivered', 'read', 'unknown')`.execute(db)
  return rows[0]?.count ?? 0
}
