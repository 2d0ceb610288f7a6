import { type RawBuilder, sql } from 'kysely'
import type { Scope, Transaction } from '../platform/scope.ts'
import { isSought } from './search.ts'
import { lockTagRun, type TagRun } from './tag-runs.ts'
import { foldTag, mostTags } from './tags.ts'

/** People of one transaction. */
const batchPeople = 1000

/** Carries a run on, forwards or back, from where it stands to its end. Every batch commits with its mark, so a crash costs one batch, done again. */
export async function carryOnTagRun(scope: Scope, tagRunId: string): Promise<void> {
  while (await scope.transaction((transaction) => runBatch(transaction, tagRunId))) {
    // Until nothing is left.
  }
}

/** Handles one batch; answers whether there may be more. */
async function runBatch(transaction: Transaction, tagRunId: string): Promise<boolean> {
  const run = await lockTagRun(transaction, tagRunId)
  if (run.state !== 'running' && run.state !== 'undoing') return false
  const personIds = await nextPeople(transaction, run)
  const last = personIds.at(-1)
  if (last === undefined) {
    await finish(transaction, run)
    return false
  }
  const { changed, full } = await apply(transaction, run, personIds)
  await sql`
    update tag_runs set done_people = done_people + ${personIds.length}, last_person_id = ${last}::uuid,
      changed_people = changed_people + ${changed}, full_people = full_people + ${full}
    where organisation_id = ${transaction.organisationId} and tag_run_id = ${tagRunId}`.execute(transaction.db)
  return true
}

