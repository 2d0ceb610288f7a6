import { z } from 'zod'
import { Failure } from '../../platform/errors.ts'
import type { Address, Profile, RequestContext } from '../adapter.ts'
import { readJson } from '../json.ts'
import { providerOrigin } from '../origin.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import { authorization, lineUrl, order } from './access.ts'
import type { LineConfig } from './config.ts'

const profileAnswer = z.object({
  displayName: z.string(),
  pictureUrl: z.string().optional(),
  language: z.string().optional(),
})

/** `GET /v2/bot/profile/{userId}`. LINE answers 404 for who is no friend, has blocked us or has not agreed. */
export function profile(userId: string, config: LineConfig, context: RequestContext): ProviderRequest {
  return get(lineUrl(`/v2/bot/profile/${encodeURIComponent(userId)}`, context), config, context)
}

export function readProfile(response: ProviderResponse): Profile | null {
  return response.kind === 'answered' && response.status === 200 ? readJson(response.body, profileAnswer) : null
}

/** `GET /v2/bot/message/{id}/content` on the data host. The bytes vanish after an unstated time: fetch at once. */
export function content(mediaId: string, config: LineConfig, context: RequestContext): ProviderRequest {
  const origin = providerOrigin('https://api-data.line.me', context.sandboxOrigin)
  return get(`${origin}/v2/bot/message/${encodeURIComponent(mediaId)}/content`, config, context)
}

const readiness = z.object({ status: z.enum(['processing', 'succeeded', 'failed']) })

/** `GET /v2/bot/message/{id}/content/transcoding`: whether a film or a recording can be fetched yet; until then `content` is answered 202. */
export function askReadiness(mediaId: string, config: LineConfig, context: RequestContext): ProviderRequest {
  const request = content(mediaId, config, context)
  return { ...request, url: `${request.url}/transcoding` }
}

/** `processing`: ask again in a while; `failed`: it will never be had. `null`: not told. Never throws. */
export function readReadiness(response: ProviderResponse): 'processing' | 'succeeded' | 'failed' | null {
  if (response.kind !== 'answered' || response.status !== 200) return null
  return readJson(response.body, readiness)?.status ?? null
}

/** How long the dots are shown unless a message comes; LINE takes 5 to 60 in fives. */
const typingSeconds = 20

/** `POST /v2/bot/chat/loading/start`. Throws `channels.address-unfit` for groups, which see no dots. 100 a second. */
export function typing(to: Address, config: LineConfig, context: RequestContext): ProviderRequest {
  if (to.type !== 'user') throw new Failure('channels.address-unfit', { kind: 'line' })
  const body = { chatId: to.id, loadingSeconds: typingSeconds }
  return order('POST', '/v2/bot/chat/loading/start', config, context, body)
}

/** `POST /v2/bot/chat/markAsRead`, by the token a message brought along (`seenToken` of its event). */
export function markAsRead(markAsReadToken: string, config: LineConfig, context: RequestContext): ProviderRequest {
  return order('POST', '/v2/bot/chat/markAsRead', config, context, { markAsReadToken })
}

/** A question to LINE's API under this account's token; says nothing to anybody. */
export function get(url: string, config: LineConfig, context: RequestContext): ProviderRequest {
  const headers = { authorization: authorization(config, context) }
  return { part: 0, method: 'GET', url, headers, body: '', quotaCount: 0 }
}
