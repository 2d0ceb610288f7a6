import type { ChannelAdapter } from '../adapter.ts'
import { readConfig } from '../config.ts'
import { telegramAbilities } from './abilities.ts'
import { call } from './call.ts'
import { compose } from './compose.ts'
import { type TelegramConfig, telegramConfig, telegramFields } from './config.ts'
import { content, contentAt } from './files.ts'
import { interpret } from './interpret.ts'
import { readHanded } from './mini-app.ts'
import { poll } from './poll.ts'
import { receive } from './receive.ts'
import { chatLink, check, entryLink, menu, readCheck, register } from './set-up.ts'

const contract: ChannelAdapter<TelegramConfig> = {
  kind: 'telegram',
  abilities: telegramAbilities,
  configFields: telegramFields,
  parseConfig: (settings) => readConfig(telegramConfig, settings),
  receive,
  authorise: () => null,
  readToken: () => null,
  compose,
  interpret,
  content,
  contentAt,
  typing: (to, config, context) => call('sendChatAction', { chat_id: to.id, action: 'typing' }, config, context),
  check,
  readCheck,
  register,
  menu,
  chatLink,
  entryLink,
  readHanded,
}

/** Telegram bots through the Bot API, polls besides. What it can and cannot do: docs/channels/telegram.md. */
export const telegram = { ...contract, poll }
