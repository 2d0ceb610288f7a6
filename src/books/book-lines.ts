import type { BookSums } from './sums.ts'

/** What the books are narrowed to; absent is all. */
export interface BooksFilter {
  /** The year in which gifts were given. */
  readonly year?: number
  readonly campaignId?: string
  readonly programmeId?: string
}

/** What a part of the gifts went to: a cost item of needs (words: `cases:items`), or one of these. */
export const otherUses = ['open', 'share', 'fees'] as const

/** One line of the books: a part of a campaign's gifts, what it went to, and how far that has come. Minor units. */
export interface BookLine {
  readonly campaignId: string
  readonly currency: string
  /** A cost item, or one of `otherUses`. */
  readonly use: string
  readonly amount: bigint
  /** Of `amount`. */
  readonly spent: bigint
  /** Of `spent`, what its givers were told. */
  readonly reported: bigint
}

/** Whether a use is a need's cost item. */
export function isNeed(use: string): boolean {
  return !otherUses.some((other) => other === use)
}

/**
 * The books as lines, the largest of each campaign first and what is no need at the end. All lines of a campaign add up to what it
 * received. Of one programme only what reached its needs: a gift is of a fund, and no programme's, until then.
 */
export function bookLines(sums: Pick<BookSums, 'gifts' | 'needs'>, filter: BooksFilter): BookLine[] {
  const fits = ({ givenYear, campaignId }: { givenYear: number; campaignId: string }) =>
    (filter.year === undefined || filter.year === givenYear) &&
    (filter.campaignId === undefined || filter.campaignId === campaignId)
  const needs = sums.needs.filter(
    (sum) => fits(sum) && (filter.programmeId === undefined || filter.programmeId === sum.programmeId),
  )
  const lines = new Map<string, BookLine>()
  const add = (line: BookLine) => {
    const key = JSON.stringify([line.campaignId, line.currency, line.use])
    const before = lines.get(key) ?? { amount: 0n, spent: 0n, reported: 0n }
    const [amount, spent, reported] = [
      before.amount + line.amount,
      before.spent + line.spent,
      before.reported + line.reported,
    ]
    lines.set(key, { ...line, amount, spent, reported })
  }
  const untouched = { spent: 0n, reported: 0n }
  for (const { campaignId, currency, item, allocated, spent, reported } of needs) {
    add({ campaignId, currency, use: item, amount: allocated, spent, reported })
    if (filter.programmeId === undefined) add({ campaignId, currency, use: 'open', amount: -allocated, ...untouched })
  }
  if (filter.programmeId === undefined) {
    for (const { campaignId, currency, received, fees, share } of sums.gifts.filter(fits)) {
      add({ campaignId, currency, use: 'open', amount: received - fees - share, ...untouched })
      add({ campaignId, currency, use: 'share', amount: share, ...untouched })
      add({ campaignId, currency, use: 'fees', amount: fees, ...untouched })
    }
  }
  return [...lines.values()].filter(({ amount }) => amount !== 0n).toSorted(byUse)
}

const places: readonly string[] = otherUses

function byUse(a: BookLine, b: BookLine): number {
  const place = ({ use }: BookLine) => places.indexOf(use)
  if (place(a) !== place(b)) return place(a) - place(b)
  return a.amount === b.amount ? (a.use < b.use ? -1 : 1) : a.amount > b.amount ? -1 : 1
}
