import { toBase64 } from './base64.ts'
import { readDecimal } from './checkpoint.ts'
import { readHashes } from './proof-check.ts'

/** What a log asks of a witness: to cosign a checkpoint that continues the one it cosigned last. */
export interface WitnessRequest {
  /** The size the witness is thought to have cosigned last; 0 for none. */
  oldSize: number
  proof: readonly Uint8Array[]
  /** The signed checkpoint, verbatim. */
  checkpoint: string
}

const hashesMost = 63

/** The body of `add-checkpoint` (c2sp.org/tlog-witness, read 2026-11). */
export function writeWitnessRequest({ oldSize, proof, checkpoint }: WitnessRequest): string {
  return `${[`old ${oldSize}`, ...proof.map(toBase64)].join('\n')}\n\n${checkpoint}`
}

/** Reads such a body; `undefined` unless writing it again gives the same text. Its checkpoint is not checked here. */
export function readWitnessRequest(text: string): WitnessRequest | undefined {
  const seam = text.indexOf('\n\n')
  const [first = '', ...lines] = text.slice(0, Math.max(seam, 0)).split('\n')
  const oldSize = readDecimal(first.replace(/^old /, ''))
  const proof = readHashes(lines)
  if (oldSize === undefined || proof === undefined || lines.length > hashesMost) return undefined
  const request = { oldSize, proof, checkpoint: text.slice(seam + 2) }
  return writeWitnessRequest(request) === text ? request : undefined
}
