import { Button, Table } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DataTable } from '../pieces/list-frame.tsx'
import { Loading } from '../pieces/loading.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { Width } from '../pieces/widths.tsx'
import { type Amount, useFormats } from '../words/formats.ts'
import styles from './explorer.module.css'

/** One line: its money, and what it is, once in words and once as cells of a table. */
interface Line {
  key: string
  amount: Amount
  words: ReactNode
  cells: ReactNode
}

interface MoneyListProps<Item> {
  list: {
    items: Item[] | undefined
    error: Error | null
    hasNextPage: boolean
    isFetchingNextPage: boolean
    fetchNextPage: () => unknown
    refetch: () => unknown
  }
  /** What the widths are parts of, in minor units. */
  whole: string
  asTable: boolean
  empty: string
  /** Headings of the cells; the amount and its share stand behind them. */
  head: readonly string[]
  line: (item: Item) => Line
}

/** A list of money page by page: as widths of a whole, or as a table of the same. */
export function MoneyList<Item>({ list, whole, asTable, empty, head, line }: MoneyListProps<Item>) {
  const { t } = useTranslation(['desk', 'cases'])
  const { items, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = list
  if (error && !items) return <ErrorNote error={error} retry={() => void refetch()} />
  if (!items) return <Loading rows={6} />
  if (items.length === 0) return <p className="quiet">{empty}</p>
  const lines = items.map(line)
  return (
    <>
      {asTable ? (
        <DataTable
          stacked
          head={[
            ...head,
            { title: t('cases:explore.amount'), amount: true },
            { title: t('cases:explore.share'), amount: true },
          ]}
        >
          {lines.map((one) => (
            <Row key={one.key} line={one} whole={whole} />
          ))}
        </DataTable>
      ) : (
        <ul className={styles.list}>
          {lines.map((one) => (
            <Bar key={one.key} line={one} whole={whole} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button variant="subtle" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('acts.more')}
        </Button>
      )}
    </>
  )
}

function Bar({ line: { amount, words }, whole }: { line: Line; whole: string }) {
  const formats = useFormats()
  return (
    <li className={styles.line}>
      <span className={styles.words}>{words}</span>
      <span className="figure">
        {formats.money(amount)} <span className="quiet small">{formats.percent(amount.minor, whole)}</span>
      </span>
      <span className={styles.width}>
        <Width part={amount.minor} whole={whole} />
      </span>
    </li>
  )
}

function Row({ line: { amount, cells }, whole }: { line: Line; whole: string }) {
  const { t } = useTranslation('cases')
  const formats = useFormats()
  return (
    <Table.Tr>
      {cells}
      <Table.Td className="figure amount" data-end>
        {formats.money(amount)}
      </Table.Td>
      <Table.Td className="figure amount" data-label={t('explore.share')}>
        {formats.percent(amount.minor, whole)}
      </Table.Td>
    </Table.Tr>
  )
}
