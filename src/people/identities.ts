import { sql } from 'kysely'
import { Failure } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { Language } from '../platform/languages.ts'
import type { Transaction } from '../platform/scope.ts'
import { everyAccount, type Identity, lockNames, type Named, readByName, readByUnion, writeAliases } from './aliases.ts'
import { carryRefusals } from './consents.ts'
import { createPersons, currentPerson } from './persons.ts'

/** An address seen on a channel account. */
export interface SeenAddress {
  address: string
  displayName?: string | undefined
  language?: Language | undefined
  /** Further names of the same person, told by the provider. */
  aliases?: readonly string[] | undefined
  /** The provider's name for them on all accounts of one owner, with the channel's kind in front. */
  unionId?: string | undefined
}

/** More than any channel brings at once: whoever makes more at once makes them up, and nobody has two names there. */
const namesHeld = 1000

/**
 * The identities of these addresses, made where they are missing: an unknown address is a new person of its own until
 * something proves otherwise, such as a further name the provider tells of it, or one it also tells of another account's. Two workers who meet one person by two names at
 * the same moment make one identity: the second waits for the first. Names are held and rows are inserted in order, so that
 * two transactions never wait for each other in a ring.
 */
export async function ensureIdentities(
  transaction: Transaction,
  channelAccountId: string,
  seen: readonly SeenAddress[],
  fallback: { name: string; language: Language },
): Promise<Map<string, Identity>> {
  const known = await readByName(transaction, channelAccountId, namesOf(seen))
  const names = namesOf(seen).filter((name) => !known.has(name))
  if (names.length === 0) return byAddress(seen, known)
  if (names.length <= namesHeld) await lockNames(transaction, channelAccountId, names)
  await lockNames(transaction, everyAccount, unionsOf(seen))
  const held = new Map([...known, ...(await readByName(transaction, channelAccountId, names))])
  const newcomers = distinct(seen.filter((one) => !isNamed(one, held)))
  if (newcomers.length > 0) await insertIdentities(transaction, channelAccountId, newcomers, fallback)
  const made = new Set(newcomers.map(({ address }) => address))
  const all = newcomers.length > 0 ? await readByName(transaction, channelAccountId, namesOf(seen)) : held
  const identities = byAddress(seen, all)
  await writeAliases(transaction, channelAccountId, untied(seen, identities, all))
  return new Map([...identities].map(([address, one]) => [address, made.has(address) ? { ...one, isNew: true } : one]))
}

/** Of a person known on another account already, the new identity is theirs. */
async function knownByUnion(transaction: Transaction, newcomers: readonly SeenAddress[]) {
  const bearers = await readByUnion(transaction, unionsOf(newcomers))
  return newcomers.map(({ unionId }) => (unionId === undefined ? undefined : bearers.get(unionId)))
}

function unionsOf(seen: readonly SeenAddress[]): string[] {
  return seen.flatMap(({ unionId }) => unionId ?? [])
}

function namesOf(seen: readonly SeenAddress[]): string[] {
  return [...new Set(seen.flatMap(({ address, aliases = [] }) => [address, ...aliases]))].sort()
}

function isNamed({ address, aliases = [] }: SeenAddress, known: Named): boolean {
  return known.has(address) || aliases.some((alias) => known.has(alias))
}

/** Each person once, in order: whoever comes by two names comes as the one that knows the other. */
function distinct(unknown: readonly SeenAddress[]): SeenAddress[] {
  const taken = new Set<string>()
  const knowing = unknown.toSorted((a, b) => (b.aliases?.length ?? 0) - (a.aliases?.length ?? 0))
  const once = knowing.filter(({ address, aliases = [] }) => {
    const isNew = ![address, ...aliases].some((name) => taken.has(name))
    for (const name of [address, ...aliases]) taken.add(name)
    return isNew
  })
  return once.toSorted((a, b) => (a.address < b.address ? -1 : 1))
}

