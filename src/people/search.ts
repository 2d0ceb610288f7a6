import { type RawBuilder, sql } from 'kysely'
import type { OrganisationId } from '../platform/ids.ts'
import type { Transaction } from '../platform/scope.ts'
import { queryGrams } from './person.ts'
import { foldTag } from './tags.ts'

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

/** What a list is narrowed to, and where it goes on. */
export interface PeopleSought {
  /** Only who bears this tag. */
  tag?: string | undefined
  /** Continue below this person: `createdAt` and id of the last one seen. */
  after?: { createdAt: Date; personId: string } | undefined
}

/** Whether a row of `persons` is of somebody a search describes: every gram of the query, and the tag. Whoever was joined to another or erased is nobody. */
export function isSought(
  organisationId: OrganisationId,
  { query, tag }: { query: string; tag?: string | undefined },
): RawBuilder<boolean> {
  const grams = queryGrams(query)
  const tagged =
    tag === undefined
      ? sql``
      : sql`and person_id in (select person_id from person_tags where organisation_id = ${organisationId} and folded = ${foldTag(tag)})`
  return sql<boolean>`erased_at is null and merged_into_id is null
    and (${grams.length} = 0 or person_id in (
      select person_id from person_grams
      where organisation_id = ${organisationId} and gram = any(${grams}::text[])
      group by person_id having count(*) = ${grams.length}))
    ${tagged}`
}

/** How many people a search describes. */
export async function countPeople(
  { db, organisationId }: Transaction,
  query: string,
  tag: string | undefined,
): Promise<number> {
  const { rows } = await sql<{ people: number }>`
    select count(*)::integer as people from persons
    where organisation_id = ${organisationId} and ${isSought(organisationId, { query, tag })}`.execute(db)
  return rows[0]?.people ?? 0
}

/**
 * People whose name, e-mail or phone holds every gram of the query, newest first; everybody for an empty query. Equality on
 * our own gram rows only: pattern operators are not leakproof and would scan the table under row level security.
 */
export async function searchPeople(
  { db, organisationId }: Transaction,
  query: string,
  limit: number,
  { tag, after }: PeopleSought = {},
): Promise<FoundPerson[]> {
  const { rows } = await sql<FoundPerson>`
    select person_id as "personId", display_name as "displayName", email, phone, language, donor_since as "donorSince", created_at as "createdAt"
    from persons
    where organisation_id = ${organisationId} and ${isSought(organisationId, { query, tag })}
      and (${after?.createdAt ?? null}::timestamptz is null or (created_at, person_id) < (${after?.createdAt ?? null}::timestamptz, ${after?.personId ?? null}::uuid))
    order by created_at desc, person_id desc
    limit ${limit}`.execute(db)
  return rows
}
