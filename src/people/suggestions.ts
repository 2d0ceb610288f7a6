import { sql } from 'kysely'
import { Failure } from '../platform/errors.ts'
import type { Transaction } from '../platform/scope.ts'
import { findMatches, type TypedPerson } from './matches.ts'

/**
 * Notes that a newcomer may be somebody we know, for a conversation, a code or a member to settle: until then nothing of the two
 * is shared. Who is themselves only suggested to be a third is left out: the third is suggested.
 */
export async function suggestSame(transaction: Transaction, newcomerId: string, typed: TypedPerson): Promise<void> {
  const { db, organisationId, now } = transaction
  const matches = (await findMatches(transaction, typed)).filter(({ personId }) => personId !== newcomerId)
  if (matches.length === 0) return
  await sql`
    insert into person_suggestions (organisation_id, person_id, other_person_id, matched_by, state, suggested_at)
    select ${organisationId}::uuid, ${newcomerId}::uuid, other_id, matched_by, 'open', ${now}::timestamptz
    from unnest(
      ${matches.map(({ personId }) => personId)}::uuid[],
      ${matches.map(({ matchedBy }) => matchedBy)}::text[]
    ) as match (other_id, matched_by)
    where not exists (select from person_suggestions s
      where s.organisation_id = ${organisationId}::uuid and s.person_id = other_id and s.state = 'open')
    on conflict do nothing`.execute(db)
}

/** The same where the newcomer's chat came with a code of somebody known by more than the code's gift: the code alone opens nothing. */
export async function suggestByCode(transaction: Transaction, newcomerId: string, knownId: string): Promise<void> {
  const { db, organisationId, now } = transaction
  await sql`
    insert into person_suggestions (organisation_id, person_id, other_person_id, matched_by, state, suggested_at)
    select ${organisationId}::uuid, ${newcomerId}::uuid, ${knownId}::uuid, 'code', 'open', ${now}::timestamptz
    where not exists (select from person_suggestions s where s.organisation_id = ${organisationId}::uuid
      and s.person_id = ${knownId}::uuid and s.other_person_id = ${newcomerId}::uuid)
    on conflict do nothing`.execute(db)
}

/** The open suggestion of a pair, locked, whichever of the two came first. Fails with `people.unknown-suggestion`. */
export async function lockOpen(
  { db, organisationId }: Transaction,
  personId: string,
  otherId: string,
): Promise<{ newcomerId: string; knownId: string }> {
  const { rows } = await sql<{ newcomerId: string; knownId: string }>`
    select person_id as "newcomerId", other_person_id as "knownId" from person_suggestions
    where organisation_id = ${organisationId} and state = 'open'
      and ((person_id = ${personId} and other_person_id = ${otherId})
        or (person_id = ${otherId} and other_person_id = ${personId}))
    order by person_id for update`.execute(db)
  const [open] = rows
  if (!open) throw new Failure('people.unknown-suggestion', {}, { kind: 'missing' })
  return open
}

/**
 * After one record was joined to another: the pair is settled, and who may be the one may now be the other. A pair already
 * settled stays as it was.
 */
export async function settleMerged(
  transaction: Transaction,
  { fromId, intoId }: { fromId: string; intoId: string },
): Promise<void> {
  const { db, organisationId, now } = transaction
  await setState(transaction, fromId, intoId, 'accepted')
  await setState(transaction, intoId, fromId, 'accepted')
  await sql`
    insert into person_suggestions (organisation_id, person_id, other_person_id, matched_by, state, suggested_at)
    select organisation_id, case person_id when ${fromId} then ${intoId}::uuid else person_id end,
      case other_person_id when ${fromId} then ${intoId}::uuid else other_person_id end, matched_by, state, suggested_at
    from person_suggestions s
    where organisation_id = ${organisationId} and state = 'open' and ${fromId} in (person_id, other_person_id)
      and not exists (select from person_suggestions pair
        where pair.organisation_id = s.organisation_id and ${intoId} in (pair.person_id, pair.other_person_id)
          and case s.person_id when ${fromId} then s.other_person_id else s.person_id end
            in (pair.person_id, pair.other_person_id))
    on conflict do nothing`.execute(db)
  await sql`
    update person_suggestions set state = 'moot', settled_at = ${now}
    where organisation_id = ${organisationId} and state = 'open' and ${fromId} in (person_id, other_person_id)`.execute(
    db,
  )
}

/** Marks a pair as settled by whoever acts. */
export async function setState(
  { db, organisationId, now, actor }: Transaction,
  newcomerId: string,
  knownId: string,
  state: 'accepted' | 'dismissed',
): Promise<void> {
  await db
    .updateTable('person_suggestions')
    .set({ state, settled_at: now, settled_by: actor.kind === 'member' ? actor.id : null })
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', newcomerId)
    .where('other_person_id', '=', knownId)
    .execute()
}