/** The next people of a run by id; none of them can be joined to another or erased before the transaction ends. */
async function nextPeople({ db, organisationId }: Transaction, run: TagRun): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select person_id from persons
    where organisation_id = ${organisationId} and erased_at is null and merged_into_id is null
      and (${run.lastPersonId}::uuid is null or person_id > ${run.lastPersonId}::uuid) and ${isOfRun(organisationId, run)}
    order by person_id limit ${batchPeople} for key share`.execute(db)
  return rows.map(({ person_id }) => person_id)
}

function isOfRun(
  organisationId: Transaction['organisationId'],
  { tagRunId, state, sought, createdAt }: TagRun,
): RawBuilder<boolean> {
  if (state === 'undoing') {
    return sql<boolean>`person_id in (select c.person_id from tag_run_changes c
      where c.organisation_id = ${organisationId} and c.tag_run_id = ${tagRunId})`
  }
  if (sought === null) return sql<boolean>`false`
  if ('personIds' in sought) return sql<boolean>`person_id = any(${sought.personIds}::uuid[])`
  return sql<boolean>`created_at <= ${createdAt}::timestamptz and ${isSought(organisationId, sought)}`
}

interface Applied {
  changed: number
  full: number
}

async function apply(transaction: Transaction, run: TagRun, personIds: readonly string[]): Promise<Applied> {
  if (run.state === 'running') {
    return run.deed === 'give' ? give(transaction, run, personIds) : take(transaction, run, personIds)
  }
  await (run.deed === 'give' ? takeBack(transaction, run, personIds) : giveBack(transaction, run, personIds))
  return { changed: 0, full: 0 }
}

/** Who would bear too many is left as they are. A word somebody bears already keeps its spelling. */
async function give(
  { db, organisationId, now }: Transaction,
  { tagRunId, tags }: TagRun,
  personIds: readonly string[],
): Promise<Applied> {
  const { rows } = await sql<Applied>`
    with typed as (
      select t.folded, coalesce((select o.tag from person_tags o
        where o.organisation_id = ${organisationId} and o.folded = t.folded limit 1), t.tag) as tag
      from unnest(${tags.map(foldTag)}::text[], ${tags}::text[]) as t (folded, tag)),
    missing as (
      select b.person_id, t.folded, t.tag from unnest(${[...personIds]}::uuid[]) as b (person_id) cross join typed t
      where not exists (select from person_tags x
        where x.organisation_id = ${organisationId} and x.person_id = b.person_id and x.folded = t.folded)),
    room as (
      select m.person_id from missing m group by m.person_id
      having count(*) + (select count(*) from person_tags x
        where x.organisation_id = ${organisationId} and x.person_id = m.person_id) <= ${mostTags}),
    given as (
      insert into person_tags (organisation_id, person_id, folded, tag, tagged_at)
      select ${organisationId}::uuid, m.person_id, m.folded, m.tag, ${now}::timestamptz
      from missing m join room r on r.person_id = m.person_id
      on conflict do nothing returning person_id, folded, tag, tagged_at),
    kept as (
      insert into tag_run_changes (organisation_id, tag_run_id, person_id, folded, tag, tagged_at)
      select ${organisationId}::uuid, ${tagRunId}::uuid, person_id, folded, tag, tagged_at from given)
    select (select count(distinct person_id) from given)::integer as changed,
      ((select count(distinct person_id) from missing) - (select count(*) from room))::integer as "full"`.execute(db)
  return rows[0] ?? { changed: 0, full: 0 }
}

async function take(
  { db, organisationId }: Transaction,
  { tagRunId, tags }: TagRun,
  personIds: readonly string[],
): Promise<Applied> {
  const { rows } = await sql<Applied>`
    with taken as (
      delete from person_tags where organisation_id = ${organisationId} and person_id = any(${[...personIds]}::uuid[])
        and folded = any(${tags.map(foldTag)}::text[])
      returning person_id, folded, tag, tagged_at),
    kept as (
      insert into tag_run_changes (organisation_id, tag_run_id, person_id, folded, tag, tagged_at)
      select ${organisationId}::uuid, ${tagRunId}::uuid, person_id, folded, tag, tagged_at from taken)
    select count(distinct person_id)::integer as changed, 0 as "full" from taken`.execute(db)
  return rows[0] ?? { changed: 0, full: 0 }
}

/** What was taken away and given anew since is another gift of it, and stays. */
async function takeBack(
  { db, organisationId }: Transaction,
  { tagRunId }: TagRun,
  personIds: readonly string[],
): Promise<void> {
  await sql`
    delete from person_tags t using tag_run_changes c
    where c.organisation_id = ${organisationId} and c.tag_run_id = ${tagRunId}
      and c.person_id = any(${[...personIds]}::uuid[]) and t.organisation_id = c.organisation_id
      and t.person_id = c.person_id and t.folded = c.folded and t.tagged_at = c.tagged_at`.execute(db)
}

async function giveBack(
  { db, organisationId }: Transaction,
  { tagRunId }: TagRun,
  personIds: readonly string[],
): Promise<void> {
  await sql`
    insert into person_tags (organisation_id, person_id, folded, tag, tagged_at)
    select c.organisation_id, c.person_id, c.folded, coalesce((select o.tag from person_tags o
      where o.organisation_id = ${organisationId} and o.folded = c.folded limit 1), c.tag), c.tagged_at
    from tag_run_changes c
    where c.organisation_id = ${organisationId} and c.tag_run_id = ${tagRunId}
      and c.person_id = any(${[...personIds]}::uuid[])
    on conflict do nothing`.execute(db)
}

/** What was searched for is not kept: it may be a name. What a run taken back had changed is of no use to anybody. */
async function finish({ db, organisationId, now }: Transaction, { tagRunId, state }: TagRun): Promise<void> {
  await sql`
    update tag_runs set state = ${state === 'running' ? 'done' : 'undone'}, sought = null, finished_at = ${now}::timestamptz,
      done_people = total_people
    where organisation_id = ${organisationId} and tag_run_id = ${tagRunId}`.execute(db)
  if (state === 'undoing') await forgetChanges({ db, organisationId }, [tagRunId])
}

/** Drops what runs changed. */
export async function forgetChanges(
  { db, organisationId }: Pick<Transaction, 'db' | 'organisationId'>,
  tagRunIds: readonly string[],
): Promise<void> {
  await sql`
    delete from tag_run_changes
    where organisation_id = ${organisationId} and tag_run_id = any(${[...tagRunIds]}::uuid[])`.execute(db)
}
