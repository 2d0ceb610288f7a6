import type { RequestContext } from '../adapter.ts'
import { providerOrigin } from '../origin.ts'
import type { AttachedFile, ProviderRequest } from '../request.ts'
import { type EmailConfig, submissionUrl } from './config.ts'

/** A mail to be handed over; without a `body` only the sign-in is tried. */
interface Submission {
  readonly body: string
  readonly messageId: string
  readonly to: string
  readonly part: number
  readonly attach?: readonly AttachedFile[]
}

/** Hands a mail to the submission server; a demo's goes to its emulator by HTTP, answered the same way. */
export function submission(mail: Submission, config: EmailConfig, context: RequestContext): ProviderRequest {
  const emulator = context.sandboxOrigin
  const credentials = `${config.user ?? ''}:${config.password ?? ''}`
  return {
    part: mail.part,
    ...(emulator === undefined
      ? { method: 'MAIL' as const, url: submissionUrl(config) }
      : { method: 'POST' as const, url: `${providerOrigin('https://invalid', emulator)}/mails` }),
    headers: {
      'content-type': 'message/rfc822',
      'message-id': mail.messageId,
      'mail-from': config.fromAddress,
      'rcpt-to': mail.to,
      ...(config.user === undefined ? {} : { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` }),
    },
    body: mail.body,
    ...(mail.attach === undefined || mail.attach.length === 0 ? {} : { attach: mail.attach }),
    quotaCount: 0,
  }
}
