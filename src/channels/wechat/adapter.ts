import type { ChannelAdapter } from '../adapter.ts'
import { readConfig } from '../config.ts'
import { wechatAbilities } from './abilities.ts'
import { authorise, call, readToken } from './access.ts'
import { compose } from './compose.ts'
import { type WechatConfig, wechatConfig, wechatFields } from './config.ts'
import { entryCode, readEntryCode } from './entry-code.ts'
import { interpret } from './interpret.ts'
import { content, contentAt, contentFrom, profile, readProfile } from './people.ts'
import { receive } from './receive.ts'
import { check, menu, readCheck } from './set-up.ts'

/** Service accounts of WeChat. What they can and cannot do: docs/channels/wechat.md. */
export const wechat: ChannelAdapter<WechatConfig> = {
  kind: 'wechat',
  abilities: wechatAbilities,
  configFields: wechatFields,
  parseConfig: (settings) => readConfig(wechatConfig, settings),
  receive,
  authorise,
  readToken,
  compose,
  interpret,
  profile,
  readProfile,
  content,
  contentAt,
  contentFrom,
  typing: ({ id }, _config, context) =>
    call({ path: '/cgi-bin/message/custom/typing', body: { touser: id, command: 'Typing' } }, context),
  check,
  readCheck,
  menu,
  entryCode,
  readEntryCode,
}
