import { Button, Table } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Loading } from './loading.tsx'
import { ErrorNote } from './problem-note.tsx'

/** A column's heading; `amount` ones are read from the right. */
export type Heading = ReactNode | { title: ReactNode; amount: true }

interface ListFrameProps<Item> {
  list: {
    items: Item[] | undefined
    error: Error | null
    isPending: boolean
    hasNextPage: boolean
    isFetchingNextPage: boolean
    fetchNextPage: () => unknown
    refetch: () => unknown
  }
  /** Shown instead of the table when there is nothing in it. */
  empty: ReactNode
  head: readonly Heading[]
  row: (item: Item) => ReactNode
}

/** A list in all its states: on its way, refused, empty, there, and there is more. */
export function ListFrame<Item>({ list, empty, head, row }: ListFrameProps<Item>) {
  const { t } = useTranslation()
  const { items, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = list
  if (error && !items) return <ErrorNote error={error} retry={() => void refetch()} />
  if (isPending || !items) return <Loading rows={8} />
  if (items.length === 0) return <div className="card">{empty}</div>
  return (
    <div className="card" style={{ padding: 0 }}>
      <DataTable head={head} stacked>
        {items.map(row)}
      </DataTable>
      {hasNextPage && (
        <Button variant="subtle" fullWidth loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('acts.more')}
        </Button>
      )}
    </div>
  )
}

interface DataTableProps {
  head: readonly Heading[]
  /** On a phone each row becomes a card: its `data-lead` cell first, `data-end` beside it, the others below. */
  stacked?: boolean
  children: ReactNode
}

/** A table; where it is not `stacked` it scrolls sideways inside itself, because a name must not take a line per letter. */
export function DataTable({ head, stacked = false, children }: DataTableProps) {
  const table = (
    <Table>
      <Table.Thead>
        <Table.Tr>
          {head.map((heading, place) => (
            <Table.Th key={[place].join()} scope="col" className={isAmount(heading) ? 'amount' : ''}>
              {isAmount(heading) ? heading.title : heading}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>{children}</Table.Tbody>
    </Table>
  )
  if (stacked) return <div className="stacked scroll">{table}</div>
  return (
    <Table.ScrollContainer minWidth={540} type="native" tabIndex={0}>
      {table}
    </Table.ScrollContainer>
  )
}

function isAmount(heading: Heading): heading is { title: ReactNode; amount: true } {
  return typeof heading === 'object' && heading !== null && 'amount' in heading
}
