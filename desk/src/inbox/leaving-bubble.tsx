import { Button } from '@mantine/core'
import { IconAlertTriangle, IconClock, IconNote } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../words/formats.ts'
import styles from './inbox.module.css'
import type { Leaving } from './use-outbox.ts'

interface LeavingProps {
  leaving: Leaving
  onRetry: () => void
  /** Back into the place to write, to be changed. */
  onTakeBack: () => void
}

/** A message of ours that the server does not have yet: paler, and with what can be done when it could not go. */
export function LeavingBubble({ leaving: { mode, text, at, problem }, onRetry, onTakeBack }: LeavingProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const words =
    problem === 'left'
      ? t(mode === 'note' ? 'inbox.noteLeftBehind' : 'inbox.leftBehind')
      : problem && `${problem.title} ${problem.remedy}`
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
        <p className="words">{text}</p>
      </div>
      {problem ? (
        <div className={styles.stuck} role="alert">
          <p>
            <IconAlertTriangle size={14} aria-hidden /> {words}
          </p>
          <span className="bar">
            <Button size="compact-xs" variant="default" onClick={onRetry}>
              {t('acts.retry')}
            </Button>
            <Button size="compact-xs" variant="subtle" color="quiet" onClick={onTakeBack}>
              {t('inbox.takeBack')}
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
