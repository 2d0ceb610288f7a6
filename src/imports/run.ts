import { sql } from 'kysely'
import { z } from 'zod'
import { Failure } from '../platform/errors.ts'
import { job } from '../platform/jobs/job.ts'
import { describeError } from '../platform/log.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { dropDraft } from './draft.ts'
import { cellsOf, importerOf, type Reading } from './import.ts'
import type { Importer } from './importer.ts'
import { acceptedRows, type KeptRow, lockImport, nextRows, type RowResult, writeResults } from './store.ts'

/** The wake-up of one import, for its dry run and for its real one. */
export const importJob = job('imports.run', z.object({ importId: z.uuid() }))

/** Rows of one transaction: small enough to show progress and to lose little, large enough to be quick. */
const batchRows = 100

/**
 * Carries an import on from where it stands until its dry run, or its real run, is through. Each batch commits with its marks, so
 * whatever stops the process costs at most one batch, done again; two processes at once take turns. An error that is neither a
 * row's fault nor passing ends the import as `failed`.
 */
export async function runImport(scope: Scope, importers: readonly Importer[], importId: string): Promise<void> {
  const seen = new Map<string, number>()
  try {
    await scope.transaction((transaction) => rememberKeys(transaction, importers, importId, seen))
    while (await scope.transaction((transaction) => runBatch(transaction, importers, importId, seen))) {
      // Until nothing is left.
    }
  } catch (error) {
    if (isPassing(error)) throw error
    await scope.transaction((transaction) => endFailed(transaction, importId, error))
  }
}

/** Handles one batch; answers whether there may be more. */
async function runBatch(
  transaction: Transaction,
  importers: readonly Importer[],
  importId: string,
  seen: Map<string, number>,
): Promise<boolean> {
  const found = await lockImport(transaction, importId)
  const importer = importerOf(importers, found.kind)
  if (!importer || (found.state !== 'checking' && found.state !== 'applying')) return false
  const rows = await nextRows(transaction, importId, found.state, batchRows)
  const handle = found.state === 'checking' ? checkRow(seen) : applyRow
  const results: RowResult[] = []
  for (const row of rows)
    results.push(await judged(transaction, row, () => handle(transaction, importer, row, found.reading)))
  if (results.length > 0) await writeResults(transaction, importId, results)
  const { db, organisationId, now } = transaction
  const isThrough = rows.length < batchRows
  await db
    .updateTable('imports')
    .set({
      done_rows: sql<number>`done_rows + ${rows.length}`,
      ...(isThrough ? { state: found.state === 'checking' ? 'checked' : 'done' } : {}),
      ...(isThrough && found.state === 'applying' ? { finished_at: now } : {}),
    })
    .where('organisation_id', '=', organisationId)
    .where('import_id', '=', importId)
    .execute()
  if (isThrough && found.state === 'applying') await dropDraft(transaction, importId)
  return !isThrough
}

type HandleRow = (
  transaction: Transaction,
  importer: Importer,
  row: KeptRow,
  reading: Reading,
) => Promise<Omit<RowResult, 'number'>>

function checkRow(seen: Map<string, number>): HandleRow {
  return async (transaction, importer, row, reading) => {
    const cells = cellsOf(row.cells, reading)
    const keys = await importer.keys(transaction, cells)
    const earlier = keys.map((key) => seen.get(key)).find((number) => number !== undefined && number < row.number)
    if (earlier !== undefined) throw new Failure('imports.row-repeated', { row: earlier })
    const checked = await importer.check(transaction, cells)
    for (const key of keys) seen.set(key, row.number)
    return { ...checked, applied: false }
  }
}

const applyRow: HandleRow = async (transaction, importer, row, reading) => ({
  ...(await importer.apply(transaction, cellsOf(row.cells, reading))),
  applied: true,
})

/** What a row did, or why it was refused; whatever a refused row had begun to write is taken back. */
async function judged(
  { db }: Transaction,
  { number }: KeptRow,
  handle: () => Promise<Omit<RowResult, 'number'>>,
): Promise<RowResult> {
  await sql`savepoint import_row`.execute(db)
  try {
    const result = await handle()
    await sql`release savepoint import_row`.execute(db)
    return { number, ...result }
  } catch (error) {
    const failure = rowsFault(error)
    if (!failure) throw error
    await sql`rollback to savepoint import_row`.execute(db)
    const { code, facts, field } = failure
    return { number, verdict: 'refused', refusal: { code, facts, ...(field ? { field } : {}) }, applied: false }
  }
}

/** The failure a row answers for: our own refusals, and values or keys the database does not take (SQLSTATE 22, 23). */
function rowsFault(error: unknown): Failure | undefined {
  if (error instanceof Failure) return error.retryable ? undefined : error
  return /^2[23]/.test(codeOf(error)) ? new Failure('imports.value-refused', {}, { cause: error }) : undefined
}

/** Whether trying again later may help: connections, locks, a database that is starting or full (SQLSTATE 08, 40, 53, 55, 57). */
function isPassing(error: unknown): boolean {
  if (error instanceof Failure) return error.retryable
  return /^(08|40|53|55|57|E[A-Z]+$)/.test(codeOf(error))
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** The keys of rows a former run already checked. */
async function rememberKeys(
  transaction: Transaction,
  importers: readonly Importer[],
  importId: string,
  seen: Map<string, number>,
): Promise<void> {
  const found = await lockImport(transaction, importId)
  const importer = importerOf(importers, found.kind)
  if (!importer || found.state !== 'checking') return
  for (const row of await acceptedRows(transaction, importId)) {
    for (const key of await importer.keys(transaction, cellsOf(row.cells, found.reading))) seen.set(key, row.number)
  }
}

async function endFailed(
  { db, organisationId, context }: Transaction,
  importId: string,
  error: unknown,
): Promise<void> {
  context.log.error({ importId, ...describeError(error) }, 'An import stopped')
  await db
    .updateTable('imports')
    .set({ state: 'failed', failure: JSON.stringify(describeError(error)) })
    .where('organisation_id', '=', organisationId)
    .where('import_id', '=', importId)
    .execute()
}
