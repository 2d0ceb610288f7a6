import { type Checkpoint, readCheckpoint } from './checkpoint.ts'
import { type ClaimedEntry, isClaimedEntry } from './claim.ts'
import type { Salt } from './commitment.ts'
import { type Entry, type GiftAllocated, type GiftReceived, isFields, leafOf, lineOf, readLine } from './entry.ts'
import { type Remembered, readFragment, writeRemembered } from './link.ts'
import { fingerprintOf, openNote, readKey, readNote } from './note.ts'
import { continues, includes, readHashes } from './proof-check.ts'
import { recompute } from './recompute.ts'
import { type Digest, nativeSha256 } from './sha256.ts'
import { followKey } from './succession.ts'
import { leafPreimage } from './tree.ts'
import { type Reason, type Step, type Subject, stepOf, type Verdict } from './verdict.ts'

/**
 * Checks what a donor's page shows, on the donor's own device and without asking anyone.
 *
 * `claim` is the page's `Claim`, as parsed from JSON and trusted in nothing; `fragment` is what follows the `#` in the
 * donor's link (`writeFragment`). Never throws and never rejects: whatever is malformed is a failed step with its reason.
 * All steps run even after one failed, so that each kind of tampering is told by its own sentence.
 */
export async function verify(claim: unknown, fragment: string, digest: Digest = nativeSha256): Promise<Verdict> {
  try {
    const held = readFragment(fragment)
    const { key, keys, checkpoint: note, consistency, entries } = isFields(claim) ? claim : {}
    const checkpoint = typeof note === 'string' ? readCheckpoint(readNote(note)?.text ?? '') : undefined
    const signed = await signatureOf({ key, keys, note }, held?.remembered, digest)
    const steps = [
      ...(await entrySteps(entries, { salt: held?.salt, checkpoint, digest })),
      stepOf('signature', theLog, signed.reason),
      stepOf('consistency', theLog, await consistencyOf(consistency, checkpoint, held?.remembered, digest)),
    ]
    const ok = steps.every((step) => step.ok)
    const remember = ok && checkpoint ? writeRemembered({ ...checkpoint, fingerprint: signed.fingerprint }) : undefined
    return { ok, steps, remember }
  } catch {
    return { ok: false, steps: [stepOf('entry', theLog, 'check-interrupted')], remember: undefined }
  }
}

const theLog: Subject = { of: 'log' }

interface Context {
  salt: Salt | undefined
  checkpoint: Checkpoint | undefined
  digest: Digest
}

async function entrySteps(entries: unknown, context: Context): Promise<Step[]> {
  if (!Array.isArray(entries)) return [stepOf('entry', theLog, 'malformed')]
  if (entries.length === 0) return [stepOf('entry', theLog, 'nothing-shown')]
  const all: ClaimedEntry[] = entries.filter(isClaimedEntry)
  const steps: Step[] = []
  for (const [position, claimed] of entries.entries()) {
    if (!isClaimedEntry(claimed)) {
      const subject: Subject = { of: 'entry', position, kind: 'unknown' }
      steps.push(stepOf('entry', subject, 'malformed'), stepOf('inclusion', subject, 'malformed'))
      continue
    }
    const subject: Subject = { of: 'entry', position, kind: claimed.shown.kind }
    steps.push(
      stepOf('entry', subject, strayReason(claimed, all) ?? (await entryReason(claimed, context))),
      stepOf('inclusion', subject, await inclusionReason(claimed, context)),
    )
  }
  return steps
}

/** An entry may be true and in the log, and still not belong on this page. */
function strayReason(claimed: ClaimedEntry, all: readonly ClaimedEntry[]): Reason | undefined {
  const { shown } = claimed
  if (all.filter(({ index }) => index === claimed.index).length > 1) return 'entry-repeated'
  if ('gift' in shown) {
    // A refund stands in the log without a salt: only beside what the link's own salt opens is it known to be of this gift.
    const [own] = all.flatMap((other) => (isSalted(other.shown) ? [other.shown.gift] : []))
    return shown.gift === own ? undefined : 'gift-unrelated'
  }
  const isOurs = all.some((other) => other.shown.kind === 'gift.allocated' && other.shown.case === shown.case)
  return isOurs ? undefined : 'case-unrelated'
}

