import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationDetail } from '../api/conversations.ts'
import { reread } from '../api/queries.ts'
import { useFormats } from '../words/formats.ts'
import { ChannelName } from './channel-name.tsx'
import styles from './inbox.module.css'
import { lengthOf } from './length.ts'

/** Longer waits than this overflow a browser's timer; the page is read anew long before. */
const longestWait = 24 * 3_600_000

/** Until when the channel takes what is typed; once closed, what is possible instead. Stands there before anything is typed. */
export function WindowNote({ conversation }: { conversation: ConversationDetail }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { window: open, takes, elsewhere, channelName } = conversation
  const closesAt = open?.closesAt ?? null
  useEffect(() => {
    const wait = closesAt === null ? 0 : new Date(closesAt).getTime() - Date.now()
    if (wait <= 0 || wait > longestWait) return
    const timer = setTimeout(() => void reread('conversations'), wait + 1000)
    return () => clearTimeout(timer)
  }, [closesAt])
  if (!open) return null
  if (open.state !== 'closed') {
    const until = closesAt ? formats.moment(closesAt) : ''
    const left = open.messagesLeft
    return (
      <p className="quiet small">
        {t(`inbox.window.${open.state}`, { until })}
        {left !== null && ` ${t('inbox.window.left', { count: left })}`}
      </p>
    )
  }
  return (
    <div className={styles.cut} role="status">
      <p>
        {t(closesAt ? 'inbox.window.closed' : 'inbox.window.never', { channel: channelName })}{' '}
        {takes.templates && t('inbox.window.templates')}
      </p>
      {elsewhere.length === 0 && <p>{t('inbox.window.nowhere')}</p>}
      {elsewhere.map(({ id, channel, channelName: name }) => (
        <p key={id}>
          <Link to="/inbox/$conversationId" params={{ conversationId: id }} search>
            {t('inbox.window.elsewhere')} <ChannelName kind={channel} name={name} />
          </Link>
        </p>
      ))}
    </div>
  )
}

/** How much of the channel's limit is written, and into how many messages it will be cut. */
export function LengthNote({ text, takes }: { text: string; takes: ConversationDetail['takes'] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { length, messages } = lengthOf(text, takes.textLimit, takes.textUnit)
  if (length === 0) return null
  const shown = { length: formats.number(length), limit: formats.number(takes.textLimit) }
  return (
    <span className="quiet small figure" data-many={messages > 1 || undefined}>
      {t(takes.textUnit === 'utf8-bytes' ? 'inbox.lengthBytes' : 'inbox.length', shown)}
      {messages > 1 && (
        <strong role="status" className={styles.many}>
          {' '}
          {t('inbox.messagesNeeded', { count: messages })}
        </strong>
      )}
    </span>
  )
}
