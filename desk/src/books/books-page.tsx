import { Alert, Table } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconExternalLink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type Books, type FundBalance, useBooks } from '../api/books.ts'
import { useFunds } from '../api/campaigns.ts'
import { useSession } from '../api/session.ts'
import { DataTable } from '../pieces/list-frame.tsx'
import { Loading } from '../pieces/loading.tsx'
import { Page, Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { shareOf, useFormats } from '../words/formats.ts'
import styles from './books.module.css'

/** What was received, set aside and spent by fund, and whether all books agree. */
export function BooksPage() {
  const { t } = useTranslation()
  const { organisation } = useSession()
  const { data: books, error, refetch } = useBooks()
  const publicPage = (
    <a href={`/o/${organisation.slug}`} target="_blank" rel="noreferrer">
      {t('books.publicPage')} <IconExternalLink size={14} aria-hidden />
    </a>
  )
  return (
    <Page title={t('nav.books')} lead={t('books.lead')} acts={publicPage}>
      {error && <ErrorNote error={error} retry={() => void refetch()} />}
      {!books && !error && <Loading />}
      {books && <Agreement books={books} />}
      {books?.balances.map((balance) => (
        <Balance key={`${balance.fundId}${balance.received.currency}`} balance={balance} />
      ))}
    </Page>
  )
}

function Agreement({ books: { isBalanced, differences, entryCount, asOf } }: { books: Books }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const checked = t('books.checked', { count: formats.number(entryCount), when: formats.moment(asOf) })
  if (isBalanced) {
    return (
      <Alert color="good" variant="light" icon={<IconCircleCheck aria-hidden />} title={t('books.agree')}>
        {checked}
      </Alert>
    )
  }
  return (
    <>
      <Alert color="danger" variant="light" icon={<IconAlertTriangle aria-hidden />} title={t('books.differ')}>
        {checked}
      </Alert>
      <Section title={t('books.differences')}>
        <DataTable head={[t('books.what'), t('books.expected'), t('books.found')]}>
          {differences.map(({ code, words, subjectId, fund, expected, found }) => (
            <Table.Tr key={`${code}${subjectId}${fund}${expected.currency}`}>
              <Table.Td>
                {words} <span className="quiet small">{fund}</span>
              </Table.Td>
              <Table.Td className="figure">{formats.money(expected)}</Table.Td>
              <Table.Td className="figure">{formats.money(found)}</Table.Td>
            </Table.Tr>
          ))}
        </DataTable>
      </Section>
    </>
  )
}

const bars = ['received', 'allocated', 'spent', 'open', 'share', 'fees', 'refunded', 'waiting'] as const

function Balance({ balance }: { balance: FundBalance }) {
  const { data: funds = [] } = useFunds()
  const { t } = useTranslation()
  const formats = useFormats()
  const shown = bars.filter((bar) => bar !== 'waiting' || balance.waiting.minor !== '0')
  return (
    <Section
      title={t('books.question', { fund: funds.find(({ fundId }) => fundId === balance.fundId)?.name ?? balance.fund })}
      lead={t('campaigns.gifts', { count: balance.giftCount })}
    >
      <dl className={styles.bars}>
        {shown.map((bar) => (
          <div key={bar}>
            <dt>{t(`books.bars.${bar}`)}</dt>
            <dd>
              <span
                className={styles.bar}
                style={{ width: `${shareOf(balance[bar].minor, balance.received.minor) * 70}%` }}
              />
              <span className="figure">{formats.money(balance[bar])}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
