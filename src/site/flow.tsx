import { type Frame, spoken } from './frame.ts'
import type { CampaignBooks } from './open-books.ts'

/** One part of a row of the flow: what went this way. `share` is of everything that came in, 0 to 1. */
interface Part {
  readonly name: 'received' | 'feesAndShare' | 'open' | 'allocated' | 'unspent' | 'spent' | 'untold' | 'reported'
  readonly minor: bigint
  readonly start: number
  readonly share: number
}

/** The rows of the flow from gifts to results, each part under the part it comes from. What goes on stands at the left, under its source. */
export function flowRows(
  books: Pick<CampaignBooks, 'received' | 'feesAndShare' | 'allocated' | 'spent' | 'reported'>,
): Part[][] {
  const whole = books.received.minor
  if (whole <= 0n) return []
  const [kept, allocated, spent, reported] = [books.feesAndShare, books.allocated, books.spent, books.reported].map(
    ({ minor }) => minor,
  )
  if (kept === undefined || allocated === undefined || spent === undefined || reported === undefined) return []
  const parts = [
    [['received', whole]],
    [
      ['allocated', allocated],
      ['open', whole - kept - allocated],
      ['feesAndShare', kept],
    ],
    [
      ['spent', spent],
      ['unspent', allocated - spent],
    ],
    [
      ['reported', reported],
      ['untold', spent - reported],
    ],
  ] as const
  return parts.map((row) => {
    let start = 0
    return row.flatMap(([name, minor]) => {
      if (minor <= 0n) return []
      const share = Number((minor * 1_000_000n) / whole) / 1_000_000
      const part = { name, minor, start, share }
      start += share
      return [part]
    })
  })
}

/**
 * The way of the money from gifts over needs to results: each row as wide as what reached it. Words stand in the page, not in the
 * drawing, so that a narrow phone reads them at their size; the drawing itself is for eyes, the figures beside it for everyone.
 */
export function Flow({ frame, campaign }: { frame: Frame; campaign: CampaignBooks }) {
  const { t } = frame
  const say = spoken(frame)
  const { currency } = campaign.received
  const rows = flowRows(campaign)
  return (
    <figure class="flow">
      <figcaption>{t('books.question')}</figcaption>
      {rows.map((row, place) => (
        <>
          {place > 0 && <Ribbon row={row} />}
          <svg class="flow-row" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
            {row.map(({ name, start, share }) => (
              <rect key={name} class={name} x={start * 1000} width={Math.max(2, share * 1000)} height="10" />
            ))}
          </svg>
          <ul class="flow-words">
            {row.map(({ name, minor }) => (
              <li key={name} class={name}>
                {t(`books.${name}`)} <strong class="figure">{say.money({ minor, currency })}</strong>
              </li>
            ))}
          </ul>
        </>
      ))}
    </figure>
  )
}

// From as wide as the row is in all, above, to the parts it is made of, below: both begin at the left.
function Ribbon({ row }: { row: readonly Part[] }) {
  const width = Math.max(2, row.reduce((sum, { share }) => sum + share, 0) * 1000)
  return (
    <svg class="flow-ribbon" viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true">
      <rect width={width} height="20" />
    </svg>
  )
}
