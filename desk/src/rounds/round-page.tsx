import { Alert, Progress } from '@mantine/core'
import { IconCalendarEvent, IconPlayerStop } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { programmeName, useProgrammes } from '../api/cases.ts'
import { useMemberName } from '../api/members.ts'
import { type Recalled, type RoundDetail, useRound } from '../api/rounds.ts'
import { HandedOn } from '../connectors/handed-on.tsx'
import { Told } from '../feedback/told.tsx'
import { ComingPage, Page, Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { Knot, Thread } from '../pieces/thread.tsx'
import { useFormats } from '../words/formats.ts'
import { PreviewView } from './preview.tsx'
import { Results } from './results.tsx'
import { RoundActs } from './round-acts.tsx'
import { RoundBadge } from './rounds-page.tsx'

/** One round: whom it reaches, who decides, and how each gift ended. */
export function RoundPage() {
  const { t } = useTranslation()
  const { t: say } = useTranslation('feedback')
  const formats = useFormats()
  const { roundId } = useParams({ from: '/frame/rounds/$roundId' })
  const { data: round, error, refetch } = useRound(roundId)
  const { data: programmes = [] } = useProgrammes()
  const back = { to: '/rounds', words: t('nav.rounds') }
  if (error) {
    return (
      <Page title={t('nav.rounds')} back={back}>
        <ErrorNote error={error} retry={() => void refetch()} />
      </Page>
    )
  }
  if (!round) return <ComingPage />
  const programme = programmes.find(({ id }) => id === round.programmeId)
  const isDecided = round.approvedAt !== null
  return (
    <Page
      title={programme ? programmeName(programme, formats.language) : t('nav.rounds')}
      back={back}
      lead={
        <>
          <RoundBadge state={round.state} /> {t(`rounds.kinds.${round.kind}`)}
          {round.sendsAt && !round.finishedAt && `, ${t('rounds.leaves', { when: formats.moment(round.sendsAt) })}`}
        </>
      }
      acts={<RoundActs round={round} />}
    >
      {round.state === 'sending' && <Sending round={round} />}
      {round.state === 'draft' && round.writtenById === null && (
        <Alert color="accent" variant="light" icon={<IconCalendarEvent aria-hidden />}>
          {say('calendar.houseWords')}
        </Alert>
      )}
      {round.recall && isDecided && <RecallNote recall={round.recall} />}
      <div className="columns">
        {isDecided ? <Results round={round} /> : <PreviewView preview={round.preview} />}
        <div className="stack">
          <Steps round={round} />
          <Told round={round} />
          {isDecided && (round.counts.returned ?? 0) + (round.counts.held ?? 0) > 0 && <HandedOn roundId={round.id} />}
        </div>
      </div>
    </Page>
  )
}

function Sending({ round: { counts } }: { round: RoundDetail }) {
  const { t } = useTranslation()
  const { t: say } = useTranslation('feedback')
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const left = counts.queued ?? 0
  return (
    <div className="card stack tight" role="status">
      <Progress value={total === 0 ? 0 : ((total - left) / total) * 100} aria-label={t('rounds.progress')} />
      <p>{t('rounds.progressWords', { done: total - left, count: total })}</p>
      <p className="quiet small">{say('calendar.left')}</p>
    </div>
  )
}

/** How far a recall has come, and at its end what it stopped. */
function RecallNote({ recall: { stopped, alreadySent, left } }: { recall: Recalled }) {
  const { t } = useTranslation('feedback')
  const formats = useFormats()
  const total = stopped + left
  return (
    <Alert color="danger" variant="light" icon={<IconPlayerStop aria-hidden />} role="status">
      {left > 0 ? (
        <div className="stack tight">
          <Progress color="danger" value={(stopped / total) * 100} aria-label={t('recall.progress')} />
          <p>{t('recall.going', { stopped: formats.number(stopped), total: formats.number(total) })}</p>
        </div>
      ) : (
        t('recall.result', { stopped: formats.number(stopped), sent: formats.number(alreadySent) })
      )}
    </Alert>
  )
}

function Steps({ round }: { round: RoundDetail }) {
  const { t } = useTranslation()
  const { t: say } = useTranslation('feedback')
  const formats = useFormats()
  const nameOf = useMemberName()
  const { createdAt, submittedAt, approvedAt, finishedAt, state, writtenById } = round
  const isOver = state === 'recalled' || state === 'declined'
  const knots = [
    { key: 'written', at: createdAt },
    { key: 'submitted', at: submittedAt },
    { key: 'approved', at: approvedAt },
    { key: 'finished', at: finishedAt },
  ] as const
  return (
    <Section title={t('rounds.steps')}>
      <Thread label={t('rounds.steps')}>
        {knots
          .filter(({ at }) => at !== null || !isOver)
          .map(({ key, at }) => (
            <Knot
              key={key}
              state={at ? 'done' : 'coming'}
              title={
                key === 'written' && writtenById === null
                  ? say('calendar.house')
                  : t(`rounds.knots.${key}`, { name: nameOf(writtenById ?? '') })
              }
              when={at && formats.moment(at)}
            />
          ))}
        {isOver && <Knot state="ended" title={t(`rounds.states.${state}`)} />}
      </Thread>
    </Section>
  )
}
