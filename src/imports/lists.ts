import { z } from 'zod'
import type { Transaction } from '../platform/scope.ts'
import { refusalSchema, rowVerdicts } from './import.ts'

/** The last twenty imports of a kind. */
export function listImports({ db, organisationId }: Transaction, kind: string) {
  return db
    .selectFrom('imports')
    .where('organisation_id', '=', organisationId)
    .where('kind', '=', kind)
    .select(['import_id', 'kind', 'file_name', 'state', 'total_rows', 'done_rows', 'created_at', 'finished_at'])
    .orderBy('import_id', 'desc')
    .limit(20)
    .execute()
}

/** Rows of an import in the file's order, behind row `after`, of one verdict or of all. */
export async function listRows(
  { db, organisationId }: Transaction,
  importId: string,
  { verdict, after, limit }: { verdict?: string | undefined; after?: number | undefined; limit: number },
) {
  let query = db
    .selectFrom('import_rows')
    .where('organisation_id', '=', organisationId)
    .where('import_id', '=', importId)
    .where('row_number', '>', after ?? 0)
  if (verdict !== undefined) query = query.where('verdict', '=', verdict)
  const rows = await query
    .select(['row_number', 'cells', 'verdict', 'refusal', 'subject_id'])
    .orderBy('row_number')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    row: row.row_number,
    cells: z.record(z.string(), z.string()).parse(row.cells),
    verdict: z.enum(rowVerdicts).nullable().parse(row.verdict),
    refusal: refusalSchema.nullable().parse(row.refusal),
    subjectId: row.subject_id,
  }))
}
