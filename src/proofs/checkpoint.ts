import { fromBase64, toBase64 } from './base64.ts'
import { type NoteKey, openNote } from './note.ts'
import { HASH_BYTES, isPosition } from './tree.ts'

/** What a log commits itself to at one moment: this many entries, under this root. */
export interface Checkpoint {
  /** The log's name; also the name of the key that signs it. */
  origin: string
  size: number
  root: Uint8Array
}

/** The text of a checkpoint, ready to be signed as a note (c2sp.org/tlog-checkpoint, read 2026-11). */
export function writeCheckpoint(checkpoint: Checkpoint): string {
  return `${checkpoint.origin}\n${checkpoint.size}\n${toBase64(checkpoint.root)}\n`
}

/** Reads the text of a checkpoint; `undefined` unless it is exactly three lines. Our logs have no extension lines: nobody could audit them. */
export function readCheckpoint(text: string): Checkpoint | undefined {
  const [origin = '', decimal = '', encoded = '', end, ...rest] = text.split('\n')
  const size = readDecimal(decimal)
  const root = fromBase64(encoded)
  if (origin === '' || size === undefined || root?.length !== HASH_BYTES) return undefined
  return end === '' && rest.length === 0 ? { origin, size, root } : undefined
}

/** Reads the text of any log's checkpoint: further lines may follow, whose meaning only that log knows. For witnesses. */
export function readForeignCheckpoint(text: string): Checkpoint | undefined {
  const lines = text.split('\n')
  if (lines.length < 4 || lines.at(-1) !== '' || lines.slice(0, -1).includes('')) return undefined
  return readCheckpoint(`${lines.slice(0, 3).join('\n')}\n`)
}

/** Opens a signed checkpoint; `undefined` unless this key signed it and the log is the one the key is named for. */
export async function openCheckpoint(note: string, key: NoteKey): Promise<Checkpoint | undefined> {
  const text = await openNote(note, key)
  const checkpoint = text === undefined ? undefined : readCheckpoint(text)
  return checkpoint?.origin === key.name ? checkpoint : undefined
}

/** Reads a tree size or leaf index in decimal digits; `undefined` for a leading zero, a sign, or more than 2^53 − 1. */
export function readDecimal(text: string): number | undefined {
  const value = Number(text)
  return /^(0|[1-9][0-9]*)$/.test(text) && isPosition(value) ? value : undefined
}
