import { sql } from 'kysely'
import { z } from 'zod'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { currentPerson, getPerson } from './persons.ts'

/** A word members call people by. */
export const tagWord = z.string().trim().min(1).max(40)

/** More words than that describe nobody. */
export const mostTags = 30

/** A tag and how many people bear it. */
export interface TagInUse {
  tag: string
  people: number
}

/** A word as it is compared: NFKC, lower-case, one space between words. ＶＩＰ is vip. */
export function foldTag(tag: string): string {
  return tidyTag(tag).toLowerCase()
}

/** A word as it is kept: NFKC, one space between words. */
export function tidyTag(tag: string): string {
  return tag.normalize('NFKC').replace(/\s+/gu, ' ').trim()
}

/** Every tag somebody bears, by name. */
export async function listTags(scope: Scope): Promise<readonly TagInUse[]> {
  permit(scope, 'people.read')
  return scope.transaction(async ({ db, organisationId }) => {
    const { rows } = await sql<TagInUse>`
      select min(tag) as tag, count(*)::integer as people from person_tags
      where organisation_id = ${organisationId} group by folded order by folded`.execute(db)
    return rows
  })
}

/** The tags of a person, by name. */
export async function tagsOf({ db, organisationId }: Transaction, personId: string): Promise<string[]> {
  const { rows } = await sql<{ tag: string }>`
    select tag from person_tags
    where organisation_id = ${organisationId} and person_id = ${personId} order by folded`.execute(db)
  return rows.map(({ tag }) => tag)
}

/**
 * Gives a person these tags and no others; a word somebody bears already keeps its spelling. Fails with `people.unknown` where the
 * record was erased.
 */
export async function setTags(scope: Scope, personId: string, typed: readonly string[]): Promise<void> {
  permit(scope, 'people.change')
  await scope.transaction(async (transaction) => {
    const { db, organisationId } = transaction
    const current = await currentPerson(transaction, personId)
    if ((await getPerson(transaction, current)).erased_at !== null) {
      throw new Failure('people.unknown', {}, { kind: 'missing' })
    }
    const before = await tagsOf(transaction, current)
    await sql`
      delete from person_tags where organisation_id = ${organisationId} and person_id = ${current}
        and folded <> all(${typed.map(foldTag)}::text[])`.execute(db)
    await insertTags(transaction, current, typed)
    const after = await tagsOf(transaction, current)
    if (before.join('\n') === after.join('\n')) return
    const about = { subjectKind: 'person', subjectId: current } as const
    await audit(transaction, { ...about, action: 'people.tag', before: { tags: before }, after: { tags: after } })
  })
}

/** Gives a person these tags beside those they bear, in the caller's transaction. Fails with `people.too-many-tags`. */
export async function addTags(transaction: Transaction, personId: string, typed: readonly string[]): Promise<void> {
  if (typed.length === 0) return
  await insertTags(transaction, personId, typed)
  if ((await tagsOf(transaction, personId)).length > mostTags) {
    throw tooManyTags()
  }
}

/** Somebody would bear more tags than anybody may. */
export function tooManyTags(): Failure {
  return new Failure('people.too-many-tags', { most: mostTags }, { field: 'tags' })
}

async function insertTags(
  { db, organisationId, now }: Transaction,
  personId: string,
  typed: readonly string[],
): Promise<void> {
  const words = new Map(typed.map((tag) => [foldTag(tag), tidyTag(tag)]))
  await sql`
    insert into person_tags (organisation_id, person_id, folded, tag, tagged_at)
    select ${organisationId}::uuid, ${personId}::uuid, folded, coalesce((select o.tag from person_tags o
      where o.organisation_id = ${organisationId} and o.folded = typed.folded limit 1), typed.tag), ${now}::timestamptz
    from unnest(${[...words.keys()]}::text[], ${[...words.values()]}::text[]) as typed (folded, tag)
    on conflict do nothing`.execute(db)
}

/** Who is joined to another brings their tags along, and what a run gave or took. */
export async function carryTags({ db, organisationId }: Transaction, fromId: string, intoId: string): Promise<void> {
  await sql`
    insert into person_tags (organisation_id, person_id, folded, tag, tagged_at)
    select organisation_id, ${intoId}::uuid, folded, tag, tagged_at from person_tags
    where organisation_id = ${organisationId} and person_id = ${fromId} on conflict do nothing`.execute(db)
  await sql`delete from person_tags where organisation_id = ${organisationId} and person_id = ${fromId}`.execute(db)
  await sql`
    update tag_run_changes c set person_id = ${intoId}::uuid
    where c.organisation_id = ${organisationId} and c.person_id = ${fromId} and not exists (
      select from tag_run_changes o where o.organisation_id = c.organisation_id and o.tag_run_id = c.tag_run_id
        and o.person_id = ${intoId} and o.folded = c.folded)`.execute(db)
  await sql`delete from tag_run_changes where organisation_id = ${organisationId} and person_id = ${fromId}`.execute(db)
}
