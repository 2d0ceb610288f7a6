import { exponentOf } from '../platform/currencies.ts'
import type { Money } from '../platform/money.ts'

const digits = '零壹貳參肆伍陸柒捌玖'
const places = ['', '拾', '佰', '仟']
const groups = ['', '萬', '億', '兆', '京']

/**
 * An amount in the capital numerals that cannot be altered (國字大寫), as Taiwanese receipts show it: 新臺幣壹仟零伍拾元整.
 * `currencyName` stands in front. Cents become 角 and 分. For positive amounts of currencies with 0 or 2 decimals.
 */
export function chineseAmount({ minor, currency }: Money, currencyName: string): string {
  const scale = 10n ** BigInt(exponentOf(currency))
  const whole = minor / scale
  const cents = Number(((minor % scale) * 100n) / scale)
  const tens = Math.floor(cents / 10)
  const ones = cents % 10
  const fraction =
    cents === 0
      ? '整'
      : `${tens > 0 ? `${digits[tens]}角` : whole > 0n ? '零' : ''}${ones > 0 ? `${digits[ones]}分` : ''}`
  return `${currencyName}${whole > 0n || cents === 0 ? `${capitalNumerals(whole)}元` : ''}${fraction}`
}

/** A whole number in capital numerals; a run of zeros between digits is said once. */
export function capitalNumerals(whole: bigint): string {
  if (whole === 0n) return '零'
  const text = whole.toString()
  let said = ''
  let skipped = false
  let groupHasDigit = false
  for (const [index, character] of [...text].entries()) {
    const place = text.length - 1 - index
    if (character === '0') skipped = true
    else {
      said += `${skipped ? '零' : ''}${digits[Number(character)]}${places[place % 4]}`
      skipped = false
      groupHasDigit = true
    }
    if (place % 4 !== 0) continue
    if (groupHasDigit) said += groups[place / 4] ?? ''
    groupHasDigit = false
  }
  return said
}
