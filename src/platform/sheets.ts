import { parse } from 'csv-parse/sync'
import { readSheet } from 'read-excel-file/node'
import { decodeText } from './encodings.ts'
import { Failure } from './errors.ts'
import { remadeArchive } from './sheet-archive.ts'

/** A table as people keep it: headings in the first row, text in every cell. */
export interface Sheet {
  /** The headings in their order, trimmed, each different. */
  columns: readonly string[]
  rows: readonly SheetRow[]
  /** `xlsx`, or the encoding a CSV was read as: shown with the preview, since it may be guessed. */
  encoding: string
}

/** One row under the headings; blank rows are left out. */
export interface SheetRow {
  /** As the spreadsheet numbers it: the headings are row 1. */
  number: number
  cells: Readonly<Record<string, string>>
}

/** Rows a sheet may have. */
export const mostRows = 50_000

/**
 * Reads CSV (comma, semicolon or tab; UTF-8, UTF-16, GB18030, Big5, Shift_JIS) or the first sheet of an XLSX. Every value stays
 * text: order numbers keep their digits and leading zeros, dates become 'YYYY-MM-DD'. Fails with `sheets.unreadable`,
 * `sheets.empty`, `sheets.too-many-rows`, `sheets.too-many-cells`, `sheets.too-large`, `sheets.repeated-heading`, and `sheets.number-corrupted` when a
 * spreadsheet has already cut a long number down to 2.02E+18.
 */
export async function readSheetFile(bytes: Uint8Array): Promise<Sheet> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  const { table, encoding } = isZip ? await readXlsx(bytes) : readCsv(bytes)
  return { ...toSheet(table), encoding }
}

interface Table {
  table: readonly (readonly string[])[]
  encoding: string
}

function readCsv(bytes: Uint8Array): Table {
  const decoded = decodeText(bytes)
  if (!decoded || decoded.text.includes('\u0000')) throw new Failure('sheets.unreadable')
  const { text, encoding } = decoded
  try {
    const table = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      to: mostRows + 2,
    })
    return { table, encoding }
  } catch (cause) {
    throw new Failure('sheets.unreadable', {}, { cause })
  }
}

/** The separator that stands most often in the line of headings, outside quotes. */
function delimiterOf(text: string): string {
  const headings = (text.split(/\r?\n/).find((line) => line.trim() !== '') ?? '').replace(/"[^"]*"/g, '')
  const count = (mark: string) => headings.split(mark).length
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best))
}

async function readXlsx(bytes: Uint8Array): Promise<Table> {
  const buffer = remadeArchive(Buffer.from(bytes))
  try {
    // Numbers are taken as the file writes them: as JavaScript numbers the long ones would lose their last digits here.
    const table = await readSheet(buffer, 1, { parseNumber: (written) => new WrittenNumber(written) })
    return { table: table.map((row) => row.map(textOfCell)), encoding: 'xlsx' }
  } catch (cause) {
    if (cause instanceof Failure) throw cause
    throw new Failure('sheets.unreadable', {}, { cause })
  }
}

/** A number as an XLSX writes it. */
class WrittenNumber {
  readonly written: string

  constructor(written: string) {
    this.written = written
  }

  /** Plain digits where nothing is lost; a long number as scientific notation, which `refuseCorrupted` then names. */
  toString(): string {
    const value = Number(this.written)
    if (/^-?\d{1,15}$/.test(this.written)) return this.written
    if (Number.isInteger(value)) return Number.isSafeInteger(value) ? String(value) : value.toExponential()
    // 1000.1000000000001 is how a sum of 1000.1 is stored.
    return String(Number(value.toPrecision(15)))
  }
}

function textOfCell(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().replace(/T00:00:00\.000Z$/, '')
  return String(cell)
}

function toSheet(table: readonly (readonly string[])[]): Omit<Sheet, 'encoding'> {
  const top = table.findIndex((row) => row.some((cell) => clean(cell) !== ''))
  const headings = (table[top] ?? []).map(clean)
  const columns = headings.filter((heading) => heading !== '')
  const repeated = columns.find((heading, at) => columns.indexOf(heading) !== at)
  if (repeated !== undefined) throw new Failure('sheets.repeated-heading', { column: repeated })
  const rows = table.flatMap((row, at) => {
    if (at <= top || row.every((cell) => clean(cell) === '')) return []
    const cells = headings.map((heading, column) => [heading, clean(row[column] ?? '')] as const)
    return [{ number: at + 1, cells: Object.fromEntries(cells.filter(([heading]) => heading !== '')) }]
  })
  if (columns.length === 0 || rows.length === 0) throw new Failure('sheets.empty')
  if (rows.length > mostRows) throw new Failure('sheets.too-many-rows', { maximum: mostRows })
  for (const row of rows) refuseCorrupted(row)
  return { columns, rows }
}

/** Exports put a backtick or a tab before long numbers so that spreadsheets leave them alone; here they are only in the way. */
function clean(cell: string): string {
  return cell.trim().replace(/^`/, '').trim()
}

function refuseCorrupted({ number, cells }: SheetRow): void {
  const corrupted = Object.entries(cells).find(([, value]) => /^\d([.,]\d+)?E\+?\d+$/i.test(value))
  if (!corrupted) return
  const [column, value] = corrupted
  throw new Failure('sheets.number-corrupted', { row: number, column, value })
}

/**
 * Writes CSV that spreadsheets open as it is meant: UTF-8 with its mark, everything quoted, and nothing that a spreadsheet would
 * take for a formula (OWASP ASVS 5.0 1.2.10): such a cell is led by an apostrophe. Plain numbers, negative ones too, stay numbers.
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => row.map((cell) => `"${neutralise(cell).replaceAll('"', '""')}"`).join(','))
  return `\ufeff${lines.map((line) => `${line}\r\n`).join('')}`
}

function neutralise(cell: string): string {
  if (/^-?\d+(\.\d+)?$/.test(cell)) return cell
  return /^[=+\-@\t\r＝＋－＠]/u.test(cell) ? `'${cell}` : cell
}
