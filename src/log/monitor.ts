import { sameBytes } from '../proofs/bytes.ts'
import type { Checkpoint } from '../proofs/checkpoint.ts'
import type { Frontier } from '../proofs/frontier.ts'
import { fingerprintOf, type NoteKey } from '../proofs/note.ts'
import { continues } from '../proofs/proof-check.ts'
import { planConsistency } from '../proofs/prove.ts'
import { proveFromTiles, type ReadPublished } from '../proofs/published.ts'
import { serverSha256 } from '../proofs/sha256-server.ts'
import { type Finding, findings } from './finding.ts'
import { openLog } from './open-log.ts'
import { readEntries } from './walk.ts'

/** What a monitor keeps from one look to the next. */
export interface Kept {
  /** The fingerprint of the key that signed. */
  fingerprint: string
  /** The checkpoint, verbatim: with the next one it is the evidence. */
  note: string
  size: number
  root: Uint8Array
  /** The log up to its last full tile, from where the next look goes on. */
  full: Frontier
}

/** Another place where the log can be seen: a mirror, another way to the same address, or what a witness cosigned. */
export interface Vantage {
  name: string
  read: ReadPublished
}

/** What to look at. */
export interface Watch {
  read: ReadPublished
  kept?: Kept | undefined
  /** Of the key that must have signed, or lead to the one that did: from a thank-you. Without it the first key seen is kept. */
  fingerprint?: string | undefined
  against?: readonly Vantage[]
  /** Recompute every entry, not only those since the last look. */
  whole?: boolean
}

/** What one look showed. `kept` moves on only when nothing was found that could be a forgery. */
export interface Observation {
  kept: Kept | undefined
  /** The newest checkpoint as it was read, whatever became of it. */
  note: string | undefined
  found: readonly Finding[]
}

/** Looks at a published log once: its signature, that it continues what was kept, every new entry, and the same log from elsewhere. */
export async function observe(watch: Watch): Promise<Observation> {
  const { kept, read } = watch
  try {
    const log = await openLog(read, kept?.fingerprint ?? watch.fingerprint)
    if ('problem' in log) return { kept, note: log.note, found: [{ code: log.problem, facts: {} }] }
    const found = [
      ...(await historyFindings(read, log.checkpoint, kept)),
      ...(await vantageFindings(watch.against ?? [], read, log)),
    ]
    const from = watch.whole || found.length > 0 ? undefined : kept
    const entries = await readEntries(read, log.checkpoint.size, from?.full)
    found.push(...entries.found)
    if (!sameBytes(entries.root, log.checkpoint.root) && !entries.found.some(({ code }) => code === 'incomplete'))
      found.push({ code: 'entries-differ', facts: { size: log.checkpoint.size } })
    const { size, root } = log.checkpoint
    const next = { fingerprint: await fingerprintOf(log.key), note: log.note, size, root, full: entries.full }
    const isSound = found.every(({ code }) => !isForged(code) && code !== 'incomplete')
    return { kept: isSound ? next : kept, note: log.note, found }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { kept, note: undefined, found: [{ code: 'unreachable', facts: { reason } }] }
  }
}

/** Whether a finding shows that the log is not what it says. */
export function isForged(code: Finding['code']): boolean {
  return findings.forged.some((forged) => forged === code)
}

async function historyFindings(
  read: ReadPublished,
  checkpoint: Checkpoint,
  kept: Kept | undefined,
): Promise<Finding[]> {
  if (kept === undefined) return []
  const facts = { size: checkpoint.size, kept: kept.size }
  if (checkpoint.size < kept.size) return [{ code: 'shrank', facts }]
  const isContinued = await continuesFrom(read, kept, checkpoint)
  if (isContinued === undefined) return [{ code: 'incomplete', facts: { size: checkpoint.size } }]
  return isContinued ? [] : [{ code: 'rewritten', facts }]
}

/** Whether the later state begins with the earlier one, proved from the later one's tiles; `undefined` when they are not there. */
async function continuesFrom(
  read: ReadPublished,
  earlier: Pick<Checkpoint, 'size' | 'root'>,
  later: Pick<Checkpoint, 'size' | 'root'>,
): Promise<boolean | undefined> {
  if (earlier.size === later.size) return sameBytes(earlier.root, later.root)
  if (earlier.size === 0) return true
  try {
    const proof = await proveFromTiles(read, planConsistency(earlier.size, later.size), later.size, serverSha256)
    return await continues({
      from: earlier.size,
      fromRoot: earlier.root,
      to: later.size,
      toRoot: later.root,
      proof,
    })
  } catch {
    return undefined
  }
}

async function vantageFindings(
  vantages: readonly Vantage[],
  read: ReadPublished,
  ours: { checkpoint: Checkpoint; key: NoteKey },
): Promise<Finding[]> {
  const found = await Promise.all(vantages.map((vantage) => compare(vantage, read, ours)))
  return found.flatMap((finding) => finding ?? [])
}

async function compare(
  { name, read: readThere }: Vantage,
  read: ReadPublished,
  { checkpoint: here, key }: { checkpoint: Checkpoint; key: NoteKey },
): Promise<Finding | undefined> {
  const there = await openLog(readThere, await fingerprintOf(key), key).catch(() => undefined)
  if (there === undefined || 'problem' in there) return { code: 'vantage-unreachable', facts: { vantage: name } }
  const facts = { vantage: name, size: here.size, there: there.checkpoint.size }
  const [earlier, later] = [here, there.checkpoint].toSorted((a, b) => a.size - b.size)
  if (earlier === undefined || later === undefined) return undefined
  const isOne = await continuesFrom(later === here ? read : readThere, earlier, later)
  if (isOne === undefined) return { code: later === here ? 'incomplete' : 'vantage-ahead', facts }
  return isOne ? undefined : { code: 'split', facts }
}
