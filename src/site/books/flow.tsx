import type { BookLine } from '../../books/book-lines.ts'
import type { CampaignTotals, ShownLine } from '../../books/open-books.ts'
import { type Frame, spoken } from '../frame.ts'
import { bandPath, type FlowBand, type FlowNode, flowOf } from './flow-shape.ts'

/** What a chart of the flow is drawn from: campaigns of one currency. */
export interface FlowSource {
  readonly currency: string
  /** Whether no other chart stands beside it: then its heading need not name the currency. */
  readonly isOnly: boolean
  readonly campaigns: readonly Pick<CampaignTotals, 'title' | 'slug' | 'lines'>[]
}

/** So many campaigns have a part of their own in the chart; the others stand together. */
const mostCampaigns = 6

/**
 * The way of the money from gifts over what they pay for to what came of it, each part as wide as what went that way. Words stand
 * in the page, not in the drawing, so that a narrow phone reads them at their size; they say all that the drawing shows.
 */
export function Flow({ frame, source }: { frame: Frame; source: FlowSource }) {
  const { t } = frame
  const say = spoken(frame)
  const { gifts, uses, results, giftBands, resultBands } = flowOf(flowLines(source))
  const titles = flowTitles(frame, source)
  const words = (nodes: readonly FlowNode[]) => (
    <ul class="flow-words">
      {nodes.map(({ key, tint, minor }) => (
        <li key={key} class={tint}>
          {titles.get(key) ?? key} <strong class="figure">{say.money({ minor, currency: source.currency })}</strong>
        </li>
      ))}
    </ul>
  )
  return (
    <figure class="flow">
      <figcaption>
        {source.isOnly ? t('books.question') : t('books.questionOf', { currency: say.currency(source.currency) })}
      </figcaption>
      <p class="flow-head">{t('books.layers.gifts')}</p>
      {words(gifts)}
      <Bar nodes={gifts} />
      <Bands bands={giftBands} />
      <Bar nodes={uses} />
      <p class="flow-head">{t('books.layers.uses')}</p>
      {words(uses)}
      {results.length > 0 && (
        <>
          <Bar nodes={uses.filter(({ isSource }) => isSource)} />
          <Bands bands={resultBands} />
          <Bar nodes={results} />
          <p class="flow-head">{t('books.layers.results')}</p>
          {words(results)}
        </>
      )}
    </figure>
  )
}

function Bar({ nodes }: { nodes: readonly FlowNode[] }) {
  return (
    <svg class="flow-row" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
      {nodes.map(({ key, tint, start, share }) => (
        <rect key={key} class={tint} x={start * 1000} width={Math.max(1, share * 1000)} height="10" />
      ))}
    </svg>
  )
}

function Bands({ bands }: { bands: readonly FlowBand[] }) {
  return (
    <svg class="flow-bands" viewBox="0 0 1000 40" preserveAspectRatio="none" aria-hidden="true">
      {bands.map((band) => (
        <path key={`${band.from} ${band.to}`} class={band.tint} d={bandPath(band)} />
      ))}
    </svg>
  )
}

const others = '*'

/** The lines by campaign; the smaller of many campaigns as one. */
function flowLines({ campaigns }: FlowSource): (BookLine & { source: string })[] {
  const sizes = campaigns.map(({ slug, lines }) => ({
    slug,
    minor: lines.reduce((sum, { amount }) => sum + amount, 0n),
  }))
  const largest = sizes.toSorted((a, b) => (a.minor < b.minor ? 1 : -1)).slice(0, mostCampaigns)
  const isOwn = (slug: string) => campaigns.length <= mostCampaigns + 1 || largest.some((each) => each.slug === slug)
  return campaigns.flatMap(({ slug, lines }) => lines.map((line) => ({ ...line, source: isOwn(slug) ? slug : others })))
}

function flowTitles({ t }: Frame, { campaigns }: FlowSource): ReadonlyMap<string, string> {
  const lines = campaigns.flatMap((campaign): readonly ShownLine[] => campaign.lines)
  return new Map([
    ...campaigns.map(({ slug, title }) => [`gift ${slug}`, title] as const),
    [`gift ${others}`, t('books.otherCampaigns')],
    ...lines.map(({ use, title }) => [`use ${use}`, title] as const),
    ...(['reported', 'untold', 'unspent'] as const).map((result) => [result, t(`books.results.${result}`)] as const),
  ])
}
