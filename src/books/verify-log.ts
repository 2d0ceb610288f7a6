import type { Translate } from '../platform/i18n/translator.ts'
import { sameBytes } from '../proofs/bytes.ts'
import { type Checkpoint, openCheckpoint } from '../proofs/checkpoint.ts'
import { append, emptyFrontier, type Frontier, rootOf } from '../proofs/frontier.ts'
import { type Remembered, readRemembered } from '../proofs/link.ts'
import { fingerprintOf, readKey } from '../proofs/note.ts'
import { serverSha256 } from '../proofs/sha256-server.ts'
import { followKey } from '../proofs/succession.ts'
import { bundlePath, readBundle, TILE_WIDTH } from '../proofs/tiles.ts'
import { leafHash } from '../proofs/tree.ts'
import { LogTotals } from './log-totals.ts'

/** What to verify, and how to reach and tell the outside. */
export interface Verification {
  /** Of a published log: `https://…/log/<organisation>`, with or without `/checkpoint`. */
  url: string
  /** A checkpoint somebody kept: `<size>.<root>.<fingerprint>`. */
  remembered?: string | undefined
  fetch: typeof fetch
  t: Translate
  say(line: string): void
}

/**
 * Verifies a published log from its files alone: recomputes the root from every entry, checks the signature, adds up the
 * amounts, and with a remembered checkpoint checks that the log still begins with what it was then, under the key of then or one
 * that the log's announcements lead to from it. Says each step in a line; answers whether all of them held.
 */
export async function verifyLog(verification: Verification): Promise<boolean> {
  const { t, say } = verification
  const failed = (step: string, facts: Record<string, unknown> = {}) => {
    say(`✗ ${t(`books:verify.${step}`, facts)}`)
    return false
  }
  const base = verification.url.replace(/\/(checkpoint|key)?$/, '')
  const remembered = verification.remembered === undefined ? undefined : readRemembered(verification.remembered)
  if (verification.remembered !== undefined && remembered === undefined) return failed('rememberedUnreadable')
  try {
    const key = await readKey((await get(verification, `${base}/key`)).toString().trim())
    if (key === undefined) return failed('keyUnreadable')
    const fingerprint = await fingerprintOf(key)
    if (remembered && !(await followKey(remembered.fingerprint, key, await announcements(verification, base))))
      return failed('keyChanged', { fingerprint })
    const checkpoint = await openCheckpoint((await get(verification, `${base}/checkpoint`)).toString(), key)
    if (checkpoint === undefined) return failed('signatureWrong')
    say(`✓ ${t('books:verify.signature', { origin: checkpoint.origin, fingerprint })}`)
    return await verifyEntries(verification, base, checkpoint, remembered)
  } catch (error) {
    return failed('unreachable', { reason: error instanceof Error ? error.message : String(error) })
  }
}

async function verifyEntries(
  { t, say, ...from }: Verification,
  base: string,
  checkpoint: Checkpoint,
  remembered: Remembered | undefined,
): Promise<boolean> {
  const totals = new LogTotals()
  let frontier: Frontier = emptyFrontier
  let rememberedRoot: Uint8Array | undefined
  for (let at = 0; at < checkpoint.size; at += TILE_WIDTH) {
    const width = Math.min(TILE_WIDTH, checkpoint.size - at)
    const path = bundlePath({ index: at / TILE_WIDTH, width })
    const entries = readBundle(await get(from, `${base}/${path}`))
    if (entries?.length !== width) {
      say(`✗ ${t('books:verify.entriesMissing', { path })}`)
      return false
    }
    for (const entry of entries) {
      frontier = append(frontier, [leafHash(entry, serverSha256)], serverSha256)
      totals.add(entry)
      if (frontier.size === remembered?.size) rememberedRoot = rootOf(frontier, serverSha256)
    }
  }
  const steps = [
    { isHeld: sameBytes(rootOf(frontier, serverSha256), checkpoint.root), yes: 'root', no: 'rootWrong' },
    { isHeld: totals.unreadableCount === 0, yes: 'entries', no: 'entriesUnreadable' },
    ...(remembered === undefined
      ? []
      : [
          {
            isHeld: rememberedRoot !== undefined && sameBytes(rememberedRoot, remembered.root),
            yes: 'consistent',
            no: 'inconsistent',
          },
        ]),
  ]
  for (const { isHeld, yes, no } of steps) {
    const facts = { size: checkpoint.size, count: totals.unreadableCount, remembered: remembered?.size ?? 0 }
    say(isHeld ? `✓ ${t(`books:verify.${yes}`, facts)}` : `✗ ${t(`books:verify.${no}`, facts)}`)
  }
  for (const { kind, fund, currency, minor } of totals.sums) say(`  ${fund}  ${kind}  ${minor} ${currency}`)
  return steps.every(({ isHeld }) => isHeld)
}

/** The log's announcements of new keys; a log that keeps its first key publishes none. */
async function announcements(from: Verification, base: string): Promise<string> {
  return get(from, `${base}/keys`).then(String, () => '')
}

async function get({ fetch }: Pick<Verification, 'fetch'>, url: string): Promise<Buffer> {
  const response = await fetch(url, { signal: AbortSignal.timeout(30_000) })
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  return Buffer.from(await response.arrayBuffer())
}
