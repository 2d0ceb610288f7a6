import { sql } from 'kysely'
import { isoDay } from '../../campaigns/day.ts'
import type { PublishedCheckpoint, SubjectKind } from '../../log/log.ts'
import { consistencyBetween } from '../../log/read.ts'
import { Failure } from '../../platform/errors.ts'
import type { Language } from '../../platform/languages.ts'
import type { Transaction } from '../../platform/scope.ts'
import { toBase64 } from '../../proofs/base64.ts'
import type { Claim, ClaimedEntry, ShownEntry } from '../../proofs/claim.ts'
import { type Salt, sealLabel, sealSalt } from '../../proofs/commitment.ts'
import { readLine } from '../../proofs/entry.ts'
import type { EntryPosition } from './gift-story.ts'
import { type InTheLog, lookUp, type Sealed } from './story-log.ts'
import type { StoryRows, UpdateRow } from './story-rows.ts'

/** What a page says can be checked, and where each displayed thing stands in it. */
export interface StoryClaim {
  readonly claim: Claim
  /** The position of a subject in the claim's entries; null where it is not part of the check. */
  readonly entryOf: (subjectId: string) => EntryPosition
}

interface Source {
  readonly rows: StoryRows
  readonly checkpoint: PublishedCheckpoint
  /** The size of the log that the donor was told of with the thanks; 0 for none. */
  readonly rememberedSize: number
  readonly language: Language
  readonly timeZone: string
}

/** Builds the claim of a gift's page from what the database says now, honest or not; null while the log has not taken the gift in. */
export async function storyClaim(transaction: Transaction, source: Source): Promise<StoryClaim | null> {
  const { rows, checkpoint } = source
  const inTheLog = await lookUp(transaction, subjectsOf(rows), checkpoint)
  if (inTheLog('gift', rows.gift.gift_id) === undefined) return null
  const salts = await readSalts(transaction, rows)
  const { entries, places } = await claimedEntries(source, inTheLog, salts)
  const claim = {
    key: checkpoint.vkey,
    ...(checkpoint.keys !== '' && { keys: checkpoint.keys }),
    checkpoint: checkpoint.note,
    consistency: await consistencyFrom(transaction, source.rememberedSize, checkpoint.size),
    entries,
  }
  return { claim, entryOf: (subjectId) => places.get(subjectId) ?? null }
}

/** The proof that the log only continues an earlier one, each hash in base64; none where the log is damaged. */
export async function consistencyFrom(transaction: Transaction, from: number, to: number): Promise<string[]> {
  try {
    return (await consistencyBetween(transaction, from, to)).map(toBase64)
  } catch (error) {
    if (error instanceof Failure) return []
    throw error
  }
}

function subjectsOf(rows: StoryRows): { kind: SubjectKind; id: string }[] {
  return [
    { kind: 'gift', id: rows.gift.gift_id },
    ...rows.parts.map((part) => ({ kind: 'allocation' as const, id: part.allocationId })),
    ...rows.refunds.map((refund) => ({ kind: 'refund' as const, id: refund.refundId })),
    ...rows.expenses.map((expense) => ({ kind: 'expense' as const, id: expense.expenseId })),
    ...rows.updates.map((update) => ({ kind: 'update' as const, id: update.updateId })),
  ]
}

async function claimedEntries(source: Source, inTheLog: InTheLog, salts: Salts) {
  const { rows } = source
  const entries: ClaimedEntry[] = []
  const places = new Map<string, number>()
  const add = (id: string, sealed: Sealed | undefined, shown: ShownEntry, more: Partial<ClaimedEntry> = {}) => {
    if (sealed === undefined) return
    places.set(id, entries.length)
    entries.push({ ...sealed, shown, ...more })
  }
  const { gift } = rows
  add(gift.gift_id, inTheLog('gift', gift.gift_id), giftShown(rows))
  for (const part of rows.parts) {
    const shown = { kind: 'gift.allocated', ...sumOf(source, part), ...ofGift(rows), case: part.pseudonym } as const
    add(part.allocationId, inTheLog('allocation', part.allocationId), shown)
  }
  for (const refund of rows.refunds) {
    const shown = { kind: 'gift.refunded', ...sumOf(source, refund), ...ofGift(rows) } as const
    add(refund.refundId, inTheLog('refund', refund.refundId), shown)
  }
  // News of a case belongs on this page only beside the allocation that ties the gift to it.
  const tied = rows.cases.filter(({ caseId }) =>
    rows.parts.some((part) => part.caseId === caseId && places.has(part.allocationId)),
  )
  for (const { caseId, pseudonym } of tied) {
    for (const expense of rows.expenses.filter((each) => each.caseId === caseId)) {
      const sealed = inTheLog('expense', expense.expenseId)
      const { spentOn: day } = expense
      const shown = { kind: 'case.spent', ...sumOf(source, { ...expense, day }), case: pseudonym } as const
      add(expense.expenseId, sealed, shown, sealed && (await sealSpent(salts, sealed.index, caseId)))
    }
    for (const update of rows.updates.filter((each) => each.caseId === caseId)) {
      const sealed = inTheLog('update', update.updateId)
      const shown = updateShown(source, update, pseudonym)
      add(update.updateId, sealed, shown, sealed && (await sealUpdate(salts, sealed, update, source.language)))
    }
  }
  return { entries, places }
}

