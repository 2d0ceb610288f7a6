import { sql } from 'kysely'
import { z } from 'zod'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import { orderedId } from '../platform/ids.ts'
import { enqueue, job } from '../platform/jobs/job.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { countPeople } from './search.ts'
import { foldTag, mostTags, tagWord, tidyTag } from './tags.ts'

/** The people a run is for: those named, or everybody a search describes who is there when it begins. */
const soughtPeople = z.union([
  z.strictObject({ personIds: z.array(z.uuid()).min(1).max(1000) }),
  z.strictObject({ query: z.string().max(200).default(''), tag: tagWord.optional() }),
])
type SoughtPeople = z.infer<typeof soughtPeople>

/** What is done to many: these tags are given, or taken. */
export const newTagRun = z.object({
  deed: z.enum(['give', 'take']),
  tags: z.array(tagWord).min(1).max(mostTags),
  sought: soughtPeople,
})
export type NewTagRun = z.infer<typeof newTagRun>

/** `undone` and, a week after, `done` are ends. */
export const tagRunStates = ['running', 'done', 'undoing', 'undone'] as const

/** Tags given to or taken from many, and how far that is. All figures count people. */
export interface TagRun {
  tagRunId: string
  deed: NewTagRun['deed']
  tags: string[]
  sought: SoughtPeople | null
  state: (typeof tagRunStates)[number]
  createdAt: Date
  total: number
  done: number
  changed: number
  /** Who would bear more tags than anybody may, and was given none. */
  full: number
  lastPersonId: string | null
  finishedAt: Date | null
}

/** The wake-up of one run, forwards or back. */
export const tagRunJob = job('people.tag', z.object({ tagRunId: z.uuid() }))

/** Days for which a run can be taken back. */
export const undoDays = 7

/** Begins to give or take tags; answers the run's id. */
export async function startTagRun(scope: Scope, { deed, tags, sought }: NewTagRun): Promise<string> {
  permit(scope, 'people.change')
  return scope.transaction(async (transaction) => {
    const { db, organisationId, now } = transaction
    const tagRunId = orderedId(now)
    const words = [...new Map(tags.map((tag) => [foldTag(tag), tidyTag(tag)])).values()]
    const total =
      'personIds' in sought ? new Set(sought.personIds).size : await countPeople(transaction, sought.query, sought.tag)
    await db
      .insertInto('tag_runs')
      .values({
        organisation_id: organisationId,
        tag_run_id: tagRunId,
        deed,
        tags: words,
        sought: JSON.stringify(sought),
        state: 'running',
        created_at: now,
        total_people: total,
      })
      .execute()
    await audit(transaction, {
      ...about(tagRunId),
      action: 'people.tag-many',
      after: { deed, tags: words, people: total },
    })
    await enqueue(transaction, tagRunJob, { tagRunId }, { key: tagRunId })
    return tagRunId
  })
}

/** How far a run is. Fails with `people.tag-run-unknown`. */
export async function readTagRun({ db, organisationId }: Transaction, tagRunId: string): Promise<TagRun> {
  const { rows } = await sql<Omit<TagRun, 'sought'> & { sought: unknown }>`
    select tag_run_id as "tagRunId", deed, tags, sought, state, created_at as "createdAt", total_people as total,
      done_people as done, changed_people as changed, full_people as "full", last_person_id as "lastPersonId",
      finished_at as "finishedAt"
    from tag_runs where organisation_id = ${organisationId} and tag_run_id = ${tagRunId}`.execute(db)
  const [row] = rows
  if (!row) throw new Failure('people.tag-run-unknown', {}, { kind: 'missing' })
  return { ...row, sought: soughtPeople.nullable().parse(row.sought) }
}

/** A run, locked: of two that carry it on, one waits. Fails with `people.tag-run-unknown`. */
export async function lockTagRun(transaction: Transaction, tagRunId: string): Promise<TagRun> {
  const { db, organisationId } = transaction
  await sql`
    select from tag_runs where organisation_id = ${organisationId} and tag_run_id = ${tagRunId} for update`.execute(db)
  return readTagRun(transaction, tagRunId)
}

/** Whether what a run did can still be taken back. */
export function isUndoable({ state, finishedAt }: Pick<TagRun, 'state' | 'finishedAt'>, now: Date): boolean {
  return state === 'done' && finishedAt !== null && now.getTime() - finishedAt.getTime() < undoDays * 86_400_000
}

/**
 * Takes back what a run did, and nothing that was done since. Fails with `people.tag-run-unknown`, and with
 * `people.tag-run-not-now` while it runs, when it was taken back already, and after a week.
 */
export async function undoTagRun(scope: Scope, tagRunId: string): Promise<void> {
  permit(scope, 'people.change')
  await scope.transaction(async (transaction) => {
    const { db, organisationId, now } = transaction
    const run = await lockTagRun(transaction, tagRunId)
    if (!isUndoable(run, now)) throw new Failure('people.tag-run-not-now', {}, { kind: 'conflict' })
    await sql`
      update tag_runs set state = 'undoing', done_people = 0, last_person_id = null, finished_at = null,
        total_people = changed_people
      where organisation_id = ${organisationId} and tag_run_id = ${tagRunId}`.execute(db)
    const { deed, tags, changed } = run
    await audit(transaction, {
      ...about(tagRunId),
      action: 'people.undo-tag-many',
      after: { deed, tags, people: changed },
    })
    await enqueue(transaction, tagRunJob, { tagRunId }, { key: tagRunId })
  })
}

function about(tagRunId: string): { subjectKind: 'tag_run'; subjectId: string } {
  return { subjectKind: 'tag_run', subjectId: tagRunId }
}
