import { createHash } from 'node:crypto'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { enqueue } from '../platform/jobs/job.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { readSheetFile } from '../platform/sheets.ts'
import { keepDraft, readDraft } from './draft.ts'
import { importerOf, isImportKind, type Mapping, type Reading, suggestMapping } from './import.ts'
import type { Importer } from './importer.ts'
import { importJob } from './run.ts'
import { countVerdicts, getImport, lastMapping, lockImport, replaceRows } from './store.ts'

/** A file to bring in. */
export interface NewImport {
  kind: string
  fileName: string
  bytes: Uint8Array
}

/** Rows shown before anything is decided. */
const previewRows = 5

/**
 * Reads a file and keeps its rows, sealed, until they are brought in or a week is over; nothing is checked or written yet. Fails with `imports.kind-unknown`, and as `readSheetFile`
 * does.
 */
export async function startImport(scope: Scope, importers: readonly Importer[], file: NewImport) {
  const importer = requireImporter(importers, file.kind)
  permit(scope, importer.permission)
  const sheet = await readSheetFile(file.bytes)
  return scope.transaction(async (transaction) => {
    const { db, organisationId, now, actor } = transaction
    const importId = newId(now)
    await db
      .insertInto('imports')
      .values({
        organisation_id: organisationId,
        import_id: importId,
        kind: importer.kind,
        file_name: file.fileName,
        file_sha256: createHash('sha256').update(file.bytes).digest(),
        columns: [...sheet.columns],
        mapping: JSON.stringify({}),
        state: 'draft',
        total_rows: sheet.rows.length,
        created_by: actor.kind === 'member' ? actor.id : null,
        created_at: now,
      })
      .execute()
    await keepDraft(transaction, importId, sheet.rows)
    return {
      id: importId,
      columns: [...sheet.columns],
      encoding: sheet.encoding,
      preview: sheet.rows.slice(0, previewRows).map((row) => row.cells),
      suggestedMapping: suggestMapping(sheet.columns, importer.fields, await lastMapping(transaction, importer.kind)),
      fields: importer.fields,
      totalRows: sheet.rows.length,
    }
  })
}

/**
 * Says which column is what, and starts the dry run. Columns that are nothing are not written down. Fails with `imports.unknown`, `imports.not-now` while it runs or is done,
 * `imports.column-unknown`, `imports.field-unmapped`, `imports.draft-gone` a week after the upload.
 */
export async function mapColumns(
  scope: Scope,
  importers: readonly Importer[],
  importId: string,
  reading: Reading,
): Promise<void> {
  await scope.transaction(async (transaction) => {
    const found = await lockImport(transaction, importId)
    const importer = requireImporter(importers, found.kind)
    permit(scope, importer.permission)
    refuseUnless(found.state, ['draft', 'checked', 'failed'])
    const given = { mapping: withoutBlanks(reading.mapping), fixed: withoutBlanks(reading.fixed) }
    refuseIncomplete(importer, found.columns, given)
    const mapped = new Set(Object.values(given.mapping))
    await replaceRows(transaction, importId, await readDraft(transaction, importId, mapped))
    await setState(transaction, importId, 'checking', {
      mapping: JSON.stringify(given.mapping),
      fixed: JSON.stringify(given.fixed),
    })
  })
}

/** Starts writing what the dry run found acceptable. Fails with `imports.unknown`, `imports.not-now` before the dry run is through. */
export async function applyImport(scope: Scope, importers: readonly Importer[], importId: string): Promise<void> {
  await scope.transaction(async (transaction) => {
    const found = await lockImport(transaction, importId)
    permit(scope, requireImporter(importers, found.kind).permission)
    refuseUnless(found.state, ['checked', 'failed'])
    if (found.cells_forgotten_at) throw new Failure('imports.draft-gone', {}, { kind: 'gone' })
    const counts = await countVerdicts(transaction, importId)
    if (counts.waiting > 0) throw new Failure('imports.not-now', {}, { kind: 'conflict' })
    await setState(transaction, importId, 'applying', {})
    await audit(transaction, {
      action: 'imports.apply',
      subjectKind: 'import',
      subjectId: importId,
      after: { kind: found.kind, ...counts },
    })
  })
}

/** An import and how far it is. */
export async function readImport(scope: Scope, importers: readonly Importer[], importId: string) {
  return scope.transaction(async (transaction) => {
    const found = await getImport(transaction, importId)
    const importer = requireImporter(importers, found.kind)
    permit(scope, importer.permission)
    return { ...found, fields: importer.fields, counts: await countVerdicts(transaction, importId) }
  })
}

/** The importer of a kind. Fails with `imports.kind-unknown`. */
export function requireImporter(importers: readonly Importer[], kind: string): Importer {
  const importer = isImportKind(kind) ? importerOf(importers, kind) : undefined
  if (!importer) throw new Failure('imports.kind-unknown', {}, { field: 'kind' })
  return importer
}

function refuseUnless(state: string, allowed: readonly string[]): void {
  if (!allowed.includes(state)) throw new Failure('imports.not-now', {}, { kind: 'conflict' })
}

function refuseIncomplete(importer: Importer, columns: readonly string[], { mapping, fixed }: Reading): void {
  const unknown = Object.entries(mapping).find(([, column]) => !columns.includes(column))
  if (unknown) {
    const [field, column] = unknown
    throw new Failure('imports.column-unknown', { column }, { field })
  }
  const unmapped = importer.fields.find(({ name, required }) => required && !mapping[name] && !fixed[name])
  if (unmapped) throw new Failure('imports.field-unmapped', { field: unmapped.name }, { field: unmapped.name })
}

function withoutBlanks(given: Readonly<Record<string, string>>): Mapping {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value.trim() !== ''))
}

async function setState(
  transaction: Transaction,
  importId: string,
  state: 'checking' | 'applying',
  reading: { mapping?: string; fixed?: string },
): Promise<void> {
  const { db, organisationId } = transaction
  await db
    .updateTable('imports')
    .set({ state, done_rows: 0, failure: null, ...reading })
    .where('organisation_id', '=', organisationId)
    .where('import_id', '=', importId)
    .execute()
  await enqueue(transaction, importJob, { importId }, { key: importId })
}
