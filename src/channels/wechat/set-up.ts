import type { Finding, MenuEntry, RequestContext } from '../adapter.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import { shortenTo } from '../text.ts'
import { call } from './access.ts'
import type { WechatConfig } from './config.ts'
import { readAnswer } from './interpret.ts'
import { askLinked, readLinked } from './link.ts'

/** A menu has three places with five lines each; their names 16 and 60 bytes (自定义菜单创建, unverified). */
const places = 3
const lines = 5

/** Whether the token is taken, and from our address; whether we may send templates, and ask who opens a page. */
export function check(config: WechatConfig, context: RequestContext): ProviderRequest[] {
  const paths = ['/cgi-bin/getcallbackip', '/cgi-bin/template/get_all_private_template']
  return [...paths.map((path) => call({ path }, context)), askLinked('check', config, context)]
}

/** WeChat tells nobody where it delivers: that is seen when the console is saved. */
export function readCheck([who, may, whoOpens]: readonly ProviderResponse[]): Finding[] {
  const refusal = refusalOf(who)
  if (refusal !== null) return [{ about: 'credentials', isRight: false, words: refusal }]
  const barred = refusalOf(may)
  const permission: Finding = { about: 'permissions', isRight: barred === null, words: barred ?? undefined }
  return [{ about: 'credentials', isRight: true }, permission, ...signInFinding(whoOpens)]
}

/** A code that nobody was given is refused as such (40029) where the account may ask for codes; 48001 where it may not. */
function signInFinding(response: ProviderResponse | undefined): Finding[] {
  const linked = response === undefined ? undefined : readLinked(response)
  if (linked?.kind !== 'refused' || !['40029', '48001'].includes(linked.code)) return []
  const isRight = linked.code === '40029'
  return [{ about: 'signIn', isRight, words: isRight ? undefined : `${linked.code} ${linked.words}` }]
}

function refusalOf(response: ProviderResponse | undefined): string | null {
  if (response?.kind !== 'answered' || response.status !== 200) return ''
  const { errcode, errmsg } = readAnswer(response.body)
  return errcode === undefined || errcode === '0' ? null : `${errcode} ${errmsg}`
}

/** Three entries stand side by side; of more, the last places open into lists. Beyond fifteen nothing is shown. */
export function menu(entries: readonly MenuEntry[], _config: WechatConfig, context: RequestContext): ProviderRequest[] {
  if (entries.length === 0) return [call({ path: '/cgi-bin/menu/delete' }, context)]
  return [call({ path: '/cgi-bin/menu/create', body: { button: buttonsOf(entries) } }, context)]
}

/** `POST /cgi-bin/menu/addconditional`: another menu for the people of a tag. It lasts as long as everyone's does. */
export function menuForTag(
  entries: readonly MenuEntry[],
  tagId: string,
  _config: WechatConfig,
  context: RequestContext,
): ProviderRequest {
  const body = { button: buttonsOf(entries), matchrule: { tag_id: tagId } }
  return call({ path: '/cgi-bin/menu/addconditional', body }, context)
}

/** `POST /cgi-bin/menu/delconditional`, by the id `readMenuForTag` told. */
export function removeMenuForTag(menuId: string, _config: WechatConfig, context: RequestContext): ProviderRequest {
  return call({ path: '/cgi-bin/menu/delconditional', body: { menuid: menuId } }, context)
}

/** `menuid` in the answer to `menuForTag`; `null` when there is none. Never throws. */
export function readMenuForTag(response: ProviderResponse): string | null {
  return response.kind === 'answered' ? (readAnswer(response.body).menuid ?? null) : null
}

function buttonsOf(entries: readonly MenuEntry[]): object[] {
  const lists = Math.min(places, Math.ceil(Math.max(0, entries.length - places) / (lines - 1)))
  const alone = places - lists
  const opened = Array.from({ length: lists }, (_, at) => entries.slice(alone + at * lines, alone + (at + 1) * lines))
  return [
    ...entries.slice(0, alone).map((entry) => buttonOf(entry, 16)),
    ...opened.map((list) => ({ name: '☰', sub_button: list.map((entry) => buttonOf(entry, 60)) })),
  ]
}

function buttonOf({ label, action }: MenuEntry, limit: number): object {
  const name = shortenTo(label, limit, 'utf8-bytes')
  return action.type === 'postback'
    ? { type: 'click', name, key: action.payload }
    : { type: 'view', name, url: action.url }
}