function isSalted(shown: Entry): shown is GiftReceived | GiftAllocated {
  return shown.kind === 'gift.received' || shown.kind === 'gift.allocated'
}

async function entryReason(claimed: ClaimedEntry, { salt, digest }: Context): Promise<Reason | undefined> {
  if (claimed.published === null) return 'entry-missing'
  if (salt === undefined) return 'link-incomplete'
  const published = readLine(claimed.published)
  if (published === undefined) return 'entry-unreadable'
  if (!isSameMatter(claimed.shown, published)) return 'entry-replaced'
  const again = await recompute(claimed, salt, digest)
  return again === undefined ? 'salt-missing' : differenceBetween(again, published)
}

function isSameMatter(shown: Entry, published: Entry): boolean {
  if (shown.kind === 'update.published') return 'update' in published && shown.update === published.update
  if (shown.kind === 'case.spent') return published.kind === shown.kind
  return published.kind === shown.kind && shown.gift === published.gift
}

const differences = [
  ['amountMinor', 'amount-differs'],
  ['currency', 'currency-differs'],
  ['fund', 'fund-differs'],
  ['day', 'day-differs'],
  ['person', 'person-differs'],
  ['case', 'case-differs'],
  ['stage', 'stage-differs'],
  ['text', 'text-differs'],
] as const

function differenceBetween(again: Entry, published: Entry): Reason | undefined {
  if (lineOf(again) === lineOf(published)) return undefined
  const ours = new Map<string, unknown>(Object.entries(again))
  const theirs = new Map<string, unknown>(Object.entries(published))
  const found = differences.find(([field]) => field !== 'text' && ours.get(field) !== theirs.get(field))
  return found?.[1] ?? 'text-differs'
}

async function inclusionReason(claimed: ClaimedEntry, { checkpoint, digest }: Context): Promise<Reason | undefined> {
  if (checkpoint === undefined) return 'checkpoint-malformed'
  if (claimed.index >= checkpoint.size) return 'index-beyond-log'
  if (claimed.published === null) return 'entry-missing'
  const leafHash = await digest(leafPreimage(leafOf(claimed.published)))
  const proof = readHashes(claimed.proof) ?? []
  return (await includes({ ...checkpoint, index: claimed.index, leafHash, proof }, digest)) ? undefined : 'not-included'
}

async function signatureOf(
  shown: { key: unknown; keys: unknown; note: unknown },
  remembered: Remembered | undefined,
  digest: Digest,
) {
  const { note } = shown
  const key = typeof shown.key === 'string' ? await readKey(shown.key, digest) : undefined
  const fingerprint = key === undefined ? '' : await fingerprintOf(key, digest)
  const because = (reason?: Reason) => ({ fingerprint, reason })
  if (key === undefined) return because('key-malformed')
  const keys = typeof shown.keys === 'string' ? shown.keys : ''
  if (remembered !== undefined && !(await followKey(remembered.fingerprint, key, keys, digest)))
    return because('key-changed')
  const text = typeof note === 'string' ? await openNote(note, key) : undefined
  if (text === undefined) return because('signature-wrong')
  const checkpoint = readCheckpoint(text)
  if (checkpoint === undefined) return because('checkpoint-malformed')
  return because(checkpoint.origin === key.name ? undefined : 'origin-differs')
}

async function consistencyOf(
  hashes: unknown,
  checkpoint: Checkpoint | undefined,
  remembered: Remembered | undefined,
  digest: Digest,
): Promise<Reason | undefined> {
  if (remembered === undefined) return 'checkpoint-not-remembered'
  if (checkpoint === undefined) return 'checkpoint-malformed'
  if (checkpoint.size < remembered.size) return 'log-shrank'
  const proof = readHashes(hashes)
  if (proof === undefined) return 'malformed'
  const { size: from, root: fromRoot } = remembered
  const { size: to, root: toRoot } = checkpoint
  return (await continues({ from, to, fromRoot, toRoot, proof }, digest)) ? undefined : 'history-rewritten'
}
