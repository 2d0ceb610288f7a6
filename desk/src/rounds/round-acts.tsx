import { useTranslation } from 'react-i18next'
import { approvalLink, decideRound, type RoundDetail } from '../api/rounds.ts'
import { useMay, useSession } from '../api/session.ts'
import { BoardLink } from '../pieces/board-link.tsx'
import { Confirm } from '../pieces/confirm.tsx'

/** What this member may do with the round as it stands. */
export function RoundActs({ round }: { round: RoundDetail }) {
  const { t } = useTranslation()
  const may = useMay()
  const { member } = useSession()
  const { id, state, preview, writtenById } = round
  const people = { count: preview.people }
  if (may('rounds.plan') && (state === 'draft' || state === 'declined')) {
    return (
      <Confirm
        words={t('rounds.submit')}
        variant="filled"
        title={t('rounds.submit')}
        act={t('rounds.submit')}
        send={() => decideRound(id, 'submit')}
      >
        <p>{t('rounds.submitWords')}</p>
      </Confirm>
    )
  }
  if (state === 'submitted') {
    return (
      <>
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
  if ((state === 'approved' || state === 'sending') && may('rounds.approve')) {
    return (
      <Confirm
        words={t('rounds.recall')}
        danger
        variant="outline"
        title={t('rounds.recall')}
        act={t('rounds.recall')}
        send={() => decideRound(id, 'recall')}
      >
        <p>{t('rounds.recallWords')}</p>
      </Confirm>
    )
  }
  return null
}
