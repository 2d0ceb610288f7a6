import { z } from 'zod'
import { Failure } from '../../platform/errors.ts'
import type { AccessToken, RequestContext } from '../adapter.ts'
import { readJson } from '../json.ts'
import { providerOrigin } from '../origin.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import type { LineConfig } from './config.ts'

const issued = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() })

/** A token that is about to end is not used for a request that may wait in a queue. */
const marginSeconds = 60

/** The address of an API method. Emulators serve the same paths on the sandbox origin. */
export function lineUrl(path: string, context: RequestContext): string {
  return providerOrigin('https://api.line.me', context.sandboxOrigin) + path
}

/** Asks for a stateless token: 15 minutes, no limit of how many (channel-access-token.yml `/oauth2/v3/token`, 2026-07). */
export function authorise(config: LineConfig, context: RequestContext): ProviderRequest | null {
  if (bearer(config, context) !== null) return null
  const form = { grant_type: 'client_credentials', client_id: config.channelId, client_secret: config.channelSecret }
  return {
    part: 0,
    method: 'POST',
    url: lineUrl('/oauth2/v3/token', context),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
    quotaCount: 0,
  }
}

export function readToken(response: ProviderResponse, now: Date): AccessToken | null {
  if (response.kind !== 'answered' || response.status !== 200) return null
  const token = readJson(response.body, issued)
  if (token === null) return null
  return { token: token.access_token, expiresAt: now.getTime() + (token.expires_in - marginSeconds) * 1000 }
}

/** An order to LINE's API under this account's token that says nothing to anybody. */
export function order(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  config: LineConfig,
  context: RequestContext,
  body?: object,
): ProviderRequest {
  const headers = { authorization: authorization(config, context) }
  const request = { part: 0, method, url: lineUrl(path, context), quotaCount: 0 }
  if (body === undefined) return { ...request, headers, body: '' }
  return { ...request, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

/** The header every call carries. Throws `channels.not-authorised` when `authorise` should have been asked first. */
export function authorization(config: LineConfig, context: RequestContext): string {
  const token = bearer(config, context)
  if (token === null) throw new Failure('channels.not-authorised', {}, { kind: 'unavailable' })
  return `Bearer ${token}`
}

function bearer(config: LineConfig, context: RequestContext): string | null {
  if (config.accessToken !== undefined) return config.accessToken
  const { accessToken, now } = context
  return accessToken !== undefined && accessToken.expiresAt > now.getTime() ? accessToken.token : null
}
