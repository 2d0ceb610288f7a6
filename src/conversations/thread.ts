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
    with stored as (
      insert into messages (organisation_id, message_id, conversation_id, direction, author_kind, author_id, at,
        recorded_at, content, provider_message_id)
      select ${organisationId}::uuid, id, conversation_id, 'in', 'person', person_id, at, ${now}::timestamptz, content,
        provider_id
      from unnest(
        ${at.map(orderedId)}::uuid[],
        ${placed.map(({ conversationId }) => conversationId)}::uuid[],
        ${placed.map(({ personId }) => personId)}::uuid[],
        ${at.map((time) => time.toISOString())}::timestamptz[],
        ${contents.map((content) => JSON.stringify(content))}::jsonb[],
        ${placed.map(({ event }) => event.messageId ?? null)}::text[]
      ) as came (id, conversation_id, person_id, at, content, provider_id)
      on conflict do nothing
      returning conversation_id, message_id, at
    ), summed as (
      select conversation_id, count(*)::int as came, min(at) as first_at, max(at) as last_at
      from stored group by conversation_id
    ), newest as (
      select conversation_id, preview, token, token_expires_at from (
        select stored.conversation_id, words.preview, words.token, words.token_expires_at,
          row_number() over (partition by stored.conversation_id order by stored.at desc, stored.message_id desc) as place
        from stored
        join unnest(
          ${placed.map(({ conversationId }) => conversationId)}::uuid[],
          ${at.map((time) => time.toISOString())}::timestamptz[],
          ${contents.map((content) => previewOf(content))}::text[],
          ${placed.map(({ event }) => event.replyToken?.token ?? null)}::text[],
          ${placed.map(({ event }) => event.replyToken && new Date(event.replyToken.expiresAt).toISOString())}::timestamptz[]
        ) as words (conversation_id, at, preview, token, token_expires_at)
          on words.conversation_id = stored.conversation_id and words.at = stored.at
      ) as ranked where place = 1
    )
    update conversations c set
      unread_count = c.unread_count + summed.came,
      message_count = c.message_count + summed.came,
      preview = case when c.last_message_at is null or summed.last_at >= c.last_message_at
        then newest.preview else c.preview end,
      reply_token = coalesce(newest.token, c.reply_token),
      reply_token_expires_at = coalesce(newest.token_expires_at, c.reply_token_expires_at),
      last_message_at = greatest(c.last_message_at, summed.last_at),
      last_inbound_at = greatest(c.last_inbound_at, summed.last_at),
      waiting_since = least(c.waiting_since, summed.first_at),
      state = case when c.state = 'resolved' then 'open' else c.state end
    from summed join newest using (conversation_id)
    where c.organisation_id = ${organisationId} and c.conversation_id = summed.conversation_id`.execute(db)
  await wantMedia(transaction, placed)
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
