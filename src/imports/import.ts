import { z } from 'zod'
import { type Importer, type ImportField, type ImportKind, importKinds } from './importer.ts'

/** Where an import stands. Nothing but its own rows is written before `applying`. */
export const importStates = ['draft', 'checking', 'checked', 'applying', 'done', 'failed'] as const

/** What became, or would become, of a row. */
export const rowVerdicts = ['create', 'update', 'unchanged', 'refused'] as const

/** Which column holds each field; fields left out are not in the file. */
export const mappingSchema = z.record(z.string(), z.string())

/** See `mappingSchema`. */
export type Mapping = z.infer<typeof mappingSchema>

/** How the rows of a file are to be read. */
export interface Reading {
  mapping: Mapping
  /** Values given once for every row, by field: a campaign for a file that does not name one. A column wins where it has a value. */
  fixed: Readonly<Record<string, string>>
}

/** A Failure as kept beside the row it refused. */
export const refusalSchema = z.object({
  code: z.string(),
  field: z.string().optional(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
})

/** See `refusalSchema`. */
export type Refusal = z.infer<typeof refusalSchema>

/** The importer of a kind, or nothing when the installation has none. */
export function importerOf(importers: readonly Importer[], kind: string): Importer | undefined {
  return importers.find((importer) => importer.kind === kind)
}

/** Whether a text names a kind of import. */
export function isImportKind(kind: string): kind is ImportKind {
  return importKinds.some((known) => known === kind)
}

/** A cell of a row by field name. */
export function cellsOf(row: Readonly<Record<string, string>>, { mapping, fixed }: Reading): (field: string) => string {
  return (field) => row[mapping[field] ?? '']?.trim() || fixed[field]?.trim() || ''
}

/**
 * Which column probably holds which field: the column the operator chose last time, else the one whose heading is known. No
 * column is offered twice.
 */
export function suggestMapping(
  columns: readonly string[],
  fields: readonly ImportField[],
  lastTime: Mapping = {},
): Mapping {
  const chosen: Mapping = {}
  const isFree = (column: string) => !Object.values(chosen).includes(column)
  for (const field of fields) {
    const remembered = lastTime[field.name]
    if (remembered !== undefined && columns.includes(remembered) && isFree(remembered)) chosen[field.name] = remembered
  }
  for (const field of fields.filter(({ name }) => chosen[name] === undefined)) {
    const known = new Set([field.name, ...field.headings].map(foldHeading))
    const column = columns.find((heading) => known.has(foldHeading(heading)) && isFree(heading))
    if (column !== undefined) chosen[field.name] = column
  }
  return chosen
}

/** A heading as compared: `Order No.` is `order_no` is `ｏｒｄｅｒ　ｎｏ`. */
function foldHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
