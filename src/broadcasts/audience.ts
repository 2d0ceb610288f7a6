import { type RawBuilder, sql } from 'kysely'
import { foldTag } from '../people/tags.ts'
import type { Transaction } from '../platform/scope.ts'
import type { Audience } from './filters.ts'
import { type FixedAudience, type FixedFilter, fixSegments } from './fix-segments.ts'

/**
 * The people an audience describes, as a query of `person_id`, each once; records joined to another or erased are nobody.
 * Who is named by a record that was joined since is the person it was joined to. `among`: only these are asked about.
 */
export function peopleOf(
  transaction: Transaction,
  audience: FixedAudience,
  among?: readonly string[],
): RawBuilder<{ person_id: string }> {
  const { organisationId } = transaction
  const asked = among === undefined ? sql`true` : sql`p.person_id = any(${[...among]}::uuid[])`
  return sql<{ person_id: string }>`
    select p.person_id from persons p
    where p.organisation_id = ${organisationId} and p.merged_into_id is null and p.erased_at is null
      and ${asked} and ${describes(transaction, audience)}`
}

/** Whether `p` is among those an audience describes. Where nobody can tell whether somebody is excepted, they are not: a null excepts nobody. */
function describes(transaction: Transaction, { anyOf, butNot }: FixedAudience): RawBuilder<boolean> {
  const asked = sql<boolean>`(${eitherOf(transaction, anyOf)})`
  return butNot.length === 0 ? asked : sql<boolean>`${asked} and (${eitherOf(transaction, butNot)}) is not true`
}

function eitherOf(transaction: Transaction, groups: FixedFilter[][]): RawBuilder<boolean> {
  const described = groups.map((group) => {
    const conditions = group.map((filter) => sql`(${conditionOf(transaction, filter)})`)
    return sql`(${sql.join(conditions, sql` and `)})`
  })
  return sql<boolean>`${sql.join(described, sql` or `)}`
}

/** How many people an audience has now. Fails with `broadcasts.segment-unknown`. */
export async function countAudience(transaction: Transaction, audience: Audience): Promise<number> {
  const people = peopleOf(transaction, await fixSegments(transaction, audience))
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from (${people}) as people`.execute(transaction.db)
  return rows[0]?.count ?? 0
}

/** Everybody an audience has now, in the order of their ids. Fails with `broadcasts.segment-unknown`. */
export async function readAudience(transaction: Transaction, audience: Audience): Promise<string[]> {
  const people = peopleOf(transaction, await fixSegments(transaction, audience))
  const { rows } = await sql<{ person_id: string }>`
    ${people} order by p.person_id`.execute(transaction.db)
  return rows.map((row) => row.person_id)
}

/** Whether somebody, `p`, is among those a filter describes. */
function conditionOf(transaction: Transaction, filter: FixedFilter): RawBuilder<boolean> {
  const { organisationId } = transaction
  if (filter.kind === 'segment') return describes(transaction, filter.fixed.audience)
  if (filter.kind === 'people') {
    return sql<boolean>`p.person_id in (
      with recursive named as (
        select person_id, merged_into_id from persons
        where organisation_id = ${organisationId} and person_id = any(${filter.personIds}::uuid[])
        union
        select next.person_id, next.merged_into_id from persons next
        join named on next.person_id = named.merged_into_id where next.organisation_id = ${organisationId})
      select person_id from named)`
  }
  const speaks = filter.languages === undefined ? sql`true` : sql`p.language = any(${filter.languages}::text[])`
  if (filter.kind === 'reachable') {
    return sql<boolean>`${speaks} and (p.person_id in (
      select i.person_id from identities i
      join conversations c on c.organisation_id = i.organisation_id and c.identity_id = i.identity_id
      where i.organisation_id = ${organisationId} and i.typed_email is null and i.state not in ('unfollowed', 'blocked'))
      or (p.person_id, p.email) in (
      select k.person_id, k.email from address_confirmations k
      where k.organisation_id = ${organisationId} and k.confirmed_at is not null
        and not mailbox_is_closed(k.organisation_id, k.email)))`
  }
  if (filter.kind === 'tagged') {
    return sql<boolean>`${speaks} and p.person_id in (
      select b.person_id from person_tags b
      where b.organisation_id = ${organisationId} and b.folded = any(${filter.tags.map(foldTag)}::text[]))`
  }
  if (filter.kind === 'moved') {
    return sql<boolean>`${speaks} and p.person_id in (
      select g.person_id from gifts g
      join allocations a on a.organisation_id = g.organisation_id and a.gift_id = g.gift_id
      where g.organisation_id = ${organisationId} and g.refunded_minor < g.amount_minor
        and a.case_id = ${filter.caseId} and a.reason in ('case_ended', 'need_cancelled'))`
  }
  const { campaignId, from, to } = filter
  return sql<boolean>`${speaks} and p.person_id in (
    select g.person_id from gifts g
    where g.organisation_id = ${organisationId} and g.refunded_minor < g.amount_minor
      and (${campaignId ?? null}::uuid is null or g.campaign_id = ${campaignId ?? null}::uuid)
      and (${from ?? null}::date is null or g.given_on >= ${from ?? null}::date)
      and (${to ?? null}::date is null or g.given_on <= ${to ?? null}::date))`
}
