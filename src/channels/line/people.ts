import { z } from 'zod'
import type { Profile, RequestContext } from '../adapter.ts'
import { readJson } from '../json.ts'
import { providerOrigin } from '../origin.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import { authorization, lineUrl } from './access.ts'
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

/** A question to LINE's API under this account's token; says nothing to anybody. */
export function get(url: string, config: LineConfig, context: RequestContext): ProviderRequest {
  const headers = { authorization: authorization(config, context) }
  return { part: 0, method: 'GET', url, headers, body: '', quotaCount: 0 }
}
