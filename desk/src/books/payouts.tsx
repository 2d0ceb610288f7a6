import { Button, Table } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { usePayouts } from '../api/books.ts'
import { useMay } from '../api/session.ts'
import { DataTable } from '../pieces/list-frame.tsx'
import { Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { useFormats } from '../words/formats.ts'

/** What each provider paid out and still holds; what differs stands above, among the differences. */
export function Payouts() {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const { data: accounts, error, refetch } = usePayouts()
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />
  if (!accounts) return null
  const head = [
    t('books.payouts.account'),
    { title: t('books.payouts.paidOut'), amount: true },
    { title: t('books.payouts.awaited'), amount: true },
    t('books.payouts.last'),
  ] as const
  const bringIn = may('gifts.confirm') && accounts.length > 0 && (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconUpload size={14} aria-hidden />}
      renderRoot={(props) => <Link to="/imports/$kind" params={{ kind: 'payouts' }} {...props} />}
    >
      {t('books.payouts.bringIn')}
    </Button>
  )
  return (
    <Section title={t('books.payouts.title')} lead={t('books.payouts.lead')} acts={bringIn}>
      {accounts.length === 0 && (
        <p className="quiet">
          {t('books.payouts.empty')}{' '}
          {may('payments.change') && <Link to="/connections/payments">{t('connections.addPayments')}</Link>}
        </p>
      )}
      {accounts.length > 0 && (
        <DataTable head={head} stacked>
          {accounts.map((account) => (
            <Table.Tr key={account.paymentAccountId}>
              <Table.Td data-lead>{account.name}</Table.Td>
              <Table.Td className="figure amount" data-label={t('books.payouts.paidOut')}>
                {formats.money(account.paidOut)}
              </Table.Td>
              <Table.Td className="figure amount" data-label={t('books.payouts.awaited')}>
                {formats.money(account.awaited)}
              </Table.Td>
              <Table.Td data-label={t('books.payouts.last')}>
                {account.lastPaidOutOn ? formats.day(account.lastPaidOutOn) : t('books.payouts.never')}
              </Table.Td>
            </Table.Tr>
          ))}
        </DataTable>
      )}
    </Section>
  )
}
