import { sql } from 'kysely'
import type { OutboundMessage } from '../../channels/message.ts'
import type { Purpose } from '../../people/consent.ts'
import type { Transaction } from '../../platform/scope.ts'
import { type Arrival, takeArrivals } from '../arriving/arrivals.ts'
import { previewOf, type Sending } from '../conversation.ts'
import { idList } from '../id-list.ts'
import { together } from '../together.ts'
import type { DeliveryRoute } from './route.ts'

/** A message of ours and its delivery, about to be written. The message is called as its delivery is. */
export interface Letter {
  deliveryId: string
  conversationId: string
  channelAccountId: string
  priority: 0 | 1
  /** Born `sending`: it leaves as soon as this has committed. */
  leavesNow: boolean
  replyToken: { token: string; expiresAt: number } | undefined
  sending: Sending
  /** How it was meant to travel when it was written. */
  route: DeliveryRoute
  /** May go on to another conversation of the same person. */
  followsPerson: boolean
}

/**
 * Writes a letter: conversation, message and delivery. All letters written at the same moment are one statement; each stands
 * after everything its thread already shows. What the script answers nobody needs to read, unless the conversation is a
 * member's or waits for one. What came in and is being answered is written with it.
 */
export const writeLetter = together(async (transaction: Transaction, letters: readonly Letter[]) => {
  await writeLetters(transaction, letters)
  return () => {}
})

/** A letter as the database reads it; what is undefined is not handed over. */
interface Row {
  place: number
  delivery_id: string
  conversation_id: string
  author_kind: string
  author_id: string | undefined
  content: OutboundMessage
  preview: string
  by_member: boolean
  spares: boolean
  purpose: Purpose
  priority: number
  leaves_now: boolean
  reply_token: string | undefined
  reply_token_expires_at: string | undefined
  source_kind: string | undefined
  source_id: string | undefined
  once_key: string | undefined
  not_before: string | undefined
  not_after: string | undefined
  comment_id: string | undefined
  route: DeliveryRoute
  follows_person: boolean
  /** What came in and is not written yet: with the first letter of its conversation. */
  came: number | undefined
  came_first_at: string | undefined
  came_last_at: string | undefined
  came_token: string | undefined
  came_token_expires_at: string | undefined
}

const columns = sql.raw(`place integer, delivery_id uuid, conversation_id uuid,
  author_kind text, author_id uuid, content jsonb, preview text, by_member boolean, spares boolean, purpose text,
  priority smallint, leaves_now boolean, reply_token text, reply_token_expires_at timestamptz, source_kind text,
  source_id uuid, once_key text, not_before timestamptz, not_after timestamptz,
  comment_id text, route jsonb, follows_person boolean, came integer, came_first_at timestamptz,
  came_last_at timestamptz, came_token text, came_token_expires_at timestamptz`)

