import { readFile, writeFile } from 'node:fs/promises'
import type { Translate } from '../platform/i18n/translator.ts'
import { commitPerson } from '../proofs/commitment.ts'
import { readWitnessKey } from '../proofs/cosignature.ts'
import { readFragment } from '../proofs/link.ts'
import type { NoteKey } from '../proofs/note.ts'
import { openSavedProof, type Proven } from '../proofs/saved-proof.ts'
import { findings } from './finding.ts'
import { readKept, writeKept } from './kept.ts'
import { isForged, type Kept, type Observation, observe } from './monitor.ts'
import { publishedAt } from './published-files.ts'

interface Terminal {
  fetch: typeof fetch
  t: Translate
  say(line: string): void
}

/** What `riscontro log monitor` is asked for. */
export interface MonitorOrder {
  /** Of a published log: an address, a `file:` address or a folder. */
  address: string
  /** Where the last state is kept between runs. */
  stateFile?: string | undefined
  fingerprint?: string | undefined
  /** Other places where the same log can be seen. */
  against?: readonly string[] | undefined
  whole?: boolean | undefined
}

/** The exit codes of a terminal: all is well; forged; not to be told. */
export type ExitCode = 0 | 1 | 2

/** Looks at a log once and says in words what it found. A forgery leaves both signed states beside the state file. */
export async function monitorLog(order: MonitorOrder, { fetch, t, say }: Terminal): Promise<ExitCode> {
  const { stateFile, address, against = [] } = order
  const text = stateFile === undefined ? undefined : await readFile(stateFile, 'utf8').catch(() => undefined)
  const kept = text === undefined ? undefined : readKept(text)
  if (text !== undefined && kept === undefined) {
    say(`✗ ${t('log:monitor.stateUnreadable', { file: stateFile })}`)
    return 2
  }
  const seen = await observe({
    read: publishedAt(address, fetch),
    kept,
    fingerprint: order.fingerprint,
    against: against.map((name) => ({ name, read: publishedAt(name, fetch) })),
    whole: order.whole === true,
  })
  for (const { code, facts } of seen.found) say(`✗ ${t(`log:monitor.found.${code}`, { path: '', ...facts })}`)
  const isForgery = seen.found.some(({ code }) => isForged(code))
  if (isForgery && stateFile !== undefined) await keepEvidence(`${stateFile}.evidence`, seen, { t, say })
  if (isForgery) return 1
  if (seen.kept !== undefined && seen.kept !== kept) {
    sayHeld(seen.kept, kept, { t, say })
    if (stateFile !== undefined) await writeFile(stateFile, writeKept(seen.kept))
  }
  const isUnknown = seen.found.some(({ code }) => findings.unknown.some((unknown) => unknown === code))
  if (!isUnknown) for (const vantage of against) say(`✓ ${t('log:monitor.compared', { vantage })}`)
  return isUnknown ? 2 : seen.found.length > 0 ? 1 : 0
}

function sayHeld({ size, fingerprint }: Kept, kept: Kept | undefined, { t, say }: Pick<Terminal, 't' | 'say'>): void {
  say(`✓ ${t('log:monitor.held', { size })}`)
  if (kept === undefined) say(`  ${t('log:monitor.first', { fingerprint })}`)
  else say(`✓ ${t('log:monitor.continued', { kept: kept.size })}`)
}

async function keepEvidence(file: string, seen: Observation, { t, say }: Pick<Terminal, 't' | 'say'>): Promise<void> {
  const evidence = { kept: seen.kept?.note ?? null, shown: seen.note ?? null, found: seen.found }
  // What was kept first stays: a later run must not write over the moment of the forgery.
  const isNew = await writeFile(file, `${JSON.stringify(evidence, null, 2)}\n`, { flag: 'wx' }).then(
    () => true,
    () => false,
  )
  if (isNew) say(`  ${t('log:monitor.evidence', { file })}`)
}

/** What `riscontro log verify-proof` is asked for. */
export interface ProofOrder {
  /** The file's text. */
  text: string
  /** From the thank-you or the receipt. */
  fingerprint: string
  /** The keys of witnesses the reader believes, and how many must have cosigned. */
  witnesses?: readonly string[] | undefined
  quorum?: number | undefined
  /** The name as it was typed with the gift, and the donor's link: whether the entry is theirs. */
  name?: string | undefined
  link?: string | undefined
}

/** Checks a saved proof offline and says what it shows. */
export async function verifyProof(order: ProofOrder, { t, say }: Pick<Terminal, 't' | 'say'>): Promise<ExitCode> {
  const keys = await Promise.all((order.witnesses ?? []).map((vkey) => readWitnessKey(vkey.trim())))
  const witnesses: NoteKey[] = keys.flatMap((key) => key ?? [])
  const trust = { fingerprint: order.fingerprint, witnesses, quorum: order.quorum ?? 0 }
  const proven = witnesses.length === keys.length ? await openSavedProof(order.text, trust) : undefined
  if (proven === undefined) {
    say(`✗ ${t('log:proof.fails')}`)
    return 1
  }
  const { index, size, origin, cosignatures } = proven
  say(`✓ ${t('log:proof.holds', { index, size, origin })}`)
  say(`  ${proven.line}`)
  for (const { witness, atSeconds } of cosignatures)
    say(`✓ ${t('log:proof.cosigned', { witness, at: new Date(atSeconds * 1000).toISOString() })}`)
  if (keys.length > 0 && cosignatures.length === 0) say(`  ${t('log:proof.alone')}`)
  if (order.name === undefined && order.link === undefined) return 0
  const isTheirs = await isNamed(proven, order.name ?? '', order.link ?? '')
  say(isTheirs ? `✓ ${t('log:proof.named')}` : `✗ ${t('log:proof.misnamed')}`)
  return isTheirs ? 0 : 1
}

async function isNamed({ entry }: Proven, name: string, link: string): Promise<boolean> {
  const salt = readFragment(link.slice(link.indexOf('#') + 1))?.salt
  if (salt === undefined || entry.kind !== 'gift.received') return false
  return entry.person === (await commitPerson(salt, name))
}
