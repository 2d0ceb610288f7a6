import { sql } from 'kysely'
import { z } from 'zod'
import { enqueue, job } from '../platform/jobs/job.ts'
import { hint } from '../platform/realtime.ts'
import type { Transaction } from '../platform/scope.ts'
import { peopleOf } from './audience.ts'
import { type Broadcast, broadcastStates } from './broadcast.ts'
import { readDoubt, rest } from './doubt.ts'
import { finishBroadcast } from './finish.ts'
import { fixSegments } from './fix-segments.ts'
import { joinRecipients } from './merge.ts'
import { changeBroadcast, getBroadcast, lockBroadcast } from './rows.ts'

/** The wake-up of an approved broadcast. */
export const sendBroadcastJob = job('broadcasts.send', z.object({ broadcastId: z.uuid() }))

/** Begins a broadcast whose hour has come, or sees to one under way; false when there is nothing to do, or not without a member's word. */
export async function mayGoOn(transaction: Transaction, broadcastId: string): Promise<boolean> {
  const { now } = transaction
  const before = await getBroadcast(transaction, broadcastId)
  if (before.state !== 'approved' && before.state !== 'sending') return false
  if (before.state === 'approved' && before.startsAt !== null && before.startsAt > now) {
    await enqueue(transaction, sendBroadcastJob, { broadcastId }, { key: broadcastId, runAt: before.startsAt })
    return false
  }
  // Of two that come at once, the second finds what the first has made of it.
  const broadcast = await lockBroadcast(transaction, broadcastId, broadcastStates)
  if (broadcast.state === 'sending' && (await finishBroadcast(transaction, broadcastId))) return false
  if (broadcast.state !== 'approved' && broadcast.state !== 'sending') return false
  const doubt = await readDoubt(transaction, broadcastId)
  if (doubt) {
    await rest(transaction, broadcastId, doubt)
    return false
  }
  if (broadcast.state === 'approved') await begin(transaction, broadcast)
  else await changeBroadcast(transaction, broadcastId, { moved_at: now })
  await joinRecipients(transaction, broadcastId)
  return true
}

/** Writes down whom a broadcast is for. From now on only what `leavers` says changes it. */
async function begin(transaction: Transaction, { broadcastId, audience }: Broadcast): Promise<void> {
  const { db, organisationId, now } = transaction
  const people = peopleOf(transaction, await fixSegments(transaction, audience))
  await sql`
    insert into broadcast_recipients (organisation_id, broadcast_id, person_id, state, at)
    select ${organisationId}::uuid, ${broadcastId}::uuid, person_id, 'waiting', ${now}::timestamptz
    from (${people}) as people
    on conflict do nothing`.execute(db)
  await changeBroadcast(transaction, broadcastId, { state: 'sending', snapshot_at: now, moved_at: now })
  await hint(transaction, 'broadcast', [broadcastId])
}