/** See `writeLetter`. */
export async function writeLetters(transaction: Transaction, letters: readonly Letter[]): Promise<void> {
  if (letters.length === 0) return
  const { db, organisationId, now } = transaction
  // Said twice, for PostgreSQL takes every document for a hundred letters, and would read all conversations for so many.
  const amongThese = sql`c.conversation_id = any(${idList(letters.map(({ conversationId }) => conversationId))}::uuid[])`
  const { numAffectedRows } = await sql`
    with letter as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rowsOf(transaction, letters))}::jsonb) as letter (${columns})
    ), summed as (
      select conversation_id, count(*)::int as written, count(*) filter (where spares)::int as spared,
        bool_or(by_member) as by_member, bool_or(reply_token is not null) as replies, (array_agg(preview order by place desc))[1] as preview,
        coalesce(sum(came), 0)::int as came, min(came_first_at) as came_first_at, max(came_last_at) as came_last_at,
        max(came_token) as token, max(came_token_expires_at) as token_expires_at
      from letter group by conversation_id
    ), thread as (
      update conversations c set
        last_message_at = greatest(${now}::timestamptz, greatest(c.last_message_at, summed.came_last_at) + interval '1 millisecond')
          + (summed.written - 1) * interval '1 millisecond',
        last_inbound_at = greatest(c.last_inbound_at, summed.came_last_at),
        message_count = c.message_count + summed.came + summed.written,
        preview = summed.preview,
        reply_token = case when summed.replies then null else coalesce(summed.token, c.reply_token) end,
        reply_token_expires_at = coalesce(summed.token_expires_at, c.reply_token_expires_at),
        unread_count = case when c.state <> 'waiting' and c.assignee_id is null
          then greatest(c.unread_count + summed.came - summed.spared, 0)
          else c.unread_count + summed.came end,
        state = case when summed.by_member and c.state = 'waiting' or summed.came > 0 and c.state = 'resolved'
          then 'open' else c.state end,
        waiting_since = case when summed.by_member or c.state <> 'waiting' then null
          else least(c.waiting_since, summed.came_first_at) end
      from summed
      where c.organisation_id = ${organisationId} and c.conversation_id = summed.conversation_id and ${amongThese}
      returning c.conversation_id, c.channel_account_id, c.last_message_at - (summed.written - 1) * interval '1 millisecond' as first_at
    ), message as (
      insert into messages (organisation_id, message_id, conversation_id, direction, author_kind, author_id, at,
        recorded_at, content)
      select ${organisationId}::uuid, delivery_id, conversation_id, 'out', author_kind, author_id,
        first_at + (row_number() over (partition by conversation_id order by place) - 1) * interval '1 millisecond',
        ${now}::timestamptz, content
      from letter join thread using (conversation_id)
    )
    insert into deliveries (organisation_id, delivery_id, message_id, conversation_id, channel_account_id, purpose,
      priority, state, reason, reply_token, reply_token_expires_at, retry_key, source_kind, source_id, once_key, not_before,
      not_after, comment_id, attempts, next_attempt_at, queued_at, sending_at, route, follows_person)
    select ${organisationId}::uuid, delivery_id, delivery_id, t.conversation_id, t.channel_account_id, purpose, priority,
      case when leaves_now then 'sending' when p.paused_at is null then 'queued' else 'held' end,
      case when p.paused_at is not null then 'paused' end, reply_token, reply_token_expires_at, delivery_id,
      l.source_kind, l.source_id, once_key, not_before, not_after, comment_id, leaves_now::int,
      case when p.paused_at is null then coalesce(not_before, ${now}::timestamptz) else 'infinity' end,
      ${now}::timestamptz, case when leaves_now then ${now}::timestamptz end, route, follows_person
    from letter l
    join thread t on t.conversation_id = l.conversation_id
    left join bulk_pauses p on p.organisation_id = ${organisationId}
      and p.source_kind = l.source_kind and p.source_id = l.source_id`.execute(db)
  // A delivery's conversation and account are those of the conversation's row; no key checks them a second time.
  if (Number(numAffectedRows) !== letters.length)
    throw new Error('A letter was written to a conversation that is not there')
}

function rowsOf(transaction: Transaction, letters: readonly Letter[]): Row[] {
  const ids = letters.map(({ conversationId }) => conversationId)
  const came = new Map(takeArrivals(transaction, ids).map((one) => [one.conversationId, one]))
  return letters.map((letter, place) => {
    const row = rowOf(letter, place, came.get(letter.conversationId))
    came.delete(letter.conversationId)
    return row
  })
}

/** Written out: of a copy that much is added to V8 makes a dictionary, once for each letter. */
function rowOf(letter: Letter, place: number, came: Arrival | undefined): Row {
  const { sending, replyToken } = letter
  const { content, author, purpose, source } = sending
  return {
    place,
    delivery_id: letter.deliveryId,
    conversation_id: letter.conversationId,
    author_kind: author.kind,
    author_id: author.id,
    content,
    preview: previewOf(content),
    by_member: author.kind === 'member',
    spares: author.kind === 'script' && sending.replyTo !== undefined,
    purpose,
    priority: letter.priority,
    leaves_now: letter.leavesNow,
    reply_token: replyToken?.token,
    reply_token_expires_at: replyToken && new Date(replyToken.expiresAt).toISOString(),
    source_kind: source?.kind,
    source_id: source?.id,
    once_key: sending.onceKey,
    not_before: sending.notBefore?.toISOString(),
    not_after: sending.notAfter?.toISOString(),
    comment_id: sending.comment,
    route: letter.route,
    follows_person: letter.followsPerson,
    came: came?.count,
    came_first_at: came?.firstAt.toISOString(),
    came_last_at: came?.lastAt.toISOString(),
    came_token: came?.replyToken?.token,
    came_token_expires_at: came?.replyToken ? new Date(came.replyToken.expiresAt).toISOString() : undefined,
  }
}
