import { z } from 'zod'
import type { Finding, MenuEntry, RequestContext } from '../adapter.ts'
import { readJson } from '../json.ts'
import { graph, isAnswered } from '../meta/graph.ts'
import { startPayload } from '../meta/page/referral.ts'
import { askSubscription, callsToAction, readSubscription, subscribe } from '../meta/page/set-up.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import type { MessengerConfig } from './config.ts'

const page = z.object({ id: z.string(), name: z.string().optional() })

/** Subscribes the page, and sets the Get Started button without which no link brings its code. The address is the app's. */
export function register(_hookUrl: string, config: MessengerConfig, context: RequestContext): ProviderRequest[] {
  return [subscribe(config, context), start(config, context)]
}

export function check(config: MessengerConfig, context: RequestContext): ProviderRequest[] {
  const { accessToken } = config
  return [graph({ method: 'GET', path: 'me?fields=name', accessToken }, context), askSubscription(config, context)]
}

/** Whose token it is is told by name: the eye sees the wrong page, and Meta refuses its subscription. */
export function readCheck([who, where]: readonly ProviderResponse[]): Finding[] {
  const ours = isAnswered(who) ? readJson(who.body, page) : null
  if (ours === null) return [{ about: 'credentials', isRight: false }]
  return [
    { about: 'credentials', isRight: true },
    { about: 'name', isRight: true, words: ours.name ?? ours.id },
    ...readSubscription(where),
  ]
}

/** The persistent menu. It appears only where there is a Get Started button; ice breakers would hide that one. */
export function menu(
  entries: readonly MenuEntry[],
  config: MessengerConfig,
  context: RequestContext,
): ProviderRequest[] {
  const { accessToken } = config
  const call = { path: 'me/messenger_profile', accessToken }
  if (entries.length === 0)
    return [graph({ ...call, method: 'DELETE', body: { fields: ['persistent_menu'] } }, context)]
  const menus = [{ locale: 'default', composer_input_disabled: false, call_to_actions: callsToAction(entries) }]
  return [start(config, context), graph({ ...call, method: 'POST', body: { persistent_menu: menus } }, context)]
}

export function chatLink({ pageId }: MessengerConfig): string | null {
  return `https://m.me/${pageId}`
}

/** `m.me/<page>?ref=`: a `referral` in a known conversation, with the first press in a new one. */
export function entryLink(code: string, { pageId }: MessengerConfig): string | null {
  return /^[\w-]{1,100}$/.test(code) ? `https://m.me/${pageId}?ref=${code}` : null
}

function start({ accessToken }: MessengerConfig, context: RequestContext): ProviderRequest {
  const body = { get_started: { payload: startPayload } }
  return graph({ method: 'POST', path: 'me/messenger_profile', accessToken, body }, context)
}
