import { sql } from 'kysely'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { foldTag, tidyTag } from './tags.ts'

/** A tag that is called otherwise from now on. */
export interface TagRename {
  /** As it is compared: see `foldTag`. */
  from: string
  to: string
}

/** A feature's share of a renaming: what it keeps by the word follows, in the caller's transaction. */
export type TagRenameParticipant = (transaction: Transaction, renamed: TagRename) => Promise<void>

/**
 * Calls a tag otherwise for everybody who bears it; with `merge` it may become one with another. Answers how many people that is.
 * Fails with `people.tag-unknown`, with `people.tag-taken` where people bear the other word and `merge` was not said, and with
 * `people.tags-under-way` while it is given to or taken from many.
 */
export async function renameTag(
  scope: Scope,
  typed: { from: string; to: string; merge: boolean },
  participants: readonly TagRenameParticipant[],
): Promise<number> {
  permit(scope, 'people.change')
  return scope.transaction(async (transaction) => {
    const [from, folded] = [foldTag(typed.from), foldTag(typed.to)]
    const before = await requireTag(transaction, from)
    await refuseUnderWay(transaction, [from, folded])
    const other = folded === from ? undefined : await tagInUse(transaction, folded)
    if (other && !typed.merge) {
      throw new Failure('people.tag-taken', { tag: other.tag, people: other.people }, { kind: 'conflict', field: 'to' })
    }
    const to = other?.tag ?? tidyTag(typed.to)
    await (folded === from ? respell(transaction, from, to) : move(transaction, from, { folded, tag: to }))
    for (const participant of participants) await participant(transaction, { from, to })
    const action = other ? 'people.merge-tags' : 'people.rename-tag'
    await audit(transaction, {
      ...about(from),
      action,
      before,
      after: { tag: to, ...(other && { people: other.people }) },
    })
    return before.people
  })
}

/** Takes a tag from everybody who bears it; answers how many. Fails with `people.tag-unknown`, `people.tags-under-way`. */
export async function removeTag(scope: Scope, tag: string): Promise<number> {
  permit(scope, 'people.change')
  return scope.transaction(async (transaction) => {
    const { db, organisationId } = transaction
    const folded = foldTag(tag)
    const before = await requireTag(transaction, folded)
    await refuseUnderWay(transaction, [folded])
    await sql`delete from person_tags where organisation_id = ${organisationId} and folded = ${folded}`.execute(db)
    await audit(transaction, { ...about(folded), action: 'people.remove-tag', before })
    return before.people
  })
}

async function tagInUse({ db, organisationId }: Transaction, folded: string) {
  const { rows } = await sql<{ tag: string | null; people: number }>`
    select min(tag) as tag, count(*)::integer as people from person_tags
    where organisation_id = ${organisationId} and folded = ${folded}`.execute(db)
  const [row] = rows
  return row?.tag ? { tag: row.tag, people: row.people } : undefined
}

async function requireTag(transaction: Transaction, folded: string): Promise<{ tag: string; people: number }> {
  const found = await tagInUse(transaction, folded)
  if (!found) throw new Failure('people.tag-unknown', {}, { kind: 'missing' })
  return found
}

/** A run that gives a word would go on giving the old one. */
async function refuseUnderWay({ db, organisationId }: Transaction, words: readonly string[]): Promise<void> {
  const { rows } = await sql<{ tags: string[] }>`
    select tags from tag_runs where organisation_id = ${organisationId} and state in ('running', 'undoing')`.execute(db)
  if (rows.some(({ tags }) => tags.map(foldTag).some((folded) => words.includes(folded)))) {
    throw new Failure('people.tags-under-way', {}, { kind: 'conflict' })
  }
}

async function respell({ db, organisationId }: Transaction, folded: string, tag: string): Promise<void> {
  await sql`
    update person_tags set tag = ${tag} where organisation_id = ${organisationId} and folded = ${folded}`.execute(db)
}

/** The people are held first, as whoever joins two of them does: so neither waits for the other for ever. */
async function move(
  { db, organisationId }: Transaction,
  from: string,
  to: { folded: string; tag: string },
): Promise<void> {
  await sql`
    select from persons where organisation_id = ${organisationId} and person_id in (
      select person_id from person_tags where organisation_id = ${organisationId} and folded = ${from})
    order by person_id for key share`.execute(db)
  await sql`
    with moved as (
      delete from person_tags where organisation_id = ${organisationId} and folded = ${from} returning person_id, tagged_at)
    insert into person_tags (organisation_id, person_id, folded, tag, tagged_at)
    select ${organisationId}::uuid, person_id, ${to.folded}::text, ${to.tag}::text, tagged_at from moved
    on conflict do nothing`.execute(db)
  await sql`
    update tag_run_changes c set folded = ${to.folded}, tag = ${to.tag}
    where c.organisation_id = ${organisationId} and c.folded = ${from} and not exists (
      select from tag_run_changes o where o.organisation_id = c.organisation_id and o.tag_run_id = c.tag_run_id
        and o.person_id = c.person_id and o.folded = ${to.folded})`.execute(db)
}

function about(folded: string): { subjectKind: 'tag'; subjectId: string } {
  return { subjectKind: 'tag', subjectId: folded }
}
