import type { Translate } from '../platform/i18n/translator.ts'
import type { Language } from '../platform/languages.ts'
import { formatMoney, type Money } from '../platform/money.ts'
import { formatCount, formatCurrency, formatDay, formatMoment, formatShare } from './words.ts'

/** What stands around every public page: the reader's language, where the page lives and whose page it is. */
export interface Frame {
  readonly language: Language
  /** The words of namespace `site` (`siteWords`). */
  readonly t: Translate
  /** Path of this page, from the root, without query: the language switch and the share card point at it. */
  readonly path: string
  /** Origin under which the public reaches this instance, without a trailing slash. */
  readonly publicUrl: string
  /** Nonce of this answer's content security policy, repeated on every script tag. */
  readonly nonce: string
  /** IANA name; every day on the page is a day there. */
  readonly timeZone: string
  /** The demonstration says so on every page: no real children, no real money. */
  readonly demo: boolean
  /** Whose page this is; null where the instance itself speaks (home, errors). */
  readonly organisation: PublicOrganisation | null
}

/** What an organisation tells the public about itself. */
export interface PublicOrganisation {
  readonly slug: string
  readonly name: string
  readonly phone: string | null
  readonly email: string | null
  /** Registration as the law words it, e.g. 衛部救字第0000000000號. */
  readonly registration: string | null
  readonly address: string | null
}

/** A picture with the size it is stored in, so that nothing jumps while it loads. `alt` is in the reader's language. */
export interface Picture {
  readonly url: string
  readonly alt: string
  readonly width: number
  readonly height: number
}

/** The frame's figures and dates, bound to its language and time zone. */
export function spoken(frame: Pick<Frame, 'language' | 'timeZone'>) {
  const { language, timeZone } = frame
  return {
    money: (money: Money) => formatMoney(money, language),
    currency: (code: string) => formatCurrency(code, language),
    day: (at: Date) => formatDay(at, language, timeZone),
    moment: (at: Date) => formatMoment(at, language, timeZone),
    count: (count: number | bigint) => formatCount(count, language),
    share: (basisPoints: number) => formatShare(basisPoints, language),
  }
}
