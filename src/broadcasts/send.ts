import { sql } from 'kysely'
import { z } from 'zod'
import { sendMessage } from '../conversations/actions.ts'
import type { Sent } from '../conversations/conversation.ts'
import { enqueue, job } from '../platform/jobs/job.ts'
import { hint } from '../platform/realtime.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { peopleOf } from './audience.ts'
import { type Broadcast, sourceOf } from './broadcast.ts'
import { composer, readReaders } from './compose.ts'
import { readDoubt, rest } from './doubt.ts'
import { finishBroadcast } from './finish.ts'
import { joinRecipients } from './merge.ts'
import { changeBroadcast, getBroadcast, lockBroadcast } from './rows.ts'

/** The wake-up of an approved broadcast. */
export const sendBroadcastJob = job('broadcasts.send', z.object({ broadcastId: z.uuid() }))

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
  const broadcast = await lockBroadcast(transaction, broadcastId, [...anyState])
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
  await sql`
    insert into broadcast_recipients (organisation_id, broadcast_id, person_id, state, at)
    select ${organisationId}::uuid, ${broadcastId}::uuid, person_id, 'waiting', ${now}::timestamptz
    from (${peopleOf(transaction, audience)}) as people
    on conflict do nothing`.execute(db)
  await changeBroadcast(transaction, broadcastId, { state: 'sending', snapshot_at: now, moved_at: now })
  await hint(transaction, 'broadcast', [broadcastId])
}

/** Writes to the next people; false when nobody waits or it must not go on. Holds the broadcast: two take turns, and a pause waits. */
export async function sendBatch(transaction: Transaction, broadcastId: string): Promise<boolean> {
  const { db, organisationId, now } = transaction
  const broadcast = await lockBroadcast(transaction, broadcastId, [...anyState])
  if (broadcast.state !== 'sending') return false
  // Locked: who is joined to another record meanwhile must not be written to twice.
  const { rows } = await sql<{ person_id: string }>`
    select person_id from broadcast_recipients
    where organisation_id = ${organisationId} and broadcast_id = ${broadcastId} and state = 'waiting'
    order by person_id limit ${peoplePerBatch}::integer for update`.execute(db)
  const personIds = rows.map((row) => row.person_id)
  if (personIds.length === 0) return false
  const staying = await whoStays(transaction, broadcast, personIds)
  const sent = await writeTo(transaction, broadcast, staying)
  await record(transaction, broadcastId, [
    ...sent,
    ...personIds.filter((id) => !staying.includes(id)).map((personId) => ({ personId, ...leftAudience })),
  ])
  await changeBroadcast(transaction, broadcastId, { moved_at: now })
  await hint(transaction, 'broadcast', [broadcastId])
  return true
}

const anyState = ['draft', 'submitted', 'approved', 'sending', 'paused', 'done', 'cancelled'] as const

const leftAudience = { deliveryId: null, reason: 'left_audience' } as const

/** Of these, who is still to be written to under the broadcast's rule for leavers. */
async function whoStays(
  transaction: Transaction,
  { leavers, audience }: Broadcast,
  personIds: readonly string[],
): Promise<readonly string[]> {
  if (leavers === 'keep') return personIds
  const { rows } = await peopleOf(transaction, audience, personIds).execute(transaction.db)
  return rows.map((row) => row.person_id)
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
          ...(schedule.kind === 'local' ? {} : {}),
        },
      )
      return leftOf(reader.personId, sent)
    }),
  )
}

function leftOf(personId: string, sent: Sent): Left {
  return sent.outcome === 'queued'
    ? { personId, deliveryId: sent.deliveryId, reason: null }
    : { personId, deliveryId: null, reason: sent.reason }
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
