import { sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'

const dayMilliseconds = 24 * 60 * 60 * 1000

/** Days an uploaded table waits to be brought in. */
export const draftDays = 7

/** Days the cells of imported rows are kept, to answer where a value came from. */
export const cellDays = 90

/**
 * Forgets uploaded tables nobody brought in for a week, and the cells of rows imported 90 days ago; what became of each row, and
 * who imported what, stays. What is being read at this moment is left for the next time.
 */
export async function forgetImports({ db, organisationId, now }: Transaction): Promise<void> {
  const before = (days: number) => new Date(now.getTime() - days * dayMilliseconds)
  await db
    .deleteFrom('import_drafts')
    .where('organisation_id', '=', organisationId)
    .where('created_at', '<', before(draftDays))
    .execute()
  await sql`
    with old as (
      update imports set cells_forgotten_at = ${now}
      where organisation_id = ${organisationId} and created_at < ${before(cellDays)} and cells_forgotten_at is null
        and state not in ('checking', 'applying')
      returning import_id
    )
    update import_rows set cells = '{}'
    where organisation_id = ${organisationId} and import_id in (select import_id from old)`.execute(db)
}
