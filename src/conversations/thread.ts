import { sql } from 'kysely'
import type { ChannelEvent } from '../channels/event.ts'
import { orderedId } from '../platform/ids.ts'
import type { Transaction } from '../platform/scope.ts'
import { type InboundContent, previewOf } from './conversation.ts'
import { forgetMedia, forgetReplacedMedia, wantMedia } from './media-wanted.ts'

/** An event and the thread it belongs to. */
export interface Placed {
  conversationId: string
  personId: string
  event: ChannelEvent
}

/**
 * Writes messages that came in and what follows for their conversations: counters, preview, waiting since. A message
 * already there, be it as a tombstone, stays as it is and counts nothing.
 */
export async function storeMessages(transaction: Transaction, placed: readonly Placed[]): Promise<void> {
  if (placed.length === 0) return
  const { db, organisationId, now } = transaction
  const at = placed.map(({ event }) => new Date(event.at))
  const contents = placed.map(({ event }) => contentOf(event))
  await sql`
    with came as materialized (
      select * from unnest(
        ${at.map(orderedId)}::uuid[],
        ${placed.map(({ conversationId }) => conversationId)}::uuid[],
        ${placed.map(({ personId }) => personId)}::uuid[],
        ${at.map((time) => time.toISOString())}::timestamptz[],
        ${contents.map((content) => JSON.stringify(content))}::jsonb[],
        ${placed.map(({ event }) => event.messageId ?? null)}::text[],
        ${contents.map((content) => previewOf(content))}::text[],
        ${placed.map(({ event }) => event.replyToken?.token ?? null)}::text[],
        ${placed.map(({ event }) => event.replyToken && new Date(event.replyToken.expiresAt).toISOString())}::timestamptz[]
      ) as one (message_id, conversation_id, person_id, at, content, provider_id, preview, token, token_expires_at)
    ), stored as (
      insert into messages (organisation_id, message_id, conversation_id, direction, author_kind, author_id, at,
        recorded_at, content, provider_message_id)
      select ${organisationId}::uuid, message_id, conversation_id, 'in', 'person', person_id, at, ${now}::timestamptz,
        content, provider_id
      from came
      on conflict do nothing
      returning message_id
    ), summed as (
      select conversation_id, count(*)::int as came, min(at) as first_at, max(at) as last_at, ${newest('preview')},
        ${newest('token')}, ${newest('token_expires_at')}
      from came where ${wasStored} group by conversation_id
    )
    update conversations c set
      unread_count = c.unread_count + summed.came,
      message_count = c.message_count + summed.came,
      preview = case when c.last_message_at is null or summed.last_at >= c.last_message_at
        then summed.preview else c.preview end,
      reply_token = coalesce(summed.token, c.reply_token),
      reply_token_expires_at = coalesce(summed.token_expires_at, c.reply_token_expires_at),
      last_message_at = greatest(c.last_message_at, summed.last_at),
      last_inbound_at = greatest(c.last_inbound_at, summed.last_at),
      waiting_since = least(c.waiting_since, summed.first_at),
      state = case when c.state = 'resolved' then 'open' else c.state end
    from summed
    where c.organisation_id = ${organisationId} and c.conversation_id = summed.conversation_id`.execute(db)
  await wantMedia(transaction, placed)
}

/** Written so that the stored are gathered once: as a join, PostgreSQL would go through all of them for each that came. */
const wasStored = sql`(message_id in (select message_id from stored)) is true`

function newest(column: 'preview' | 'token' | 'token_expires_at') {
  return sql.raw(`(array_agg(${column} order by at desc, message_id desc))[1] as ${column}`)
}

function contentOf({ type, text, payload, attachments }: ChannelEvent): InboundContent {
  return { type, text, payload, attachments }
}

/** Deletes the words and files of an unsent message for good. If the message has not come yet, a tombstone keeps its place. */
export async function unsendMessage(transaction: Transaction, placed: Placed): Promise<void> {
  const { db, organisationId, now } = transaction
  const { conversationId, event } = placed
  if (event.messageId === undefined) return
  await tombstone(transaction, placed, { type: 'message', attachments: [] }, now)
  await forgetMedia(transaction, placed)
  await sql`
    update messages set content = '{"type":"message","attachments":[]}', unsent_at = coalesce(unsent_at, ${now})
    where organisation_id = ${organisationId} and conversation_id = ${conversationId}
      and direction = 'in' and provider_message_id = ${event.messageId}`.execute(db)
  await sql`
    update conversations c set preview = ''
    where c.organisation_id = ${organisationId} and c.conversation_id = ${conversationId}
      and not exists (
        select from messages m where m.organisation_id = c.organisation_id and m.conversation_id = c.conversation_id
          and m.unsent_at is null and m.direction <> 'note' and m.at >= c.last_message_at)`.execute(db)
}

/** Puts the new words in place of the old; words edited before the message came win over the message. What was unsent stays so. */
export async function editMessage(transaction: Transaction, placed: Placed): Promise<void> {
  const { db, organisationId } = transaction
  const { conversationId, event } = placed
  if (event.messageId === undefined) return
  const content: InboundContent = { ...contentOf(event), type: 'message', edited: true }
  await tombstone(transaction, placed, content, null)
  await sql`
    update messages set content = ${JSON.stringify(content)}::jsonb
    where organisation_id = ${organisationId} and conversation_id = ${conversationId}
      and direction = 'in' and provider_message_id = ${event.messageId} and unsent_at is null`.execute(db)
  await forgetReplacedMedia(transaction, placed)
  await wantMedia(transaction, [placed])
}

async function tombstone(
  { db, organisationId, now }: Transaction,
  { conversationId, personId, event }: Placed,
  content: InboundContent,
  unsentAt: Date | null,
): Promise<void> {
  const at = new Date(event.at)
  await sql`
    insert into messages (organisation_id, message_id, conversation_id, direction, author_kind, author_id, at,
      recorded_at, content, provider_message_id, unsent_at)
    values (${organisationId}::uuid, ${orderedId(at)}::uuid, ${conversationId}::uuid, 'in', 'person',
      ${personId}::uuid, ${at}, ${now}, ${JSON.stringify(content)}::jsonb, ${event.messageId}, ${unsentAt}::timestamptz)
    on conflict do nothing`.execute(db)
}
