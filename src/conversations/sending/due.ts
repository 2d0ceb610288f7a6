import { sql } from 'kysely'
import { adapters } from '../../channels/kinds.ts'
import type { Purpose } from '../../people/consent.ts'
import type { Transaction } from '../../platform/scope.ts'
import { channelKind } from '../account.ts'
import { windowAt, windowSpent } from './window.ts'

/** A delivery whose time has come, locked, with all that decides whether it may leave. */
export interface Due {
  deliveryId: string
  channelAccountId: string
  conversationId: string
  identityId: string
  personId: string
  address: string
  identityState: string
  kind: string
  purpose: Purpose
  priority: 0 | 1
  retryKey: string
  attempts: number
  queuedAt: Date
  replyToken: string | null
  replyTokenExpiresAt: Date | null
  notAfter: Date | null
  sourceKind: string | null
  sourceId: string | null
  /** The public comment it answers in private. */
  comment: string | null
  content: unknown
  byMember: boolean
  lastInboundAt: Date | null
  windowClosesAt: Date | null
  windowMessages: number | null
  windowSpent: number
  timeZone: string
  sentParts: number[]
  /** Until when the account's plan counts as used up, because its provider said so. */
  restsUntil: Date | null
  /** The plan's own figure says that nothing is left of it, and nobody said what more would cost. */
  isSpent: boolean
}

/**
 * Locks up to `limit` due deliveries of an account and priority, and answers them in order. What another worker holds is left to
 * it, and taken later. Two statements: the first takes no more rows than it needs off the index that has them in order, the
 * second finds by their keys what belongs to them, as it is after the lock.
 */
export async function lockDue(
  transaction: Transaction,
  { channelAccountId, priority, limit }: { channelAccountId: string; priority: 0 | 1; limit: number },
): Promise<Due[]> {
  const { db, organisationId, now } = transaction
  const { rows } = await sql<{ id: string }>`
    select d.delivery_id as id from deliveries d
    where d.organisation_id = ${organisationId} and d.channel_account_id = ${channelAccountId}
      and d.priority = ${priority} and d.state in ('queued', 'held') and d.next_attempt_at <= ${now}
      and exists (select from channel_accounts a where a.organisation_id = ${organisationId}
        and a.channel_account_id = ${channelAccountId} and a.state = 'active')
      and not exists (select from bulk_pauses b where b.organisation_id = d.organisation_id
        and b.source_kind = d.source_kind and b.source_id = d.source_id)
    order by d.next_attempt_at, d.delivery_id
    limit ${limit}
    for update of d skip locked`.execute(db)
  return rows.length === 0
    ? []
    : readDue(
        transaction,
        channelAccountId,
        rows.map(({ id }) => id),
      )
}

async function readDue(
  { db, organisationId, now }: Transaction,
  channelAccountId: string,
  deliveryIds: readonly string[],
): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select d.delivery_id as "deliveryId", d.channel_account_id as "channelAccountId", d.conversation_id as "conversationId",
      c.identity_id as "identityId", i.person_id as "personId", coalesce(i.typed_email, i.address) as address, a.kind,
      case when i.typed_email is not null and (p.email is distinct from i.typed_email
        or mailbox_is_closed(i.organisation_id, i.typed_email)) and i.state <> 'blocked' then 'unfollowed' else i.state end
        as "identityState",
      d.purpose, d.priority, d.retry_key as "retryKey", d.attempts, d.queued_at as "queuedAt",
      d.reply_token as "replyToken", d.reply_token_expires_at as "replyTokenExpiresAt", d.not_after as "notAfter",
      d.source_kind as "sourceKind", d.source_id as "sourceId", d.comment_id as comment,
      m.content, m.author_kind = 'member' as "byMember", c.last_inbound_at as "lastInboundAt",
      c.window_closes_at as "windowClosesAt", c.window_messages as "windowMessages",
      ${windowSpent} as "windowSpent",
      coalesce(p.time_zone, o.time_zone) as "timeZone",
      array(select part from delivery_parts s where s.organisation_id = d.organisation_id
        and s.delivery_id = d.delivery_id and s.state in ('sent', 'delivered', 'read')) as "sentParts",
      case when d.priority = 1 and (a.last_failure ->> 'until')::timestamptz > ${now}
        then (a.last_failure ->> 'until')::timestamptz end as "restsUntil",
      coalesce(d.priority = 1 and a.messages_left = 0 and a.message_price_minor is null, false) as "isSpent"
    from deliveries d
    join channel_accounts a on a.organisation_id = ${organisationId} and a.channel_account_id = ${channelAccountId}
    join messages m on m.organisation_id = d.organisation_id and m.message_id = d.message_id
    join conversations c on c.organisation_id = d.organisation_id and c.conversation_id = d.conversation_id
    join identities i on i.organisation_id = c.organisation_id and i.identity_id = c.identity_id
    join persons p on p.organisation_id = i.organisation_id and p.person_id = i.person_id
    join organisations o on o.organisation_id = ${organisationId}
    where d.organisation_id = ${organisationId} and d.delivery_id = any(${[...deliveryIds]}::uuid[])
    order by d.next_attempt_at, d.delivery_id`.execute(db)
  return rows
}

/**
 * Whether the person can be written to freely at this moment. A comment is answered whatever the window of the conversation;
 * how late it may be, its delivery says.
 */
export function windowOf({ now }: Transaction, one: Due): ReturnType<typeof windowAt> {
  if (one.comment !== null) return 'open'
  const { lastInboundAt, windowClosesAt: closesAt, windowMessages: messages, windowSpent: spent, byMember } = one
  const told = closesAt === null ? null : { closesAt, messages, spent }
  return windowAt(now, adapters[channelKind.parse(one.kind)].abilities.window, { lastInboundAt, told, byMember })
}
