import { sql } from 'kysely'
import type { ChannelEvent } from '../../channels/event.ts'
import { setIdentityState } from '../../people/identities.ts'
import type { Transaction } from '../../platform/scope.ts'
import { advance, type DeliveryState } from '../sending/delivery.ts'
import { reroute } from '../sending/reroute.ts'

interface Part {
  deliveryId: string
  part: number
  state: DeliveryState
  deliveryState: DeliveryState
}

/** Of whom a receipt speaks when it names no message: somebody's address on an account. */
interface Reader {
  channelAccountId: string
  address: string
}

/**
 * Applies what a provider reports about a message of ours, found by the provider's id, or, where it speaks of everything up to a
 * moment, about what the reader had been sent by then. Where the provider tells of the last of several alone (Viber), those before
 * it were read, too. Answers false when no such message is known yet. States only move forward; every time is kept, whatever the order in which
 * receipts come.
 */
export async function applyReceipt(transaction: Transaction, event: ChannelEvent, reader?: Reader): Promise<boolean> {
  const status = event.status ?? (event.type === 'read' ? 'read' : undefined)
  if (status === undefined) return true
  const { context } = transaction
  const rows = await partsOf(transaction, event, reader)
  for (const part of rows) {
    if (status === 'failed' && part.state !== 'sent')
      context.log.warn({ deliveryId: part.deliveryId, state: part.state }, 'A failure was reported after an arrival')
    await advancePart(transaction, part, status, event)
  }
  const [first] = rows
  if (first && event.coversEarlier)
    for (const part of await unreadBefore(transaction, first.deliveryId))
      await advancePart(transaction, part, 'read', event)
  if (first && event.failure?.meaning === 'blocked') await noteBlock(transaction, first.deliveryId, new Date(event.at))
  if (first && status === 'failed') await goOn(transaction, rows, event.failure?.meaning)
  return rows.length > 0 || event.messageId === undefined
}

/** The parts a receipt speaks of, their deliveries locked. */
async function partsOf(
  { db, organisationId }: Transaction,
  { messageId, at }: ChannelEvent,
  reader: Reader | undefined,
): Promise<Part[]> {
  if (messageId === undefined && reader === undefined) return []
  const meant =
    messageId !== undefined
      ? sql`p.provider_id = ${messageId}`
      : sql`p.state in ('sent', 'delivered') and d.sending_at is not null and d.sent_at <= ${new Date(at)} and d.conversation_id in (
          select c.conversation_id from identities i
          join conversations c on c.organisation_id = i.organisation_id and c.identity_id = i.identity_id
          where i.organisation_id = ${organisationId} and i.channel_account_id = ${reader?.channelAccountId}
            and i.address = ${reader?.address})`
  const { rows } = await sql<Part>`
    select p.delivery_id as "deliveryId", p.part, p.state, d.state as "deliveryState"
    from delivery_parts p
    join deliveries d on d.organisation_id = p.organisation_id and d.delivery_id = p.delivery_id
    where p.organisation_id = ${organisationId} and ${meant}
    order by d.delivery_id, p.part
    for update of d`.execute(db)
  return rows
}

/** What arrived in the same conversation before a message that was read, and its other parts. */
async function unreadBefore({ db, organisationId }: Transaction, deliveryId: string): Promise<Part[]> {
  const { rows } = await sql<Part>`
    select p.delivery_id as "deliveryId", p.part, p.state, d.state as "deliveryState"
    from deliveries r
    join deliveries d on d.organisation_id = r.organisation_id and d.conversation_id = r.conversation_id
      and d.sending_at is not null and d.sent_at <= r.sent_at and d.state in ('sent', 'delivered')
    join delivery_parts p on p.organisation_id = d.organisation_id and p.delivery_id = d.delivery_id
      and p.state in ('sent', 'delivered')
    where r.organisation_id = ${organisationId} and r.delivery_id = ${deliveryId}
    order by d.delivery_id, p.part
    for update of d`.execute(db)
  return rows
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
  { at: moment, failure }: ChannelEvent,
): Promise<void> {
  const at = new Date(moment)
  const reached = advance(state, status)
  const isLost = reached === 'failed' && failure !== undefined
  const outcome = isLost ? JSON.stringify({ kind: 'rejected', code: failure.code, words: failure.words }) : null
  const reason = isLost ? (failure.meaning ?? 'rejected') : null
  await sql`
    update delivery_parts set state = ${reached}, at = ${at}, outcome = coalesce(${outcome}::jsonb, outcome)
    where organisation_id = ${organisationId} and delivery_id = ${deliveryId} and part = ${part}`.execute(db)
  const { rows } = await sql<{ state: DeliveryState }>`
    select state from delivery_parts
    where organisation_id = ${organisationId} and delivery_id = ${deliveryId}`.execute(db)
  const isWhole = status === 'failed' || rows.every((row) => advance(row.state, status) === row.state)
  await sql`
    update deliveries set
      state = ${isWhole ? advance(deliveryState, status) : deliveryState},
      reason = case when ${advance(deliveryState, status) === 'failed'} then coalesce(${reason}, reason) else reason end,
      sent_at = case when ${status} = 'sent' then coalesce(sent_at, ${at}) else sent_at end,
      delivered_at = case when ${status} = 'delivered' then coalesce(delivered_at, ${at}) else delivered_at end,
      read_at = case when ${status} = 'read' and ${isWhole} then coalesce(read_at, ${at}) else read_at end,
      failed_at = case when ${status} = 'failed' then coalesce(failed_at, ${at}) else failed_at end
    where organisation_id = ${organisationId} and delivery_id = ${deliveryId}`.execute(db)
}
