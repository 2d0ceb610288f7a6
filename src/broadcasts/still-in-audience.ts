import { sql } from 'kysely'
import type { Leaving } from '../conversations/conversation.ts'
import type { Transaction } from '../platform/scope.ts'
import { peopleOf } from './audience.ts'
import { fixSegments } from './fix-segments.ts'
import { getBroadcast } from './rows.ts'

/**
 * Of messages about to leave, those whose person has left the audience of a broadcast that drops such people: a message may
 * wait for the morning, and they may have left in the night. What did not come from here is none of its business.
 */
export async function stillInAudience(
  transaction: Transaction,
  leaving: readonly Leaving[],
): Promise<ReadonlySet<string>> {
  const asked = leaving.filter(({ sourceKind }) => sourceKind === 'broadcast')
  const stopped = new Set<string>()
  if (asked.length === 0) return stopped
  const recipients = await readDroppable(
    transaction,
    asked.map(({ id }) => id),
  )
  for (const broadcastId of new Set(recipients.map((one) => one.broadcastId))) {
    const own = recipients.filter((one) => one.broadcastId === broadcastId)
    const { audience } = await getBroadcast(transaction, broadcastId)
    const personIds = own.map(({ personId }) => personId)
    const { rows } = await peopleOf(transaction, await fixSegments(transaction, audience), personIds).execute(
      transaction.db,
    )
    const staying = new Set(rows.map((row) => row.person_id))
    for (const { deliveryId, personId } of own) if (!staying.has(personId)) stopped.add(deliveryId)
  }
  return stopped
}

async function readDroppable({ db, organisationId }: Transaction, deliveryIds: readonly string[]) {
  const { rows } = await sql<{ deliveryId: string; personId: string; broadcastId: string }>`
    select d.delivery_id as "deliveryId", r.person_id as "personId", r.broadcast_id as "broadcastId"
    from deliveries d
    join broadcast_recipients r
      on r.organisation_id = d.organisation_id and r.delivery_id = coalesce(d.routed_from, d.delivery_id)
    join broadcasts b on b.organisation_id = r.organisation_id and b.broadcast_id = r.broadcast_id
    where d.organisation_id = ${organisationId} and d.delivery_id = any(${[...deliveryIds]}::uuid[])
      and b.leavers = 'drop'`.execute(db)
  return rows
}
