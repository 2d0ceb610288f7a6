import { Badge, Button, Table } from '@mantine/core'
import { IconMail } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Programme, programmeName, useProgrammes } from '../api/cases.ts'
import { useComingDigests, useFreshNews } from '../api/feedback.ts'
import { useMemberName } from '../api/members.ts'
import { planRound, type Round, type RoundState, roundKinds, useRounds } from '../api/rounds.ts'
import { useMay } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { Empty } from '../pieces/empty.tsx'
import { ChoiceField, TextField } from '../pieces/fields.tsx'
import { DataTable } from '../pieces/list-frame.tsx'
import { Loading } from '../pieces/loading.tsx'
import { Page } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { useFormats } from '../words/formats.ts'
import { RoundCalendar } from './round-calendar.tsx'

/** The rounds in which donors hear what their gifts did. */
export function RoundsPage() {
  const { t } = useTranslation()
  const { data: rounds, error, refetch } = useRounds()
  const { data: programmes = [] } = useProgrammes()
  const formats = useFormats()
  const { data: coming = [] } = useComingDigests()
  const nameOf = ({ programmeId }: Pick<Round, 'programmeId'>) => {
    const programme = programmes.find(({ id }) => id === programmeId)
    return programme ? programmeName(programme, formats.language) : ''
  }
  return (
    <Page title={t('rounds.title')} lead={t('rounds.lead')} acts={<Acts />}>
      {error && <ErrorNote error={error} retry={() => void refetch()} />}
      {!rounds && !error && <Loading />}
      {rounds?.length === 0 && (
        <div className="card">
          <Empty icon={IconMail} title={t('rounds.emptyTitle')} words={t('rounds.emptyWords')}>
            <PlanRound />
          </Empty>
        </div>
      )}
      {rounds && rounds.length > 0 && (
        <div className="card" style={{ padding: 0 }}>
          <DataTable
            stacked
            head={[
              t('cases.programme'),
              t('rounds.kind'),
              t('rounds.state'),
              { title: t('rounds.people'), amount: true },
              t('rounds.planned'),
              t('rounds.by'),
            ]}
          >
            {rounds.map((round) => (
              <RoundRow
                key={round.id}
                round={round}
                programme={programmes.find(({ id }) => id === round.programmeId)}
              />
            ))}
          </DataTable>
        </div>
      )}
      {rounds && (rounds.length > 0 || coming.length > 0) && (
        <RoundCalendar rounds={rounds} coming={coming} nameOf={nameOf} />
      )}
    </Page>
  )
}

function Acts() {
  const { t } = useTranslation('feedback')
  return (
    <>
      <Button variant="default" renderRoot={(props) => <Link to="/rounds/words" {...props} />}>
        {t('composer.open')}
      </Button>
      <PlanRound />
    </>
  )
}

function RoundRow({ round, programme }: { round: Round; programme: Parameters<typeof programmeName>[0] | undefined }) {
  const { t } = useTranslation()
  const { t: say } = useTranslation('feedback')
  const formats = useFormats()
  const nameOf = useMemberName()
  return (
    <Table.Tr>
      <Table.Td data-lead>
        <Link to="/rounds/$roundId" params={{ roundId: round.id }} className="row-link">
          {programme ? programmeName(programme, formats.language) : formats.moment(round.createdAt)}
        </Link>
      </Table.Td>
      <Table.Td>{t(`rounds.kinds.${round.kind}`)}</Table.Td>
      <Table.Td data-end>
        <RoundBadge state={round.state} />
      </Table.Td>
      <Table.Td className="figure amount" data-label={round.approvedPreview ? t('rounds.people') : undefined}>
        {round.approvedPreview ? formats.number(round.approvedPreview.people) : ''}
      </Table.Td>
      <Table.Td className="figure">{formats.moment(round.createdAt)}</Table.Td>
      <Table.Td>{round.writtenById === null ? say('calendar.house') : nameOf(round.writtenById)}</Table.Td>
    </Table.Tr>
  )
}

const colours = {
  draft: 'quiet',
  submitted: 'attention',
  approved: 'accent',
  sending: 'accent',
  done: 'good',
  recalled: 'danger',
  declined: 'danger',
} as const satisfies Record<RoundState, string>

/** Where a round stands. */
export function RoundBadge({ state }: { state: RoundState }) {
  const { t } = useTranslation()
  return <Badge color={colours[state]}>{t(`rounds.states.${state}`)}</Badge>
}

function PlanRound() {
  const { t } = useTranslation()
  const may = useMay()
  const formats = useFormats()
  const navigate = useNavigate()
  const { data: programmes = [] } = useProgrammes()
  const { data: fresh = [], isPending } = useFreshNews()
  if (!may('rounds.plan') || programmes.length === 0 || isPending) return null
  const wordsFor = (one: Programme) => {
    const programme = programmeName(one, formats.language)
    const count = fresh.find(({ programmeId }) => programmeId === one.id)?.cases
    return count ? t('rounds.freshNews', { programme, count }) : programme
  }
  return (
    <Confirm
      words={t('rounds.plan')}
      variant="filled"
      title={t('rounds.plan')}
      act={t('rounds.planAct')}
      send={async (typed) => {
        const schedule = typed.text('schedule')
        const roundId = await planRound({
          programmeId: typed.text('programmeId'),
          kind: typed.text('kind'),
          ...(schedule ? { schedule: new Date(schedule).toISOString() } : {}),
        })
        await navigate({ to: '/rounds/$roundId', params: { roundId } })
      }}
    >
      <p>{t('rounds.planWords')}</p>
      <ChoiceField
        name="programmeId"
        label={t('cases.programme')}
        defaultValue={fresh[0]?.programmeId ?? programmes[0]?.id ?? null}
        data={programmes.map((one) => ({ value: one.id, label: wordsFor(one) }))}
      />
      <ChoiceField
        name="kind"
        label={t('rounds.kind')}
        defaultValue="progress"
        data={roundKinds.map((kind) => ({ value: kind, label: t(`rounds.kindChoices.${kind}`) }))}
      />
      <TextField
        name="schedule"
        type="datetime-local"
        label={t('rounds.sendsAt')}
        description={t('rounds.sendsAtHelp')}
      />
    </Confirm>
  )
}
