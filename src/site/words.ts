import type { Translate } from '../platform/i18n/translator.ts'
import type { Language } from '../platform/languages.ts'

/** The words of these pages alone: `campaign.give` instead of `site:campaign.give`. */
export function siteWords(translate: Translate): Translate {
  return (key, variables) => translate(`site:${key}`, variables)
}

/** Sentences one after the other: Chinese and Japanese put no space between them. */
export function inARow(language: Language, ...sentences: string[]): string {
  return sentences.join(/^(zh|ja)/.test(language) ? '' : ' ')
}

/** Each language named by itself, as a language switch must show it. */
export const languageNames: Record<Language, string> = {
  en: 'English',
  it: 'Italiano',
  ja: '日本語',
  'zh-Hant': '繁體中文',
  'zh-Hans': '简体中文',
}

/** A calendar day as a letter would date it: `22 November 2026`, `2026年11月22日`. `timeZone` is an IANA name. */
export function formatDay(at: Date, language: Language, timeZone: string): string {
  return dayFormat(language, timeZone).format(at)
}

/** A day and the time of day, for what happened at a moment that matters (a checkpoint, a payment deadline). */
export function formatMoment(at: Date, language: Language, timeZone: string): string {
  return momentFormat(language, timeZone).format(at)
}

/** A whole number with the reader's grouping. */
export function formatCount(count: number | bigint, language: Language): string {
  return countFormat(language).format(count)
}

/** A currency by its name: `New Taiwan Dollar`, `歐元`. `code` is of ISO 4217. */
export function formatCurrency(code: string, language: Language): string {
  return currencyFormat(language).of(code) ?? code
}

/** A share of a whole, given in basis points (1/100 of a percent), with at most one decimal. */
export function formatShare(basisPoints: number, language: Language): string {
  return shareFormat(language).format(basisPoints / 10_000)
}

// Building an Intl formatter costs a thousand times what using one does, and a page prints dozens of figures.
function remember<Formatter>(build: (language: Language, timeZone: string) => Formatter) {
  const built = new Map<string, Formatter>()
  return (language: Language, timeZone = 'UTC'): Formatter => {
    const key = `${language} ${timeZone}`
    const known = built.get(key)
    if (known !== undefined) return known
    const formatter = build(language, timeZone)
    built.set(key, formatter)
    return formatter
  }
}

const dayFormat = remember((language, timeZone) => {
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone })
})
const momentFormat = remember((language, timeZone) => {
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeStyle: 'short', timeZone })
})
const countFormat = remember((language) => new Intl.NumberFormat(locales[language]))
const currencyFormat = remember((language) => new Intl.DisplayNames(locales[language], { type: 'currency' }))
const shareFormat = remember((language) => {
  return new Intl.NumberFormat(locales[language], { style: 'percent', maximumFractionDigits: 1 })
})

// en-GB rather than en: a day before a month reads the same everywhere outside the United States.
const locales: Record<Language, string> = {
  en: 'en-GB',
  it: 'it-IT',
  ja: 'ja-JP',
  'zh-Hant': 'zh-TW',
  'zh-Hans': 'zh-CN',
}
