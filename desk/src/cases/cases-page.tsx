import { Badge, NativeSelect, SegmentedControl, Table, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconHeartHandshake, IconSearch } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import {
  type CaseFilter,
  type CaseItem,
  type Programme,
  programmeName,
  stages,
  useCases,
  useProgrammes,
} from '../api/cases.ts'
import { useMay } from '../api/session.ts'
import { Empty } from '../pieces/empty.tsx'
import { ListFrame } from '../pieces/list-frame.tsx'
import { Page } from '../pieces/page.tsx'
import { Width } from '../pieces/widths.tsx'
import { useFormats } from '../words/formats.ts'
import { Board } from './board.tsx'
import { ImportMenu } from './import-menu.tsx'
import { CreateProgramme, OpenCase } from './open-case.tsx'

/** The cases by programme and stage, and how far each is paid for. */
export function CasesPage() {
  const { t } = useTranslation(['desk', 'cases'])
  const may = useMay()
  const filter = useSearch({ from: '/frame/cases' })
  const list = useCases(filter)
  const { data: programmes = [] } = useProgrammes()
  const isNarrowed = Boolean(filter.programme || filter.stage || filter.query)
  const begin =
    may('cases.change') && (programmes.length === 0 ? <CreateProgramme /> : <OpenCase programmes={programmes} />)
  const empty = (
    <Empty
      icon={isNarrowed ? IconSearch : IconHeartHandshake}
      title={t(isNarrowed ? 'cases.noneFound' : 'cases.emptyTitle')}
      words={t(
        isNarrowed ? 'cases.noneFoundWords' : programmes.length === 0 ? 'cases.emptyNoProgramme' : 'cases.emptyWords',
      )}
    >
      {!isNarrowed && begin}
    </Empty>
  )
  return (
    <Page
      title={t('nav.cases')}
      acts={
        <>
          {may('cases.import') && programmes.length > 0 && <ImportMenu />}
          {programmes.length > 0 && begin}
        </>
      }
    >
      <Filters filter={filter} />
      <Plans programmes={filter.programme ? programmes.filter(({ id }) => id === filter.programme) : programmes} />
      {filter.view === 'board' ? (
        <Board filter={filter} empty={empty} />
      ) : (
        <ListFrame
          list={list}
          empty={empty}
          head={[t('cases.who'), t('cases.condition'), t('cases.stage'), t('cases.paidFor'), t('cases.since')]}
          row={(item) => <CaseRow key={item.id} item={item} />}
        />
      )}
    </Page>
  )
}

/** The way to what each programme sets out to reach. */
function Plans({ programmes }: { programmes: readonly Programme[] }) {
  const { t } = useTranslation('cases')
  const formats = useFormats()
  if (programmes.length === 0) return null
  return (
    <p className="bar small">
      <span className="quiet">{t('plan.of')}</span>
      {programmes.map((one) => (
        <Link key={one.id} to="/cases/programmes/$programmeId" params={{ programmeId: one.id }}>
          {programmeName(one, formats.language)}
        </Link>
      ))}
    </p>
  )
}

function Filters({ filter }: { filter: CaseFilter }) {
  const { t } = useTranslation(['desk', 'cases'])
  const formats = useFormats()
  const navigate = useNavigate()
  const { data: programmes = [] } = useProgrammes()
  const change = (part: CaseFilter) => void navigate({ to: '/cases', search: { ...filter, ...part }, replace: true })
  const find = useDebouncedCallback((query: string) => change({ query: query || undefined }), 250)
  return (
    <div className="bar filters">
      <SegmentedControl
        aria-label={t('cases:board.view')}
        value={filter.view ?? 'list'}
        onChange={(view) => change({ view: view === 'board' ? 'board' : undefined })}
        data={[
          { value: 'list', label: t('cases:board.list') },
          { value: 'board', label: t('cases:board.board') },
        ]}
      />
      <TextInput
        aria-label={t('cases.search')}
        placeholder={t('cases.search')}
        leftSection={<IconSearch size={16} aria-hidden />}
        defaultValue={filter.query ?? ''}
        onChange={(event) => find(event.currentTarget.value)}
        className="whole"
      />
      {filter.view !== 'board' && (
        <NativeSelect
          aria-label={t('cases.stage')}
          value={filter.stage ?? ''}
          onChange={(event) => change({ stage: stages.find((stage) => stage === event.currentTarget.value) })}
          data={[
            { value: '', label: t('cases.allStages') },
            ...stages.map((stage) => ({ value: stage, label: t(`cases:stages.${stage}`) })),
          ]}
        />
      )}
      {programmes.length > 1 && (
        <NativeSelect
          aria-label={t('cases.programme')}
          value={filter.programme ?? ''}
          onChange={(event) => change({ programme: event.currentTarget.value || undefined })}
          data={[
            { value: '', label: t('cases.allProgrammes') },
            ...programmes.map((one) => ({ value: one.id, label: programmeName(one, formats.language) })),
          ]}
        />
      )}
    </div>
  )
}

function CaseRow({ item }: { item: CaseItem }) {
  const { t } = useTranslation(['desk', 'cases'])
  const formats = useFormats()
  const covered = (BigInt(item.needed.minor) - BigInt(item.open.minor)).toString()
  return (
    <Table.Tr>
      <Table.Td data-lead>
        <Link to="/cases/$caseId" params={{ caseId: item.id }} className="row-link">
          {item.pseudonym}
        </Link>
        <span className="quiet small" style={{ display: 'block' }}>
          {t(`cases:ages.${item.ageBand}`)} · {t(`cases:regions.${item.region}`)}
        </span>
      </Table.Td>
      <Table.Td>
        <span className="begins">{t(`cases:conditions.${item.conditionClass}`)}</span>
      </Table.Td>
      <Table.Td data-end>
        <StageBadge stage={item.stage} />
      </Table.Td>
      <Table.Td className="figure">
        {item.needed.minor === '0' ? (
          <span className="quiet">{t('cases.noNeeds')}</span>
        ) : (
          <>
            {formats.money({ minor: covered, currency: item.needed.currency })}{' '}
            <span className="quiet small">{t('cases.ofNeeded', { amount: formats.money(item.needed) })}</span>
            <Width part={covered} whole={item.needed.minor} />
          </>
        )}
      </Table.Td>
      <Table.Td className="figure wide-only">{formats.ago(item.stageAt)}</Table.Td>
    </Table.Tr>
  )
}

const stageColours: Partial<Record<string, string>> = {
  treated: 'accent',
  recovered: 'good',
  registered: 'attention',
  approved: 'accent',
}

/** A stage in words; the ends are grey, never cheerful and never alarming. */
export function StageBadge({ stage }: { stage: string }) {
  const { t } = useTranslation(['desk', 'cases'])
  return <Badge color={stageColours[stage] ?? 'quiet'}>{t(`cases:stages.${stage}`)}</Badge>
}
