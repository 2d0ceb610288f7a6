import { sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'

/** Empties the cells of the imported rows that became these subjects; what became of each row stays. */
export async function forgetCells({ db, organisationId }: Transaction, subjectIds: readonly string[]): Promise<void> {
  await sql`
    update import_rows set cells = '{}', refusal = null
    where organisation_id = ${organisationId} and subject_id = any(${[...subjectIds]}::uuid[])`.execute(db)
}
