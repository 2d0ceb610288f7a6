import { fromBase64, toBase64 } from './base64.ts'
import { readDecimal } from './checkpoint.ts'
import { fingerprintOf, type NoteKey, openNote, readKey, readNote } from './note.ts'
import { type Digest, nativeSha256 } from './sha256.ts'
import { HASH_BYTES } from './tree.ts'

const FIRST_LINE = 'riscontro/key-succession/v1'

/** The announcement that from a state of the log on another key signs it. Signed by both: by whom it is left to, and by whom it is left by. */
export interface Succession {
  /** The `vkey` that signed until now. */
  from: string
  /** The `vkey` that signs from now on; of the same name. */
  to: string
  size: number
  root: Uint8Array
}

/** The text of an announcement, ready to be signed as a note. */
export function writeSuccession({ from, to, size, root }: Succession): string {
  return `${[FIRST_LINE, from, to, size, toBase64(root)].join('\n')}\n`
}

/** Reads that text; `undefined` unless writing it again gives the same. */
export function readSuccession(text: string): Succession | undefined {
  const [, from = '', to = '', decimal = '', encoded = ''] = text.split('\n')
  const [size, root] = [readDecimal(decimal), fromBase64(encoded)]
  if (size === undefined || root?.length !== HASH_BYTES) return undefined
  const succession = { from, to, size, root }
  return writeSuccession(succession) === text ? succession : undefined
}

/** The file `keys` of a log: every announcement it ever made, oldest first, with an empty line between. */
export function joinSuccessions(notes: readonly string[]): string {
  return notes.join('\n')
}

/**
 * The key that a log's announcements lead to from the one whose fingerprint a reader holds: the first of them all, the newest,
 * or any between. Each step must be signed by the key before and the key after, for one log name. `undefined` when they do not
 * lead from there to `newest`.
 */
export async function followKey(
  fingerprint: string,
  newest: NoteKey,
  keys: string,
  digest: Digest = nativeSha256,
): Promise<NoteKey | undefined> {
  const goal = await fingerprintOf(newest, digest)
  let held = fingerprint
  for (const note of notesIn(keys)) {
    if (held === goal) break
    const step = await openSuccession(note, digest)
    if (step?.from === held && step.name === newest.name) held = step.to
  }
  return held === goal ? newest : undefined
}

function notesIn(keys: string): string[] {
  const parts = keys.split('\n\n')
  return parts.flatMap((text, place) =>
    place % 2 === 0 ? [`${text}\n\n${(parts[place + 1] ?? '').replace(/\n?$/, '\n')}`] : [],
  )
}

/** The fingerprints on both sides of an announcement that both keys signed. */
async function openSuccession(note: string, digest: Digest) {
  const said = readSuccession(readNote(note)?.text ?? '')
  const from = said && (await readKey(said.from, digest))
  const to = said && (await readKey(said.to, digest))
  if (from === undefined || to === undefined || from.name !== to.name) return undefined
  for (const key of [from, to]) if ((await openNote(note, key)) === undefined) return undefined
  return { name: from.name, from: await fingerprintOf(from, digest), to: await fingerprintOf(to, digest) }
}
