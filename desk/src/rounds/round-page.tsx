import { Progress } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { programmeName, useProgrammes } from '../api/cases.ts'
import { useMemberName } from '../api/members.ts'
import { type RoundDetail, useRound } from '../api/rounds.ts'
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
      <div className="columns">
        {isDecided ? <Results round={round} /> : <PreviewView preview={round.preview} />}
        <Steps round={round} />
      </div>
    </Page>
  )
}

function Sending({ round: { counts } }: { round: RoundDetail }) {
  const { t } = useTranslation()
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const left = counts.queued ?? 0
  return (
    <div className="card stack tight" role="status">
      <Progress value={total === 0 ? 0 : ((total - left) / total) * 100} aria-label={t('rounds.progress')} />
      <p>{t('rounds.progressWords', { done: total - left, count: total })}</p>
    </div>
  )
}

function Steps({ round }: { round: RoundDetail }) {
  const { t } = useTranslation()
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
              title={t(`rounds.knots.${key}`, { name: nameOf(writtenById) })}
              when={at && formats.moment(at)}
            />
          ))}
        {isOver && <Knot state="ended" title={t(`rounds.states.${state}`)} />}
      </Thread>
    </Section>
  )
}
