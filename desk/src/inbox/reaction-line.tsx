import { IconMoodSmile } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Reaction } from '../api/conversations.ts'
import { useFormats } from '../words/formats.ts'
import styles from './inbox.module.css'

interface ReactionProps {
  personName: string
}

/** The signs that stand on a message, below its bubble. */
export function ReactionChips({ reactions, personName }: ReactionProps & { reactions: readonly Reaction[] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (reactions.length === 0) return null
  return (
    <p className={styles.reactions}>
      {reactions.map(({ sign, at }) => (
        <span
          key={sign}
          role="img"
          title={formats.moment(at)}
          aria-label={t('inbox.reacted', { person: personName, sign })}
        >
          {sign}
        </span>
      ))}
    </p>
  )
}

/** A sign on a message that is not in the thread: a small event of its own. */
export function ReactionLine({ reaction: { sign, at }, personName }: ReactionProps & { reaction: Reaction }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <p className={styles.event}>
      <IconMoodSmile size={14} aria-hidden /> {t('inbox.reactedElsewhere', { person: personName, sign })} ·{' '}
      <time dateTime={at}>{formats.time(at)}</time>
    </p>
  )
}
