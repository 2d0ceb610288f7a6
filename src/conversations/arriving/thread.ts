import { sql } from 'kysely'
import type { ChannelEvent } from '../../channels/event.ts'
import { jsonLines } from '../../platform/database/json-lines.ts'
import { orderedId } from '../../platform/ids.ts'
import type { Transaction } from '../../platform/scope.ts'
import { type InboundContent, previewOf } from '../conversation.ts'
import { idList } from '../id-list.ts'
import { forgetMedia, forgetReplacedMedia, wantMedia } from '../media/wanted.ts'
import type { Arrival } from './arrivals.ts'

/** An event and the thread it belongs to. */
export interface Placed {
  conversationId: string
  personId: string
  event: ChannelEvent
}

/**
 * Writes messages that came in; answers what follows for their conversations, which the caller writes. A message already
 * there, be it as a tombstone, stays as it is and counts nothing, unless all that had come of it was an edit.
 */
export async function storeMessages(transaction: Transaction, placed: readonly Placed[]): Promise<Arrival[]> {
  if (placed.length === 0) return []
  const { db, organisationId, now } = transaction
  const came = placed.map(asCame)
  const { rows } = await sql<{ id: string }>`
    insert into messages (organisation_id, message_id, conversation_id, direction, author_kind, author_id, at,
      recorded_at, content, provider_message_id)
    select ${organisationId}::uuid, message_id, conversation_id, 'in', 'person', person_id, at, ${now}::timestamptz,
      content, provider_id
    from unnest(
      ${idList(came.map(({ messageId }) => messageId))}::uuid[],
      ${idList(placed.map(({ conversationId }) => conversationId))}::uuid[],
      ${idList(placed.map(({ personId }) => personId))}::uuid[],
      ${came.map(({ at }) => at.toISOString())}::timestamptz[],
      ${jsonLines(came.map(({ content }) => content))},
      ${placed.map(({ event }) => event.messageId ?? null)}::text[]
    ) as one (message_id, conversation_id, person_id, at, content, provider_id)
    on conflict do nothing
    returning message_id as id`.execute(db)
  await wantMedia(transaction, placed)
  const stored = new Set(rows.map(({ id }) => id))
  const known = came.filter(({ messageId }) => !stored.has(messageId))
  return sumUp([
    ...came.filter(({ messageId }) => stored.has(messageId)),
    ...(known.length === 0 ? [] : await meetEdits(transaction, known)),
  ])
}

/** Of messages already there, those whose edit had come before them: their words are the edit's, their hour is their own. */
async function meetEdits({ db, organisationId }: Transaction, known: readonly Came[]): Promise<Came[]> {
  const { rows } = await sql<{ place: number; text: string | null }>`
    update messages m set at = one.at
    from unnest(
      ${known.map((_, place) => place)}::integer[],
      ${known.map(({ conversationId }) => conversationId)}::uuid[],
      ${known.map(({ event }) => event.messageId ?? null)}::text[],
      ${known.map(({ at }) => at.toISOString())}::timestamptz[]
    ) as one (place, conversation_id, provider_id, at)
    where m.organisation_id = ${organisationId} and m.conversation_id = one.conversation_id and m.direction = 'in'
      and m.provider_message_id = one.provider_id and m.unsent_at is null
      and m.content @> '{"edited": true}' and m.at >= one.at
    returning one.place, m.content ->> 'text' as text`.execute(db)
  return rows.flatMap(({ place, text }) => {
    const one = known[place]
    return one === undefined ? [] : [{ ...one, content: { ...one.content, text: text ?? undefined } }]
  })
}

/** A message as it is stored, and what its conversation is to know of it. */
interface Came extends Placed {
  messageId: string
  at: Date
  content: InboundContent
}

function asCame(placed: Placed): Came {
  const { conversationId, personId, event } = placed
  const at = new Date(event.at)
  return { conversationId, personId, event, messageId: orderedId(at), at, content: contentOf(event) }
}

/** What came in for each conversation; of equally new messages the one stored last is the newest. */
function sumUp(came: readonly Came[]): Arrival[] {
  const arrivals = new Map<string, Arrival>()
  for (const one of came.toSorted(byTime)) {
    const { conversationId, at, content, event } = one
    const before = arrivals.get(conversationId)
    arrivals.set(conversationId, {
      conversationId,
      count: (before?.count ?? 0) + 1,
      firstAt: before?.firstAt ?? at,
      lastAt: at,
      preview: previewOf(content),
      replyToken: event.replyToken ?? null,
    })
  }
  return [...arrivals.values()]
}

function byTime(a: Came, b: Came): number {
  return a.at.getTime() - b.at.getTime() || (a.messageId < b.messageId ? -1 : 1)
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
  // What is told to many stands later in the thread and is nobody's last words: it does not keep the unsent ones in sight.
  await sql`
    update conversations c set preview = ''
    where c.organisation_id = ${organisationId} and c.conversation_id = ${conversationId}
      and not exists (
        select from messages m where m.organisation_id = c.organisation_id and m.conversation_id = c.conversation_id
          and m.unsent_at is null and m.direction <> 'note' and m.at = c.last_message_at)`.execute(db)
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
