import { z } from 'zod'
import type { Finding, MenuEntry, RequestContext } from '../../adapter.ts'
import { readJson } from '../../json.ts'
import type { ProviderRequest, ProviderResponse } from '../../request.ts'
import { shortenTo } from '../../text.ts'
import { graph, isAnswered } from '../graph.ts'
import type { PageAccount } from './account.ts'

/**
 * What a page has to tell our app. Asking again replaces the list, so both kinds ask for all of it: one page may be two of
 * our accounts. Instagram's own fields are chosen in the dashboard; there the page only has to be subscribed at all.
 */
const wanted = [
  'messages',
  'message_deliveries',
  'message_echoes',
  'message_edits',
  'message_reactions',
  'message_reads',
  'messaging_account_linking',
  'messaging_optins',
  'messaging_postbacks',
  'messaging_referrals',
  'standby',
  'feed',
]

const subscriptions = z.object({
  data: z.array(z.object({ name: z.string().optional(), subscribed_fields: z.array(z.string()).optional() })),
})

export function subscribe({ pageId, accessToken }: PageAccount, context: RequestContext): ProviderRequest {
  const body = { subscribed_fields: wanted.join(',') }
  return graph({ method: 'POST', path: `${pageId}/subscribed_apps`, accessToken, body }, context)
}

/** Which apps the page tells its news. A token of another page is refused here. */
export function askSubscription({ pageId, accessToken }: PageAccount, context: RequestContext): ProviderRequest {
  return graph({ method: 'GET', path: `${pageId}/subscribed_apps`, accessToken }, context)
}

/** Where Meta delivers is the app's affair and not told here: only that the page is subscribed, and to what. */
export function readSubscription(response: ProviderResponse | undefined): Finding[] {
  const apps = (isAnswered(response) ? readJson(response.body, subscriptions)?.data : undefined) ?? []
  const told = new Set(apps.flatMap(({ subscribed_fields = [] }) => subscribed_fields))
  const missing = wanted.filter((field) => !told.has(field))
  const webhook: Finding = { about: 'webhook', isRight: apps.length > 0, words: namesOf(apps) }
  if (apps.length === 0 || missing.length === 0) return [webhook]
  return [webhook, { about: 'events', isRight: false, words: missing.join(', ') }]
}

function namesOf(apps: readonly { name?: string | undefined }[]): string {
  return apps.flatMap(({ name }) => name ?? []).join(', ')
}

/** Entries of the persistent menu: 20 at most, titles of 30 characters. */
export function callsToAction(entries: readonly MenuEntry[]): object[] {
  return entries.slice(0, 20).map(({ label, action }) => {
    const title = shortenTo(label, 30, 'utf16')
    return action.type === 'postback'
      ? { type: 'postback', title, payload: action.payload }
      : { type: 'web_url', title, url: action.url }
  })
}
