import { sql } from 'kysely'
import { z } from 'zod'
import { Failure } from '../platform/errors.ts'
import type { Transaction } from '../platform/scope.ts'
import type { SheetRow } from '../platform/sheets.ts'
import { type Mapping, mappingSchema, type Reading, type Refusal } from './import.ts'

/** An import's row, parsed. Fails with `imports.unknown`. */
export async function getImport({ db, organisationId }: Transaction, importId: string) {
  const row = await db
    .selectFrom('imports')
    .where('organisation_id', '=', organisationId)
    .where('import_id', '=', importId)
    .selectAll()
    .executeTakeFirst()
  if (!row) throw new Failure('imports.unknown', {}, { kind: 'missing' })
  return { ...row, reading: readingOf(row) }
}

/** The same, kept from changing until the transaction ends. */
export async function lockImport(transaction: Transaction, importId: string) {
  const { db, organisationId } = transaction
  await db
    .selectFrom('imports')
    .where('organisation_id', '=', organisationId)
    .where('import_id', '=', importId)
    .select('import_id')
    .forUpdate()
    .execute()
  return getImport(transaction, importId)
}

/** The mapping of the last import of a kind that got one. */
export async function lastMapping({ db, organisationId }: Transaction, kind: string): Promise<Mapping> {
  const row = await db
    .selectFrom('imports')
    .where('organisation_id', '=', organisationId)
    .where('kind', '=', kind)
    .where('state', '<>', 'draft')
    .orderBy('import_id', 'desc')
    .select('mapping')
    .limit(1)
    .executeTakeFirst()
  return mappingSchema.catch({}).parse(row?.mapping)
}

/** Writes the rows of a file anew; those already brought in stay as they are. */
export async function replaceRows(
  { db, organisationId }: Transaction,
  importId: string,
  rows: readonly SheetRow[],
): Promise<void> {
  await db
    .deleteFrom('import_rows')
    .where('organisation_id', '=', organisationId)
    .where('import_id', '=', importId)
    .where('applied_at', 'is', null)
    .execute()
  await sql`
    insert into import_rows (organisation_id, import_id, row_number, cells)
    select ${organisationId}::uuid, ${importId}::uuid, (row->>'number')::integer, row->'cells'
    from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) as row
    on conflict do nothing`.execute(db)
}

/** A row of a file, as kept. */
export interface KeptRow {
  number: number
  cells: Readonly<Record<string, string>>
}

/** The next rows of an import that are still to be checked or applied, in the file's order. */
export async function nextRows(
  { db, organisationId }: Transaction,
  importId: string,
  state: 'checking' | 'applying',
  limit: number,
): Promise<KeptRow[]> {
  const rows = await db
    .selectFrom('import_rows')
    .where('organisation_id', '=', organisationId)
    .where('import_id', '=', importId)
    .where('applied_at', 'is', null)
    .where('verdict', state === 'checking' ? 'is' : 'in', state === 'checking' ? null : acceptable)
    .select(['row_number', 'cells'])
    .orderBy('row_number')
    .limit(limit)
    .execute()
  return rows.map(toKeptRow)
}

const acceptable = ['create', 'update', 'unchanged']

/** The rows of an import already found acceptable, in the file's order. */
export async function acceptedRows({ db, organisationId }: Transaction, importId: string): Promise<KeptRow[]> {
  const rows = await db
    .selectFrom('import_rows')
    .where('organisation_id', '=', organisationId)
    .where('import_id', '=', importId)
    .where('verdict', 'in', acceptable)
    .select(['row_number', 'cells'])
    .orderBy('row_number')
    .execute()
  return rows.map(toKeptRow)
}

/** What became of a row. */
export interface RowResult {
  number: number
  verdict: string
  refusal?: Refusal
  subjectId?: string
  applied: boolean
}

/** Writes what became of some rows, in one statement. */
export async function writeResults(
  { db, organisationId, now }: Transaction,
  importId: string,
  results: readonly RowResult[],
): Promise<void> {
  await sql`
    update import_rows set verdict = result->>'verdict', refusal = result->'refusal',
      subject_id = (result->>'subjectId')::uuid, applied_at = case when (result->>'applied')::boolean then ${now}::timestamptz end
    from jsonb_array_elements(${JSON.stringify(results)}::jsonb) as result
    where organisation_id = ${organisationId} and import_id = ${importId}
      and row_number = (result->>'number')::integer`.execute(db)
}

/** How many rows there are of each verdict; `waiting` has none yet. */
export async function countVerdicts({ db, organisationId }: Transaction, importId: string) {
  const { rows } = await sql<{ verdict: string; rows: number; applied: number }>`
    select coalesce(verdict, 'waiting') as verdict, count(*)::integer as rows, count(applied_at)::integer as applied
    from import_rows where organisation_id = ${organisationId} and import_id = ${importId} group by 1`.execute(db)
  const of = (verdict: string) => rows.find((row) => row.verdict === verdict)?.rows ?? 0
  return {
    create: of('create'),
    update: of('update'),
    unchanged: of('unchanged'),
    refused: of('refused'),
    waiting: of('waiting'),
    applied: rows.reduce((sum, row) => sum + row.applied, 0),
  }
}

function readingOf(row: { mapping: unknown; fixed: unknown }): Reading {
  return { mapping: mappingSchema.parse(row.mapping), fixed: mappingSchema.parse(row.fixed) }
}

function toKeptRow(row: { row_number: number; cells: unknown }): KeptRow {
  return { number: row.row_number, cells: z.record(z.string(), z.string()).parse(row.cells) }
}
