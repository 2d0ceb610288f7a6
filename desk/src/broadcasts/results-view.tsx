import { Button, Progress, SegmentedControl, Table } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type BroadcastDetail,
  type Recipient,
  type RecipientState,
  type Result,
  recipientStates,
  useRecipients,
} from '../api/broadcasts.ts'
import { DataTable } from '../pieces/list-frame.tsx'
import { Loading } from '../pieces/loading.tsx'
import { Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { useFormats } from '../words/formats.ts'
import { FiguresView } from './figures-view.tsx'
import { ReasonWords } from './reason-words.tsx'

/** How far it is, and how everybody ended: by channel and reason, and person by person. */
export function ResultsView({ broadcast }: { broadcast: BroadcastDetail }) {
  const { t } = useTranslation(['desk', 'broadcasts'])
  const { id, results } = broadcast
  return (
    <div className="stack">
      <Section
        title={t('broadcasts.results')}
        lead={t('broadcasts.resultsLead')}
        acts={
          <Button
            size="xs"
            variant="default"
            component="a"
            href={`/api/broadcasts/${id}/export.csv`}
            leftSection={<IconDownload size={14} aria-hidden />}
          >
            {t('broadcasts.export')}
          </Button>
        }
      >
        <HowFar results={results} />
        <ResultTable results={results} />
        <p className="quiet small">{t(`broadcasts.leaverWords.${broadcast.plan.leavers}`)}</p>
      </Section>
      <FiguresView figures={broadcast.figures} />
      <Recipients broadcast={broadcast} />
    </div>
  )
}

function peopleIn(results: readonly Result[], states: readonly RecipientState[] = recipientStates): number {
  return results.filter(({ state }) => states.includes(state)).reduce((sum, { people }) => sum + people, 0)
}

function HowFar({ results }: { results: readonly Result[] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const total = peopleIn(results)
  const open = peopleIn(results, ['waiting', 'queued'])
  if (open === 0) return null
  const done = total - open
  return (
    <div className="stack tight" role="status">
      <Progress value={total === 0 ? 0 : (done / total) * 100} aria-label={t('broadcasts.progress')} />
      <p>{t('broadcasts.progressWords', { done: formats.number(done), count: total, total: formats.number(total) })}</p>
    </div>
  )
}

function ResultTable({ results }: { results: readonly Result[] }) {
  const { t } = useTranslation(['desk', 'broadcasts', 'channels'])
  const formats = useFormats()
  return (
    <DataTable
      stacked
      head={[
        t('broadcasts.result'),
        t('broadcasts.channel'),
        t('broadcasts.reason'),
        { title: t('broadcasts.people'), amount: true },
      ]}
    >
      {results.map(({ state, reason, channel, people }) => (
        <Table.Tr key={`${state} ${reason} ${channel}`}>
          <Table.Td data-lead>{t(`broadcasts:states.${state}`)}</Table.Td>
          <Table.Td>{channel && t(`channels:${channel}.name`)}</Table.Td>
          <Table.Td>{reason && <ReasonWords reason={reason} />}</Table.Td>
          <Table.Td className="figure amount" data-end>
            {formats.number(people)}
          </Table.Td>
        </Table.Tr>
      ))}
    </DataTable>
  )
}

function Recipients({ broadcast: { id, results } }: { broadcast: BroadcastDetail }) {
  const { t } = useTranslation(['desk', 'broadcasts'])
  const formats = useFormats()
  const [wanted, want] = useState<RecipientState>()
  const list = useRecipients(id, wanted)
  const present = recipientStates.filter((state) => peopleIn(results, [state]) > 0)
  const label = (state: RecipientState) =>
    `${t(`broadcasts:states.${state}`)} ${formats.number(peopleIn(results, [state]))}`
  return (
    <Section title={t('broadcasts.recipients')}>
      <div className="scroll">
        <SegmentedControl
          size="xs"
          aria-label={t('broadcasts.recipients')}
          value={wanted ?? 'all'}
          onChange={(value) => want(recipientStates.find((state) => state === value))}
          data={[
            { value: 'all', label: t('acts.all') },
            ...present.map((state) => ({ value: state, label: label(state) })),
          ]}
        />
      </div>
      {list.error && <ErrorNote error={list.error} retry={() => void list.refetch()} />}
      {!list.items && !list.error && <Loading />}
      {list.items && <RecipientTable recipients={list.items} />}
      {list.hasNextPage && (
        <Button variant="subtle" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('acts.more')}
        </Button>
      )}
    </Section>
  )
}

function RecipientTable({ recipients }: { recipients: readonly Recipient[] }) {
  const { t } = useTranslation(['desk', 'broadcasts'])
  const formats = useFormats()
  return (
    <DataTable
      stacked
      head={[t('broadcasts.person'), t('broadcasts.result'), t('broadcasts.reason'), t('broadcasts.at')]}
    >
      {recipients.map(({ personId, personName, state, reason, conversationId, at }) => (
        <Table.Tr key={personId}>
          <Table.Td data-lead>
            <Link to="/people/$personId" params={{ personId }} className="row-link">
              {personName}
            </Link>
          </Table.Td>
          <Table.Td className="figure" data-end>
            {conversationId ? (
              <Link to="/inbox/$conversationId" params={{ conversationId }}>
                {t(`broadcasts:states.${state}`)}
              </Link>
            ) : (
              t(`broadcasts:states.${state}`)
            )}
          </Table.Td>
          <Table.Td>{reason && <ReasonWords reason={reason} />}</Table.Td>
          <Table.Td className="figure">{formats.ago(at)}</Table.Td>
        </Table.Tr>
      ))}
    </DataTable>
  )
}
