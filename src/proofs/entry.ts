import { fromBase64Url } from './base64.ts'
import { utf8 } from './bytes.ts'

/**
 * One leaf of the public log: what happened, told so that anyone can add up the sums and nobody can read a name.
 * Amounts are decimal strings of minor units, days are `YYYY-MM-DD` where the organisation is. `gift` and `update` are
 * public references: 16 random bytes each, in URL-safe base64, that say nothing about whose they are. `person`, `case`,
 * `stage` and `text` are salted commitments (`commitment.ts`).
 */
export type Entry = GiftReceived | GiftAllocated | GiftRefunded | CaseSpent | UpdatePublished

/** Money came in for a fund. */
export interface GiftReceived extends Sum {
  kind: 'gift.received'
  gift: string
  /** The name the giver typed. */
  person: string
}

/** A part of a gift was put to a case, or with a negative amount taken back from it. */
export interface GiftAllocated extends Sum {
  kind: 'gift.allocated'
  gift: string
  /** The case's pseudonym, salted by the gift: two gifts to one case share nothing an outsider could see. */
  case: string
}

/** Money of a gift went back to the giver. */
export interface GiftRefunded extends Sum {
  kind: 'gift.refunded'
  gift: string
}

/** Money was spent on a case, or with a negative amount an expense was corrected. */
export interface CaseSpent extends Sum {
  kind: 'case.spent'
  /** The case's pseudonym, salted by the case: all spending and updates of one unnamed case can be seen to belong together. */
  case: string
}

/** Givers were told how a case goes. */
export interface UpdatePublished {
  kind: 'update.published'
  update: string
  day: string
  /** As in `case.spent`. */
  case: string
  stage: string
  /** One commitment for each language the update was approved in. */
  text: Readonly<Record<string, string>>
}

interface Sum {
  amountMinor: string
  currency: string
  /** The public code of the fund. */
  fund: string
  day: string
}

/** A test of one field. */
export type FieldCheck = (value: unknown) => boolean

/** For each kind of entry, the fields it has besides `kind`, and what each may hold. */
export type EntryShapes = { [K in Entry['kind']]: Readonly<Record<FieldOf<K>, FieldCheck>> }

type FieldOf<K extends Entry['kind']> = Exclude<keyof Extract<Entry, { kind: K }>, 'kind'>

/** The shapes of all entries, once the shapes of the fields that a leaf hides are given: commitments here, plain words on a page. */
export function shapesWith(hidden: { words: FieldCheck; text: FieldCheck }): EntryShapes {
  const sum = { amountMinor: isPositive, currency: isCurrency, fund: isCode, day: isDay }
  const signed = { ...sum, amountMinor: isSigned }
  return {
    'gift.received': { ...sum, gift: isReference, person: hidden.words },
    'gift.allocated': { ...signed, gift: isReference, case: hidden.words },
    'gift.refunded': { ...sum, gift: isReference },
    'case.spent': { ...signed, case: hidden.words },
    'update.published': { update: isReference, day: isDay, case: hidden.words, stage: hidden.words, text: hidden.text },
  }
}

const shapes = shapesWith({ words: isCommitment, text: isTextCommitments })

/** Whether a value is a well-formed entry, with no field missing and none too many. */
export function isEntry(value: unknown): value is Entry {
  return fits(value, shapes)
}

/** Whether a value has exactly the fields that its `kind` asks for, each with what it may hold. */
export function fits(value: unknown, shapes: EntryShapes): boolean {
  if (!isFields(value)) return false
  const [, shape] = Object.entries(shapes).find(([kind]) => kind === value.kind) ?? []
  if (shape === undefined || Object.keys(value).length !== Object.keys(shape).length + 1) return false
  const checks = new Map(Object.entries(shape))
  return Object.entries(value).every(([field, held]) => field === 'kind' || checks.get(field)?.(held) === true)
}

/**
 * The one line that stands for an entry: JSON with sorted keys, no blanks and the version of this layout, `v`. Its UTF-8
 * bytes are the leaf. Only for an entry that `isEntry` accepts.
 */
export function lineOf(entry: Entry): string {
  return canonical({ v: 1, ...entry })
}

/** Reads the line of an entry; `undefined` unless it is spelt exactly as `lineOf` spells it. */
export function readLine(line: string): Entry | undefined {
  try {
    const value: unknown = JSON.parse(line)
    if (!isFields(value)) return undefined
    const { v, ...entry } = value
    return v === 1 && isEntry(entry) && lineOf(entry) === line ? entry : undefined
  } catch {
    return undefined
  }
}

/** The bytes of a leaf. */
export function leafOf(line: string): Uint8Array {
  return utf8(line)
}

/** Whether a value is an object with named fields. */
export function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a value maps at least one language tag to something that passes. */
export function isByLanguage(value: unknown, check: FieldCheck): boolean {
  if (!isFields(value)) return false
  const languages = Object.entries(value)
  return (
    languages.length > 0 && languages.every(([tag, text]) => /^[a-z]{2,3}(-[A-Za-z]{4})?$/.test(tag) && check(text))
  )
}

/** Whether a value is a commitment: a SHA-256 hash in URL-safe base64. */
export function isCommitment(value: unknown): boolean {
  return typeof value === 'string' && fromBase64Url(value)?.length === 32
}

function isTextCommitments(value: unknown): boolean {
  return isByLanguage(value, isCommitment)
}

function isReference(value: unknown): boolean {
  return typeof value === 'string' && fromBase64Url(value)?.length === 16
}

function isPositive(value: unknown): boolean {
  return typeof value === 'string' && /^[1-9][0-9]{0,29}$/.test(value)
}

function isSigned(value: unknown): boolean {
  return typeof value === 'string' && /^-?[1-9][0-9]{0,29}$/.test(value)
}

function isCurrency(value: unknown): boolean {
  return typeof value === 'string' && /^[A-Z]{3}$/.test(value)
}

function isCode(value: unknown): boolean {
  return typeof value === 'string' && /^[^\p{C}\p{Z}]{1,80}$/u.test(value) && value.normalize('NFC') === value
}

function isDay(value: unknown): boolean {
  if (typeof value !== 'string' || !/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value)) return false
  const midnight = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(value)
}

function canonical(value: unknown): string {
  if (!isFields(value)) return JSON.stringify(value)
  const fields = Object.keys(value).sort()
  return `{${fields.map((field) => `${JSON.stringify(field)}:${canonical(value[field])}`).join(',')}}`
}
