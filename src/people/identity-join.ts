import { sql } from 'kysely'
import { Failure } from '../platform/errors.ts'
import type { Transaction } from '../platform/scope.ts'
import { everyAccount, lockNames, readByName, readByUnion, writeAliases } from './aliases.ts'
import { type MergeParticipant, mergePersons } from './merge.ts'

/**
 * The provider says that these names are one person's: they lead to one identity from now on. Where two were already known by
 * them, their people become one; only where both bear a number of the organisation's own records does a member have to join
 * them. Answers whose the identity is now.
 */
export async function learnAliases(
  transaction: Transaction,
  channelAccountId: string,
  known: { identityId: string; personId: string; aliases: readonly string[] },
  merging: readonly MergeParticipant[],
): Promise<string> {
  const { identityId, aliases } = known
  const taken = await readByName(transaction, channelAccountId, aliases)
  if (aliases.every((alias) => taken.get(alias)?.identityId === identityId)) return known.personId
  await lockNames(transaction, channelAccountId, aliases)
  const held = await readByName(transaction, channelAccountId, aliases)
  const free = aliases.filter((alias) => !held.has(alias))
  await writeAliases(
    transaction,
    channelAccountId,
    free.map((alias) => ({ alias, identityId })),
  )
  let { personId } = known
  for (const other of held.values())
    if (other.personId !== personId)
      personId = await joinPeople(transaction, identityId, [personId, other.personId], merging)
  return personId
}

/**
 * The provider says that this identity and whoever bears `unionId` on another account of ours are one person: they are from now
 * on, within `learnAliases`' bounds. Call it in a transaction that holds nobody's identity yet. Answers whose the identity is now.
 */
export async function learnUnion(
  transaction: Transaction,
  known: { identityId: string; personId: string; unionId: string },
  merging: readonly MergeParticipant[],
): Promise<string> {
  const { db, organisationId } = transaction
  const { identityId, unionId } = known
  await lockNames(transaction, everyAccount, [unionId])
  const bearer = (await readByUnion(transaction, [unionId])).get(unionId)
  await db
    .updateTable('identities')
    .set({ union_id: unionId })
    .where('organisation_id', '=', organisationId)
    .where('identity_id', '=', identityId)
    .execute()
  if (bearer === undefined || bearer.personId === known.personId) return known.personId
  return joinPeople(transaction, bearer.identityId, [known.personId, bearer.personId], merging)
}

/** Joins the younger to the older; a donor is never joined to somebody who is none. */
async function joinPeople(
  transaction: Transaction,
  identityId: string,
  [one, another]: readonly [string, string],
  merging: readonly MergeParticipant[],
): Promise<string> {
  const { db, organisationId } = transaction
  const [into, from] = await db
    .selectFrom('persons')
    .where('organisation_id', '=', organisationId)
    .where('person_id', 'in', [one, another])
    .select(['person_id', 'external_key'])
    .orderBy(sql`external_key is null`)
    .orderBy(sql`donor_since is null`)
    .orderBy('created_at')
    .orderBy('person_id')
    .execute()
  if (into === undefined || from === undefined) throw new Failure('people.unknown', {}, { kind: 'missing' })
  if (into.external_key !== null && from.external_key !== null) return one
  const merge = { fromId: from.person_id, intoId: into.person_id, proof: 'provider', proofId: identityId } as const
  await mergePersons(transaction, merge, merging)
  return into.person_id
}
