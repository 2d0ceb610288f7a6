import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { GiftDetail } from '../api/gifts.ts'
import { useReachedCases } from '../api/reach.ts'
import { StageBadge } from '../cases/cases-page.tsx'
import { Section } from '../pieces/page.tsx'
import { type Piece, Widths } from '../pieces/widths.tsx'
import { useFormats } from '../words/formats.ts'
import { partsByNeed } from './parts-by-need.ts'

/** Where a gift went, as widths: what it cost, each need it is part of with the way to its case, and what still waits. */
export function GiftWidths({ gift: { id, amount, refunded, trace } }: { gift: GiftDetail }) {
  const { t } = useTranslation(['desk', 'cases'])
  const formats = useFormats()
  const { items: reached = [] } = useReachedCases({ side: 'gift', id })
  if (!trace) return null
  const { currency } = amount
  const stageOf = (caseId: string) => {
    const stage = reached.find((one) => one.caseId === caseId)?.stage
    return stage && <StageBadge stage={stage} />
  }
  const end = (minor: string) => (
    <>
      {formats.money({ minor, currency })} <span className="quiet small">{formats.percent(minor, amount.minor)}</span>
    </>
  )
  const plain = (key: string, minor: string, kind: Piece['kind']): Piece[] =>
    minor === '0' ? [] : [{ key, minor, kind, words: t(`gifts.widths.${key}`), end: end(minor) }]
  const pieces: Piece[] = [
    ...partsByNeed(trace.parts).map(({ caseId, pseudonym, needItem, minor }) => ({
      key: caseId + needItem,
      minor,
      kind: 'given' as const,
      words: (
        <>
          <Link to="/cases/$caseId" params={{ caseId }}>
            {pseudonym}
          </Link>{' '}
          · {t(`cases:items.${needItem}`)} {stageOf(caseId)}
        </>
      ),
      end: end(minor),
    })),
    ...plain('fee', trace.fee.minor, 'cost'),
    ...plain('share', trace.share.minor, 'cost'),
    ...plain('refunded', refunded.minor, 'cost'),
    ...plain('open', trace.open.minor, 'open'),
  ]
  const title = t('gifts.where', { amount: formats.money(amount) })
  return (
    <Section title={title}>
      <Widths whole={amount.minor} pieces={pieces} label={title} />
      <Link to="/explore/$side/$id" params={{ side: 'gift', id: id }} search={{}} className="small">
        {t('cases:explore.follow')}
      </Link>
    </Section>
  )
}
