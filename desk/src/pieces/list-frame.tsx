import { Button, Table } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Loading } from './loading.tsx'
import { ErrorNote } from './problem-note.tsx'

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
  head: readonly ReactNode[]
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
      <DataTable head={head}>{items.map(row)}</DataTable>
      {hasNextPage && (
        <Button variant="subtle" fullWidth loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('acts.more')}
        </Button>
      )}
    </div>
  )
}

/** A table that scrolls sideways inside itself where it does not fit: narrower, a name would take a line per letter. */
export function DataTable({ head, children }: { head: readonly ReactNode[]; children: ReactNode }) {
  return (
    <Table.ScrollContainer minWidth={540} type="native" tabIndex={0}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {head.map((title, place) => (
              <Table.Th key={[place].join()} scope="col">
                {title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
