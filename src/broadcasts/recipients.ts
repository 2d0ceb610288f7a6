import { type RawBuilder, sql } from 'kysely'
import type { ChannelKind } from '../channels/adapter.ts'
import type { Transaction } from '../platform/scope.ts'

/**
 * How a person ends a broadcast, exactly one of these. `waiting` and `queued` only until it has left; `unknown`: it left and
 * the channel never answered, so it may have arrived and is not sent again unless a member says so.
 */
export const recipientStates = [
  'waiting',
  'queued',
  'sent',
  'delivered',
  'read',
  'unknown',
  'failed',
  'skipped',
  'cancelled',
] as const
export type RecipientState = (typeof recipientStates)[number]

/** One person of a broadcast's audience. */
export interface Recipient {
  readonly personId: string
  readonly personName: string
  readonly state: RecipientState
  /** Why nothing arrived, or why it waits. */
  readonly reason: string | null
  /** The account's kind and name; null where no message was written. */
  readonly channel: ChannelKind | null
  readonly channelName: string | null
  readonly conversationId: string | null
  readonly at: Date
  readonly sentAt: Date | null
  readonly deliveredAt: Date | null
  readonly readAt: Date | null
}

/** A page of a broadcast's recipients in the order of their ids, all or those in one state. */
export async function readRecipients(
  transaction: Transaction,
  broadcastId: string,
  page: { state?: RecipientState | undefined; after?: string | undefined; limit: number },
): Promise<Recipient[]> {
  const { rows } = await sql<Recipient>`
    select ended."personId", p.display_name as "personName", ended.state, ended.reason, ended.channel,
      ended."channelName", ended."conversationId", ended.at, ended."sentAt", ended."deliveredAt", ended."readAt"
    from (${ends(transaction, broadcastId)}) as ended
    join persons p on p.organisation_id = ${transaction.organisationId} and p.person_id = ended."personId"
    where (${page.state ?? null}::text is null or ended.state = ${page.state ?? null}::text)
      and (${page.after ?? null}::uuid is null or ended."personId" > ${page.after ?? null}::uuid)
    order by ended."personId" limit ${page.limit}::integer`.execute(transaction.db)
  return rows
}

/** How many people ended one way on one channel for one reason. */
export interface Result {
  readonly state: RecipientState
  readonly reason: string | null
  readonly channel: ChannelKind | null
  readonly people: number
}

/** How a broadcast went so far; the people of all results together are its audience. */
export async function countResults(transaction: Transaction, broadcastId: string): Promise<Result[]> {
  const { rows } = await sql<Result>`
    select state, reason, channel, count(*)::integer as people from (${ends(transaction, broadcastId)}) as ended
    group by state, reason, channel order by people desc, state, reason, channel`.execute(transaction.db)
  return rows
}

/**
 * What became of every recipient. Once a message is written its delivery tells, so that late receipts and decisions about
 * unknown ends need nobody to carry them over. Of a message that went on to another channel the last delivery counts.
 */
function ends({ organisationId }: Transaction, broadcastId: string): RawBuilder<unknown> {
  return sql`
    select r.person_id as "personId", d.conversation_id as "conversationId", a.kind as channel,
      a.name as "channelName", coalesce(d.read_at, d.delivered_at, d.failed_at, d.sent_at, r.at) as at,
      d.sent_at as "sentAt", d.delivered_at as "deliveredAt", d.read_at as "readAt",
      case when d.delivery_id is null then r.state when d.state in ('queued', 'held', 'sending') then 'queued'
        when d.state = 'cancelled' and d.reason = 'withdrawn' then 'skipped' else d.state end as state,
      case when d.delivery_id is null then r.reason
        when d.state = 'cancelled' and d.reason = 'withdrawn' then 'left_audience' else d.reason end as reason
    from broadcast_recipients r
    left join deliveries first on first.organisation_id = r.organisation_id and first.delivery_id = r.delivery_id
    left join deliveries d
      on d.organisation_id = first.organisation_id and d.delivery_id = coalesce(first.routed_to, first.delivery_id)
    left join channel_accounts a
      on a.organisation_id = d.organisation_id and a.channel_account_id = d.channel_account_id
    where r.organisation_id = ${organisationId} and r.broadcast_id = ${broadcastId}`
}