/** Whom each address means: its own identity, or that of another of its names. */
function byAddress(seen: readonly SeenAddress[], known: Named): Map<string, Identity> {
  const through = new Map(
    seen.flatMap(({ address, aliases = [] }) => aliases.map((alias) => [alias, known.get(address)] as const)),
  )
  const pairs = seen.flatMap(({ address, aliases = [] }) => {
    const own = known.get(address) ?? aliases.map((alias) => known.get(alias)).find((one) => one !== undefined)
    const identity = own ?? through.get(address)
    return identity === undefined ? [] : [[address, identity] as const]
  })
  return new Map(pairs)
}

/** Names of people in hand that lead nowhere yet. */
function untied(seen: readonly SeenAddress[], identities: Named, known: Named) {
  return seen.flatMap(({ address, aliases = [] }) => {
    const identityId = identities.get(address)?.identityId
    if (identityId === undefined) return []
    return [address, ...aliases].filter((name) => !known.has(name)).map((alias) => ({ alias, identityId }))
  })
}

/** Each a person of its own. Another transaction may have been first: its person stands, ours has no address and no gift and goes unused. */
async function insertIdentities(
  transaction: Transaction,
  channelAccountId: string,
  newcomers: readonly SeenAddress[],
  fallback: { name: string; language: Language },
): Promise<void> {
  const { db, organisationId, now } = transaction
  const languages = newcomers.map(({ language }) => language ?? fallback.language)
  const bearers = await knownByUnion(transaction, newcomers)
  const strangers = newcomers.filter((_, index) => bearers[index] === undefined)
  const created = await createPersons(
    transaction,
    strangers.map(({ displayName, language }) => ({
      displayName: displayName ?? fallback.name,
      language: language ?? fallback.language,
    })),
  )
  const made = new Map(strangers.map((one, index) => [one, created[index]]))
  const personIds = newcomers.map((one, index) => bearers[index]?.personId ?? made.get(one) ?? null)
  const identityIds = newcomers.map(() => newId(now))
  await sql`
    with made as (
      insert into identities (organisation_id, identity_id, channel_account_id, address, person_id, display_name,
        language, union_id, created_at)
      select ${organisationId}::uuid, identity_id, ${channelAccountId}::uuid, address, person_id, display_name,
        language, union_id, ${now}::timestamptz
      from unnest(
        ${identityIds}::uuid[],
        ${newcomers.map(({ address }) => address)}::text[],
        ${personIds}::uuid[],
        ${newcomers.map(({ displayName }) => displayName ?? null)}::text[],
        ${languages}::text[],
        ${newcomers.map(({ unionId }) => unionId ?? null)}::text[]
      ) as newcomer (identity_id, address, person_id, display_name, language, union_id)
      order by address
      on conflict do nothing
      returning identity_id, person_id
    )
    insert into identity_links (organisation_id, identity_link_id, identity_id, person_id, proof, proof_id, at)
    select ${organisationId}::uuid, link.id, made.identity_id, made.person_id,
      case when link.proof_id is null then 'first_contact' else 'provider' end, link.proof_id, ${now}::timestamptz
    from made
    join unnest(
      ${identityIds}::uuid[],
      ${newcomers.map(() => newId(now))}::uuid[],
      ${bearers.map((bearer) => bearer?.identityId ?? null)}::uuid[]
    ) as link (identity_id, id, proof_id) using (identity_id)`.execute(db)
}

/** What a channel told us about an identity, at the channel's own time. */
export type IdentityState = 'following' | 'unfollowed' | 'blocked'

/** That somebody followed, left or blocked us, and when. */
export interface IdentityNews {
  identityId: string
  state: IdentityState
  at: Date
}

/** Notes that somebody followed, left or blocked us. News older than what we know changes nothing. */
export function setIdentityState(
  transaction: Transaction,
  identityId: string,
  state: IdentityState,
  at: Date,
): Promise<void> {
  return setIdentityStates(transaction, [{ identityId, state, at }])
}

