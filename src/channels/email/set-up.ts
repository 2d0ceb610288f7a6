import type { Finding, RequestContext } from '../adapter.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import { type EmailConfig, replyAddress } from './config.ts'
import { submission } from './submission.ts'

/** Signs in and leaves again: nothing is sent to anybody. */
export function check(config: EmailConfig, context: RequestContext): ProviderRequest[] {
  return [submission({ body: '', messageId: '', to: '', part: 0 }, config, context)]
}

/** The server's own line where it refused; whether mail comes in, only a mail can tell. */
export function readCheck([answer]: readonly ProviderResponse[]): Finding[] {
  if (answer?.kind === 'answered' && answer.status === 202) return [{ about: 'credentials', isRight: true }]
  const words = answer?.kind === 'answered' ? answer.body.slice(0, 300) : answer?.reason
  return [{ about: 'credentials', isRight: false, words }]
}

/** A mail whose subject is the code: it comes back as a referral, and whatever is written below as a message. */
export function entryLink(code: string, config: EmailConfig): string | null {
  if (!/^[\w-]{1,100}$/.test(code)) return null
  return `mailto:${encodeURI(replyAddress(config))}?subject=${encodeURIComponent(`RSC:${code}`)}`
}
