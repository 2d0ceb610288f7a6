import { IconPlayerStop } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { approvalLink, decideRound, type RoundDetail, recallRound } from '../api/rounds.ts'
import { useMay, useSession } from '../api/session.ts'
import { BoardLink } from '../pieces/board-link.tsx'
import { Confirm } from '../pieces/confirm.tsx'
import { say } from '../pieces/said.tsx'
import { useFormats } from '../words/formats.ts'

/** What this member may do with the round as it stands. */
export function RoundActs({ round }: { round: RoundDetail }) {
  const { t } = useTranslation()
  const may = useMay()
  const { member } = useSession()
  const { id, state, preview, writtenById } = round
  const people = { count: preview.people }
  if (may('rounds.plan') && (state === 'draft' || state === 'declined')) {
    return (
      <>
        <ThrowAway id={id} />
        <Confirm
          words={t('rounds.submit')}
          variant="filled"
          title={t('rounds.submit')}
          act={t('rounds.submit')}
          send={() => decideRound(id, 'submit')}
        >
          <p>{t('rounds.submitWords')}</p>
        </Confirm>
      </>
    )
  }
  if (state === 'submitted') {
    return (
      <>
        {may('rounds.plan') && <ThrowAway id={id} />}
        {may('rounds.plan') && writtenById !== member.id && <BoardLink make={() => approvalLink(id)} />}
        {may('rounds.approve') && writtenById === member.id && (
          <span className="quiet small">{t('updates.otherDecides')}</span>
        )}
        {may('rounds.approve') && writtenById !== member.id && (
          <>
            <Confirm
              words={t('rounds.decline')}
              title={t('rounds.decline')}
              act={t('rounds.decline')}
              send={() => decideRound(id, 'decline')}
            >
              <p>{t('rounds.declineWords')}</p>
            </Confirm>
            <Confirm
              words={t('rounds.approve')}
              variant="filled"
              title={t('rounds.approveTitle', people)}
              act={t('rounds.approve')}
              send={() => decideRound(id, 'approve')}
            >
              <p>{t('rounds.approveWords')}</p>
            </Confirm>
          </>
        )}
      </>
    )
  }
  if ((state === 'approved' || state === 'sending') && may('rounds.approve')) return <Recall round={round} />
  return null
}

function ThrowAway({ id }: { id: string }) {
  const { t } = useTranslation('feedback')
  return (
    <Confirm
      words={t('recall.discard')}
      danger
      variant="subtle"
      title={t('recall.discardTitle')}
      act={t('recall.discard')}
      send={() => recallRound(id)}
    >
      <p>{t('recall.discardWords')}</p>
    </Confirm>
  )
}

/** Says before how much can still be stopped, and after how much was. */
function Recall({ round: { id, counts } }: { round: RoundDetail }) {
  const { t } = useTranslation('feedback')
  const { t: desk } = useTranslation()
  const formats = useFormats()
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return (
    <Confirm
      words={desk('rounds.recall')}
      danger
      variant="outline"
      title={t('recall.title')}
      act={desk('rounds.recall')}
      leftSection={<IconPlayerStop size={16} aria-hidden />}
      send={async () => {
        const { stopped, alreadySent, left } = await recallRound(id)
        const [done, total] = [formats.number(stopped), formats.number(stopped + left)]
        if (left > 0) say(t('recall.going', { stopped: done, total }))
        else say(t('recall.result', { stopped: done, sent: formats.number(alreadySent) }))
      }}
    >
      <p>{total === 0 ? t('recall.wordsEarly') : t('recall.words', { count: counts.queued ?? 0 })}</p>
    </Confirm>
  )
}
