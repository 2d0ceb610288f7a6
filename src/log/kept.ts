import { z } from 'zod'
import { fromBase64, toBase64 } from '../proofs/base64.ts'
import type { Kept } from './monitor.ts'

const hash = z.string().transform((text, context) => {
  const bytes = fromBase64(text)
  if (bytes?.length === 32) return bytes
  context.addIssue({ code: 'custom' })
  return z.NEVER
})

const size = z.int().min(0)

const schema = z.object({
  fingerprint: z.string(),
  note: z.string(),
  size,
  root: hash,
  full: z.object({ size, hashes: z.array(hash) }),
})

/** The file a monitor keeps between its runs, as JSON. */
export function writeKept(kept: Kept): string {
  const { root, full } = kept
  const shown = { ...kept, root: toBase64(root), full: { size: full.size, hashes: full.hashes.map(toBase64) } }
  return `${JSON.stringify(shown, null, 2)}\n`
}

/** Reads such a file; `undefined` when it is damaged, which must not be taken for a first run. */
export function readKept(text: string): Kept | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
