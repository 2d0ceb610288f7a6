import type { ChannelAdapter } from '../adapter.ts'
import { readConfig } from '../config.ts'
import { whatsappAbilities } from './abilities.ts'
import { compose } from './compose.ts'
import { type WhatsappConfig, whatsappConfig, whatsappFields } from './config.ts'
import { interpret } from './interpret.ts'
import { receive } from './receive.ts'
import { callLink, chatLink, check, content, contentAt, entryLink, menu, readCheck, register } from './set-up.ts'
import { moreTemplates, readTemplates, templates } from './template-list.ts'

/** WhatsApp through Meta's Cloud API. What it can and cannot do: docs/channels/whatsapp.md. */
export const whatsapp: ChannelAdapter<WhatsappConfig> = {
  kind: 'whatsapp',
  abilities: whatsappAbilities,
  configFields: whatsappFields,
  parseConfig: (settings) => readConfig(whatsappConfig, settings),
  receive,
  authorise: () => null,
  readToken: () => null,
  compose,
  interpret,
  content,
  contentAt,
  check,
  readCheck,
  register,
  menu,
  templates,
  moreTemplates,
  readTemplates,
  callLink,
  chatLink,
  entryLink,
}
