import { exponentOf } from './currencies.ts'
import { Failure } from './errors.ts'
import type { Language } from './languages.ts'

/** An exact amount: `minor` counts the currency's smallest unit (NT$1,000 is 100000n TWD, ¥1,000 is 1000n JPY). */
export interface Money {
  readonly minor: bigint
  /** ISO 4217, upper case, one of `currencies.ts`. */
  readonly currency: string
}

/** The largest amount that fits a PostgreSQL bigint. */
const largestMinor = 9_223_372_036_854_775_807n

/** An amount from minor units. Fails with `money.unknown-currency` or `money.too-large`. */
export function money(minor: bigint, currency: string): Money {
  exponentOf(currency)
  if (minor > largestMinor || minor < -largestMinor) throw new Failure('money.too-large', { currency })
  return { minor, currency }
}

/**
 * Reads an amount a person typed: ASCII digits and at most one full stop, in major units. Everything that could be read
 * in two ways is refused (`1,000`, `1.000` in EUR, full-width digits, `1e3`, a leading `+`).
 * Fails with `money.not-a-number`, `money.negative`, `money.too-many-decimals`, `money.too-large`, `money.unknown-currency`.
 */
export function parseMoney(text: string, currency: string, options: { negative?: boolean } = {}): Money {
  const amount = fromDecimal(text.trim(), currency)
  if (text.includes('-') && options.negative !== true) throw new Failure('money.negative', { currency })
  return amount
}

/** Reads what `toDecimal` writes, and shorter forms of it (`5`, `5.1`); the sign is allowed. Fails like `parseMoney`. */
export function fromDecimal(text: string, currency: string): Money {
  const exponent = exponentOf(currency)
  const parts = /^(-?)([0-9]{1,20})(?:\.([0-9]{1,20}))?$/.exec(text)
  if (parts === null) throw new Failure('money.not-a-number', { currency })
  const [, sign = '', whole = '', fraction = ''] = parts
  if (fraction.length > exponent) throw new Failure('money.too-many-decimals', { currency, decimals: exponent })
  const minor = BigInt(whole + fraction.padEnd(exponent, '0'))
  return money(sign === '-' ? -minor : minor, currency)
}

/** Writes the amount in major units with exactly the currency's decimals and a full stop: `-0.05`, `1000.00`, `1000` (JPY). */
export function toDecimal({ minor, currency }: Money): string {
  const exponent = exponentOf(currency)
  const digits = (minor < 0n ? -minor : minor).toString().padStart(exponent + 1, '0')
  const whole = digits.slice(0, digits.length - exponent)
  const sign = minor < 0n ? '-' : ''
  return exponent === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-exponent)}`
}

/** Currencies whose minor unit nobody sees: shown without decimals when the amount is whole. */
const shownWhole: ReadonlySet<string> = new Set(['TWD', 'HUF', 'IDR', 'MGA'])

/** Signs that must read the same in every language, where `Intl` would shorten them to a mere `$` or spell them out. */
const ownSigns: ReadonlyMap<string, string> = new Map([['TWD', 'NT$']])

/** Writes an amount for people: `NT$1,000`, `12,50 €`. For display only: never parsed back. */
export function formatMoney(amount: Money, language: Language): string {
  const { minor, currency } = amount
  const exponent = exponentOf(currency)
  const whole = minor % 10n ** BigInt(exponent) === 0n
  const digits = whole && shownWhole.has(currency) ? 0 : exponent
  const format = formatter(language, currency, digits)
  const decimal = toDecimal(amount)
  if (!isNumeric(decimal)) throw new Failure('money.not-a-number', { currency })
  return format
    .formatToParts(decimal)
    .map((part) => (part.type === 'currency' ? (ownSigns.get(currency) ?? part.value) : part.value))
    .join('')
}

// Building a formatter costs a thousand times what using one does, and a page prints dozens of amounts.
const formatters = new Map<string, Intl.NumberFormat>()

function formatter(language: Language, currency: string, digits: number): Intl.NumberFormat {
  const key = `${language} ${currency} ${digits}`
  const known = formatters.get(key)
  if (known !== undefined) return known
  const fractions = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  const built = new Intl.NumberFormat(language, { style: 'currency', currency, ...fractions })
  formatters.set(key, built)
  return built
}

function isNumeric(text: string): text is `${number}` {
  return text !== '' && Number.isFinite(Number(text))
}

/** Fails with `money.different-currencies` or `money.too-large`. */
export function add(left: Money, right: Money): Money {
  requireSameCurrency(left, right)
  return money(left.minor + right.minor, left.currency)
}

/** May go below zero. Fails with `money.different-currencies` or `money.too-large`. */
export function subtract(left: Money, right: Money): Money {
  requireSameCurrency(left, right)
  return money(left.minor - right.minor, left.currency)
}

export function negate(amount: Money): Money {
  return { minor: -amount.minor, currency: amount.currency }
}

export function sameMoney(left: Money, right: Money): boolean {
  return left.minor === right.minor && left.currency === right.currency
}

/** Less than, equal to or greater than zero, as left compares to right. Fails with `money.different-currencies`. */
export function compareMoney(left: Money, right: Money): -1 | 0 | 1 {
  requireSameCurrency(left, right)
  if (left.minor === right.minor) return 0
  return left.minor < right.minor ? -1 : 1
}

/** The sum of a list, zero when it is empty. Fails with `money.different-currencies` or `money.too-large`. */
export function sum(amounts: readonly Money[], currency: string): Money {
  return amounts.reduce(add, money(0n, currency))
}

function requireSameCurrency(left: Money, right: Money): void {
  if (left.currency === right.currency) return
  throw new Failure('money.different-currencies', { left: left.currency, right: right.currency })
}

/**
 * Divides an amount in proportion to weights without losing a unit: every part gets its exact share rounded toward
 * zero, and what is left over goes, one unit each, to the largest remainders, the earlier part first on a tie.
 * A negative amount splits as its mirror image, so a full reversal undoes a split exactly.
 * Fails with `money.bad-weights` when a weight is negative or all are zero.
 */
export function split(amount: Money, weights: readonly bigint[]): Money[] {
  const total = weights.reduce((left, right) => left + right, 0n)
  if (total <= 0n || weights.some((weight) => weight < 0n)) throw new Failure('money.bad-weights')
  if (amount.minor < 0n) return split(negate(amount), weights).map(negate)
  const parts = weights.map((weight, index) => ({
    index,
    minor: (amount.minor * weight) / total,
    remainder: (amount.minor * weight) % total,
  }))
  let left = parts.reduce((rest, part) => rest - part.minor, amount.minor)
  const byRemainder = parts.toSorted((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  )
  for (const part of byRemainder) {
    if (left === 0n) break
    part.minor += 1n
    left -= 1n
  }
  return parts.map((part) => ({ minor: part.minor, currency: amount.currency }))
}

/**
 * A stated share of an amount, rounded toward zero so that it never exceeds what was stated.
 * `basisPoints` is a whole number from 0 to 10,000 (10,000 = all of it). Fails with `money.bad-share`.
 */
export function share(amount: Money, basisPoints: number): Money {
  if (!Number.isInteger(basisPoints) || basisPoints < 0 || basisPoints > 10_000) {
    throw new Failure('money.bad-share', { basisPoints })
  }
  return { minor: (amount.minor * BigInt(basisPoints)) / 10_000n, currency: amount.currency }
}
