import { IconPencil } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { stopWriting, useIsWriting } from '../api/writing-visitors.ts'
import styles from './inbox.module.css'

interface WritingLineProps {
  conversationId: string
  /** The newest message: what they were writing has come. */
  newest: string | undefined
  personName: string
}

/** That the visitor of the web chat is writing at this moment; what, nobody is told. */
export function WritingLine({ conversationId, newest, personName }: WritingLineProps) {
  const { t } = useTranslation()
  const isWriting = useIsWriting(conversationId)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a message that has come ends its writing
  useEffect(() => stopWriting(conversationId), [conversationId, newest])
  return (
    <p className={styles.event} role="status">
      {isWriting && (
        <>
          <IconPencil size={14} aria-hidden /> {t('inbox.writing', { person: personName })}
        </>
      )}
    </p>
  )
}
