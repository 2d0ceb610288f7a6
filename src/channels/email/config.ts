import { z } from 'zod'
import type { ConfigField } from '../adapter.ts'
import { isLoopback } from '../origin.ts'
import { isAddress } from './address.ts'

/** Where mail is submitted (RFC 6409, RFC 8314), and what providers offer beside it. An own server on this machine may listen anywhere. */
const submissionPorts = [25, 465, 587, 2465, 2525, 2587]

/** Words that end up in a header: one line, nothing invisible. */
const line = z.string().regex(/^[^\p{Cc}]*$/u)

/**
 * A mailbox of the organisation: the server that takes its mail, and the secret that proves that incoming mail was handed
 * to us by its own provider. The same secret signs our message ids and unsubscribe links.
 */
export const emailConfig = z
  .object({
    smtpHost: z.string().regex(/^(localhost|127\.0\.0\.1|(?=.{4,253}$)([a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{1,62})$/i),
    smtpPort: z.coerce.number().int().min(1).max(65535).default(465),
    user: line.min(1).optional(),
    password: z.string().min(1).optional(),
    fromAddress: z.string().refine(isAddress),
    fromName: line.min(1).max(200),
    inboundSecret: z.string().regex(/^[\w-]{32,256}$/),
    /** The domain whose mail comes to us, when it is not that of `fromAddress`. */
    replyDomain: z
      .string()
      .regex(/^(?=.{4,253}$)([a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{1,62}$/i)
      .optional(),
  })
  .refine(({ smtpHost, smtpPort }) => isOnThisMachine(smtpHost) || submissionPorts.includes(smtpPort), {
    path: ['smtpPort'],
  })
  .refine(({ user, password }) => (user === undefined) === (password === undefined), { path: ['password'] })
export type EmailConfig = z.infer<typeof emailConfig>

export const emailFields: readonly ConfigField[] = [
  { name: 'smtpHost', secret: false, required: true },
  { name: 'smtpPort', secret: false, required: false },
  { name: 'user', secret: false, required: false },
  { name: 'password', secret: true, required: false },
  { name: 'fromAddress', secret: false, required: true },
  { name: 'fromName', secret: false, required: true },
  // Shown to whoever sets the account up: it has to be copied to the mail provider.
  { name: 'inboundSecret', secret: false, required: true, generated: true },
  { name: 'replyDomain', secret: false, required: false },
]

/** The address people answer to. */
export function replyAddress({ fromAddress, replyDomain }: EmailConfig): string {
  return replyDomain === undefined
    ? fromAddress
    : `${fromAddress.slice(0, fromAddress.lastIndexOf('@'))}@${replyDomain}`
}

/** `smtps` speaks TLS from the first byte; `smtp` must change to it before anything is said, except on this machine. */
export function submissionUrl({ smtpHost, smtpPort }: EmailConfig): string {
  return `${smtpPort === 465 || smtpPort === 2465 ? 'smtps' : 'smtp'}://${smtpHost}:${smtpPort}`
}

function isOnThisMachine(host: string): boolean {
  return isLoopback(new URL(`smtp://${host}`))
}