/** As `setIdentityState`, of many in one statement. Of one identity's news the newest counts, of equally old ones the last. */
export async function setIdentityStates(
  { db, organisationId }: Transaction,
  news: readonly IdentityNews[],
): Promise<void> {
  const newest = new Map<string, IdentityNews>()
  for (const one of news) {
    const known = newest.get(one.identityId)
    if (known === undefined || known.at <= one.at) newest.set(one.identityId, one)
  }
  if (newest.size === 0) return
  const told = [...newest.values()]
  await sql`
    update identities i set state = news.state, state_at = news.at
    from unnest(
      ${told.map(({ identityId }) => identityId)}::uuid[],
      ${told.map(({ state }) => state)}::text[],
      ${told.map(({ at }) => at.toISOString())}::timestamptz[]
    ) as news (identity_id, state, at)
    where i.organisation_id = ${organisationId} and i.identity_id = news.identity_id
      and (i.state_at is null or i.state_at <= news.at)`.execute(db)
}

/** What proves that an identity belongs to a person. A display name proves nothing, nor does an order number. */
export type LinkProof = 'first_contact' | 'conversation_link' | 'gift_code' | 'member' | 'import' | 'provider'

/** An identity on its way to a person. */
export interface IdentityMove {
  identityId: string
  personId: string
  proof: LinkProof
  proofId?: string | undefined
}

/**
 * Moves an identity to the person it was proved to belong to. Gifts stay with the person who made them; a STOP said on the
 * identity's own channel comes along (it can only narrow). Fails with `people.unknown-identity`, `people.unknown`.
 */
export async function linkIdentity(transaction: Transaction, link: IdentityMove): Promise<void> {
  const from = await lockIdentity(transaction, link.identityId)
  const personId = await currentPerson(transaction, link.personId)
  if (from === personId) return
  await moveIdentity(transaction, { ...link, personId }, from)
  await carryRefusals(transaction, from, personId)
}

/** Moves everything a person writes to us from to another person; what they said about consent the caller carries. */
export async function moveIdentities(
  transaction: Transaction,
  from: string,
  move: Omit<IdentityMove, 'identityId'>,
): Promise<void> {
  const { db, organisationId } = transaction
  const identities = await db
    .selectFrom('identities')
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', from)
    .select('identity_id')
    .orderBy('identity_id')
    .forUpdate()
    .execute()
  for (const { identity_id } of identities) {
    await moveIdentity(transaction, { ...move, identityId: identity_id }, from)
  }
}

async function lockIdentity({ db, organisationId }: Transaction, identityId: string): Promise<string> {
  const identity = await db
    .selectFrom('identities')
    .where('organisation_id', '=', organisationId)
    .where('identity_id', '=', identityId)
    .select(['person_id'])
    .forUpdate()
    .executeTakeFirst()
  if (!identity) throw new Failure('people.unknown-identity', {}, { kind: 'missing' })
  return identity.person_id
}

async function moveIdentity(transaction: Transaction, move: IdentityMove, from: string): Promise<void> {
  const { db, organisationId } = transaction
  await db
    .updateTable('identities')
    .set({ person_id: move.personId })
    .where('organisation_id', '=', organisationId)
    .where('identity_id', '=', move.identityId)
    .execute()
  await writeLink(transaction, { ...move, previousPersonId: from })
}

async function writeLink(
  { db, organisationId, now }: Transaction,
  link: IdentityMove & { previousPersonId: string },
): Promise<void> {
  await db
    .insertInto('identity_links')
    .values({
      organisation_id: organisationId,
      identity_link_id: newId(now),
      identity_id: link.identityId,
      person_id: link.personId,
      previous_person_id: link.previousPersonId,
      proof: link.proof,
      proof_id: link.proofId ?? null,
      at: now,
    })
    .execute()
}
