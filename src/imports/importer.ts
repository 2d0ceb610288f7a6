import type { Permission } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import type { Transaction } from '../platform/scope.ts'

/** What can be brought in from a spreadsheet. */
export const importKinds = ['people', 'cases', 'needs', 'orders', 'payouts'] as const

/** See `importKinds`. */
export type ImportKind = (typeof importKinds)[number]

/** Something a row can say. */
export interface ImportField {
  name: string
  /** A file without it cannot be checked; a row without it is refused with `imports.cell-missing`. */
  required: boolean
  /** Words for people: `people:import.name`. */
  labelKey: string
  /** Headings under which files are known to carry it, in any language; compared without case, spaces and punctuation. */
  headings: readonly string[]
}

/** The cells of one row by field name, trimmed; empty when the column is not mapped or the cell is blank. */
export type Cells = (field: string) => string

/** What a row would do, or did. */
export type Verdict = 'create' | 'update' | 'unchanged'

/** What a row would do; `subjectId` when the thing already exists. */
export interface CheckedRow {
  verdict: Verdict
  subjectId?: string
}

/** What a row did. */
export interface AppliedRow {
  verdict: Verdict
  subjectId: string
}

/**
 * How one kind of row is read, judged and written. A Failure thrown by any of these refuses the row, with the Failure's code
 * and `field` (a field name) shown beside it; a retryable Failure or another error stops the import, to be resumed.
 */
export interface ImporterPlan<Row> {
  kind: ImportKind
  permission: Permission
  fields: readonly ImportField[]
  /** Parses the cells. Reads from the database at most what defaults need. */
  read(transaction: Transaction, cells: Cells): Row | Promise<Row>
  /**
   * What makes a row the same as another of its file: one key or several, of which one in common is enough. The second row is
   * refused with `imports.row-repeated`. Undefined: never the same.
   */
  key?(row: Row): string | readonly string[] | undefined
  /** What `apply` would answer, without writing. */
  check(transaction: Transaction, row: Row): Promise<CheckedRow>
  /** Writes the row; again with the same row it must answer `unchanged`. Never sends a message. */
  apply(transaction: Transaction, row: Row): Promise<AppliedRow>
}

/** An importer among others: participants of the imports feature, handed over by the door as a list. */
export interface Importer {
  readonly kind: ImportKind
  readonly permission: Permission
  readonly fields: readonly ImportField[]
  keys(transaction: Transaction, cells: Cells): Promise<readonly string[]>
  check(transaction: Transaction, cells: Cells): Promise<CheckedRow>
  apply(transaction: Transaction, cells: Cells): Promise<AppliedRow>
}

/** Makes an importer of its plan. */
export function importer<Row>(plan: ImporterPlan<Row>): Importer {
  const read = async (transaction: Transaction, cells: Cells) => {
    const missing = plan.fields.find((field) => field.required && cells(field.name) === '')
    if (missing) throw new Failure('imports.cell-missing', {}, { field: missing.name })
    return plan.read(transaction, cells)
  }
  return {
    kind: plan.kind,
    permission: plan.permission,
    fields: plan.fields,
    keys: async (transaction, cells) => [plan.key?.(await read(transaction, cells)) ?? []].flat(),
    check: async (transaction, cells) => plan.check(transaction, await read(transaction, cells)),
    apply: async (transaction, cells) => plan.apply(transaction, await read(transaction, cells)),
  }
}
