import { toBase64 } from './base64.ts'
import { fromUtf8, utf8 } from './bytes.ts'
import { writeCheckpoint } from './checkpoint.ts'
import type { Claim, ClaimedEntry, ShownEntry } from './claim.ts'
import { commitCase, commitPerson, commitStage, commitText, sealLabel, sealSalt } from './commitment.ts'
import { leafBytes } from './entry-write.ts'
import { append, emptyFrontier, rootOf } from './frontier.ts'
import { writeFragment } from './link.ts'
import { fingerprintOf, writeKey } from './note.ts'
import { signerOf, signNote } from './note-sign.ts'
import { assemble, planConsistency, planInclusion, readerOf } from './prove.ts'
import { leafHash } from './tree.ts'

/** The only key of the imaginary log; in the tamperings the database administrator has it too. */
export const logSigner = signerOf('trust.example/log', new Uint8Array(32).fill(42))
/** The salts of the gift, of the case it helped and of the update. */
export const salts = { gift: filled(1), case: filled(2), update: filled(3) }
/** How many entries the log had when the donor was thanked. */
export const REMEMBERED_SIZE = 4

const gift = 'AQEBAQEBAQEBAQEBAQEBAQ'
const sum = { currency: 'TWD', fund: 'cleft-surgery', day: '2026-03-02' }

/** What the donor's page shows, and where each stands in the log. */
export const shown: { index: number; entry: ShownEntry }[] = [
  { index: 2, entry: { kind: 'gift.received', gift, ...sum, amountMinor: '120000', person: '林小姐' } },
  { index: 4, entry: { kind: 'gift.allocated', gift, ...sum, amountMinor: '80000', case: '小晴' } },
  { index: 5, entry: { kind: 'gift.refunded', gift, ...sum, amountMinor: '5000' } },
  { index: 6, entry: { kind: 'case.spent', ...sum, amountMinor: '79500', case: '小晴' } },
  {
    index: 8,
    entry: {
      kind: 'update.published',
      update: 'AgICAgICAgICAgICAgICAg',
      day: '2026-04-01',
      case: '小晴',
      stage: 'treated',
      text: { 'zh-Hant': '小晴已完成手術，恢復良好。' },
    },
  },
]

/** The log as an honest sequencer wrote it: the gift's entries among those of others. */
export async function honestLog(): Promise<Uint8Array[]> {
  const log = Array.from({ length: 11 }, (_, place) => leafBytes({ kind: 'gift.refunded', ...other(place) }))
  for (const { index, entry } of shown) log[index] = leafBytes(await hide(entry))
  return log
}

/** The page a server makes from its log and its database. It knows no honesty: it proves whatever it is given. */
export async function pageOf(log: readonly Uint8Array[], displayed = shown): Promise<Claim> {
  const hashes = log.map((leaf) => leafHash(leaf))
  const root = rootOf(append(emptyFrontier, hashes))
  const checkpoint = { origin: logSigner.name, size: log.length, root }
  const provable = log.length >= REMEMBERED_SIZE ? planConsistency(REMEMBERED_SIZE, log.length) : []
  return {
    key: writeKey(logSigner),
    checkpoint: signNote(writeCheckpoint(checkpoint), logSigner),
    consistency: assemble(provable, readerOf(hashes)).map(toBase64),
    entries: await Promise.all(displayed.map((one) => claimed(one, log, hashes))),
  }
}

/** The part of the donor's link after `#`, as it was sent with the thanks. */
export async function fragmentOf(log: readonly Uint8Array[]): Promise<string> {
  const root = rootOf(
    append(
      emptyFrontier,
      log.slice(0, REMEMBERED_SIZE).map((leaf) => leafHash(leaf)),
    ),
  )
  const remembered = { size: REMEMBERED_SIZE, root, fingerprint: await fingerprintOf(logSigner) }
  return writeFragment({ salt: salts.gift, remembered })
}

/** The entry that the log holds for what a page shows. Italian words of the update stay hidden from this page. */
export async function hide(entry: ShownEntry) {
  switch (entry.kind) {
    case 'gift.received':
      return { ...entry, person: await commitPerson(salts.gift, entry.person) }
    case 'gift.allocated':
      return { ...entry, case: await commitCase(salts.gift, entry.case) }
    case 'gift.refunded':
      return entry
    case 'case.spent':
      return { ...entry, case: await commitCase(salts.case, entry.case) }
    case 'update.published': {
      const words = entry.text['zh-Hant'] ?? ''
      const text = { 'zh-Hant': await commitText(salts.update, 'zh-Hant', words), ...(await italian()) }
      const [pseudonym, stage] = [
        await commitCase(salts.case, entry.case),
        await commitStage(salts.update, entry.stage),
      ]
      return { ...entry, case: pseudonym, stage, text }
    }
  }
}

async function claimed(one: (typeof shown)[number], log: readonly Uint8Array[], hashes: Uint8Array[]) {
  const { index, entry } = one
  const proof = index < log.length ? assemble(planInclusion(index, log.length), readerOf(hashes)).map(toBase64) : []
  const leaf = log[index]
  const published = leaf === undefined ? null : (fromUtf8(leaf) ?? null)
  const bare: ClaimedEntry = { index, proof, published, shown: entry }
  if (entry.kind === 'case.spent') return { ...bare, sealed: { case: await seal('case', index) } }
  if (entry.kind !== 'update.published') return bare
  const sealed = { case: await seal('case', index), update: await seal('update', index) }
  return { ...bare, sealed, otherLanguages: await italian() }
}

async function italian(): Promise<Record<string, string>> {
  return { it: await commitText(salts.update, 'it', 'Xiaoqing è stata operata e sta bene.') }
}

function seal(of: 'case' | 'update', index: number): Promise<string> {
  return sealSalt(salts.gift, sealLabel(of, index), salts[of])
}

function other(place: number) {
  const day = `2026-03-${String(place + 1).padStart(2, '0')}`
  return {
    gift: `${String(place).padStart(2, '0')}AAAAAAAAAAAAAAAAAAAA`.slice(0, 22),
    ...sum,
    day,
    amountMinor: '1000',
  }
}

function filled(byte: number): Uint8Array {
  return new Uint8Array(32).fill(byte)
}

/** A leaf of the log with one thing in it replaced, as an administrator's UPDATE would do it. */
export function edited(log: readonly Uint8Array[], index: number, from: string, to: string): Uint8Array[] {
  return log.map((leaf, place) => (place === index ? utf8((fromUtf8(leaf) ?? '').replace(from, to)) : leaf))
}
