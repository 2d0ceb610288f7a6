import { IconNote } from '@tabler/icons-react'
import type { PropsWithChildren } from 'react'
import { useTranslation } from 'react-i18next'
import type { Message } from '../api/conversations.ts'
import { useFormats } from '../words/formats.ts'
import { AttachmentView } from './attachment-view.tsx'
import { BlockView } from './block-view.tsx'
import { DeliveryTicks } from './delivery-ticks.tsx'
import styles from './inbox.module.css'
import { ReactionChips } from './reaction-line.tsx'

interface MessageBubbleProps {
  message: Message
  personName: string
}

/** One message: theirs on the left, ours on the right with what became of it, notes across. Its children are what can be done about it. */
export function MessageBubble({ message, personName, children }: PropsWithChildren<MessageBubbleProps>) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { direction, authorKind, authorName, at, text, attachments, blocks, unsentAt, edited } = message
  const answer = answerIn(message.payload)
  const author =
    direction === 'in' ? personName : (authorName ?? t(authorKind === 'script' ? 'inbox.script' : 'inbox.system'))
  return (
    <article className={styles.message} data-direction={direction} aria-label={`${author}, ${formats.time(at)}`}>
      <div className={styles.bubble}>
        {direction === 'note' && (
          <p className={styles.noteMark}>
            <IconNote size={14} aria-hidden /> {t('inbox.note')}
          </p>
        )}
        {unsentAt && <p className="quiet">{t('inbox.unsent')}</p>}
        {text && <p className="words">{text}</p>}
        {attachments.map((attachment, place) => (
          <AttachmentView key={[attachment.kind, place].join()} attachment={attachment} from={author} />
        ))}
        {blocks.map((block, place) => (
          <BlockView key={[block.type, place].join()} block={block} from={author} />
        ))}
        {authorKind === 'member' && message.quickReplies.length > 0 && (
          <p className={styles.answers}>
            {message.quickReplies.map(({ label }) => (
              <span key={label}>{label}</span>
            ))}
          </p>
        )}
        {!text && !unsentAt && attachments.length + blocks.length === 0 && (
          <p className={answer ? 'words' : 'quiet'}>{answer ?? t('inbox.pressed')}</p>
        )}
      </div>
      <ReactionChips reactions={message.reactions} personName={personName} />
      <p className={styles.meta}>
        {direction !== 'in' && <span>{author} · </span>}
        <time dateTime={at}>{formats.time(at)}</time>
        {edited && ` · ${t('inbox.edited')}`}
        {message.delivery && <DeliveryTicks {...message.delivery} />}
      </p>
      {children}
    </article>
  )
}

/** The words of a suggestion that was pressed: a member's brings them back, a script's brings a code of its own. */
function answerIn(payload: string | null): string | undefined {
  return payload?.startsWith('answer:') ? payload.slice('answer:'.length) : undefined
}
