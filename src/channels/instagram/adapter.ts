import type { ChannelAdapter } from '../adapter.ts'
import { readConfig } from '../config.ts'
import { interpretForPage } from '../meta/page/answers.ts'
import { contentFromPage } from '../meta/page/files.ts'
import { typingForPage } from '../meta/page/send.ts'
import { instagramAbilities } from './abilities.ts'
import { compose } from './compose.ts'
import { type InstagramConfig, instagramConfig, instagramFields } from './config.ts'
import { profile, readProfile } from './people.ts'
import { receive } from './receive.ts'
import { chatLink, check, entryLink, menu, readCheck, register } from './set-up.ts'

/** Instagram by a professional account linked to a Facebook page. What it can and cannot do: docs/channels/instagram.md. */
export const instagram: ChannelAdapter<InstagramConfig> = {
  kind: 'instagram',
  abilities: instagramAbilities,
  configFields: instagramFields,
  parseConfig: (settings) => readConfig(instagramConfig, settings),
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
