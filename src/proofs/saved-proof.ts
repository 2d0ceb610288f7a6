import { fromUtf8, utf8 } from './bytes.ts'
import { type Cosignature, openTrusted, type Trust } from './cosignature.ts'
import { type Entry, leafOf, readLine } from './entry.ts'
import { fingerprintOf, readKey } from './note.ts'
import { includes } from './proof-check.ts'
import { readProofFile, writeProofFile } from './proof-file.ts'
import { type Digest, nativeSha256 } from './sha256.ts'
import { leafPreimage } from './tree.ts'

/** A proof file that stands alone: its extra data is the entry's own line and, on a second line, the log's `vkey`. */
export interface SavedProof {
  index: number
  proof: readonly Uint8Array[]
  /** The signed checkpoint, verbatim. */
  checkpoint: string
  line: string
  vkey: string
}

/** What a saved proof shows once it holds. */
export interface Proven {
  entry: Entry
  line: string
  index: number
  /** Entries in the log when the proof was made. */
  size: number
  root: Uint8Array
  origin: string
  fingerprint: string
  cosignatures: readonly Cosignature[]
}

/** Whom the reader of a saved proof believes: a fingerprint from a thank-you is enough, for the file brings the key that fits it. */
export type ProofTrust = Omit<Trust, 'key'> & { fingerprint: string }

/** Writes the file that a donor keeps (c2sp.org/tlog-proof, read 2026-11). */
export function writeSavedProof({ line, vkey, ...file }: SavedProof): string {
  return writeProofFile({ ...file, extra: utf8(`${line}\n${vkey}`) })
}

/** Reads such a file, nothing of it checked; `undefined` unless it is spelt exactly as written. */
export function readSavedProof(text: string): SavedProof | undefined {
  const file = readProofFile(text)
  const [line = '', vkey = '', ...rest] = (fromUtf8(file?.extra ?? new Uint8Array()) ?? '').split('\n')
  if (file === undefined || line === '' || vkey === '' || rest.length > 0) return undefined
  return { index: file.index, proof: file.proof, checkpoint: file.checkpoint, line, vkey }
}

/**
 * Checks a saved proof offline: its key has the fingerprint that the reader was told apart from the file, the key signed the
 * checkpoint, enough of the reader's witnesses cosigned it, and the line is in the tree under it. `undefined` if not.
 */
export async function openSavedProof(
  text: string,
  { fingerprint, ...trust }: ProofTrust,
  digest: Digest = nativeSha256,
): Promise<Proven | undefined> {
  const saved = readSavedProof(text)
  const key = saved && (await readKey(saved.vkey, digest))
  const entry = saved && readLine(saved.line)
  if (key === undefined || entry === undefined || (await fingerprintOf(key, digest)) !== fingerprint) return undefined
  const opened = await openTrusted(saved?.checkpoint ?? '', { ...trust, key })
  if (saved === undefined || opened === undefined) return undefined
  const { index, proof, line } = saved
  const leafHash = await digest(leafPreimage(leafOf(line)))
  const { size, root, origin, cosignatures } = opened
  if (!(await includes({ index, proof, leafHash, size, root }, digest))) return undefined
  return { entry, line, index, size, root, origin, fingerprint, cosignatures }
}
