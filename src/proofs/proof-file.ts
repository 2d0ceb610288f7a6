import { fromBase64, toBase64 } from './base64.ts'
import { openCheckpoint, readDecimal } from './checkpoint.ts'
import type { NoteKey } from './note.ts'
import { includes, readHashes } from './proof-check.ts'
import { type Digest, nativeSha256 } from './sha256.ts'
import { leafPreimage } from './tree.ts'

const FIRST_LINE = 'c2sp.org/tlog-proof@v1'

/** A `.tlog-proof` file: one entry's place in a log, to be checked with nothing else than the entry and the log's key. */
export interface ProofFile {
  index: number
  proof: readonly Uint8Array[]
  /** The signed checkpoint, verbatim, its final newline included. */
  checkpoint: string
  /** Anything the application adds. Nobody signs it. */
  extra?: Uint8Array
}

/** Writes a proof file (c2sp.org/tlog-proof, read 2026-11). */
export function writeProofFile(file: ProofFile): string {
  const extra = file.extra === undefined ? [] : [`extra ${toBase64(file.extra)}`]
  const lines = [FIRST_LINE, ...extra, `index ${file.index}`, ...file.proof.map(toBase64)]
  return `${lines.join('\n')}\n\n${file.checkpoint}`
}

/** Reads a proof file; `undefined` unless writing it again gives the same text. Its checkpoint is not checked here. */
export function readProofFile(text: string): ProofFile | undefined {
  const seam = text.indexOf('\n\n')
  const [first, ...lines] = text.slice(0, Math.max(seam, 0)).split('\n')
  const extra = lines[0]?.startsWith('extra ') ? fromBase64(lines.shift()?.slice(6) ?? '') : undefined
  const index = readDecimal(lines.shift()?.replace(/^index /, '') ?? '')
  const proof = readHashes(lines)
  if (first !== FIRST_LINE || index === undefined || proof === undefined) return undefined
  const file = { index, proof, checkpoint: text.slice(seam + 2), ...(extra && { extra }) }
  return writeProofFile(file) === text ? file : undefined
}

/** Checks that a proof file shows the entry with these exact bytes to be in the log with this key. */
export async function proves(
  text: string,
  entry: Uint8Array,
  key: NoteKey,
  digest: Digest = nativeSha256,
): Promise<boolean> {
  const file = readProofFile(text)
  const checkpoint = file && (await openCheckpoint(file.checkpoint, key))
  if (file === undefined || checkpoint === undefined) return false
  const leafHash = await digest(leafPreimage(entry))
  return includes(
    { index: file.index, proof: file.proof, leafHash, size: checkpoint.size, root: checkpoint.root },
    digest,
  )
}
