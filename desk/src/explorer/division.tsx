import { useTranslation } from 'react-i18next'
import type { Stage } from '../api/cases.ts'
import type { Reach, Side } from '../api/reach.ts'
import { Section } from '../pieces/page.tsx'
import { type Piece, Widths } from '../pieces/widths.tsx'
import { useFormats } from '../words/formats.ts'
import styles from './explorer.module.css'

interface DivisionProps {
  reach: Reach
  side: Side
  stage: Stage | undefined
  choose: (stage: Stage | undefined) => void
}

/** How the whole divides: what reached the cases of each stage, what it cost, and what waits. A stage narrows the list of cases. */
export function Division({ reach, side, stage: chosen, choose }: DivisionProps) {
  const { t } = useTranslation('cases')
  const formats = useFormats()
  const { whole, cost, open, stages, giftCount, caseCount } = reach
  const end = (minor: string) => (
    <>
      {formats.money({ minor, currency: whole.currency })}{' '}
      <span className="quiet small">{formats.percent(minor, whole.minor)}</span>
    </>
  )
  const reached = stages.map(({ stage, amount, caseCount }): Piece => {
    const words = `${t(`stages.${stage}`)} · ${t('explore.cases', { count: caseCount })}`
    return {
      key: stage,
      minor: amount.minor,
      kind: 'given',
      end: end(amount.minor),
      words:
        side === 'campaign' ? (
          <button
            type="button"
            className={styles.stage}
            aria-pressed={chosen === stage}
            onClick={() => choose(chosen === stage ? undefined : stage)}
          >
            {words}
          </button>
        ) : (
          words
        ),
    }
  })
  const plain = (key: 'cost' | 'open', minor: string): Piece[] =>
    minor === '0' ? [] : [{ key, minor, kind: key, words: t(`explore.${key}.${side}`), end: end(minor) }]
  const label = t(`explore.whole.${side}`, { amount: formats.money(whole) })
  return (
    <Section
      title={label}
      lead={[
        side !== 'gift' && t('explore.gifts', { count: giftCount }),
        side !== 'case' && t('explore.cases', { count: caseCount }),
      ]
        .filter(Boolean)
        .join(' · ')}
    >
      <Widths
        whole={whole.minor}
        label={label}
        pieces={[...reached, ...plain('cost', cost.minor), ...plain('open', open.minor)]}
      />
    </Section>
  )
}
