import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type CaseFilter,
  type CaseItem,
  endStages,
  progressStages,
  type Stage,
  type StageTotal,
  useCases,
  useStageTotals,
} from '../api/cases.ts'
import { Loading } from '../pieces/loading.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { Width } from '../pieces/widths.tsx'
import { useFormats } from '../words/formats.ts'
import styles from './board.module.css'
import { ChangeStage } from './change-stage.tsx'

/** How many cases a column shows before one asks for more. */
const firstCards = 12

/** The cases as columns of their stages, each with its number and its money as a width; the ends stand last, and only where there are any. */
export function Board({ filter, empty }: { filter: CaseFilter; empty: ReactNode }) {
  const { t } = useTranslation('cases')
  const { data: totals, error, refetch } = useStageTotals(filter)
  if (error && !totals) return <ErrorNote error={error} retry={() => void refetch()} />
  if (!totals) return <Loading rows={8} />
  if (totals.length === 0) return <div className="card">{empty}</div>
  const ended = endStages.filter((stage) => totals.some((total) => total.stage === stage))
  return (
    <section className={styles.board} aria-label={t('board.label')}>
      {[...progressStages, ...ended].map((stage) => (
        <Column key={stage} stage={stage} filter={filter} totals={totals.filter((total) => total.stage === stage)} />
      ))}
    </section>
  )
}

interface ColumnProps {
  stage: Stage
  filter: CaseFilter
  totals: readonly StageTotal[]
}

function Column({ stage, filter, totals }: ColumnProps) {
  const { t } = useTranslation(['desk', 'cases'])
  const { items = [], hasNextPage, isFetchingNextPage, fetchNextPage } = useCases({ ...filter, stage }, firstCards)
  const count = totals.reduce((sum, total) => sum + total.count, 0)
  const name = t(`cases:stages.${stage}`)
  return (
    <section className={styles.column} aria-label={t('cases:board.column', { stage: name, count })}>
      <header className={styles.head}>
        <h2>{name}</h2>
        <span className="figure quiet">{count}</span>
      </header>
      {totals.map((total) => (
        <Money key={total.needed.currency} {...total} />
      ))}
      {count === 0 && <p className="quiet small">{t('cases:board.none')}</p>}
      <ul className={styles.cards}>
        {items.map((item) => (
          <Card key={item.id} item={item} />
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="subtle" size="xs" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('acts.more')}
        </Button>
      )}
    </section>
  )
}

function Money({ needed, open }: Pick<CaseItem, 'needed' | 'open'>) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (needed.minor === '0') return null
  const covered = (BigInt(needed.minor) - BigInt(open.minor)).toString()
  return (
    <p className="small figure">
      {formats.money({ minor: covered, currency: needed.currency })}{' '}
      <span className="quiet">{t('cases.ofNeeded', { amount: formats.money(needed) })}</span>
      <Width part={covered} whole={needed.minor} />
    </p>
  )
}

function Card({ item }: { item: CaseItem }) {
  const { t } = useTranslation(['desk', 'cases'])
  const formats = useFormats()
  return (
    <li className={styles.card}>
      <div className="bar spread">
        <Link to="/cases/$caseId" params={{ caseId: item.id }} className="row-link">
          {item.pseudonym}
        </Link>
        <ChangeStage found={item} isSmall />
      </div>
      <p className="quiet small">
        {t(`cases:ages.${item.ageBand}`)} · {t(`cases:regions.${item.region}`)}
      </p>
      <Money needed={item.needed} open={item.open} />
      <p className="quiet small figure">{formats.ago(item.stageAt)}</p>
    </li>
  )
}
