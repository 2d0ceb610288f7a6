import { sql } from 'kysely'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { Language } from '../platform/languages.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { gramsOf, type NewPerson } from './person.ts'

/** Writes a person and the grams they are found by; answers the id. */
export async function createPerson(transaction: Transaction, person: NewPerson): Promise<string> {
  const [personId] = await createPersons(transaction, [person])
  if (personId === undefined) throw new Failure('people.unknown', {}, { kind: 'missing' })
  return personId
}

/** Writes any number of people in two statements; answers their ids in the order given. */
export async function createPersons(
  { db, organisationId, now }: Transaction,
  persons: readonly NewPerson[],
): Promise<string[]> {
  if (persons.length === 0) return []
  const ids = persons.map(() => newId(now))
  const column = (read: (person: NewPerson) => string | undefined) => persons.map((person) => read(person) ?? null)
  await sql`
    insert into persons (organisation_id, person_id, display_name, language, time_zone, email, phone, external_key,
      created_at)
    select ${organisationId}::uuid, person_id, display_name, language, time_zone, email, phone, external_key,
      ${now}::timestamptz
    from unnest(
      ${ids}::uuid[],
      ${column(({ displayName }) => displayName)}::text[],
      ${column(({ language }) => language)}::text[],
      ${column(({ timeZone }) => timeZone)}::text[],
      ${column(({ email }) => email)}::text[],
      ${column(({ phone }) => phone)}::text[],
      ${column(({ externalKey }) => externalKey)}::text[]
    ) as person (person_id, display_name, language, time_zone, email, phone, external_key)`.execute(db)
  const grams = persons.map(({ displayName, email, phone }) => [...gramsOf(displayName, email, phone)])
  await sql`
    insert into person_grams (organisation_id, gram, person_id)
    select ${organisationId}::uuid, gram, person_id
    from unnest(
      ${grams.flat()}::text[],
      ${grams.flatMap((own, index) => own.map(() => ids[index]))}::uuid[]
    ) as found_by (gram, person_id)`.execute(db)
  return ids
}

/** What changes about a person; a field left out stays. */
export interface PersonChange {
  displayName?: string | undefined
  language?: Language | undefined
  email?: string | null | undefined
  phone?: string | null | undefined
  timeZone?: string | null | undefined
}

/** Changes a person as a member. Fails with `people.unknown`. */
export async function changePerson(scope: Scope, personId: string, change: PersonChange): Promise<void> {
  permit(scope, 'people.change')
  await scope.transaction(async (transaction) => {
    const before = await getPerson(transaction, personId)
    await writeChange(transaction, personId, change)
    await audit(transaction, {
      action: 'people.change',
      subjectKind: 'person',
      subjectId: personId,
      before: fieldsOf(before, change),
      after: change,
    })
  })
}

/** Changes a person in the caller's transaction, without asking for a permission. */
export async function writeChange(transaction: Transaction, personId: string, change: PersonChange): Promise<void> {
  const { db, organisationId } = transaction
  await db
    .updateTable('persons')
    .set({
      ...(change.displayName === undefined ? {} : { display_name: change.displayName }),
      ...(change.language === undefined ? {} : { language: change.language }),
      ...(change.email === undefined ? {} : { email: change.email }),
      ...(change.phone === undefined ? {} : { phone: change.phone }),
      ...(change.timeZone === undefined ? {} : { time_zone: change.timeZone }),
      // A change of nothing is still a valid statement.
      person_id: personId,
    })
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .execute()
  const after = await getPerson(transaction, personId)
  await db
    .deleteFrom('person_grams')
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .execute()
  await writeGrams(transaction, personId, [after.display_name, after.email, after.phone])
}

/** A person's row. Fails with `people.unknown`. */
export async function getPerson({ db, organisationId }: Transaction, personId: string) {
  const row = await db
    .selectFrom('persons')
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .selectAll()
    .executeTakeFirst()
  if (!row) throw new Failure('people.unknown', {}, { kind: 'missing' })
  return row
}

/**
 * The person a record was joined to, or itself; the record can be joined to nobody before the transaction ends. Whoever writes
 * a new row about a person asks here first. Fails with `people.unknown`.
 */
export async function currentPerson({ db, organisationId }: Transaction, personId: string): Promise<string> {
  let current = personId
  for (;;) {
    const row = await db
      .selectFrom('persons')
      .where('organisation_id', '=', organisationId)
      .where('person_id', '=', current)
      .select('merged_into_id')
      .forKeyShare()
      .executeTakeFirst()
    if (!row) throw new Failure('people.unknown', {}, { kind: 'missing' })
    if (row.merged_into_id === null) return current
    current = row.merged_into_id
  }
}

/** Remembers the day of a person's first gift; a later gift changes nothing. */
export async function becomeDonor({ db, organisationId }: Transaction, personId: string, day: string): Promise<void> {
  await db
    .updateTable('persons')
    .set({ donor_since: sql<string>`least(donor_since, ${day}::date)` })
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .execute()
}

async function writeGrams(
  { db, organisationId }: Transaction,
  personId: string,
  texts: readonly (string | null | undefined)[],
): Promise<void> {
  const grams = [...gramsOf(...texts)]
  if (grams.length === 0) return
  await sql`
    insert into person_grams (organisation_id, gram, person_id)
    select ${organisationId}::uuid, gram, ${personId}::uuid from unnest(${grams}::text[]) as gram
    on conflict do nothing`.execute(db)
}

function fieldsOf(row: Awaited<ReturnType<typeof getPerson>>, change: PersonChange): PersonChange {
  return {
    ...(change.displayName === undefined ? {} : { displayName: row.display_name }),
    ...(change.email === undefined ? {} : { email: row.email }),
    ...(change.phone === undefined ? {} : { phone: row.phone }),
    ...(change.timeZone === undefined ? {} : { timeZone: row.time_zone }),
  }
}
