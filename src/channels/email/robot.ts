import { normaliseAddress } from './address.ts'
import type { EmailConfig } from './config.ts'
import { headersOf, type Mail } from './mail.ts'

const servants = /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)([+-][^@]*)?@/

/**
 * Whether no person wrote this mail to us: holiday notices, lists, newsletters, bounces without a report, our own words come
 * back. Nobody answers them, so that two robots never talk (RFC 3834 §2, RFC 2919).
 */
export function isRobot(read: Mail, config: EmailConfig): boolean {
  const has = (name: string) => headersOf(read, name).length > 0
  const says = (name: string, words: RegExp) => headersOf(read, name).some((value) => words.test(value.trim()))
  const from = normaliseAddress(read.from?.address ?? '')
  return (
    says('auto-submitted', /^(?!no\b)/i) ||
    says('precedence', /^(bulk|junk|list|auto_reply)$/i) ||
    says('return-path', /^<>$/) ||
    ['list-id', 'list-unsubscribe', 'x-autoreply', 'x-autorespond', 'x-auto-reply'].some(has) ||
    servants.test(from) ||
    from === normaliseAddress(config.fromAddress)
  )
}

/**
 * Whether the provider found that somebody else wrote in this sender's name although its domain forbids that (RFC 8601
 * `Authentication-Results`, RFC 7489). Mail that merely was forwarded by a domain without such a policy is believed.
 */
export function isForged(read: Mail): boolean {
  return headersOf(read, 'authentication-results').some((value) =>
    /\bdmarc=fail\b[^;]*\b(?:p|policy\.dmarc)=(?:reject|quarantine)\b/i.test(value),
  )
}
