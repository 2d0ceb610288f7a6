import { Button, SegmentedControl, Table } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type RoundDetail, results, useRoundResults } from '../api/rounds.ts'
import { DataTable } from '../pieces/list-frame.tsx'
import { Loading } from '../pieces/loading.tsx'
import { Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { useFormats } from '../words/formats.ts'

/** How many rows are drawn at once; the file has them all. */
const rowStep = 100

/** How each gift ended the round, exactly one way each. */
export function Results({ round }: { round: RoundDetail }) {
  const { t } = useTranslation()
  const [wanted, want] = useState('all')
  const [limit, setLimit] = useState(rowStep)
  const { data: rows, error, refetch } = useRoundResults(round.id)
  const present = results.filter((result) => (round.counts[result] ?? 0) > 0)
  const fitting = rows?.filter(({ result }) => wanted === 'all' || result === wanted)
  return (
    <Section
      title={t('rounds.resultsTitle')}
      acts={
        <div className="bar">
          <Button
            size="xs"
            variant="default"
            component="a"
            href={`/api/rounds/${round.id}/results.csv`}
            leftSection={<IconDownload size={14} aria-hidden />}
          >
            {t('rounds.resultsFile')}
          </Button>
          {(round.counts.returned ?? 0) > 0 && (
            <Button
              size="xs"
              variant="default"
              component="a"
              href={`/api/rounds/${round.id}/returns.csv`}
              leftSection={<IconDownload size={14} aria-hidden />}
            >
              {t('rounds.returnsFile')}
            </Button>
          )}
        </div>
      }
    >
      {error && <ErrorNote error={error} retry={() => void refetch()} />}
      {!rows && !error && <Loading />}
      <div className="scroll">
        <SegmentedControl
          size="xs"
          aria-label={t('rounds.resultsTitle')}
          value={wanted}
          onChange={want}
          data={[
            { value: 'all', label: t('acts.all') },
            ...present.map((result) => ({
              value: result,
              label: `${t(`rounds.results.${result}`)} ${round.counts[result]}`,
            })),
          ]}
        />
      </div>
      {fitting && <Rows rows={fitting.slice(0, limit)} />}
      {fitting && fitting.length > limit && (
        <Button variant="subtle" onClick={() => setLimit(limit + rowStep)}>
          {t('acts.more')}
        </Button>
      )}
    </Section>
  )
}

function Rows({ rows }: { rows: NonNullable<ReturnType<typeof useRoundResults>['data']> }) {
  const { t, i18n } = useTranslation()
  const formats = useFormats()
  return (
    <DataTable stacked head={[t('gifts.donor'), t('rounds.about'), t('rounds.result'), t('rounds.when')]}>
      {rows.map(({ giftId, updateId, personName, pseudonym, result, reason, at, channelName, deliveryState }) => (
        <Table.Tr key={`${giftId}${updateId}${result}`}>
          <Table.Td data-lead>
            <Link to="/gifts/$giftId" params={{ giftId }} className="row-link">
              {personName}
            </Link>
          </Table.Td>
          <Table.Td>{pseudonym}</Table.Td>
          <Table.Td>
            {t(`rounds.results.${result}`)}
            {channelName && deliveryState && (
              <span className="quiet small" style={{ display: 'block' }}>
                {channelName}: {t(`rounds.deliveries.${deliveryState}`)}
              </span>
            )}
            {reason && i18n.exists(`rounds.reasons.${reason}`) && (
              <span className="quiet small" style={{ display: 'block' }}>
                {t(`rounds.reasons.${reason}`)}
              </span>
            )}
          </Table.Td>
          <Table.Td className="figure" data-end>
            {formats.ago(at)}
          </Table.Td>
        </Table.Tr>
      ))}
    </DataTable>
  )
}
