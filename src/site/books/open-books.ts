import type { OpenBooks } from '../../books/open-books.ts'

/** The public books of an organisation as its page shows them. */
export interface OpenBooksView extends OpenBooks {
  /** `/o/:organisation`. */
  readonly base: string
}

/** The latest signed state of the log. Root and fingerprint are hexadecimal. */
export type PublishedCheckpoint = NonNullable<OpenBooks['checkpoint']>

/** The stations of money in the order a gift passes them; each is a part of the one before. */
export const stations = ['received', 'allocated', 'spent', 'reported'] as const

/** What the reader chose as it stands in an address, without `?`; empty where everything is shown. */
export function queryOf({ year, campaign, programme }: OpenBooks['chosen']): string {
  return new URLSearchParams({
    ...(year === null ? {} : { year: String(year) }),
    ...(campaign && { campaign: campaign.slug }),
    ...(programme && { programme: programme.slug }),
  }).toString()
}

/** An address with what the reader chose. */
export function withQuery(path: string, query: string): string {
  return query === '' ? path : `${path}?${query}`
}

/** What the reader chose, in words for a title: the programme, the campaign, the year; empty where everything is shown. */
export function chosenWords({ year, campaign, programme }: OpenBooks['chosen']): string {
  const words = [programme?.title, campaign?.title, year === null ? undefined : String(year)]
  return words.filter((word) => word !== undefined).join(' · ')
}

/** The campaigns of each currency, as one chart shows them. */
export function byCurrency({ campaigns }: Pick<OpenBooks, 'campaigns'>) {
  const currencies = [...new Set(campaigns.map(({ received }) => received.currency))]
  return currencies.map((currency) => ({
    currency,
    isOnly: currencies.length === 1,
    campaigns: campaigns.filter(({ received }) => received.currency === currency),
  }))
}
