import { sql } from 'kysely'
import type { OutboundMessage } from '../../channels/message.ts'
import type { Purpose } from '../../people/consent.ts'
import type { Transaction } from '../../platform/scope.ts'
import type { DeliveryRoute } from './route.ts'

/** What many read alike, but for the page that its links lead to. */
export interface FormWords {
  /** The same object for all who read the same words: they are handed to the database once. */
  content: OutboundMessage
  /** Where the links of `content` lead that say `pageOfTheirOwn`. */
  page?: string | undefined
}

/** Stands in for the address of a page that each reader has of their own. */
export const pageOfTheirOwn = 'own-page:'

/** A message of the house to one of many, in a conversation that has begun, and its delivery, which is called as it is. */
export interface FormLetter extends FormWords {
  deliveryId: string
  conversationId: string
  channelAccountId: string
  route: DeliveryRoute
}

/** What all letters of one form have in common. Each is a source of its own, so that it can be withdrawn alone. */
export interface Form {
  purpose: Exclude<Purpose, 'service'>
  sourceKind: string
}

/**
 * Writes letters of one form, queued behind everything else. A conversation stays where it is in the inbox, with the last words that were said
 * in it: what many are told is no reason to look there (docs/decisions/0036-form-letters.md). The second letter of a name fails
 * with its transaction. Conversation and account are taken for rows that the caller has read in this transaction.
 */
export async function writeFormLetters(
  { db, organisationId, now }: Transaction,
  { purpose, sourceKind }: Form,
  letters: readonly FormLetter[],
): Promise<void> {
  if (letters.length === 0) return
  const words = numbered(
    letters,
    ({ content }) => content,
    ({ content }) => JSON.stringify(content),
  )
  const ways = numbered(letters, wayOf, ({ channelAccountId, route }) => JSON.stringify([channelAccountId, route]))
  await sql`
    with letter as materialized (
      select * from unnest(${list(letters.map(({ deliveryId }) => deliveryId))}::uuid[],
        ${list(letters.map(({ conversationId }) => conversationId))}::uuid[], string_to_array(${letters.map(({ page }) => page ?? '').join('\n')}, chr(10)),
        ${list(words.places)}::integer[], ${list(ways.places)}::integer[]) as l (id, conversation_id, page, words, way)
    ), message as (
      insert into messages (organisation_id, message_id, conversation_id, direction, author_kind, at, recorded_at, content)
      select ${organisationId}::uuid, l.id, l.conversation_id, 'out', 'system', ${now}::timestamptz, ${now}::timestamptz,
        replace(w.words, ${JSON.stringify(pageOfTheirOwn)}, to_json(coalesce(l.page, ''))::text)::jsonb
      from letter l join unnest(${words.kinds}::text[]) with ordinality as w (words, place) on w.place = l.words
    )
    insert into deliveries (organisation_id, delivery_id, message_id, conversation_id, channel_account_id, purpose,
      priority, state, retry_key, source_kind, source_id, next_attempt_at, queued_at, route, follows_person)
    select ${organisationId}::uuid, l.id, l.id, l.conversation_id, (w.way ->> 0)::uuid, ${purpose}, 1, 'queued', l.id,
      ${sourceKind}, l.id, ${now}::timestamptz, ${now}::timestamptz, w.way -> 1, true
    from letter l join unnest(${ways.kinds}::jsonb[]) with ordinality as w (way, place) on w.place = l.way`.execute(db)
}

/** The words as one reader gets them. */
export function wordsOf({ content, page }: FormWords): OutboundMessage {
  if (page === undefined) return content
  const blocks = content.blocks.map((block) =>
    'buttons' in block
      ? {
          ...block,
          buttons: block.buttons.map((button) =>
            button.type === 'link' && button.url === pageOfTheirOwn ? { ...button, url: page } : button,
          ),
        }
      : block,
  )
  return { ...content, blocks }
}

function wayOf({ channelAccountId, route: { by, why, others } }: FormLetter): string {
  return `${channelAccountId} ${by} ${why} ${others}`
}

/** The different ones among many, as the database reads them, and for each of the many which one it is, counted from 1. */
function numbered(
  letters: readonly FormLetter[],
  kindOf: (letter: FormLetter) => unknown,
  write: (first: FormLetter) => string,
): { kinds: string[]; places: number[] } {
  const known = new Map<unknown, number>()
  const kinds: string[] = []
  const places = letters.map((letter) => {
    const kind = kindOf(letter)
    const place = known.get(kind)
    if (place !== undefined) return place
    known.set(kind, kinds.push(write(letter)))
    return kinds.length
  })
  return { kinds, places }
}

/** An array as PostgreSQL reads it, of what needs no quotes. */
function list(values: readonly (string | number)[]): string {
  return `{${values.join(',')}}`
}
