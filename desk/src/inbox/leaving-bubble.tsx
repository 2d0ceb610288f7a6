import { Button } from '@mantine/core'
import { IconAlertTriangle, IconClock, IconNote } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../words/formats.ts'
import styles from './inbox.module.css'
import type { Leaving } from './use-outbox.ts'
import { nameOf } from './written.ts'

interface LeavingProps {
  leaving: Leaving
  onRetry: () => void
  /** Back into the place to write, to be changed. */
  onTakeBack: () => void
  /** Although a colleague has answered meanwhile. */
  onAnyway: () => void
}

/** A message of ours that the server does not have yet: paler, and with what can be done when it could not go. */
export function LeavingBubble({ leaving, onRetry, onTakeBack, onAnyway }: LeavingProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { mode, text, pieces = [], answers = [], at, problem, template } = leaving
  const isLate = problem !== undefined && problem !== 'left' && problem.code === 'conversations.answered-meanwhile'
  const words = problem === 'left' ? t('inbox.leftBehind') : problem && `${problem.title} ${problem.remedy}`
  return (
    <article
      className={styles.message}
      data-direction={mode === 'note' ? 'note' : 'out'}
      data-leaving={problem ? 'stuck' : 'going'}
      aria-label={t(problem ? 'delivery.failed' : 'delivery.sending')}
    >
      <div className={styles.bubble}>
        {mode === 'note' && (
          <p className={styles.noteMark}>
            <IconNote size={14} aria-hidden /> {t('inbox.note')}
          </p>
        )}
        {text && <p className="words">{text}</p>}
        {pieces.map((piece) => (
          <p key={[piece.type, nameOf(piece)].join()} className="words">
            <span className="quiet">{t(`inbox.add.${piece.type}`)}</span> {nameOf(piece)}
          </p>
        ))}
        {answers.length > 0 && (
          <p className={styles.answers}>
            {answers.map((label) => (
              <span key={label}>{label}</span>
            ))}
          </p>
        )}
      </div>
      {problem ? (
        <div className={styles.stuck} role="alert">
          <p>
            <IconAlertTriangle size={14} aria-hidden /> {words}
          </p>
          <span className="bar">
            <Button size="compact-xs" variant="default" onClick={isLate ? onAnyway : onRetry}>
              {t(isLate ? 'inbox.sendAnyway' : 'acts.retry')}
            </Button>
            <Button size="compact-xs" variant="subtle" color="quiet" onClick={onTakeBack}>
              {t(template ? 'acts.cancel' : 'inbox.takeBack')}
            </Button>
          </span>
        </div>
      ) : (
        <p className={styles.meta}>
          <time dateTime={at}>{formats.time(at)}</time>
          <span className={styles.delivery}>
            <IconClock size={14} aria-hidden />
            {t('delivery.sending')}
          </span>
        </p>
      )}
    </article>
  )
}
