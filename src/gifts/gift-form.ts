import { z } from 'zod'
import { normaliseEmail, normalisePhone } from '../people/person.ts'
import { exponentOf } from '../platform/currencies.ts'
import { Failure } from '../platform/errors.ts'
import type { Language } from '../platform/languages.ts'
import { formatMoney, type Money, parseMoney } from '../platform/money.ts'
import { type ReceiptWish, receiptWishes } from './gift.ts'
import { storedPublicName } from './public-name.ts'
import { readTaxIdentifier } from './tax-identifier.ts'

/** The gift form as the browser sends it: text as typed, nothing trusted. Fields absent from the form are empty. */
export const typedGift = z.object({
  /** Major units, as `parseMoney` reads them. */
  amount: text(15),
  name: text(80),
  /** A phone number or an e-mail address; which one, we see. */
  contact: text(120),
  receipt: text(10),
  receiptName: text(80),
  taxIdentifier: text(20),
  /** `named` shows the name in the public list, `initials` its initials; anything else leaves it out. */
  publicName: text(10),
  /** `yes` when ticked. */
  feedback: text(5),
  appeals: text(5),
  /** One of the methods offered. */
  method: text(20),
  /** `yes` when the donor lets a sibling campaign have what goes beyond the cap. */
  overflow: text(5),
})
export type TypedGift = z.input<typeof typedGift>

function text(length: number) {
  return z.string().max(length).catch('').default('')
}

/** A form that was read: everything in the one spelling we keep. */
export interface ReadGift {
  readonly amount: Money
  readonly name: string
  readonly email: string | undefined
  /** E.164 */
  readonly phone: string | undefined
  readonly receiptWish: ReceiptWish
  readonly receiptName: string | undefined
  readonly taxIdentifier: string | undefined
  readonly isAnonymous: boolean
  readonly showsInitials: boolean
  readonly feedback: boolean
  readonly appeals: boolean
  readonly method: string
}

/** What the form is read against. */
export interface FormRules {
  readonly currency: string
  readonly language: Language
  /** Where phone numbers without a prefix are dialled: ISO 3166-1 alpha-2. */
  readonly country: string
  readonly remainingMinor: bigint | null
  readonly minimumMinor: bigint | null
  readonly maximumMinor: bigint | null
  readonly wholeUnitsOnly: boolean
}

/**
 * Reads the form, or answers everything that is wrong with it at once, each a Failure with `field`:
 * `gifts.amount-unreadable`, `gifts.amount-too-small`, `gifts.amount-too-large`, `gifts.amount-not-whole`,
 * `gifts.more-than-remains`, `gifts.name-missing`, `gifts.contact-missing`, `gifts.contact-unreadable`,
 * `gifts.tax-identifier-wrong`.
 */
export function readGiftForm(
  typed: TypedGift,
  rules: FormRules,
): { ok: true; gift: ReadGift } | { ok: false; problems: Failure[] } {
  const form = typedGift.parse(typed)
  const problems: Failure[] = []
  const attempt = <T>(read: () => T): T | undefined => {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      problems.push(error)
      return undefined
    }
  }
  const amount = attempt(() => readAmount(form.amount, rules))
  const name = attempt(() => readName(form.name))
  const contact = attempt(() => readContact(form.contact, rules.country))
  const receipt = attempt(() => readReceipt(form, name ?? ''))
  if (!amount || !name || !contact || !receipt) return { ok: false, problems }
  return {
    ok: true,
    gift: {
      amount,
      name,
      ...contact,
      ...receipt,
      ...storedPublicName(form.publicName),
      feedback: form.feedback === 'yes',
      appeals: form.appeals === 'yes',
      method: form.method,
    },
  }
}

/** The smallest and the largest gift of our own form in major units: below, card thieves test numbers; above, a person should look first. */
const bounds: Readonly<Record<string, readonly [smallest: bigint, largest: bigint]>> = {
  TWD: [50n, 500_000n],
  JPY: [200n, 2_000_000n],
  EUR: [2n, 15_000n],
}

function readAmount(typed: string, rules: FormRules): Money {
  const { currency, language } = rules
  const field = 'amount'
  const amount = readMoney(typed, currency)
  const scale = 10n ** BigInt(exponentOf(currency))
  const [smallest, largest] = bounds[currency] ?? [1n, 20_000n]
  const minimum = largerOf(smallest * scale, rules.minimumMinor)
  const maximum =
    rules.maximumMinor !== null && rules.maximumMinor < largest * scale ? rules.maximumMinor : largest * scale
  const say = (minor: bigint) => formatMoney({ minor, currency }, language)
  if (rules.wholeUnitsOnly && amount.minor % scale !== 0n) throw new Failure('gifts.amount-not-whole', {}, { field })
  const { remainingMinor } = rules
  if (remainingMinor !== null && amount.minor > remainingMinor) {
    throw new Failure('gifts.more-than-remains', { remaining: say(remainingMinor) }, { field })
  }
  // The last units before the cap may be fewer than the smallest gift.
  const allowed = remainingMinor !== null && remainingMinor < minimum ? remainingMinor : minimum
  if (amount.minor < allowed) throw new Failure('gifts.amount-too-small', { smallest: say(allowed) }, { field })
  if (amount.minor > maximum) throw new Failure('gifts.amount-too-large', { largest: say(maximum) }, { field })
  return amount
}

function readMoney(typed: string, currency: string): Money {
  try {
    return parseMoney(typed.replace(/,(?=[0-9]{3}(?![0-9]))/g, ''), currency)
  } catch (cause) {
    throw new Failure('gifts.amount-unreadable', {}, { field: 'amount', cause })
  }
}

function largerOf(left: bigint, right: bigint | null): bigint {
  return right !== null && right > left ? right : left
}

function readName(typed: string): string {
  const name = clean(typed)
  if (name === '') throw new Failure('gifts.name-missing', {}, { field: 'name' })
  return name
}

function readContact(typed: string, country: string): Pick<ReadGift, 'email' | 'phone'> {
  const field = 'contact'
  if (typed.trim() === '') throw new Failure('gifts.contact-missing', {}, { field })
  const email = typed.includes('@') ? normaliseEmail(typed) : undefined
  const phone = email === undefined ? normalisePhone(typed, country) : undefined
  if (email === undefined && phone === undefined) throw new Failure('gifts.contact-unreadable', {}, { field })
  return { email, phone }
}

type ReceiptFields = Pick<ReadGift, 'receiptWish' | 'receiptName' | 'taxIdentifier'>

function readReceipt(form: z.output<typeof typedGift>, name: string): ReceiptFields {
  const receiptWish = receiptWishes.find((wish) => wish === form.receipt) ?? 'none'
  if (receiptWish === 'none') return { receiptWish, receiptName: undefined, taxIdentifier: undefined }
  const taxIdentifier = form.taxIdentifier.trim() === '' ? undefined : readTaxIdentifier(form.taxIdentifier)
  if (form.taxIdentifier.trim() !== '' && taxIdentifier === undefined) {
    throw new Failure('gifts.tax-identifier-wrong', {}, { field: 'taxIdentifier' })
  }
  return { receiptWish, receiptName: clean(form.receiptName) || name, taxIdentifier }
}

/** One line without control characters or invisible direction marks, which could make a name read as another. */
function clean(typed: string): string {
  return typed
    .replace(/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
