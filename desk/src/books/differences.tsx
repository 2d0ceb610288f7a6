import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import {
  type DifferenceState,
  explainDifference,
  type KeptDifference,
  severities,
  useDifferences,
} from '../api/books.ts'
import { useFunds } from '../api/campaigns.ts'
import { useMay } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { LongTextField } from '../pieces/fields.tsx'
import { DataTable } from '../pieces/list-frame.tsx'
import { Section } from '../pieces/page.tsx'
import { type Amount, useFormats } from '../words/formats.ts'
import { Subject } from './difference-subject.tsx'

/** What differs and waits for somebody, what was explained, and what went away by itself. */
export function Differences() {
  const { t } = useTranslation()
  return (
    <>
      <Open />
      <Kept state="explained" title={t('books.explainedOnes')} lead={t('books.explainedLead')} />
      <Kept state="gone" title={t('books.history')} lead={t('books.historyLead')} />
    </>
  )
}

function Open() {
  const { t } = useTranslation()
  const items = useDifferences('open').data?.items ?? []
  return severities.map((severity) => {
    const those = items.filter((item) => item.severity === severity)
    if (those.length === 0) return null
    return (
      <Section key={severity} title={t(`books.severity.${severity}.title`)} lead={t(`books.severity.${severity}.lead`)}>
        <Rows items={those} />
      </Section>
    )
  })
}

function Kept({ state, title, lead }: { state: DifferenceState; title: string; lead: string }) {
  const items = useDifferences(state).data?.items ?? []
  if (items.length === 0) return null
  return (
    <Section title={title} lead={lead}>
      <Rows items={items} />
    </Section>
  )
}

function Rows({ items }: { items: readonly KeptDifference[] }) {
  const { t } = useTranslation()
  const head = [
    t('books.what'),
    { title: t('books.expected'), amount: true },
    { title: t('books.found'), amount: true },
    t('books.since'),
    '',
  ] as const
  return (
    <DataTable head={head} stacked>
      {items.map((item) => (
        <Row key={item.differenceId} item={item} />
      ))}
    </DataTable>
  )
}

function Row({ item }: { item: KeptDifference }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const figure = (amount: Amount) =>
    amount.currency === '' ? formats.number(Number(amount.minor)) : formats.money(amount)
  const { data: funds = [] } = useFunds()
  const fund = funds.find(({ code }) => code === item.fund)?.name ?? item.fund
  return (
    <Table.Tr>
      <Table.Td data-lead>
        {item.words}
        <div className="quiet small">
          {fund}
          {fund && item.subjectId && ' · '}
          <Subject of={item} />
        </div>
        {item.note && (
          <div className="small">
            {t('books.noteOf', { name: item.explainedBy ?? t('books.colleague'), note: item.note })}
          </div>
        )}
      </Table.Td>
      <Table.Td className="figure amount" data-label={t('books.expected')}>
        {figure(item.expected)}
      </Table.Td>
      <Table.Td className="figure amount" data-label={t('books.found')}>
        {figure(item.found)}
      </Table.Td>
      <Table.Td data-label={t('books.since')}>
        {item.goneAt
          ? t('books.fromTo', { from: formats.moment(item.firstSeenAt), to: formats.moment(item.goneAt) })
          : formats.moment(item.firstSeenAt)}
      </Table.Td>
      <Table.Td className="amount">{item.state !== 'gone' && may('gifts.confirm') && <Explain item={item} />}</Table.Td>
    </Table.Tr>
  )
}

function Explain({ item }: { item: KeptDifference }) {
  const { t } = useTranslation()
  return (
    <Confirm
      words={t('books.explain')}
      title={t('books.explainTitle')}
      act={t('books.explain')}
      size="xs"
      send={(typed) => explainDifference(item.differenceId, typed.text('note'))}
    >
      <p>{item.words}</p>
      <LongTextField
        name="note"
        label={t('books.note')}
        description={t('books.noteHint')}
        minRows={3}
        autosize
        maxLength={1000}
        data-needs="note"
      />
    </Confirm>
  )
}
