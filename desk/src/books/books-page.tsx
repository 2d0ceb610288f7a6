import { IconExternalLink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type FundBalance, useBooks } from '../api/books.ts'
import { useFunds } from '../api/campaigns.ts'
import { useSession } from '../api/session.ts'
import { Loading } from '../pieces/loading.tsx'
import { Page, Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { shareOf, useFormats } from '../words/formats.ts'
import styles from './books.module.css'
import { Differences } from './differences.tsx'
import { EmbedPanel } from './embed-panel.tsx'
import { LogPanel } from './log-panel.tsx'
import { Payouts } from './payouts.tsx'
import { Standing } from './standing.tsx'

/** What was received, set aside and spent by fund, and whether all books agree. */
export function BooksPage() {
  const { t } = useTranslation()
  const { organisation } = useSession()
  const { data: books, error, refetch } = useBooks()
  const { data: funds = [], isPending } = useFunds()
  const publicPage = (
    <a href={`/o/${organisation.slug}`} target="_blank" rel="noreferrer">
      {t('books.publicPage')}
      <IconExternalLink size={14} className="outward" aria-hidden />
    </a>
  )
  return (
    <Page title={t('nav.books')} lead={t('books.lead')} acts={publicPage}>
      <Standing />
      <Differences />
      {error && <ErrorNote error={error} retry={() => void refetch()} />}
      {(!books || isPending) && !error && <Loading />}
      {!isPending &&
        books?.balances.map((balance) => (
          <Balance
            key={`${balance.fundId}${balance.received.currency}`}
            balance={balance}
            fund={funds.find(({ fundId }) => fundId === balance.fundId)?.name ?? balance.fund}
          />
        ))}
      <Payouts />
      <EmbedPanel />
      <LogPanel />
    </Page>
  )
}

const bars = ['received', 'allocated', 'spent', 'open', 'share', 'fees', 'refunded', 'waiting'] as const

function Balance({ balance, fund }: { balance: FundBalance; fund: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const shown = bars.filter((bar) => bar !== 'waiting' || balance.waiting.minor !== '0')
  return (
    <Section title={t('books.question', { fund })} lead={t('campaigns.gifts', { count: balance.giftCount })}>
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
