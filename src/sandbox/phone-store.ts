import { sql } from 'kysely'
import { newId } from '../platform/ids.ts'
import { isLanguage } from '../platform/languages.ts'
import type { Transaction } from '../platform/scope.ts'
import type { Remembered } from './emulator.ts'
import { type ChatLine, type Kept, kept, type Owner, type Phone, phoneOf } from './phone.ts'

/** How much of a chat a phone shows. */
const shownLines = 100

/** How much of a chat a phone remembers. */
const keptLines = 400

/** An app nobody has used before, on a phone that is new too where no `deviceId` is given. */
export async function insertPhone(
  transaction: Transaction,
  phone: Owner & Pick<NewPhone, 'channelAccountId' | 'userId' | 'isFollowing' | 'deviceId' | 'groupOf'>,
): Promise<Phone> {
  return insert(transaction, { ...phone, isBlocking: false })
}

/** The app of an account on a phone, if it was ever opened there. */
export async function findApp(
  { db, organisationId }: Transaction,
  deviceId: string,
  channelAccountId: string,
): Promise<Phone | undefined> {
  const row = await db
    .selectFrom('sandbox_phones')
    .where('organisation_id', '=', organisationId)
    .where('sandbox_device_id', '=', deviceId)
    .where('channel_account_id', '=', channelAccountId)
    .selectAll()
    .executeTakeFirst()
  return row && phoneOf(row)
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

/** The group that was opened from a phone, if there is one. */
export async function findGroup({ db, organisationId }: Transaction, phoneId: string): Promise<Phone | undefined> {
  const row = await db
    .selectFrom('sandbox_phones')
    .where('organisation_id', '=', organisationId)
    .where('group_of', '=', phoneId)
    .selectAll()
    .executeTakeFirst()
  return row && phoneOf(row)
}

/** The people of an account's phones as its provider remembers them, and when each of them last wrote. */
export async function rememberedPhones(
  { db, organisationId }: Transaction,
  channelAccountId: string,
): Promise<Remembered[]> {
  const rows = await db
    .selectFrom('sandbox_phones as p')
    .leftJoin('sandbox_messages as m', (join) =>
      join
        .onRef('m.organisation_id', '=', 'p.organisation_id')
        .onRef('m.sandbox_phone_id', '=', 'p.sandbox_phone_id')
        .on('m.direction', '=', 'from_phone'),
    )
    .where('p.organisation_id', '=', organisationId)
    .where('p.channel_account_id', '=', channelAccountId)
    .groupBy(['p.organisation_id', 'p.sandbox_phone_id'])
    .selectAll('p')
    .select(({ fn }) => fn.max('m.at').as('wrote_at'))
    .execute()
  return rows.map((row) => {
    const { userId, name, language, isFriend, isBlocking, isGone } = phoneOf(row)
    return { userId, name, language, isFriend, isBlocking, isGone, wroteAt: row.wrote_at?.getTime() }
  })
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

/** The phone of somebody by the provider's name for them; undefined where there is none. */
export async function phoneNamed(
  { db, organisationId }: Transaction,
  channelAccountId: string,
  userId: string,
): Promise<Phone | undefined> {
  const row = await db
    .selectFrom('sandbox_phones')
    .where('organisation_id', '=', organisationId)
    .where('channel_account_id', '=', channelAccountId)
    .where('user_id', '=', userId)
    .selectAll()
    .executeTakeFirst()
  return row && phoneOf(row)
}

/**
 * The phone of a user: one that is there, or for somebody the organisation already talks to a phone made now. Undefined
 * for a user this account has never met.
 */
export async function phoneOfUser(
  transaction: Transaction,
  channelAccountId: string,
  userId: string,
): Promise<Phone | undefined> {
  const { db, organisationId } = transaction
  const phone = await phoneNamed(transaction, channelAccountId, userId)
  if (phone) return phone
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
  /** A phone of its own where left out. */
  deviceId?: string
  /** See `Phone.groupOf`. */
  groupOf?: string
}

async function insert({ db, organisationId, now }: Transaction, phone: NewPhone): Promise<Phone> {
  const phoneId = newId(now)
  const row = await db
    .insertInto('sandbox_phones')
    .values({
      organisation_id: organisationId,
      sandbox_phone_id: phoneId,
      sandbox_device_id: phone.deviceId ?? phoneId,
      organisation_is_demo: true,
      channel_account_id: phone.channelAccountId,
      user_id: phone.userId,
      name: phone.name,
      language: phone.language,
      is_following: phone.isFollowing,
      is_blocking: phone.isBlocking,
      group_of: phone.groupOf ?? null,
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

/** Lets the number or mailbox of a phone go, or come back. */
export async function setGone({ db, organisationId }: Transaction, phoneId: string, isGone: boolean): Promise<void> {
  await db
    .updateTable('sandbox_phones')
    .set({ is_gone: isGone })
    .where('organisation_id', '=', organisationId)
    .where('sandbox_phone_id', '=', phoneId)
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
