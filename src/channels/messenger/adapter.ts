import type { ChannelAdapter } from '../adapter.ts'
import { readConfig } from '../config.ts'
import { interpretForPage } from '../meta/page/answers.ts'
import { contentFromPage } from '../meta/page/files.ts'
import { typingForPage } from '../meta/page/send.ts'
import { messengerAbilities } from './abilities.ts'
import { compose } from './compose.ts'
import { type MessengerConfig, messengerConfig, messengerFields } from './config.ts'
import { profile, readProfile } from './people.ts'
import { receive } from './receive.ts'
import { chatLink, check, entryLink, menu, readCheck, register } from './set-up.ts'

/** Messenger in the name of a Facebook page. What it can and cannot do: docs/channels/messenger.md. */
export const messenger: ChannelAdapter<MessengerConfig> = {
  kind: 'messenger',
  abilities: messengerAbilities,
  configFields: messengerFields,
  parseConfig: (settings) => readConfig(messengerConfig, settings),
  receive,
  authorise: () => null,
  readToken: () => null,
  compose,
  interpret: interpretForPage,
  profile,
  readProfile,
  contentFrom: contentFromPage,
  typing: typingForPage,
  check,
  readCheck,
  register,
  menu,
  chatLink,
  entryLink,
}
