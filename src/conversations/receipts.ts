import { sql } from 'kysely'
import type { ChannelEvent } from '../channels/event.ts'
import { setIdentityState } from '../people/identities.ts'
import type { Transaction } from '../platform/scope.ts'
import { advance, type DeliveryState } from './delivery.ts'
import { reroute } from './reroute.ts'

interface Part {
  deliveryId: string
  part: number
  state: DeliveryState
  deliveryState: DeliveryState
}

/**
 * Applies what a provider reports about a message of ours, found by the provider's id. Answers false when no such message
 * is known yet. States only move forward; every time is kept, whatever the order in which receipts come.
 */
export async function applyReceipt(transaction: Transaction, event: ChannelEvent): Promise<boolean> {
  const status = event.status ?? (event.type === 'read' ? 'read' : undefined)
  if (event.messageId === undefined || status === undefined) return true
  const { db, organisationId, context } = transaction
  const { rows } = await sql<Part>`
    select p.delivery_id as "deliveryId", p.part, p.state, d.state as "deliveryState"
    from delivery_parts p
    join deliveries d on d.organisation_id = p.organisation_id and d.delivery_id = p.delivery_id
    where p.organisation_id = ${organisationId} and p.provider_id = ${event.messageId}
    for update of d`.execute(db)
  for (const part of rows) {
    if (status === 'failed' && part.state !== 'sent')
      context.log.warn({ deliveryId: part.deliveryId, state: part.state }, 'A failure was reported after an arrival')
    await advancePart(transaction, part, status, new Date(event.at))
  }
  const [first] = rows
  if (first && event.failure?.meaning === 'blocked') await noteBlock(transaction, first.deliveryId, new Date(event.at))
  if (first && status === 'failed') await goOn(transaction, rows, event.failure?.meaning)
  return rows.length > 0
}

/** What came back for good (a mailbox that is none, an account that blocks us) is not written to again until they write. */
async function noteBlock(transaction: Transaction, deliveryId: string, at: Date): Promise<void> {
  const { db, organisationId } = transaction
  const { rows } = await sql<{ identityId: string }>`
    select c.identity_id as "identityId" from deliveries d
    join conversations c on c.organisation_id = d.organisation_id and c.conversation_id = d.conversation_id
    where d.organisation_id = ${organisationId} and d.delivery_id = ${deliveryId}`.execute(db)
  for (const { identityId } of rows) await setIdentityState(transaction, identityId, 'blocked', at)
}

/** What was taken at first and came back for a reason of this channel's goes on to another, unless a part of it was heard. */
async function goOn(
  transaction: Transaction,
  parts: readonly Part[],
  meaning: NonNullable<ChannelEvent['failure']>['meaning'],
): Promise<void> {
  if (meaning !== 'blocked' && meaning !== 'window_closed' && meaning !== 'quota') return
  const { db, organisationId } = transaction
  const { rows } = await sql<{ id: string }>`
    select d.delivery_id as id from deliveries d
    where d.organisation_id = ${organisationId} and d.state = 'failed'
      and d.delivery_id = any(${parts.map(({ deliveryId }) => deliveryId)}::uuid[])
      and not exists (select from delivery_parts p where p.organisation_id = d.organisation_id
        and p.delivery_id = d.delivery_id and p.state in ('delivered', 'read'))`.execute(db)
  await reroute(transaction, new Map(rows.map(({ id }) => [id, meaning])))
}

async function advancePart(
  { db, organisationId }: Transaction,
  { deliveryId, part, state, deliveryState }: Part,
  status: 'sent' | 'delivered' | 'read' | 'failed',
  at: Date,
): Promise<void> {
  await sql`
    update delivery_parts set state = ${advance(state, status)}, at = ${at}
    where organisation_id = ${organisationId} and delivery_id = ${deliveryId} and part = ${part}`.execute(db)
  const { rows } = await sql<{ state: DeliveryState }>`
    select state from delivery_parts
    where organisation_id = ${organisationId} and delivery_id = ${deliveryId}`.execute(db)
  const isWhole = status === 'failed' || rows.every((row) => advance(row.state, status) === row.state)
  await sql`
    update deliveries set
      state = ${isWhole ? advance(deliveryState, status) : deliveryState},
      sent_at = case when ${status} = 'sent' then coalesce(sent_at, ${at}) else sent_at end,
      delivered_at = case when ${status} = 'delivered' then coalesce(delivered_at, ${at}) else delivered_at end,
      read_at = case when ${status} = 'read' and ${isWhole} then coalesce(read_at, ${at}) else read_at end,
      failed_at = case when ${status} = 'failed' then coalesce(failed_at, ${at}) else failed_at end
    where organisation_id = ${organisationId} and delivery_id = ${deliveryId}`.execute(db)
}
