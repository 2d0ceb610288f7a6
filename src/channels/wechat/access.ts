import { z } from 'zod'
import { Failure } from '../../platform/errors.ts'
import type { AccessToken, RequestContext } from '../adapter.ts'
import { readJson } from '../json.ts'
import { providerOrigin } from '../origin.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import type { WechatConfig } from './config.ts'

const issued = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() })

/** WeChat renews five minutes early and the former token lives on as long, so a minute is enough. */
const marginSeconds = 60

/** A question or an order to WeChat's API. */
export interface Call {
  /** Below the origin, with its query: `/cgi-bin/user/info?openid=…`. */
  readonly path: string
  /** Absent: a GET. */
  readonly body?: object
  readonly part?: number
}

/**
 * A call under this account's token, which stands in the query: never store, show or log the URL. The body is raw UTF-8,
 * because WeChat refuses `\u` escapes (40033). Throws `channels.not-authorised` when `authorise` should have been asked first.
 */
export function call({ path, body, part = 0 }: Call, context: RequestContext): ProviderRequest {
  const { accessToken } = context
  if (accessToken === undefined || accessToken.expiresAt <= context.now.getTime()) {
    throw new Failure('channels.not-authorised', {}, { kind: 'unavailable' })
  }
  const url = new URL(wechatOrigin(context) + path)
  url.searchParams.set('access_token', accessToken.token)
  return { part, url: url.href, quotaCount: 0, ...payload(body) }
}

/** A live token, or the request for one. `stable_token` gives every caller the same, so that two of us never fight over it. */
export function authorise({ appId, appSecret }: WechatConfig, context: RequestContext): ProviderRequest | null {
  const { accessToken, now } = context
  if (accessToken !== undefined && accessToken.expiresAt > now.getTime()) return null
  const body = { grant_type: 'client_credential', appid: appId, secret: appSecret }
  return { part: 0, url: `${wechatOrigin(context)}/cgi-bin/stable_token`, quotaCount: 0, ...payload(body) }
}

export function readToken(response: ProviderResponse, now: Date): AccessToken | null {
  if (response.kind !== 'answered' || response.status !== 200) return null
  const token = readJson(response.body, issued)
  if (token === null) return null
  return { token: token.access_token, expiresAt: now.getTime() + (token.expires_in - marginSeconds) * 1000 }
}

export function wechatOrigin(context: RequestContext): string {
  return providerOrigin('https://api.weixin.qq.com', context.sandboxOrigin)
}

function payload(body: object | undefined): Pick<ProviderRequest, 'method' | 'headers' | 'body'> {
  if (body === undefined) return { method: 'GET', headers: {}, body: '' }
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}
