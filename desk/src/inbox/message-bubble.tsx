import { Progress } from '@mantine/core'
import {
  type Icon,
  IconAlertTriangle,
  IconCheck,
  IconChecks,
  IconClock,
  IconHelpCircle,
  IconMoon,
  IconNote,
} from '@tabler/icons-react'
import type { PropsWithChildren } from 'react'
import { useTranslation } from 'react-i18next'
import type { Block, Message } from '../api/conversations.ts'
import { useFormats } from '../words/formats.ts'
import { attachmentOf } from './attachment.ts'
import { AttachmentView } from './attachment-view.tsx'
import styles from './inbox.module.css'

interface MessageBubbleProps {
  message: Message
  personName: string
}

/** One message: theirs on the left, ours on the right with what became of it, notes across. Its children are what can be done about it. */
export function MessageBubble({ message, personName, children }: PropsWithChildren<MessageBubbleProps>) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { direction, authorKind, authorName, at, text, attachments, blocks, unsentAt, edited } = message
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
        {!text && !unsentAt && attachments.length + blocks.length === 0 && (
          <p className="quiet">{t('inbox.pressed')}</p>
        )}
      </div>
      <p className={styles.meta}>
        {direction !== 'in' && <span>{author} · </span>}
        <time dateTime={at}>{formats.time(at)}</time>
        {edited && ` · ${t('inbox.edited')}`}
        {message.delivery && <DeliveryView {...message.delivery} />}
      </p>
      {children}
    </article>
  )
}

const signs: Record<string, Icon> = {
  queued: IconClock,
  held: IconMoon,
  sending: IconClock,
  unknown: IconHelpCircle,
  sent: IconCheck,
  delivered: IconChecks,
  read: IconChecks,
}

function DeliveryView({ state, reason }: { state: string; reason: string | null }) {
  const { t, i18n } = useTranslation()
  const Sign = signs[state] ?? IconAlertTriangle
  const isBad = state === 'failed' || state === 'skipped'
  const why = reason && i18n.exists(`reasons.${reason}`) ? `: ${t(`reasons.${reason}`)}` : ''
  return (
    <span className={styles.delivery} data-bad={isBad || undefined} data-read={state === 'read' || undefined}>
      <Sign size={14} aria-hidden />
      {t(`delivery.${state}`)}
      {why}
    </span>
  )
}

function BlockView({ block, from }: { block: Block; from: string }) {
  if (block.type === 'text') return <p className="words">{block.text}</p>
  if (block.type !== 'card') return <AttachmentView attachment={attachmentOf(block)} from={from} />
  return (
    <div className={styles.cardBlock}>
      <strong>{block.title}</strong>
      {block.body && <p className="words">{block.body}</p>}
      {block.progress && (
        <>
          <Progress value={block.progress.percent} size="sm" aria-label={block.progress.label} />
          <p className="small">{block.progress.label}</p>
        </>
      )}
      {block.fields.length > 0 && (
        <dl className={styles.cardFields}>
          {block.fields.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {block.buttons.map(({ label }) => (
        <span key={label} className={styles.cardButton}>
          {label}
        </span>
      ))}
    </div>
  )
}
