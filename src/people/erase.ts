import { sql } from 'kysely'
import { forgetCells } from '../imports/forget-cells.ts'
import { audit } from '../organisations/audit.ts'
import { forgetSubjects } from '../organisations/forget-subjects.ts'
import { Failure } from '../platform/errors.ts'
import type { Transaction } from '../platform/scope.ts'
import { beginErasing } from './erasing.ts'

/** Whom a transaction erases: the person, and every record that was joined into theirs. */
export interface Erasing {
  readonly personIds: readonly string[]
}

/**
 * A feature's share of forgetting somebody: empties or takes out what it keeps of them and stops what was on its way to them; what
 * the books need stays without a name. Answers the ids of what stays, whose lines in the audit are emptied and whose links are
 * closed. Called twice, it finds nothing left.
 */
export type EraseParticipant = (transaction: Transaction, erasing: Erasing) => Promise<readonly string[]>

/**
 * Forgets a person for good: names, addresses, chat accounts, words, files and the salts of their lines in the public log. Their
 * number stays, with nothing behind it, so that sums and books still add up. Fails with `people.unknown` when the record was
 * joined to another meanwhile. Repeating it empties what was written since.
 */
export async function erasePerson(
  transaction: Transaction,
  personId: string,
  participants: readonly EraseParticipant[],
): Promise<void> {
  await beginErasing(transaction)
  // Whoever writes about a person holds their own rows first and the person last: so do we, as for a merge. What was written until
  // the person was ours goes the second time.
  const before = await eraseRows(transaction, await recordsOf(transaction, personId), participants)
  await lockPerson(transaction, personId)
  const personIds = await recordsOf(transaction, personId)
  const after = await eraseRows(transaction, personIds, participants)
  const identityIds = await eraseIdentities(transaction, personIds)
  await eraseRecords(transaction, personIds)
  const kept = [...new Set([...personIds, ...identityIds, ...before, ...after])]
  await forgetCells(transaction, kept)
  await forgetSubjects(transaction, kept)
  await audit(transaction, { action: 'people.erase', subjectKind: 'person', subjectId: personId })
}

async function eraseRows(
  transaction: Transaction,
  personIds: readonly string[],
  participants: readonly EraseParticipant[],
): Promise<string[]> {
  await holdIdentities(transaction, personIds)
  const kept: string[] = []
  for (const participant of participants) kept.push(...(await participant(transaction, { personIds })))
  return kept
}

/** A person's record and all that were joined into it. */
async function recordsOf({ db, organisationId }: Transaction, personId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive joined (id) as (
      select ${personId}::uuid
      union
      select p.person_id from persons p join joined on p.merged_into_id = joined.id
      where p.organisation_id = ${organisationId}
    )
    select id from joined order by id`.execute(db)
  return rows.map(({ id }) => id)
}

/** What these people are just saying is handled first, or afterwards as a stranger's. */
async function holdIdentities({ db, organisationId }: Transaction, personIds: readonly string[]): Promise<void> {
  await sql`
    select from identities where organisation_id = ${organisationId} and person_id = any(${[...personIds]}::uuid[])
    order by identity_id for update`.execute(db)
}

async function lockPerson({ db, organisationId }: Transaction, personId: string): Promise<void> {
  const row = await db
    .selectFrom('persons')
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .select('merged_into_id')
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined || row.merged_into_id !== null) throw new Failure('people.unknown', {}, { kind: 'missing' })
}

/**
 * The row stays, for it is the lock of its conversation; its address does not, so that whoever writes from there is a stranger.
 * Nothing leaves for what is blocked. Answers their ids.
 */
async function eraseIdentities(
  { db, organisationId, now }: Transaction,
  personIds: readonly string[],
): Promise<string[]> {
  const theirs = sql`organisation_id = ${organisationId} and person_id = any(${[...personIds]}::uuid[])`
  await sql`
    delete from identity_aliases where organisation_id = ${organisationId}
      and identity_id in (select identity_id from identities where ${theirs})`.execute(db)
  await sql`
    update identity_links set proof_id = null where organisation_id = ${organisationId} and proof_id is not null
      and identity_id in (select identity_id from identities where ${theirs})`.execute(db)
  const { rows } = await sql<{ id: string }>`
    update identities set address = 'erased:' || identity_id, union_id = null, typed_email = null, display_name = null, state = 'blocked',
      state_at = greatest(state_at, ${now})
    where ${theirs} returning identity_id as id`.execute(db)
  return rows.map(({ id }) => id)
}

async function eraseRecords({ db, organisationId, now }: Transaction, personIds: readonly string[]): Promise<void> {
  const theirs = sql`organisation_id = ${organisationId} and person_id = any(${[...personIds]}::uuid[])`
  await sql`delete from person_grams where ${theirs}`.execute(db)
  await sql`delete from consents where ${theirs}`.execute(db)
  await sql`delete from address_confirmations where ${theirs}`.execute(db)
  await sql`delete from person_tags where ${theirs}`.execute(db)
  await sql`delete from tag_run_changes where ${theirs}`.execute(db)
  await sql`
    update person_suggestions set state = 'moot', settled_at = ${now}
    where organisation_id = ${organisationId} and state = 'open'
      and (person_id = any(${[...personIds]}::uuid[]) or other_person_id = any(${[...personIds]}::uuid[]))`.execute(db)
  await sql`
    update persons set display_name = '', email = null, phone = null, external_key = null, time_zone = null,
      erased_at = coalesce(erased_at, ${now})
    where ${theirs}`.execute(db)
}
