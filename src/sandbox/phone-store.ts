import { randomBytes } from 'node:crypto'
import { newId } from '../platform/ids.ts'
import { isLanguage } from '../platform/languages.ts'
import type { Transaction } from '../platform/scope.ts'
import { type ChatLine, type Kept, kept, type Owner, type Phone, phoneOf } from './phone.ts'

/** How much of a chat a phone shows. */
const shownLines = 100

/** A phone nobody has used before, its owner no friend of the account yet. */
export async function insertPhone(transaction: Transaction, channelAccountId: string, owner: Owner): Promise<Phone> {
  const userId = `U${randomBytes(16).toString('hex')}`
  return insert(transaction, { channelAccountId, userId, ...owner, isFollowing: false, isBlocking: false })
}

export async function findPhone({ db, organisationId }: Transaction, phoneId: string): Promise<Phone | undefined> {
  const row = await db
    .selectFrom('sandbox_phones')
    .where('organisation_id', '=', organisationId)
    .where('sandbox_phone_id', '=', phoneId)
    .selectAll()
    .executeTakeFirst()
  return row && phoneOf(row)
}

/**
 * The phone of a LINE user: one that is there, or for somebody the organisation already talks to a phone made now. Undefined
 * for a user this account has never met.
 */
export async function phoneOfUser(
  transaction: Transaction,
  channelAccountId: string,
  userId: string,
): Promise<Phone | undefined> {
  const { db, organisationId } = transaction
  const row = await db
    .selectFrom('sandbox_phones')
    .where('organisation_id', '=', organisationId)
    .where('channel_account_id', '=', channelAccountId)
    .where('user_id', '=', userId)
    .selectAll()
    .executeTakeFirst()
  if (row) return phoneOf(row)
  const known = await db
    .selectFrom('identities')
    .innerJoin('persons', (join) =>
      join
        .onRef('persons.organisation_id', '=', 'identities.organisation_id')
        .onRef('persons.person_id', '=', 'identities.person_id'),
    )
    .where('identities.organisation_id', '=', organisationId)
    .where('channel_account_id', '=', channelAccountId)
    .where('address', '=', userId)
    .select(['persons.display_name', 'persons.language', 'identities.state'])
    .executeTakeFirst()
  if (!known) return undefined
  const isBlocking = known.state === 'blocked' || known.state === 'unfollowed'
  const language = isLanguage(known.language) ? known.language : 'en'
  const person = { name: known.display_name, language, isFollowing: true, isBlocking }
  return insert(transaction, { channelAccountId, userId, ...person })
}

interface NewPhone extends Owner {
  channelAccountId: string
  userId: string
  isFollowing: boolean
  isBlocking: boolean
}

async function insert({ db, organisationId, now }: Transaction, phone: NewPhone): Promise<Phone> {
  const row = await db
    .insertInto('sandbox_phones')
    .values({
      organisation_id: organisationId,
      sandbox_phone_id: newId(now),
      organisation_is_demo: true,
      channel_account_id: phone.channelAccountId,
      user_id: phone.userId,
      name: phone.name,
      language: phone.language,
      is_following: phone.isFollowing,
      is_blocking: phone.isBlocking,
      created_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'channel_account_id', 'user_id']).doUpdateSet({ name: phone.name }),
    )
    .returningAll()
    .executeTakeFirstOrThrow()
  return phoneOf(row)
}

/** Follows or blocks on the phone's side. */
export async function setFriendship(
  { db, organisationId }: Transaction,
  phoneId: string,
  state: { isFollowing: boolean; isBlocking: boolean },
): Promise<void> {
  await db
    .updateTable('sandbox_phones')
    .set({ is_following: state.isFollowing, is_blocking: state.isBlocking })
    .where('organisation_id', '=', organisationId)
    .where('sandbox_phone_id', '=', phoneId)
    .execute()
}

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
      })),
    )
    .execute()
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