function ofGift({ gift }: StoryRows) {
  return { gift: gift.public_reference }
}

function giftShown(rows: StoryRows): ShownEntry {
  const { gift } = rows
  return {
    kind: 'gift.received',
    ...ofGift(rows),
    amountMinor: gift.amount_minor.toString(),
    currency: gift.currency,
    fund: gift.fund_code,
    day: gift.given_on,
    person: gift.donor_name,
  }
}

function sumOf({ rows, timeZone }: Source, moved: { amountMinor: bigint } & ({ at: Date } | { day: string })) {
  return {
    amountMinor: moved.amountMinor.toString(),
    currency: rows.gift.currency,
    fund: rows.gift.fund_code,
    day: 'day' in moved ? moved.day : isoDay(moved.at, timeZone),
  }
}

function updateShown({ rows, language, timeZone }: Source, update: UpdateRow, pseudonym: string): ShownEntry {
  return {
    kind: 'update.published',
    update: update.reference,
    day: isoDay(update.at, timeZone),
    case: pseudonym,
    stage: update.stage,
    text: { [language]: rows.texts.get(update.updateId)?.[language] ?? '' },
  }
}

/** The salts there are, by subject. One that was destroyed, because somebody asked to be forgotten, stays away. */
interface Salts {
  readonly gift: Salt | undefined
  readonly of: (kind: 'case' | 'update', id: string) => Salt | undefined
}

async function readSalts({ db, organisationId }: Transaction, rows: StoryRows): Promise<Salts> {
  const { gift } = rows
  const ids = [gift.gift_id, ...rows.cases.map((each) => each.caseId), ...rows.updates.map((each) => each.updateId)]
  const found = await sql<{ kind: string; id: string; salt: Buffer }>`
    select subject_kind as kind, subject_id as id, salt from log_salts
    where organisation_id = ${organisationId} and subject_id = any(${ids}::uuid[])`.execute(db)
  const salts = new Map(found.rows.map(({ kind, id, salt }) => [`${kind}/${id}`, new Uint8Array(salt)]))
  return { gift: salts.get(`gift/${gift.gift_id}`), of: (kind, id) => salts.get(`${kind}/${id}`) }
}

async function sealSpent(salts: Salts, index: number, caseId: string): Promise<Partial<ClaimedEntry>> {
  const caseSalt = salts.of('case', caseId)
  if (salts.gift === undefined || caseSalt === undefined) return {}
  return { sealed: { case: await sealSalt(salts.gift, sealLabel('case', index), caseSalt) } }
}

async function sealUpdate(
  salts: Salts,
  { index, published }: Sealed,
  update: UpdateRow,
  language: Language,
): Promise<Partial<ClaimedEntry>> {
  const updateSalt = salts.of('update', update.updateId)
  const { sealed } = await sealSpent(salts, index, update.caseId)
  const entry = published === null ? undefined : readLine(published)
  const commitments = entry?.kind === 'update.published' ? Object.entries(entry.text) : []
  const otherLanguages = Object.fromEntries(commitments.filter(([tag]) => tag !== language))
  if (salts.gift === undefined || sealed === undefined || updateSalt === undefined) return { otherLanguages }
  const sealedUpdate = await sealSalt(salts.gift, sealLabel('update', index), updateSalt)
  return { sealed: { ...sealed, update: sealedUpdate }, otherLanguages }
}
