import { useTranslation } from 'react-i18next'
import { type BroadcastDetail, decideBroadcast, declineBroadcast, usePreflight } from '../api/broadcasts.ts'
import { useMay, useSession } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { LongTextField } from '../pieces/fields.tsx'
import { ReachesNobody } from './preflight-view.tsx'

/** What this member may do with the broadcast as it stands. */
export function BroadcastActs({ broadcast }: { broadcast: BroadcastDetail }) {
  const may = useMay()
  const { state } = broadcast
  const isOver = state === 'done' || state === 'cancelled'
  const isReleased = state === 'approved' || state === 'sending' || state === 'paused'
  const mayCancel = isReleased ? may('broadcasts.approve') : may('broadcasts.write')
  return (
    <>
      {!isOver && mayCancel && <Cancel broadcast={broadcast} />}
      {state === 'draft' && may('broadcasts.write') && <Submit broadcast={broadcast} />}
      {state === 'submitted' && may('broadcasts.approve') && <Decide broadcast={broadcast} />}
      {(state === 'approved' || state === 'sending') && may('broadcasts.approve') && <Pause broadcast={broadcast} />}
      {state === 'paused' && may('broadcasts.approve') && <Resume broadcast={broadcast} />}
    </>
  )
}

function Submit({ broadcast: { id } }: { broadcast: BroadcastDetail }) {
  const { t } = useTranslation()
  return (
    <Confirm
      words={t('broadcasts.submit')}
      variant="filled"
      title={t('broadcasts.submit')}
      act={t('broadcasts.submit')}
      send={() => decideBroadcast(id, 'submit')}
    >
      <NobodyWarning broadcastId={id} />
      <p>{t('broadcasts.submitWords')}</p>
    </Confirm>
  )
}

function Decide({ broadcast: { id, authorIds } }: { broadcast: BroadcastDetail }) {
  const { t } = useTranslation()
  const { member } = useSession()
  if (authorIds.includes(member.id)) return <span className="quiet small">{t('broadcasts.otherDecides')}</span>
  return (
    <>
      <Confirm
        words={t('broadcasts.decline')}
        title={t('broadcasts.decline')}
        act={t('broadcasts.decline')}
        send={(typed) => declineBroadcast(id, typed.text('reason'))}
      >
        <p>{t('broadcasts.declineWords')}</p>
        <LongTextField name="reason" label={t('broadcasts.declineReason')} maxLength={500} />
      </Confirm>
      <Confirm
        words={t('broadcasts.approve')}
        variant="filled"
        title={t('broadcasts.approve')}
        act={t('broadcasts.approve')}
        send={() => decideBroadcast(id, 'approve')}
      >
        <NobodyWarning broadcastId={id} />
        <p>{t('broadcasts.approveWords')}</p>
      </Confirm>
    </>
  )
}

function NobodyWarning({ broadcastId }: { broadcastId: string }) {
  const { data } = usePreflight(broadcastId)
  return data?.reached === 0 ? <ReachesNobody /> : null
}

function Pause({ broadcast: { id } }: { broadcast: BroadcastDetail }) {
  const { t } = useTranslation()
  return (
    <Confirm
      words={t('broadcasts.pause')}
      title={t('broadcasts.pause')}
      act={t('broadcasts.pause')}
      send={() => decideBroadcast(id, 'pause')}
    >
      <p>{t('broadcasts.pauseWords')}</p>
    </Confirm>
  )
}

function Resume({ broadcast: { id, pauseReason } }: { broadcast: BroadcastDetail }) {
  const { t } = useTranslation()
  return (
    <Confirm
      words={t('broadcasts.resume')}
      variant="filled"
      title={t('broadcasts.resume')}
      act={t('broadcasts.resume')}
      send={() => decideBroadcast(id, 'resume')}
    >
      <p>{t(`broadcasts.resumeWords.${pauseReason ?? 'member'}`)}</p>
    </Confirm>
  )
}

function Cancel({ broadcast: { id } }: { broadcast: BroadcastDetail }) {
  const { t } = useTranslation()
  return (
    <Confirm
      words={t('broadcasts.cancel')}
      danger
      variant="outline"
      title={t('broadcasts.cancel')}
      act={t('broadcasts.cancel')}
      send={() => decideBroadcast(id, 'cancel')}
    >
      <p>{t('broadcasts.cancelWords')}</p>
    </Confirm>
  )
}
