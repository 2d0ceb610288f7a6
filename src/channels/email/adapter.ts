import type { ChannelAdapter } from '../adapter.ts'
import { readConfig } from '../config.ts'
import { emailAbilities } from './abilities.ts'
import { compose } from './compose.ts'
import { type EmailConfig, emailConfig, emailFields } from './config.ts'
import { interpret } from './interpret.ts'
import { receive } from './receive.ts'
import { check, entryLink, readCheck } from './set-up.ts'
import { unpack } from './unpack.ts'

/** E-mail: out by SMTP, in by the mail provider's webhook. What it can and cannot do: docs/channels/email.md. */
export const email: ChannelAdapter<EmailConfig> = {
  kind: 'email',
  abilities: emailAbilities,
  configFields: emailFields,
  parseConfig: (settings) => readConfig(emailConfig, settings),
  unpack,
  receive,
  authorise: () => null,
  readToken: () => null,
  compose,
  interpret,
  check,
  readCheck,
  entryLink,
}
