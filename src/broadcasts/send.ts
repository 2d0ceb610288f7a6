import { sql } from 'kysely'
import { sendMessage } from '../conversations/actions.ts'
import type { Sent } from '../conversations/conversation.ts'
import { hint } from '../platform/realtime.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { peopleOf } from './audience.ts'
import { mayGoOn } from './begin.ts'
import { type Broadcast, broadcastStates, sourceOf } from './broadcast.ts'
import { composer, readReaders } from './compose.ts'
import { finishBroadcast } from './finish.ts'
import { fixSegments } from './fix-segments.ts'
import { changeBroadcast, lockBroadcast } from './rows.ts'

/** People written to in one transaction: their messages are a handful of statements, and a crash gives up no more than them. */
const peoplePerBatch = 1000

/**
 * Sends an approved broadcast: writes its audience down once, then each person's message once. Run again after a crash, or by
 * two at once, it goes on where it stood and nobody hears anything twice.
 */
export async function sendBroadcast(scope: Scope, broadcastId: string): Promise<void> {
  if (!(await scope.transaction((transaction) => mayGoOn(transaction, broadcastId)))) return
  while (await scope.transaction((transaction) => sendBatch(transaction, broadcastId))) {
    // Until nobody waits.
  }
  await scope.transaction((transaction) => finishBroadcast(transaction, broadcastId))
}

/** Writes to the next people; false when nobody waits or it must not go on. Holds the broadcast: two take turns, and a pause waits. */
export async function sendBatch(transaction: Transaction, broadcastId: string): Promise<boolean> {
  const { db, organisationId, now } = transaction
  const broadcast = await lockBroadcast(transaction, broadcastId, broadcastStates)
  if (broadcast.state !== 'sending') return false
  // Locked: who is joined to another record meanwhile must not be written to twice.
  const { rows } = await sql<{ person_id: string }>`
    select person_id from broadcast_recipients
    where organisation_id = ${organisationId} and broadcast_id = ${broadcastId} and state = 'waiting'
    order by person_id limit ${peoplePerBatch}::integer for update`.execute(db)
  const personIds = rows.map((row) => row.person_id)
  if (personIds.length === 0) return false
  const staying = await whoStays(transaction, broadcast, personIds)
  const sent = await writeTo(transaction, broadcast, [...staying])
  await record(transaction, broadcastId, [
    ...sent,
    ...personIds.filter((id) => !staying.has(id)).map((personId) => ({ personId, ...leftAudience })),
  ])
  await changeBroadcast(transaction, broadcastId, { moved_at: now })
  await hint(transaction, 'broadcast', [broadcastId])
  return true
}

const leftAudience = { deliveryId: null, reason: 'left_audience' } as const

/** Of these, who is still to be written to under the broadcast's rule for leavers. */
async function whoStays(
  transaction: Transaction,
  { leavers, audience }: Broadcast,
  personIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (leavers === 'keep') return new Set(personIds)
  const asked = peopleOf(transaction, await fixSegments(transaction, audience), personIds)
  const { rows } = await asked.execute(transaction.db)
  return new Set(rows.map((row) => row.person_id))
}

/** What became of one person's message: a delivery, or why there is none. */
interface Left {
  personId: string
  deliveryId: string | null
  reason: string | null
}

async function writeTo(transaction: Transaction, broadcast: Broadcast, personIds: readonly string[]): Promise<Left[]> {
  const { broadcastId, purpose, notAfter, schedule } = broadcast
  const composeFor = composer(transaction, broadcast)
  const readers = await readReaders(transaction, personIds)
  return Promise.all(
    [...readers.values()].map(async (reader) => {
      const sent = await sendMessage(
        transaction,
        { personId: reader.personId },
        {
          content: composeFor(reader).content,
          purpose,
          author: { kind: 'system' },
          onceKey: onceKeyOf(broadcastId, reader.personId),
          source: sourceOf(broadcastId),
          ...(notAfter === null ? {} : { notAfter: new Date(notAfter) }),
          ...(schedule.kind === 'local' ? { localTime: schedule } : {}),
        },
      )
      return leftOf(reader.personId, broadcast, sent)
    }),
  )
}

function leftOf(personId: string, { schedule }: Broadcast, sent: Sent): Left {
  if (sent.outcome === 'queued') return { personId, deliveryId: sent.deliveryId, reason: null }
  const isTooLateThere = sent.reason === 'expired' && schedule.kind === 'local' && schedule.ifPast === 'skip'
  return { personId, deliveryId: null, reason: isTooLateThere ? 'past_local_time' : sent.reason }
}

/** At most one message of a broadcast to a person, ever. */
function onceKeyOf(broadcastId: string, personId: string): string {
  return `broadcast:${broadcastId}:${personId}`
}

/** Whose message stands already, though nobody wrote it down, is given that one. */
async function record(transaction: Transaction, broadcastId: string, left: readonly Left[]): Promise<void> {
  const { db, organisationId, now } = transaction
  await sql`
    update broadcast_recipients r set at = ${now}::timestamptz, delivery_id = coalesce(one.delivery_id, d.delivery_id),
      state = case when coalesce(one.delivery_id, d.delivery_id) is null then 'skipped' else 'queued' end,
      reason = case when d.delivery_id is null then one.reason end
    from unnest(${left.map((one) => one.personId)}::uuid[], ${left.map((one) => one.deliveryId)}::uuid[],
      ${left.map((one) => one.reason)}::text[]) as one (person_id, delivery_id, reason)
    left join deliveries d on one.reason = 'already_sent' and d.organisation_id = ${organisationId}
      and d.once_key = ${`broadcast:${broadcastId}:`}::text || one.person_id
    where r.organisation_id = ${organisationId} and r.broadcast_id = ${broadcastId}
      and r.person_id = one.person_id and r.state = 'waiting'`.execute(db)
}
