import { Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Looked, type PayingGift, usePayingGifts } from '../api/reach.ts'
import { Section } from '../pieces/page.tsx'
import { useFormats } from '../words/formats.ts'
import { useNameOf } from '../words/names.ts'
import { MoneyList } from './money-list.tsx'

/** The gifts that pay, each as wide as what it gave; `whole` is what is divided above, in minor units. */
export function PayingGifts({ looked, whole, asTable }: { looked: Looked; whole: string; asTable: boolean }) {
  const { t } = useTranslation('cases')
  const list = usePayingGifts(looked)
  return (
    <Section title={t('explore.paying')}>
      <MoneyList
        list={list}
        whole={whole}
        asTable={asTable}
        empty={t('explore.noGifts')}
        head={[t('explore.giver'), t('explore.givenOn'), t('explore.casesHead')]}
        line={(item) => ({
          key: item.giftId,
          amount: item.amount,
          words: <GiftWords item={item} />,
          cells: <GiftCells item={item} />,
        })}
      />
    </Section>
  )
}

function GiftLink({ item: { giftId, donorName } }: { item: PayingGift }) {
  const nameOf = useNameOf()
  return (
    <Link to="/explore/$side/$id" params={{ side: 'gift', id: giftId }} search={{}} className="row-link">
      {nameOf(donorName)}
    </Link>
  )
}

function GiftWords({ item }: { item: PayingGift }) {
  const { t } = useTranslation('cases')
  const formats = useFormats()
  return (
    <>
      <GiftLink item={item} />{' '}
      <span className="quiet small">
        {formats.day(item.givenOn)}
        {item.caseCount > 1 && ` · ${t('explore.cases', { count: item.caseCount })}`}
      </span>
    </>
  )
}

function GiftCells({ item }: { item: PayingGift }) {
  const { t } = useTranslation('cases')
  const formats = useFormats()
  return (
    <>
      <Table.Td data-lead>
        <GiftLink item={item} />
      </Table.Td>
      <Table.Td className="figure">{formats.day(item.givenOn)}</Table.Td>
      <Table.Td className="figure" data-label={t('explore.casesHead')}>
        {formats.number(item.caseCount)}
      </Table.Td>
    </>
  )
}
