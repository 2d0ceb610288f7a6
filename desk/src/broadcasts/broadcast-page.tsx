import { Alert } from '@mantine/core'
import { IconAlertTriangle, IconMessage2 } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type BroadcastDetail, changeBroadcast, useBroadcast, usePreflight } from '../api/broadcasts.ts'
import { useMemberName } from '../api/members.ts'
import { useMay } from '../api/session.ts'
import { Loading } from '../pieces/loading.tsx'
import { ComingPage, Page, Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { say } from '../pieces/said.tsx'
import { Knot, Thread } from '../pieces/thread.tsx'
import { useFormats } from '../words/formats.ts'
import { BroadcastActs } from './broadcast-acts.tsx'
import { BroadcastForm, isOfDesk } from './broadcast-form.tsx'
import { BroadcastBadge } from './broadcasts-page.tsx'
import { PlanView } from './plan-view.tsx'
import { PreflightView } from './preflight-view.tsx'
import { ResultsView } from './results-view.tsx'

/** One broadcast: written, looked at by another, released, followed. */
export function BroadcastPage() {
  const { t } = useTranslation()
  const { broadcastId } = useParams({ from: '/frame/broadcasts/$broadcastId' })
  const { data: broadcast, error, refetch } = useBroadcast(broadcastId)
  const back = { to: '/broadcasts', words: t('nav.broadcasts') }
  if (error) {
    return (
      <Page title={t('nav.broadcasts')} back={back}>
        <ErrorNote error={error} retry={() => void refetch()} />
      </Page>
    )
  }
  if (!broadcast) return <ComingPage />
  return (
    <Page
      title={broadcast.name}
      back={back}
      lead={<BroadcastBadge broadcast={broadcast} />}
      acts={<BroadcastActs broadcast={broadcast} />}
    >
      <Warnings broadcast={broadcast} />
      <Body broadcast={broadcast} />
    </Page>
  )
}

function Warnings({ broadcast: { state, pauseReason, declineReason } }: { broadcast: BroadcastDetail }) {
  const { t } = useTranslation()
  return (
    <>
      {state === 'paused' && pauseReason && (
        <Alert color="attention" icon={<IconAlertTriangle size={18} aria-hidden />}>
          {t(`broadcasts.pausedWords.${pauseReason}`)}
        </Alert>
      )}
      {state === 'draft' && declineReason && (
        <Alert color="attention" icon={<IconMessage2 size={18} aria-hidden />} title={t('broadcasts.declined')}>
          {declineReason}
        </Alert>
      )}
    </>
  )
}

function Body({ broadcast }: { broadcast: BroadcastDetail }) {
  const { t } = useTranslation()
  const may = useMay()
  const { id, state, plan, approvedPreflight, snapshotAt } = broadcast
  if (state === 'draft' && may('broadcasts.write') && isOfDesk(plan)) {
    return (
      <>
        <CurrentPreflight broadcastId={id} />
        <BroadcastForm
          plan={plan}
          act={t('broadcasts.saveDraft')}
          send={async (changed) => {
            await changeBroadcast(id, changed)
            say(t('acts.saved'))
          }}
        />
      </>
    )
  }
  return (
    <div className="columns">
      <div className="stack">
        {snapshotAt && <ResultsView broadcast={broadcast} />}
        {approvedPreflight && <PreflightView preflight={approvedPreflight} isNow={false} />}
        {!approvedPreflight && state !== 'cancelled' && <CurrentPreflight broadcastId={id} />}
        <PlanView broadcast={broadcast} />
      </div>
      <Steps broadcast={broadcast} />
    </div>
  )
}

function CurrentPreflight({ broadcastId }: { broadcastId: string }) {
  const { data, error, refetch } = usePreflight(broadcastId)
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />
  return data ? <PreflightView preflight={data} isNow /> : <Loading />
}

function Steps({ broadcast }: { broadcast: BroadcastDetail }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const nameOf = useMemberName()
  const { createdAt, submittedAt, approvedAt, approvedById, startsAt, snapshotAt, finishedAt } = broadcast
  const isCancelled = broadcast.state === 'cancelled'
  const writer = broadcast.authorIds.map(nameOf).join(', ')
  const releaser = approvedById ? nameOf(approvedById) : ''
  const knots = [
    { key: 'written', at: createdAt },
    { key: 'submitted', at: submittedAt },
    { key: approvedAt ? 'approved' : 'toApprove', at: approvedAt },
    { key: 'begun', at: snapshotAt, planned: startsAt },
    { key: 'finished', at: isCancelled ? null : finishedAt },
  ] as const
  return (
    <Section title={t('broadcasts.steps')}>
      <Thread label={t('broadcasts.steps')}>
        {knots
          .filter(({ at }) => at !== null || !isCancelled)
          .map((knot) => {
            const when = knot.at ?? ('planned' in knot ? knot.planned : null)
            return (
              <Knot
                key={knot.key}
                state={knot.at ? 'done' : 'coming'}
                title={t(`broadcasts.knots.${knot.key}`, { writer, releaser })}
                when={when && formats.moment(when)}
              />
            )
          })}
        {isCancelled && (
          <Knot
            state="ended"
            title={t('broadcasts.states.cancelled')}
            when={finishedAt && formats.moment(finishedAt)}
          />
        )}
      </Thread>
    </Section>
  )
}
