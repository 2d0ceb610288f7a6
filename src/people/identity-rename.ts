import { sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'
import { lockNames, readByName, writeAliases } from './aliases.ts'
import { linkIdentity } from './identities.ts'

/** An identity known by a makeshift name, and what the provider really calls that person. */
export interface Renaming {
  identityId: string
  channelAccountId: string
  name: string
  /** What the identity is called when the name is another's already; nobody writes under it. */
  spare: string
}

/**
 * Gives an identity its person's real name on the account, by the provider's word; its former name still leads to it. When that
 * name is already known, the identity goes to that person, and its former name leads there.
 */
export async function renameIdentity(transaction: Transaction, renaming: Renaming): Promise<void> {
  const { identityId, channelAccountId, name, spare } = renaming
  const { db, organisationId } = transaction
  const { address } = await db
    .selectFrom('identities')
    .where('organisation_id', '=', organisationId)
    .where('identity_id', '=', identityId)
    .select('address')
    .forUpdate()
    .executeTakeFirstOrThrow()
  await lockNames(transaction, channelAccountId, [name, address])
  const known = (await readByName(transaction, channelAccountId, [name])).get(name)
  if (known?.identityId === identityId) return
  await sql`
    update identities set address = ${known === undefined ? name : spare}
    where organisation_id = ${organisationId} and identity_id = ${identityId}`.execute(db)
  if (address !== spare)
    await writeAliases(transaction, channelAccountId, [{ alias: address, identityId: known?.identityId ?? identityId }])
  if (known)
    await linkIdentity(transaction, { identityId, personId: known.personId, proof: 'provider', proofId: spare })
}
