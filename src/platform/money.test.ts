import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { currencyCodes, exponentOf } from './currencies.ts'
import { Failure } from './errors.ts'
import { languages } from './languages.ts'
import {
  add,
  compareMoney,
  formatMoney,
  fromDecimal,
  money,
  negate,
  parseMoney,
  share,
  split,
  subtract,
  sum,
  toDecimal,
} from './money.ts'

function codeOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof Failure) return error.code
    throw error
  }
  return 'no failure'
}

const anyMinor = fc.bigInt({ min: -9_223_372_036_854_775_807n, max: 9_223_372_036_854_775_807n })
const anyMoney = fc.tuple(anyMinor, fc.constantFrom(...currencyCodes)).map(([minor, code]) => money(minor, code))

describe('currencies', () => {
  test.each([
    ['TWD', 2],
    ['JPY', 0],
    ['CNY', 2],
    ['EUR', 2],
    ['HUF', 2],
    ['IDR', 2],
    ['MGA', 2],
    ['ISK', 0],
    ['UGX', 0],
    ['KWD', 3],
    ['CLF', 4],
  ])('%s keeps %i decimals', (currency, exponent) => {
    expect(exponentOf(currency)).toBe(exponent)
  })

  test('no code is listed twice or misspelt', () => {
    expect(currencyCodes.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true)
    expect(new Set(currencyCodes).size).toBe(currencyCodes.length)
  })

  test('an unknown or lower-case code is refused', () => {
    expect(codeOf(() => exponentOf('XXX'))).toBe('money.unknown-currency')
    expect(codeOf(() => exponentOf('twd'))).toBe('money.unknown-currency')
  })
})

describe('reading an amount', () => {
  test.each([
    ['1000', 'TWD', 100_000n],
    [' 1000 ', 'JPY', 1000n],
    ['1.005', 'KWD', 1005n],
    ['0.01', 'EUR', 1n],
    ['12.5', 'EUR', 1250n],
    ['007', 'EUR', 700n],
    ['1.0001', 'CLF', 10_001n],
    ['92233720368547758.07', 'EUR', 9_223_372_036_854_775_807n],
  ])('%s %s', (text, currency, minor) => {
    expect(parseMoney(text, currency)).toEqual({ minor, currency })
  })

  test.each([
    ['１０００', 'TWD', 'money.not-a-number'],
    ['1e3', 'TWD', 'money.not-a-number'],
    ['1,000', 'TWD', 'money.not-a-number'],
    ['+5', 'EUR', 'money.not-a-number'],
    ['', 'EUR', 'money.not-a-number'],
    ['.5', 'EUR', 'money.not-a-number'],
    ['5.', 'EUR', 'money.not-a-number'],
    ['0x10', 'EUR', 'money.not-a-number'],
    ['NaN', 'EUR', 'money.not-a-number'],
    ['1.000', 'EUR', 'money.too-many-decimals'],
    ['1.0', 'JPY', 'money.too-many-decimals'],
    ['-5', 'EUR', 'money.negative'],
    ['-0', 'EUR', 'money.negative'],
    ['92233720368547758.08', 'EUR', 'money.too-large'],
    ['5', 'ABC', 'money.unknown-currency'],
  ])('refuses %j %s', (text, currency, code) => {
    expect(codeOf(() => parseMoney(text, currency))).toBe(code)
  })

  test('a negative amount is read when asked for', () => {
    expect(parseMoney('-5.25', 'EUR', { negative: true })).toEqual(money(-525n, 'EUR'))
  })

  test('what is written is read back, for every currency', () => {
    fc.assert(
      fc.property(anyMoney, (amount) => {
        expect(fromDecimal(toDecimal(amount), amount.currency)).toEqual(amount)
      }),
    )
  })
})

describe('showing an amount', () => {
  test.each(languages)('whole Taiwan dollars have no decimals in %s', (language) => {
    expect(formatMoney(money(100_000n, 'TWD'), language)).toMatch(/^NT\$\s?1[.,]?000$|^1\.?000\sNT\$$/)
  })

  test('cents are never hidden', () => {
    expect(formatMoney(money(100_050n, 'TWD'), 'zh-Hant')).toBe('NT$1,000.50')
    expect(formatMoney(money(1250n, 'EUR'), 'it')).toBe('12,50\u00a0€')
    expect(formatMoney(money(12_34n, 'HUF'), 'en')).toContain('12.34')
  })

  test('large amounts keep every digit', () => {
    expect(formatMoney(money(9_223_372_036_854_775_807n, 'EUR'), 'en')).toBe('€92,233,720,368,547,758.07')
  })
})

describe('reckoning', () => {
  test('currencies do not mix', () => {
    const [euro, yen] = [money(1n, 'EUR'), money(1n, 'JPY')]
    for (const act of [add, subtract, compareMoney]) {
      expect(codeOf(() => act(euro, yen))).toBe('money.different-currencies')
    }
  })

  test('a sum that no longer fits is refused', () => {
    const most = money(9_223_372_036_854_775_807n, 'EUR')
    expect(codeOf(() => add(most, money(1n, 'EUR')))).toBe('money.too-large')
  })

  test.each([
    [10_000n, [1n, 1n, 1n], [3334n, 3333n, 3333n]],
    [100n, [1n, 1n, 1n], [34n, 33n, 33n]],
    [1n, [50n, 50n], [1n, 0n]],
    [-10_000n, [1n, 1n, 1n], [-3334n, -3333n, -3333n]],
    [10n, [0n, 3n], [0n, 10n]],
  ])('%s split by %s', (minor, weights, parts) => {
    expect(split(money(minor, 'EUR'), weights).map((part) => part.minor)).toEqual(parts)
  })

  test('a split loses nothing, mirrors its reversal and is never a unit off', () => {
    const anyWeights = fc
      .array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 12 })
      .filter((weights) => weights.some((weight) => weight > 0n))
    fc.assert(
      fc.property(anyMoney, anyWeights, (amount, weights) => {
        const parts = split(amount, weights)
        expect(sum(parts, amount.currency)).toEqual(amount)
        expect(split(negate(amount), weights)).toEqual(parts.map(negate))
        const total = weights.reduce((left, right) => left + right, 0n)
        parts.forEach((part, index) => {
          const off = part.minor * total - amount.minor * (weights[index] ?? 0n)
          expect(off < total && off > -total).toBe(true)
        })
      }),
    )
  })

  test('weights that say nothing are refused', () => {
    for (const weights of [[], [0n, 0n], [2n, -1n]]) {
      expect(codeOf(() => split(money(5n, 'EUR'), weights))).toBe('money.bad-weights')
    }
  })

  test('a share never exceeds what was stated', () => {
    expect(share(money(9_999n, 'EUR'), 500)).toEqual(money(499n, 'EUR'))
    expect(share(money(-9_999n, 'EUR'), 500)).toEqual(money(-499n, 'EUR'))
    expect(share(money(9_999n, 'EUR'), 10_000)).toEqual(money(9_999n, 'EUR'))
    for (const basisPoints of [-1, 10_001, 0.5]) {
      expect(codeOf(() => share(money(1n, 'EUR'), basisPoints))).toBe('money.bad-share')
    }
  })
})
