import { z } from 'zod'
import type { Finding, MenuEntry, RequestContext } from '../adapter.ts'
import { readJson } from '../json.ts'
import { graph, isAnswered } from '../meta/graph.ts'
import { askSubscription, callsToAction, readSubscription, subscribe } from '../meta/page/set-up.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import { shortenTo } from '../text.ts'
import type { InstagramConfig } from './config.ts'

const account = z.object({ id: z.string(), username: z.string().optional() })
const messengerProfile = 'me/messenger_profile?platform=instagram'

/** Subscribes the linked page, without which Instagram tells nothing. Which of its news, and where to, is chosen in the dashboard. */
export function register(_hookUrl: string, config: InstagramConfig, context: RequestContext): ProviderRequest[] {
  return [subscribe(config, context)]
}

/** Only the linked page's token may ask for the account. */
export function check(config: InstagramConfig, context: RequestContext): ProviderRequest[] {
  const { instagramId, accessToken } = config
  const path = `${instagramId}?fields=username`
  return [graph({ method: 'GET', path, accessToken }, context), askSubscription(config, context)]
}

export function readCheck([who, where]: readonly ProviderResponse[]): Finding[] {
  const ours = isAnswered(who) ? readJson(who.body, account) : null
  if (ours === null) return [{ about: 'credentials', isRight: false }]
  return [
    { about: 'credentials', isRight: true },
    { about: 'name', isRight: true, words: `@${ours.username ?? ours.id}` },
    ...readSubscription(where),
  ]
}

/** The persistent menu, and ice breakers of its first four presses: ig.me links bring their code only where there are some. */
export function menu(
  entries: readonly MenuEntry[],
  { accessToken }: InstagramConfig,
  context: RequestContext,
): ProviderRequest[] {
  const call = { path: messengerProfile, accessToken }
  if (entries.length === 0) {
    return [graph({ ...call, method: 'DELETE', body: { fields: ['persistent_menu', 'ice_breakers'] } }, context)]
  }
  const questions = entries
    .flatMap(({ label, action }) =>
      action.type === 'postback' ? [{ question: shortenTo(label, 80, 'utf16'), payload: action.payload }] : [],
    )
    .slice(0, 4)
  const body = {
    persistent_menu: [{ locale: 'default', call_to_actions: callsToAction(entries) }],
    ...(questions.length === 0 ? {} : { ice_breakers: [{ locale: 'default', call_to_actions: questions }] }),
  }
  return [graph({ ...call, method: 'POST', body }, context)]
}

export function chatLink({ userName }: InstagramConfig): string | null {
  return userName === undefined ? null : `https://ig.me/m/${userName}`
}

/** `ig.me/m/<user name>?ref=`: a `referral` in a known conversation, beside the first press in a new one. */
export function entryLink(code: string, { userName }: InstagramConfig): string | null {
  if (userName === undefined || !/^[\w-]{1,100}$/.test(code)) return null
  return `https://ig.me/m/${userName}?ref=${code}`
}
