import type { ChannelEvent } from '../event.ts'
import type { EmailConfig } from './config.ts'
import type { Mail } from './mail.ts'
import { isOwnId } from './own.ts'

/** Mailboxes that are not there or closed for good (RFC 3463 §3.2–3.3, RFC 7505): writing again only harms our name. */
const goneForGood = /^5\.(1\.(1|2|3|6|10)|2\.1)\b/

/**
 * A bounce is a failed delivery; a complaint is somebody who wants no more mail. `null` for a report that is not about a mail
 * of ours, and for one that only says "still trying".
 */
export function readReport(
  { report }: Mail,
  config: EmailConfig,
): (Pick<ChannelEvent, 'type' | 'userId' | 'chat'> & Partial<ChannelEvent>) | null {
  if (report === undefined || !isOwnId(report.original.id, report.original.to, config)) return null
  const { id, to } = report.original
  const about = { userId: to, chat: { type: 'user' as const, id: to }, messageId: id }
  if (report.kind === 'feedback') return { ...about, type: 'unfollow' }
  const { action = '', status = '', 'diagnostic-code': words = '' } = report.fields
  if (action.trim().toLowerCase() !== 'failed') return null
  const code = status.trim()
  const meaning = isGone(code) ? 'blocked' : 'rejected'
  return { ...about, type: 'delivery', status: 'failed', failure: { code, words: words.slice(0, 300), meaning } }
}

/** Whether an enhanced status code says that there is nobody behind the address. */
export function isGone(code: string): boolean {
  return goneForGood.test(code)
}
