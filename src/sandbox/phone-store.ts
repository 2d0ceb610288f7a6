import { newId } from '../platform/ids.ts'
import { isLanguage } from '../platform/languages.ts'
import type { Transaction } from '../platform/scope.ts'
import type { Remembered } from './emulator.ts'
import { type Owner, type Phone, phoneOf } from './phone.ts'

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

/** Lets the number or mailbox of a phone go, or come back. */
export async function setGone({ db, organisationId }: Transaction, phoneId: string, isGone: boolean): Promise<void> {
  await db
    .updateTable('sandbox_phones')
    .set({ is_gone: isGone })
    .where('organisation_id', '=', organisationId)
    .where('sandbox_phone_id', '=', phoneId)
    .execute()
}
