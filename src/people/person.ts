import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { z } from 'zod'
import { type Language, languages } from '../platform/languages.ts'

/** Anyone we talk to: a prospect until the first gift, a donor from then on. */
export interface NewPerson {
  displayName: string
  language: Language
  email?: string | undefined
  /** E.164, as `normalisePhone` answers it. */
  phone?: string | undefined
  /** IANA; absent means the organisation's. */
  timeZone?: string | undefined
  /** The key of the row in the spreadsheet or system this person came from. */
  externalKey?: string | undefined
}

export const languageSchema = z.enum(languages)

/** An e-mail address in the one spelling we compare and keep: trimmed, lower-case, NFKC. Undefined when it cannot be one. */
export function normaliseEmail(typed: string): string | undefined {
  const email = typed.normalize('NFKC').trim().toLowerCase()
  return z.email().safeParse(email).success ? email : undefined
}

/** A phone number as E.164, read in `country` when it has no international prefix. Undefined when it cannot be one. */
export function normalisePhone(typed: string, country: string): string | undefined {
  const parsed = parsePhoneNumberFromString(typed.normalize('NFKC'), isCountry(country) ? country : 'TW')
  return parsed?.isPossible() ? parsed.number : undefined
}

/** A name as compared: NFKC, lower-case, without spaces, dots and dashes; 王 小明 is 王小明, ＷＡＮＧ is wang. */
export function foldName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s.\-·・'’]/gu, '')
}

/**
 * The one- and two-character grams of the texts a person is found by. A query's grams must all be among them, so
 * CJK names are found by any character and Latin ones by any two neighbouring letters.
 */
export function gramsOf(...texts: readonly (string | null | undefined)[]): Set<string> {
  const grams = new Set<string>()
  for (const text of texts) {
    const letters = [...foldName(text ?? '')]
    letters.forEach((letter, at) => {
      grams.add(letter)
      const next = letters[at + 1]
      if (next !== undefined) grams.add(letter + next)
    })
  }
  return grams
}

/** The grams to look for: pairs where there are two letters or more, since a pair says more than its letters. */
export function queryGrams(query: string): string[] {
  const letters = [...foldName(query)]
  if (letters.length < 2) return letters
  return [...new Set(letters.slice(0, -1).map((letter, at) => letter + letters[at + 1]))]
}

function isCountry(text: string): text is CountryCode {
  return /^[A-Z]{2}$/.test(text)
}
