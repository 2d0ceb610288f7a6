import { sql } from 'kysely'
import { orderedId } from '../../platform/ids.ts'
import { isLanguage } from '../../platform/languages.ts'
import { hint } from '../../platform/realtime.ts'
import type { Transaction } from '../../platform/scope.ts'

/** Why a conversation was handed over; every code has its words in `conversations:handedOver`. */
const reasons = [
  'asked',
  'after-hours',
  'attachment',
  'link-gift',
  'link-known',
  'no-match',
  'technical',
  'unanswered',
] as const

/** Writes a note that only members see, in the caller's transaction. It changes neither counters nor preview. */
export async function writeNoteIn(
  transaction: Transaction,
  conversationId: string,
  text: string,
  author: { kind: 'member' | 'script' | 'system'; id?: string | undefined },
  clientKey?: string,
): Promise<string> {
  const { db, organisationId, now } = transaction
  const messageId = orderedId(now)
  await db
    .insertInto('messages')
    .values({
      organisation_id: organisationId,
      message_id: messageId,
      conversation_id: conversationId,
      direction: 'note',
      author_kind: author.kind,
      author_id: author.id ?? null,
      at: now,
      recorded_at: now,
      content: JSON.stringify({ text, clientKey }),
    })
    .execute()
  await hint(transaction, 'conversation', [conversationId])
  return messageId
}

/** The note a member has written under this key, while the conversation is locked: a retry keeps one. */
export async function findNote(
  { db, organisationId }: Transaction,
  conversationId: string,
  { authorId, clientKey }: { authorId: string; clientKey: string },
): Promise<string | undefined> {
  const row = await db
    .selectFrom('messages')
    .where('organisation_id', '=', organisationId)
    .where('conversation_id', '=', conversationId)
    .where('direction', '=', 'note')
    .where('author_id', '=', authorId)
    .where(sql`content ->> 'clientKey'`, '=', clientKey)
    .select('message_id')
    .executeTakeFirst()
  return row?.message_id
}

/** Notes why the conversation waits, in the language the members share: the organisation's. A code of another script is told in general words. */
export async function writeReason(
  transaction: Transaction,
  conversationId: string,
  { author, code }: { author: 'script' | 'system'; code: string },
): Promise<void> {
  const { db, organisationId, context } = transaction
  const organisation = await db
    .selectFrom('organisations')
    .where('organisation_id', '=', organisationId)
    .select('language')
    .executeTakeFirstOrThrow()
  const translate = context.translator.in(isLanguage(organisation.language) ? organisation.language : 'en')
  const known = reasons.find((reason) => reason === code) ?? 'other'
  await writeNoteIn(transaction, conversationId, translate(`conversations:handedOver.${known}`), { kind: author })
}
