import { concat, sameBytes, utf8 } from './bytes.ts'
import type { Checkpoint } from './checkpoint.ts'
import { readCheckpoint } from './checkpoint.ts'
import { signatureHolds } from './ed25519.ts'
import { type NoteKey, openNote, readKey, readNote, writeKey } from './note.ts'
import { type Digest, nativeSha256 } from './sha256.ts'

/** The type byte of Ed25519 cosignatures in keys and key ids (c2sp.org/tlog-cosignature, read 2026-11). */
export const COSIGNATURE_TYPE = 4

/** What a witness said: that this was the largest log it had seen under this name, and that it only continued the earlier ones. */
export interface Cosignature {
  /** The name in the witness's key. */
  witness: string
  /** Seconds since 1970, by the witness's clock. */
  atSeconds: number
}

/** Whom a reader believes: the key of a log, and witnesses of which at least `quorum` must have cosigned. */
export interface Trust {
  key: NoteKey
  witnesses?: readonly NoteKey[]
  quorum?: number
}

/** Reads the `vkey` of a witness, whose type byte is 4; `undefined` for anything else, a log's own key included. */
export function readWitnessKey(vkey: string, digest: Digest = nativeSha256): Promise<NoteKey | undefined> {
  return readKey(vkey, digest, COSIGNATURE_TYPE)
}

/** Writes the `vkey` of a witness. */
export function writeWitnessKey(key: NoteKey): string {
  return writeKey(key, COSIGNATURE_TYPE)
}

/** The bytes that a witness signs: the time, then the checkpoint's whole text. */
export function cosignedMessage(text: string, atSeconds: number): Uint8Array {
  return utf8(`cosignature/v1\ntime ${atSeconds}\n${text}`)
}

/**
 * The cosignatures of these witnesses under a note, whoever else signed it. A line counts as a witness's own when name and key
 * id both match; one that does and does not hold makes the answer `undefined`, as a note with a bad known signature must be refused.
 */
export async function cosignaturesOf(note: string, witnesses: readonly NoteKey[]): Promise<Cosignature[] | undefined> {
  const read = readNote(note)
  if (read === undefined) return undefined
  const found: Cosignature[] = []
  for (const key of witnesses) {
    const own = read.signatures.filter(({ name, keyId }) => name === key.name && sameBytes(keyId, key.keyId))
    for (const { signature } of own) {
      const atSeconds = readTime(signature.subarray(0, 8))
      if (signature.length !== 72 || atSeconds === undefined) return undefined
      const message = cosignedMessage(read.text, atSeconds)
      if (!(await signatureHolds(message, signature.subarray(8), key.publicKey))) return undefined
      found.push({ witness: key.name, atSeconds })
    }
  }
  return found
}

/** Opens a checkpoint that the log signed and enough witnesses cosigned; `undefined` if one of these does not hold. */
export async function openTrusted(
  note: string,
  { key, witnesses = [], quorum = 0 }: Trust,
): Promise<(Checkpoint & { cosignatures: readonly Cosignature[] }) | undefined> {
  const text = await openNote(note, key)
  const checkpoint = text === undefined ? undefined : readCheckpoint(text)
  const cosignatures = await cosignaturesOf(note, witnesses)
  if (checkpoint?.origin !== key.name || cosignatures === undefined) return undefined
  const count = new Set(cosignatures.map(({ witness }) => witness)).size
  return count < quorum ? undefined : { ...checkpoint, cosignatures }
}

/** The eight bytes before a cosignature's signature. */
export function writeTime(atSeconds: number): Uint8Array {
  const bytes = concat(new Uint8Array(8))
  new DataView(bytes.buffer).setBigUint64(0, BigInt(atSeconds))
  return bytes
}

function readTime(bytes: Uint8Array): number | undefined {
  if (bytes.length !== 8) return undefined
  const seconds = Number(new DataView(concat(bytes).buffer).getBigUint64(0))
  return Number.isSafeInteger(seconds) ? seconds : undefined
}
