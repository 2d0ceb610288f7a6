import { Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Stage } from '../api/cases.ts'
import { type Looked, type ReachedCase, useReachedCases } from '../api/reach.ts'
import { StageBadge } from '../cases/cases-page.tsx'
import { Section } from '../pieces/page.tsx'
import { useFormats } from '../words/formats.ts'
import { MoneyList } from './money-list.tsx'

interface ReachedCasesProps {
  looked: Looked
  /** What is divided above, in minor units: every share on the page is a part of the same sum. */
  whole: string
  stage?: Stage | undefined
  asTable: boolean
}

/** The cases that money reached, each as wide as its part, with where it stands and when donors last heard of it. */
export function ReachedCases({ looked, whole, stage, asTable }: ReachedCasesProps) {
  const { t } = useTranslation('cases')
  const list = useReachedCases(looked, stage)
  const title = stage ? t('explore.reachedIn', { stage: t(`stages.${stage}`) }) : t('explore.reached')
  return (
    <Section title={title}>
      <MoneyList
        list={list}
        whole={whole}
        asTable={asTable}
        empty={t('explore.noCases')}
        head={[t('explore.case'), t('explore.stage'), t('explore.told'), t('explore.giftsHead')]}
        line={(item) => ({
          key: item.caseId,
          amount: item.amount,
          words: <CaseWords item={item} />,
          cells: <CaseCells item={item} />,
        })}
      />
    </Section>
  )
}

function CaseLink({ item: { caseId, pseudonym } }: { item: ReachedCase }) {
  return (
    <Link to="/explore/$side/$id" params={{ side: 'case', id: caseId }} search={{}} className="row-link">
      {pseudonym}
    </Link>
  )
}

function CaseWords({ item }: { item: ReachedCase }) {
  const { t } = useTranslation('cases')
  const formats = useFormats()
  return (
    <>
      <CaseLink item={item} /> <StageBadge stage={item.stage} />
      <br />
      <span className="quiet small">
        {item.toldAt ? t('explore.toldAt', { when: formats.ago(item.toldAt) }) : t('explore.notTold')}
        {item.giftCount > 1 && ` · ${t('explore.gifts', { count: item.giftCount })}`}
      </span>
    </>
  )
}

function CaseCells({ item }: { item: ReachedCase }) {
  const { t } = useTranslation('cases')
  const formats = useFormats()
  return (
    <>
      <Table.Td data-lead>
        <CaseLink item={item} />
      </Table.Td>
      <Table.Td>
        <StageBadge stage={item.stage} />
      </Table.Td>
      <Table.Td className="figure" data-label={t('explore.told')}>
        {item.toldAt ? formats.ago(item.toldAt) : '–'}
      </Table.Td>
      <Table.Td className="figure" data-label={t('explore.giftsHead')}>
        {formats.number(item.giftCount)}
      </Table.Td>
    </>
  )
}
