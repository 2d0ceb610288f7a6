import { z } from 'zod'
import { Failure } from '../platform/errors.ts'
import type { Transaction } from '../platform/scope.ts'
import type { SheetRow } from '../platform/sheets.ts'

const draftRows = z.array(z.object({ number: z.number(), cells: z.record(z.string(), z.string()) }))

/** Keeps an uploaded table, sealed, while it is being decided which column is what. */
export async function keepDraft(
  { db, organisationId, now, context }: Transaction,
  importId: string,
  rows: readonly SheetRow[],
): Promise<void> {
  await db
    .insertInto('import_drafts')
    .values({
      organisation_id: organisationId,
      import_id: importId,
      rows_cipher: context.vault.seal(JSON.stringify(rows), sealPlace(organisationId, importId)),
      created_at: now,
    })
    .execute()
}

/** The rows of an uploaded table with these columns and no other. Fails with `imports.draft-gone`. */
export async function readDraft(
  { db, organisationId, context }: Transaction,
  importId: string,
  columns: ReadonlySet<string>,
): Promise<SheetRow[]> {
  const draft = await db
    .selectFrom('import_drafts')
    .where('organisation_id', '=', organisationId)
    .where('import_id', '=', importId)
    .select('rows_cipher')
    .executeTakeFirst()
  if (!draft) throw new Failure('imports.draft-gone', {}, { kind: 'gone' })
  const rows = draftRows.parse(JSON.parse(context.vault.open(draft.rows_cipher, sealPlace(organisationId, importId))))
  return rows.map(({ number, cells }) => ({
    number,
    cells: Object.fromEntries(Object.entries(cells).filter(([column]) => columns.has(column))),
  }))
}

/** Forgets the uploaded table. */
export async function dropDraft({ db, organisationId }: Transaction, importId: string): Promise<void> {
  await db
    .deleteFrom('import_drafts')
    .where('organisation_id', '=', organisationId)
    .where('import_id', '=', importId)
    .execute()
}

/** Where the rows of a draft are sealed. */
export function sealPlace(organisationId: string, importId: string): string {
  return `${organisationId}/import_drafts/${importId}/rows`
}
