import { sql } from 'kysely'
import { enqueue, handle, type JobHandler, type Sweep } from '../platform/jobs/job.ts'
import type { Transaction } from '../platform/scope.ts'
import type { EraseParticipant } from './erase.ts'
import { carryOutErasures } from './erasures.ts'
import { carryOnTagRun, forgetChanges } from './tag-batches.ts'
import { tagRunJob, undoDays } from './tag-runs.ts'

/** Carries on tags for many. */
export const peopleJobs: readonly JobHandler[] = [
  handle(tagRunJob, (scope, { tagRunId }) => carryOnTagRun(scope, tagRunId)),
]

/** What people look for: requests to be forgotten whose day has come, runs of tags a crash left in the middle, and what runs changed a week ago. */
export const peopleSweeps = (participants: readonly EraseParticipant[]): readonly Sweep[] => [
  { name: 'people.erase', everySeconds: 30, run: (scope) => carryOutErasures(scope, participants) },
  { name: 'people.tag', everySeconds: 60, run: (scope) => scope.transaction(wakeTagRuns) },
  { name: 'people.forget-tag-runs', everySeconds: 3600, run: (scope) => scope.transaction(forgetTagRuns) },
]

async function wakeTagRuns(transaction: Transaction): Promise<void> {
  const rows = await transaction.db
    .selectFrom('tag_runs')
    .where('organisation_id', '=', transaction.organisationId)
    .where('state', 'in', ['running', 'undoing'])
    .select('tag_run_id')
    .execute()
  for (const { tag_run_id: tagRunId } of rows) await enqueue(transaction, tagRunJob, { tagRunId }, { key: tagRunId })
}

async function forgetTagRuns(transaction: Transaction): Promise<void> {
  const { db, organisationId, now } = transaction
  const { rows } = await sql<{ tag_run_id: string }>`
    select r.tag_run_id from tag_runs r
    where r.organisation_id = ${organisationId} and r.state = 'done'
      and r.finished_at <= ${new Date(now.getTime() - undoDays * 86_400_000)}::timestamptz
      and exists (select from tag_run_changes c where c.organisation_id = r.organisation_id and c.tag_run_id = r.tag_run_id)`.execute(
    db,
  )
  if (rows.length > 0)
    await forgetChanges(
      transaction,
      rows.map((row) => row.tag_run_id),
    )
}
