import { z } from 'zod'
import type { Finding, MenuEntry, RequestContext } from '../adapter.ts'
import { readJson } from '../json.ts'
import { graph, isAnswered, isMetaFile } from '../meta/graph.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import { shortenTo } from '../text.ts'
import type { WhatsappConfig } from './config.ts'

const number = z.object({ display_phone_number: z.string().optional(), verified_name: z.string().optional() })
const subscriptions = z.object({ data: z.array(z.looseObject({ override_callback_uri: z.string().optional() })) })
const file = z.object({ url: z.string() })

/** Makes the account deliver to us, whatever the app's own webhook says. Meta asks for the challenge before it answers. */
export function register(hookUrl: string, config: WhatsappConfig, context: RequestContext): ProviderRequest[] {
  const { businessAccountId, verifyToken, accessToken } = config
  const body = { override_callback_uri: hookUrl, verify_token: verifyToken }
  return [graph({ method: 'POST', path: `${businessAccountId}/subscribed_apps`, accessToken, body }, context)]
}

export function check(config: WhatsappConfig, context: RequestContext): ProviderRequest[] {
  const { phoneNumberId, businessAccountId, accessToken } = config
  const paths = [`${phoneNumberId}?fields=display_phone_number,verified_name`, `${businessAccountId}/subscribed_apps`]
  return paths.map((path) => graph({ method: 'GET', path, accessToken }, context))
}

export function readCheck([who, where]: readonly ProviderResponse[], hookUrl: string): Finding[] {
  const ours = isAnswered(who) ? readJson(who.body, number) : null
  if (ours === null) return [{ about: 'credentials', isRight: false }]
  const apps = isAnswered(where) ? readJson(where.body, subscriptions)?.data : undefined
  const isRight = apps?.some((app) => app.override_callback_uri === hookUrl) === true
  const words = [ours.verified_name, ours.display_phone_number].filter(Boolean).join(' ')
  return [
    { about: 'credentials', isRight: true },
    { about: 'name', isRight: true, words },
    { about: 'webhook', isRight },
  ]
}

/** Slash commands: 30 at most, names of 30 characters, descriptions of 256 (facebook/openapi @ ecba623). */
export function menu(
  entries: readonly MenuEntry[],
  { phoneNumberId, accessToken }: WhatsappConfig,
  context: RequestContext,
): ProviderRequest[] {
  const commands = entries
    .slice(0, 30)
    .flatMap(({ label, action }) =>
      action.type === 'postback'
        ? [{ command_name: action.payload.slice(0, 30), command_description: shortenTo(label, 256, 'utf16') }]
        : [],
    )
  const path = `${phoneNumberId}/conversational_automation`
  return [graph({ method: 'POST', path, accessToken, body: { commands } }, context)]
}

/** `GET /{media-id}` says where the bytes are, for five minutes. */
export function content(mediaId: string, { accessToken }: WhatsappConfig, context: RequestContext): ProviderRequest {
  return graph({ method: 'GET', path: encodeURIComponent(mediaId), accessToken }, context)
}

export function contentAt(
  response: ProviderResponse,
  { accessToken }: WhatsappConfig,
  context: RequestContext,
): ProviderRequest | null {
  const url = isAnswered(response) ? readJson(response.body, file)?.url : undefined
  if (url === undefined || !isMetaFile(url, context)) return null
  const headers = { authorization: `Bearer ${accessToken}` }
  return { part: 0, method: 'GET', url, headers, body: '', quotaCount: 0 }
}

export function chatLink({ publicNumber }: WhatsappConfig): string | null {
  return publicNumber === undefined ? null : `https://wa.me/${publicNumber.slice(1)}`
}

/** `wa.me` with the code already typed: the person only presses send, and the words come back as a message. */
export function entryLink(code: string, { publicNumber }: WhatsappConfig): string | null {
  if (publicNumber === undefined || !/^[\w-]{1,100}$/.test(code)) return null
  return `https://wa.me/${publicNumber.slice(1)}?text=${encodeURIComponent(`RSC:${code}`)}`
}

/** Calls the number inside WhatsApp, where calling is switched on for it (Call button messages and deep links, 2026-06-26). */
export function callLink({ publicNumber }: WhatsappConfig): string | null {
  return publicNumber === undefined ? null : `https://wa.me/call/${publicNumber.slice(1)}`
}
