import { Button, SegmentedControl, Table, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconDownload, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type RoundDetail, type RoundResult, results, useRoundResults } from '../api/rounds.ts'
import { DataTable } from '../pieces/list-frame.tsx'
import { Loading } from '../pieces/loading.tsx'
import { Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { useFormats } from '../words/formats.ts'

/** How each gift ended the round, exactly one way each. */
export function Results({ round }: { round: RoundDetail }) {
  const { t } = useTranslation()
  const { t: say } = useTranslation('feedback')
  const [wanted, want] = useState('all')
  const [name, setName] = useState('')
  const [query] = useDebouncedValue(name.trim(), 300)
  const result = results.find((one) => one === wanted)
  const { items, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useRoundResults(round.id, {
    result,
    query,
  })
  const formats = useFormats()
  const present = results.filter((result) => (round.counts[result] ?? 0) > 0)
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
      {!items && !error && <Loading />}
      <div className="scroll many">
        <SegmentedControl
          size="xs"
          aria-label={t('rounds.resultsTitle')}
          value={wanted}
          onChange={want}
          data={[
            { value: 'all', label: t('acts.all') },
            ...present.map((result) => ({
              value: result,
              label: `${t(`rounds.results.${result}`)} ${formats.number(round.counts[result] ?? 0)}`,
            })),
          ]}
        />
      </div>
      <TextInput
        size="xs"
        type="search"
        aria-label={say('search')}
        placeholder={say('search')}
        leftSection={<IconSearch size={14} aria-hidden />}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      {items && <Rows rows={items} />}
      {items?.length === 0 && <p className="quiet">{t('people.noneFound')}</p>}
      {hasNextPage && (
        <Button variant="subtle" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('acts.more')}
        </Button>
      )}
    </Section>
  )
}

function Rows({ rows }: { rows: readonly RoundResult[] }) {
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
