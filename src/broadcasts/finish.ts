import { sql } from 'kysely'
import { publish } from '../platform/jobs/event.ts'
import { hint } from '../platform/realtime.ts'
import type { Transaction } from '../platform/scope.ts'
import { broadcastDone } from './broadcast.ts'
import { changeBroadcast, getBroadcast } from './rows.ts'

/** Ends a broadcast when nobody waits for a message and none is on its way; answers whether. Receipts that come later still count. */
export async function finishBroadcast(transaction: Transaction, broadcastId: string): Promise<boolean> {
  const { db, organisationId, now } = transaction
  const { rows } = await sql<{ open: boolean }>`
    select exists (select from broadcast_recipients
        where organisation_id = ${organisationId} and broadcast_id = ${broadcastId} and state = 'waiting')
      or exists (select from deliveries
        where organisation_id = ${organisationId} and source_kind = 'broadcast' and source_id = ${broadcastId}
          and state in ('queued', 'held', 'sending')) as open`.execute(db)
  if (rows[0]?.open !== false) return false
  if ((await getBroadcast(transaction, broadcastId)).state !== 'sending') return false
  await changeBroadcast(transaction, broadcastId, { state: 'done', finished_at: now })
  await publish(transaction, broadcastDone, { broadcastId })
  await hint(transaction, 'broadcast', [broadcastId])
  return true
}
