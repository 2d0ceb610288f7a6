import type { ChannelAdapter } from '../adapter.ts'
import { readConfig } from '../config.ts'
import { viberAbilities } from './abilities.ts'
import { compose } from './compose.ts'
import { type ViberConfig, viberConfig, viberFields } from './config.ts'
import { contentFrom } from './files.ts'
import { interpret } from './interpret.ts'
import { receive } from './receive.ts'
import { chatLink, check, entryLink, profile, readCheck, readProfile, register } from './set-up.ts'

/** Viber bots through the REST Bot API. What it can and cannot do: docs/channels/viber.md. */
export const viber: ChannelAdapter<ViberConfig> = {
  kind: 'viber',
  abilities: viberAbilities,
  configFields: viberFields,
  parseConfig: (settings) => readConfig(viberConfig, settings),
  receive,
  authorise: () => null,
  readToken: () => null,
  compose,
  interpret,
  profile,
  readProfile,
  contentFrom,
  check,
  readCheck,
  register,
  chatLink,
  entryLink,
}
