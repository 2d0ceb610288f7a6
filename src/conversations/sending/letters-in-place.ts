import { sql } from 'kysely'
import type { OutboundMessage } from '../../channels/message.ts'
import type { Purpose } from '../../people/consent.ts'
import type { Transaction } from '../../platform/scope.ts'
import type { Sending } from '../conversation.ts'
import { together } from '../together.ts'
import type { Letter } from './letters.ts'
import type { DeliveryRoute } from './route.ts'

/**
 * Whether a message leaves its conversation where it is in the inbox, with the last words said there: one of many that the house
 * tells unasked, and that does not use up somebody's free answer. Where nobody has spoken yet it begins no talk: who does not wait
 * must not stand above who does (docs/decisions/0036-form-letters.md).
 */
export function keepsPlace(
  { now }: Transaction,
  { author, purpose, source }: Pick<Sending, 'author' | 'purpose' | 'source'>,
  { by, lastMessageAt }: Pick<DeliveryRoute, 'by'> & { lastMessageAt: Date | null | undefined },
): boolean {
  const isToldToMany = author.kind === 'system' && purpose !== 'service' && source !== undefined
  const standsLast = lastMessageAt === null || (lastMessageAt !== undefined && lastMessageAt < now)
  return isToldToMany && by !== 'reply' && standsLast
}

/** A letter that leaves no token and no moment behind in its conversation. */
export type LetterInPlace = Omit<Letter, 'leavesNow' | 'replyToken'>

interface Row {
  delivery_id: string
  conversation_id: string
  channel_account_id: string
  content: OutboundMessage
  purpose: Purpose
  priority: number
  source_kind: string | null
  source_id: string | null
  once_key: string | null
  not_before: string | null
  not_after: string | null
  route: DeliveryRoute
  follows_person: boolean
}

const columns = sql.raw(`delivery_id uuid, conversation_id uuid, channel_account_id uuid, content jsonb,
  purpose text, priority smallint, source_kind text, source_id uuid, once_key text, not_before timestamptz,
  not_after timestamptz, route jsonb, follows_person boolean`)

/**
 * `writeLetter` for what keeps its place: message and delivery, and nothing of the conversation. All at the same moment are one
 * statement. Conversation and account are taken for rows that the caller has read in this transaction.
 */
export const writeLetterInPlace = together(async (transaction: Transaction, letters: readonly LetterInPlace[]) => {
  const { db, organisationId, now } = transaction
  await sql`
    with letter as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(letters.map(rowOf))}::jsonb) as letter (${columns})
    ), message as (
      insert into messages (organisation_id, message_id, conversation_id, direction, author_kind, at, recorded_at, content)
      select ${organisationId}::uuid, delivery_id, conversation_id, 'out', 'system', ${now}::timestamptz, ${now}::timestamptz, content
      from letter
    )
    insert into deliveries (organisation_id, delivery_id, message_id, conversation_id, channel_account_id, purpose,
      priority, state, reason, retry_key, source_kind, source_id, once_key, not_before, not_after, next_attempt_at, queued_at,
      route, follows_person)
    select ${organisationId}::uuid, delivery_id, delivery_id, conversation_id, channel_account_id, purpose, priority,
      case when p.paused_at is null then 'queued' else 'held' end, case when p.paused_at is not null then 'paused' end,
      delivery_id, l.source_kind, l.source_id, once_key, not_before, not_after,
      case when p.paused_at is null then coalesce(not_before, ${now}::timestamptz) else 'infinity' end, ${now}::timestamptz,
      route, follows_person
    from letter l
    left join bulk_pauses p on p.organisation_id = ${organisationId}
      and p.source_kind = l.source_kind and p.source_id = l.source_id`.execute(db)
  return () => {}
})

function rowOf({ sending, ...letter }: LetterInPlace): Row {
  const { content, purpose, source, onceKey, notBefore, notAfter } = sending
  return {
    delivery_id: letter.deliveryId,
    conversation_id: letter.conversationId,
    channel_account_id: letter.channelAccountId,
    content,
    purpose,
    priority: letter.priority,
    source_kind: source?.kind ?? null,
    source_id: source?.id ?? null,
    once_key: onceKey ?? null,
    not_before: notBefore?.toISOString() ?? null,
    not_after: notAfter?.toISOString() ?? null,
    route: letter.route,
    follows_person: letter.followsPerson,
  }
}
