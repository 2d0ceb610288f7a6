import { useTranslation } from 'react-i18next'
import { isLanguage, type Language } from '../../../src/platform/languages.ts'
import { formatMoney } from '../../../src/platform/money.ts'

/** Money as the API writes it: `minor` counts the currency's smallest unit, in digits. */
export interface Amount {
  minor: string
  currency: string
}

/** Writes money, days, moments and numbers the way a language does. */
export interface Formats {
  language: Language
  money(amount: Amount): string
  /** A calendar day, `2026-03-05`, that belongs to no time zone. */
  day(day: string): string
  /** A moment as day and time on this device. */
  moment(at: string): string
  time(at: string): string
  /** How long ago, in words; a day beyond a week. */
  ago(at: string): string
  number(value: number): string
  /** A share of the whole in per cent; `part` and `whole` in the same unit. */
  percent(part: string, whole: string): string
}

const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/** The formats of a language; `now` in milliseconds. */
export function formatsOf(language: Language, now: () => number): Formats {
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' })
  const localDay = new Intl.DateTimeFormat(language, { dateStyle: 'medium' })
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })
  const time = new Intl.DateTimeFormat(language, { timeStyle: 'short' })
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' })
  const number = new Intl.NumberFormat(language)
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 })
  return {
    language,
    money: ({ minor, currency }) => formatMoney({ minor: BigInt(minor), currency }, language),
    day: (text) => day.format(new Date(`${text.slice(0, 10)}T00:00:00Z`)),
    moment: (at) => moment.format(new Date(at)),
    time: (at) => time.format(new Date(at)),
    ago: (at) => {
      const seconds = Math.round((new Date(at).getTime() - now()) / 1000)
      if (Math.abs(seconds) > 7 * 86_400) return localDay.format(new Date(at))
      const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? ['minute', 60]
      return relative.format(Math.trunc(seconds / size), unit)
    },
    number: (value) => number.format(value),
    percent: (part, whole) => percent.format(shareOf(part, whole)),
  }
}

/** `part` of `whole` from 0 to 1, both in digits of the same unit; 0 when there is no whole. */
export function shareOf(part: string, whole: string): number {
  const total = BigInt(whole)
  if (total <= 0n) return 0
  const basisPoints = (BigInt(part) * 10_000n) / total
  return Math.max(0, Math.min(10_000, Number(basisPoints))) / 10_000
}

const known = new Map<Language, Formats>()

/** The formats of the language on screen. */
export function useFormats(): Formats {
  const { i18n } = useTranslation()
  const language = isLanguage(i18n.language) ? i18n.language : 'en'
  const formats = known.get(language) ?? formatsOf(language, Date.now)
  known.set(language, formats)
  return formats
}
