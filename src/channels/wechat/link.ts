import { z } from 'zod'
import type { RequestContext } from '../adapter.ts'
import { readJson } from '../json.ts'
import { providerOrigin } from '../origin.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import type { SignedIn } from '../sign-in.ts'
import { wechatOrigin } from './access.ts'
import type { WechatConfig } from './config.ts'
import { readAnswer } from './interpret.ts'

/** `snsapi_base` asks nobody anything; `snsapi_userinfo` asks, and only it tells the union id. */
export type LinkScope = 'snsapi_base' | 'snsapi_userinfo'

/** Who opened a page of ours inside WeChat. */
export type Linked =
  | {
      readonly kind: 'linked'
      readonly userId: string
      readonly aliases: readonly string[]
      /** For `askMore`, two hours; not the account's token. Only where the person was asked (`snsapi_userinfo`). */
      readonly userToken?: string
    }
  /** The page was opened in snapshot mode: WeChat made somebody up, who must not be linked to a person. */
  | { readonly kind: 'virtual' }
  | { readonly kind: 'refused'; readonly code: string; readonly words: string }

const known = z.object({
  openid: z.string().min(1),
  unionid: z.string().min(1).optional(),
  nickname: z.string().optional(),
})

const told = z.object({
  openid: z.string().min(1),
  unionid: z.string().min(1).optional(),
  is_snapshotuser: z.literal([0, 1]).optional(),
  access_token: z.string().optional(),
  scope: z.string().optional(),
})

/**
 * Where a page inside WeChat sends its visitor to say who they are; they come back to `redirectUrl` with `code` and `state`
 * (at most 128 bytes). WeChat takes the parameters in this order only (网页授权, read 2026-11-22).
 */
export function linkUrl(
  { redirectUrl, state, scope }: { redirectUrl: string; state: string; scope: LinkScope },
  { appId }: WechatConfig,
  context: RequestContext,
): string {
  const parameters = { appid: appId, redirect_uri: redirectUrl, response_type: 'code', scope, state }
  const origin = providerOrigin('https://open.weixin.qq.com', context.sandboxOrigin)
  return `${origin}/connect/oauth2/authorize?${new URLSearchParams(parameters)}#wechat_redirect`
}

/** Turns a `code` into who it was. A code is good once, for five minutes. The URL holds the account's secret: never log it. */
export function askLinked(code: string, { appId, appSecret }: WechatConfig, context: RequestContext): ProviderRequest {
  const parameters = { appid: appId, secret: appSecret, code, grant_type: 'authorization_code' }
  const url = `${wechatOrigin(context)}/sns/oauth2/access_token?${new URLSearchParams(parameters)}`
  return { part: 0, method: 'GET', url, headers: {}, body: '', quotaCount: 0 }
}

/** Reads the answer to `askLinked`. The person need not follow the account. Never throws. */
export function readLinked(response: ProviderResponse): Linked {
  if (response.kind !== 'answered') return { kind: 'refused', code: response.kind, words: response.reason }
  const read = response.status === 200 ? readJson(response.body, told) : null
  if (read === null) {
    const { errcode = String(response.status), errmsg } = readAnswer(response.body)
    return { kind: 'refused', code: errcode, words: errmsg }
  }
  if (read.is_snapshotuser === 1) return { kind: 'virtual' }
  const { openid: userId, unionid, access_token: userToken, scope } = read
  const linked = { kind: 'linked', userId, aliases: unionid === undefined ? [] : [unionid] } as const
  const wasAsked = userToken !== undefined && scope?.split(',').includes('snsapi_userinfo') === true
  return wasAsked ? { ...linked, userToken } : linked
}

/** As `readLinked`, for pages that need no more than who it was: a made-up person is nobody. */
export function readSignedIn(response: ProviderResponse): SignedIn {
  const linked = readLinked(response)
  if (linked.kind === 'virtual') return { kind: 'refused', words: 'opened in snapshot mode' }
  if (linked.kind === 'refused') return { kind: 'refused', words: `${linked.code} ${linked.words}`.trim() }
  return { kind: 'signed_in', userId: linked.userId, unionId: linked.aliases[0] }
}

/** `GET /sns/userinfo`: name and union id of somebody who agreed. The URL holds their token: never log it. */
export function askMore(
  { userId, userToken }: { userId: string; userToken: string },
  context: RequestContext,
): ProviderRequest {
  const parameters = { access_token: userToken, openid: userId, lang: 'zh_CN' }
  const url = `${wechatOrigin(context)}/sns/userinfo?${new URLSearchParams(parameters)}`
  return { part: 0, method: 'GET', url, headers: {}, body: '', quotaCount: 0 }
}

/** Reads the answer to `askMore`; `null` when it tells nothing. The union id is the person's across all accounts of one owner. Never throws. */
export function readMore(
  response: ProviderResponse,
): { userId: string; aliases: readonly string[]; displayName: string | undefined } | null {
  const read = response.kind === 'answered' && response.status === 200 ? readJson(response.body, known) : null
  if (read === null) return null
  const { openid: userId, unionid, nickname } = read
  return { userId, aliases: unionid === undefined ? [] : [unionid], displayName: nickname || undefined }
}
