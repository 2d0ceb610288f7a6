import { sql } from 'kysely'
import { z } from 'zod'
import { isoDay } from '../campaigns/day.ts'
import { audit } from '../organisations/audit.ts'
import { readOrganisation } from '../organisations/organisations.ts'
import { permit } from '../organisations/permission.ts'
import { newId } from '../platform/ids.ts'
import { enqueue, job } from '../platform/jobs/job.ts'
import type { Scope } from '../platform/scope.ts'
import { keepDifferences } from './differences.ts'
import { type Reconciliation, reconcile, reconcileSteps } from './reconcile.ts'

/** The wake-up of a check somebody asked for. */
export const checkJob = job('books.check', z.object({ checkId: z.uuid() }))

/** One time the books were held against each other. */
export interface BookCheck {
  readonly checkId: string
  /** The member who asked; null for the night's own. */
  readonly askedBy: string | null
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  readonly askedAt: Date
  readonly stepsDone: number
  readonly steps: number
  readonly finishedAt: Date | null
}

/** Asks for a check now; answers its id, or that of the one that is under way. */
export async function askCheck(scope: Scope): Promise<string> {
  permit(scope, 'books.read')
  return scope.transaction(async (transaction) => {
    const { db, organisationId, now, actor } = transaction
    const since = new Date(now.getTime() - patienceMilliseconds)
    const running = await db
      .selectFrom('book_checks')
      .where('organisation_id', '=', organisationId)
      .where('state', 'in', ['waiting', 'running'])
      .where('asked_at', '>', since)
      .select('book_check_id')
      .executeTakeFirst()
    if (running) return running.book_check_id
    const checkId = newId(now)
    const askedBy = actor.kind === 'member' ? actor.id : null
    await sql`
      insert into book_checks (organisation_id, book_check_id, asked_by, state, asked_at, steps)
      values (${organisationId}, ${checkId}, ${askedBy}, 'waiting', ${now}, ${reconcileSteps})`.execute(db)
    await audit(transaction, { action: 'books.check', subjectKind: 'book_check', subjectId: checkId, after: {} })
    await enqueue(transaction, checkJob, { checkId })
    return checkId
  })
}

/** A check that has not ended after so long was broken off; another may begin. */
const patienceMilliseconds = 60 * 60 * 1000

/** The hour of the organisation's day from which the night's check may run. */
const nightHour = 2

/** The night's check: once for each day where the organisation is, from two o'clock on, or later where nobody was awake then. */
export async function checkByNight(scope: Scope): Promise<void> {
  const checkId = await scope.transaction(async (transaction) => {
    const { db, organisationId, now } = transaction
    const { timeZone } = await readOrganisation(transaction)
    const hour = Number(new Intl.DateTimeFormat('en-GB', { hour: '2-digit', timeZone }).format(now))
    if (hour < nightHour) return undefined
    const { rows } = await sql<{ checkId: string }>`
      insert into book_checks as kept (organisation_id, book_check_id, state, asked_at, night, steps)
      values (${organisationId}, ${newId(now)}, 'waiting', ${now}, ${isoDay(now, timeZone)}, ${reconcileSteps})
      on conflict (organisation_id, night) do update set state = 'waiting', asked_at = excluded.asked_at
        where kept.state <> 'done' and kept.asked_at < ${new Date(now.getTime() - patienceMilliseconds)}
      returning book_check_id as "checkId"`.execute(db)
    return rows[0]?.checkId
  })
  if (checkId !== undefined) await runCheck(scope, checkId)
}

/**
 * Holds the books against each other in one snapshot, telling how far it is, and keeps what differs. Run twice it finds the same.
 * Logs counts only: amounts and names are for those who may read the books.
 */
export async function runCheck(scope: Scope, checkId: string): Promise<void> {
  const tell = (change: { state: BookCheck['state']; steps_done?: number; entry_count?: bigint; finished_at?: Date }) =>
    scope.transaction(({ db, organisationId }) =>
      db
        .updateTable('book_checks')
        .set(change)
        .where('organisation_id', '=', organisationId)
        .where('book_check_id', '=', checkId)
        .execute(),
    )
  try {
    const read = await inOneSnapshot(scope, (steps_done) => tell({ state: 'running', steps_done }))
    await scope.transaction((transaction) => keepDifferences(transaction, read.differences))
    const finished_at = scope.context.clock.now()
    await tell({ state: 'done', steps_done: reconcileSteps, entry_count: BigInt(read.entryCount), finished_at })
    sayCounts(scope, read)
  } catch (error) {
    await tell({ state: 'failed', finished_at: scope.context.clock.now() })
    throw error
  }
}

/** Gifts that arrive meanwhile are seen wholly or not at all. */
function inOneSnapshot(scope: Scope, onStep?: (done: number) => Promise<unknown>): Promise<Reconciliation> {
  return scope.transaction(async (transaction) => {
    await sql`set transaction isolation level repeatable read, read only`.execute(transaction.db)
    return reconcile(transaction, onStep)
  })
}

function sayCounts({ context: { log } }: Scope, { differences, entryCount }: Reconciliation): void {
  const counts: Record<string, number> = {}
  for (const { code } of differences) counts[code] = (counts[code] ?? 0) + 1
  if (differences.length === 0) log.info({ entryCount }, 'The books balance')
  else log.error({ entryCount, ...counts }, 'The books do not balance')
}

/** The latest checks, the newest first. One that was broken off without a word has failed as well. */
export async function listChecks(scope: Scope): Promise<BookCheck[]> {
  permit(scope, 'books.read')
  return scope.transaction(async ({ db, organisationId, now }) => {
    const since = new Date(now.getTime() - patienceMilliseconds)
    const { rows } = await sql<BookCheck>`
      select c.book_check_id as "checkId", m.name as "askedBy", c.asked_at as "askedAt",
        case when c.finished_at is null and c.asked_at <= ${since} then 'failed' else c.state end as state,
        c.steps_done as "stepsDone", c.steps, c.finished_at as "finishedAt"
      from book_checks c
      left join members m on m.organisation_id = c.organisation_id and m.member_id = c.asked_by
      where c.organisation_id = ${organisationId}
      order by c.asked_at desc, c.book_check_id desc limit 20`.execute(db)
    return rows
  })
}

/** Reads the books as they stand, without keeping what differs. */
export async function readBooks(scope: Scope): Promise<Reconciliation> {
  permit(scope, 'books.read')
  return inOneSnapshot(scope)
}
