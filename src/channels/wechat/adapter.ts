import type { ChannelAdapter } from '../adapter.ts'
import { readConfig } from '../config.ts'
import { wechatAbilities } from './abilities.ts'
import { authorise, call, readToken } from './access.ts'
import { compose } from './compose.ts'
import { type WechatConfig, wechatConfig, wechatFields } from './config.ts'
import { entryCode, permanentCode, readEntryCode } from './entry-code.ts'
import { interpret } from './interpret.ts'
import { askLinked, askMore, linkUrl, readLinked, readMore, readSignedIn } from './link.ts'
import { content, contentAt, contentFrom, profile, readProfile } from './people.ts'
import { receive } from './receive.ts'
import { check, menu, menuForTag, readCheck, readMenuForTag, removeMenuForTag } from './set-up.ts'
import { readTag, tag, tagPeople } from './tags.ts'

const contract: ChannelAdapter<WechatConfig> = {
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
  signInUrl: ({ returnUrl, state }, config, context) =>
    linkUrl({ redirectUrl: returnUrl, state, scope: 'snsapi_base' }, config, context),
  askSignedIn: (code, _ask, config, context) => askLinked(code, config, context),
  readSignedIn,
}

/** What no other channel has: who opened a page inside WeChat, menus by tag, codes for ever. */
const moreVerbs = {
  linkUrl,
  askLinked,
  readLinked,
  askMore,
  readMore,
  tag,
  readTag,
  tagPeople,
  menuForTag,
  removeMenuForTag,
  readMenuForTag,
  permanentCode,
} as const

/** Service accounts of WeChat. What they can and cannot do: docs/channels/wechat.md. */
export const wechat = { ...contract, ...moreVerbs }
