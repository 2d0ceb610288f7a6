import { sql } from 'kysely'
import { newId } from '../platform/ids.ts'
import type { Transaction } from '../platform/scope.ts'
import { type ChatLine, type Kept, kept } from './phone.ts'

/** How much of a chat a phone shows. */
const shownLines = 100

/** How much of a chat a phone remembers. */
const keptLines = 400

/** A message on its way into a phone's memory. */
export interface NewLine {
  phoneId: string
  isOwn: boolean
  providerMessageId: string
  retryKey?: string | undefined
  content: Kept
  /** Now, unless it is an older message the phone should always have had. */
  at?: Date
}

export async function insertLines({ db, organisationId, now }: Transaction, lines: readonly NewLine[]): Promise<void> {
  if (lines.length === 0) return
  await db
    .insertInto('sandbox_messages')
    .values(
      lines.map(({ phoneId, isOwn, providerMessageId, retryKey, content, at }) => ({
        organisation_id: organisationId,
        sandbox_message_id: newId(at ?? now),
        sandbox_phone_id: phoneId,
        direction: isOwn ? 'from_phone' : 'to_phone',
        provider_message_id: providerMessageId,
        retry_key: retryKey ?? null,
        content: JSON.stringify(content),
        at: at ?? now,
        read_at: isOwn ? null : (at ?? null),
      })),
    )
    .execute()
  await forgetOldest({ db, organisationId }, [...new Set(lines.map(({ phoneId }) => phoneId))])
}

/** A phone keeps its newest lines: it is a demonstration's, and what was said stands in the charity's own books. */
async function forgetOldest(
  { db, organisationId }: Pick<Transaction, 'db' | 'organisationId'>,
  phoneIds: readonly string[],
): Promise<void> {
  await sql`
    delete from sandbox_messages m using (
      select sandbox_message_id, row_number() over (partition by sandbox_phone_id order by at desc, sandbox_message_id desc) as place
      from sandbox_messages where organisation_id = ${organisationId} and sandbox_phone_id = any(${phoneIds})) as ranked
    where m.organisation_id = ${organisationId} and m.sandbox_message_id = ranked.sandbox_message_id
      and ranked.place > ${keptLines}`.execute(db)
}

/** Marks what has come to a phone as seen; answers the provider's names of what was new, the oldest first. */
export async function markRead({ db, organisationId, now }: Transaction, phoneId: string): Promise<string[]> {
  const rows = await db
    .updateTable('sandbox_messages')
    .set({ read_at: now })
    .where('organisation_id', '=', organisationId)
    .where('sandbox_phone_id', '=', phoneId)
    .where('direction', '=', 'to_phone')
    .where('read_at', 'is', null)
    .returning(['provider_message_id', 'sandbox_message_id'])
    .execute()
  return rows
    .toSorted((one, other) => (one.sandbox_message_id < other.sandbox_message_id ? -1 : 1))
    .map((row) => row.provider_message_id)
}

/** The newest lines of a chat, the oldest of them first. */
export async function readChat({ db, organisationId }: Transaction, phoneId: string): Promise<ChatLine[]> {
  const rows = await db
    .selectFrom('sandbox_messages')
    .where('organisation_id', '=', organisationId)
    .where('sandbox_phone_id', '=', phoneId)
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('provider_message_id', 'desc')
    .limit(shownLines)
    .execute()
  return rows.toReversed().map((row) => ({
    ...kept.parse(row.content),
    id: row.sandbox_message_id,
    isOwn: row.direction === 'from_phone',
    providerMessageId: row.provider_message_id,
    at: row.at,
  }))
}

/** One line by the provider's id of it. */
export async function findLine(
  { db, organisationId }: Transaction,
  providerMessageId: string,
): Promise<{ phoneId: string; isOwn: boolean; content: Kept } | undefined> {
  const row = await db
    .selectFrom('sandbox_messages')
    .where('organisation_id', '=', organisationId)
    .where('provider_message_id', '=', providerMessageId)
    .select(['sandbox_phone_id', 'direction', 'content'])
    .executeTakeFirst()
  return (
    row && { phoneId: row.sandbox_phone_id, isOwn: row.direction === 'from_phone', content: kept.parse(row.content) }
  )
}

/** Takes a line out of the phone; answers whether it was there and the phone's own. */
export async function deleteOwnLine(
  { db, organisationId }: Transaction,
  phoneId: string,
  providerMessageId: string,
): Promise<boolean> {
  const gone = await db
    .deleteFrom('sandbox_messages')
    .where('organisation_id', '=', organisationId)
    .where('sandbox_phone_id', '=', phoneId)
    .where('provider_message_id', '=', providerMessageId)
    .where('direction', '=', 'from_phone')
    .executeTakeFirst()
  return gone.numDeletedRows > 0n
}

/** When somebody last wrote from a phone; undefined: never. */
export async function lastWrote({ db, organisationId }: Transaction, phoneId: string): Promise<Date | undefined> {
  const row = await db
    .selectFrom('sandbox_messages')
    .where('organisation_id', '=', organisationId)
    .where('sandbox_phone_id', '=', phoneId)
    .where('direction', '=', 'from_phone')
    .select('at')
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.at
}
