import { sql } from 'kysely'
import { cancelDeliveries } from '../conversations/actions.ts'
import type { MergeParticipant } from '../people/merge.ts'
import type { Transaction } from '../platform/scope.ts'

interface Pair {
  fromId: string
  intoId: string
}

/**
 * Of two records of one person in one broadcast, one is written to: what the emptied record was still to hear is withdrawn, and
 * the other hears nothing where the emptied one has its message. Who is in a broadcast by the emptied record alone stays in it.
 */
export const moveRecipients: MergeParticipant = async (transaction, { fromId, intoId }) => {
  const pair = { fromId, intoId }
  await skipSecond(transaction, pair)
  await withdrawSecond(transaction, pair)
  await moveAlone(transaction, pair)
}

/** Where one of the two has a message and the other waits for one, or both wait, the one that waits (the emptied of two) gets none. */
async function skipSecond({ db, organisationId, now }: Transaction, { fromId, intoId }: Pair): Promise<void> {
  await sql`
    update broadcast_recipients r set state = 'skipped', reason = 'merged', at = ${now}::timestamptz
    from broadcast_recipients other
    where r.organisation_id = ${organisationId} and r.state = 'waiting'
      and other.organisation_id = r.organisation_id and other.broadcast_id = r.broadcast_id
      and (r.person_id = ${fromId} and other.person_id = ${intoId} and other.state in ('waiting', 'queued')
        or r.person_id = ${intoId} and other.person_id = ${fromId} and other.state = 'queued')`.execute(db)
}

/** Where both have a message, the emptied record's is taken back unless it has left. */
async function withdrawSecond(transaction: Transaction, { fromId, intoId }: Pair): Promise<void> {
  const { db, organisationId } = transaction
  const { rows } = await sql<{ delivery_id: string }>`
    select coalesce(d.routed_to, d.delivery_id) as delivery_id from broadcast_recipients r
    join deliveries d on d.organisation_id = r.organisation_id and d.delivery_id = r.delivery_id
    join broadcast_recipients other on other.organisation_id = r.organisation_id
      and other.broadcast_id = r.broadcast_id and other.person_id = ${intoId} and other.state = 'queued'
    where r.organisation_id = ${organisationId} and r.person_id = ${fromId} and r.state = 'queued'`.execute(db)
  const deliveryIds = rows.map((row) => row.delivery_id)
  if (deliveryIds.length > 0) await cancelDeliveries(transaction, { deliveryIds })
}

async function moveAlone({ db, organisationId }: Transaction, { fromId, intoId }: Pair): Promise<void> {
  await sql`
    update broadcast_recipients r set person_id = ${intoId}
    where r.organisation_id = ${organisationId} and r.person_id = ${fromId} and not exists (
      select from broadcast_recipients other where other.organisation_id = r.organisation_id
        and other.broadcast_id = r.broadcast_id and other.person_id = ${intoId})`.execute(db)
}

/** `moveRecipients` for records joined where nobody told us: by a gift's code, in a chat. */
export async function joinRecipients(transaction: Transaction, broadcastId: string): Promise<void> {
  const { db, organisationId } = transaction
  const { rows } = await sql<Pair>`
    select p.person_id as "fromId", p.merged_into_id as "intoId" from broadcast_recipients r
    join persons p on p.organisation_id = r.organisation_id and p.person_id = r.person_id
    where r.organisation_id = ${organisationId} and r.broadcast_id = ${broadcastId} and r.state in ('waiting', 'queued')
      and p.merged_into_id is not null
    order by p.person_id`.execute(db)
  for (const pair of rows) await moveRecipients(transaction, pair)
}
