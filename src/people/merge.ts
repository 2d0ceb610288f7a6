import { sql } from 'kysely'
import { audit } from '../organisations/audit.ts'
import { Failure } from '../platform/errors.ts'
import type { Transaction } from '../platform/scope.ts'
import { carryConfirmations } from './address-confirmations.ts'
import { carryGrants, carryRefusals } from './consents.ts'
import { carryErasure } from './erasures.ts'
import { type LinkProof, moveIdentities } from './identities.ts'
import { becomeDonor, getPerson, writeChange } from './persons.ts'
import { settleMerged } from './suggestions.ts'
import { carryTags } from './tags.ts'

/** Two records proved to be of one person: what belongs to `fromId` is `intoId`'s from now on. */
export interface Merge {
  readonly fromId: string
  readonly intoId: string
  readonly proof: Extract<LinkProof, 'gift_code' | 'member' | 'provider'>
  /** The link, the member, or the identity the provider spoke of. */
  readonly proofId: string
}

/** A feature's share of a merge: moves its rows. Called twice, it finds nothing left. */
export type MergeParticipant = (transaction: Transaction, merge: Pick<Merge, 'fromId' | 'intoId'>) => Promise<void>

/**
 * Joins two records of one person: chat accounts, gifts and whatever else the participants keep; a refusal of either survives.
 * The record left empty stays and says where it went. Fails with `people.unknown` when one was joined or erased meanwhile,
 * `people.different-numbers` when both bear a number of the organisation's own records.
 */
export async function mergePersons(
  transaction: Transaction,
  merge: Merge,
  participants: readonly MergeParticipant[],
): Promise<void> {
  const { fromId, intoId, proof, proofId } = merge
  const move = async () => {
    await moveIdentities(transaction, fromId, { personId: intoId, proof, proofId })
    for (const participant of participants) await participant(transaction, merge)
  }
  // Whoever writes about a person holds their own rows first and the person last: so do we. What was written until the person
  // was ours comes along the second time.
  await move()
  const { from, into } = await lockBoth(transaction, merge)
  await move()
  await carryRefusals(transaction, fromId, intoId)
  await carryGrants(transaction, fromId, intoId)
  await carryErasure(transaction, fromId, intoId)
  await carryConfirmations(transaction, fromId, intoId)
  await carryTags(transaction, fromId, intoId)
  await empty(transaction, merge)
  await fill(transaction, from, into)
  await settleMerged(transaction, merge)
  await audit(transaction, {
    action: 'people.merge',
    subjectKind: 'person',
    subjectId: intoId,
    before: { fromId },
    after: { proof, proofId },
  })
}

type Person = Awaited<ReturnType<typeof getPerson>>

async function lockBoth(transaction: Transaction, { fromId, intoId }: Merge): Promise<{ from: Person; into: Person }> {
  const { db, organisationId } = transaction
  await db
    .selectFrom('persons')
    .where('organisation_id', '=', organisationId)
    .where('person_id', 'in', [fromId, intoId])
    .select('person_id')
    .orderBy('person_id')
    .forUpdate()
    .execute()
  const from = await getPerson(transaction, fromId)
  const into = await getPerson(transaction, intoId)
  const isGone = [from, into].some((person) => person.merged_into_id !== null || person.erased_at !== null)
  if (isGone || fromId === intoId) throw new Failure('people.unknown', {}, { kind: 'missing' })
  if (from.external_key !== null && into.external_key !== null) {
    throw new Failure('people.different-numbers', {}, { kind: 'conflict' })
  }
  return { from, into }
}

async function empty({ db, organisationId }: Transaction, { fromId, intoId }: Merge): Promise<void> {
  await db
    .updateTable('persons')
    .set({ merged_into_id: intoId, external_key: null })
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', fromId)
    .execute()
  await db
    .deleteFrom('person_grams')
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', fromId)
    .execute()
}

/** The one takes from the other what it does not know itself. */
async function fill(transaction: Transaction, from: Person, into: Person): Promise<void> {
  const { db, organisationId } = transaction
  await db
    .updateTable('persons')
    .set({ external_key: sql<string>`coalesce(external_key, ${from.external_key})` })
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', into.person_id)
    .execute()
  if (from.donor_since !== null) await becomeDonor(transaction, into.person_id, from.donor_since)
  await writeChange(transaction, into.person_id, {
    email: into.email ?? from.email,
    phone: into.phone ?? from.phone,
    timeZone: into.time_zone ?? from.time_zone,
  })
}
