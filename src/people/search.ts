import { sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'
import { queryGrams } from './person.ts'

/** A person in a list. */
export interface FoundPerson {
  personId: string
  displayName: string
  email: string | null
  phone: string | null
  language: string
  donorSince: string | null
  createdAt: Date
}

/**
 * People whose name, e-mail or phone holds every gram of the query, newest first; everybody for an empty query. Equality on
 * our own gram rows only: pattern operators are not leakproof and would scan the table under row level security.
 * @param after continue below this person: `createdAt` and id of the last one seen
 */
export async function searchPeople(
  { db, organisationId }: Transaction,
  query: string,
  limit: number,
  after?: { createdAt: Date; personId: string },
): Promise<FoundPerson[]> {
  const grams = queryGrams(query)
  const { rows } = await sql<FoundPerson>`
    select person_id as "personId", display_name as "displayName", email, phone, language, donor_since as "donorSince", created_at as "createdAt"
    from persons
    where organisation_id = ${organisationId} and erased_at is null and merged_into_id is null
      and (${grams.length} = 0 or person_id in (
        select person_id from person_grams
        where organisation_id = ${organisationId} and gram = any(${grams}::text[])
        group by person_id having count(*) = ${grams.length}))
      and (${after?.createdAt ?? null}::timestamptz is null or (created_at, person_id) < (${after?.createdAt ?? null}::timestamptz, ${after?.personId ?? null}::uuid))
    order by created_at desc, person_id desc
    limit ${limit}`.execute(db)
  return rows
}
