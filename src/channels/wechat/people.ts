import { z } from 'zod'
import type { Profile, RequestContext } from '../adapter.ts'
import { readJson } from '../json.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import { call } from './access.ts'
import type { WechatConfig } from './config.ts'

const profileAnswer = z.object({
  subscribe: z.literal(1),
  remark: z.string().optional().catch(undefined),
  /** Only where the account is bound to an account of the Open Platform (开放平台). */
  unionid: z.string().min(1).optional().catch(undefined),
  language: z.string().min(1).optional().catch(undefined),
})

const directions = z.object({ video_url: z.string() })

/** `GET /cgi-bin/user/info`. */
export function profile(userId: string, _config: WechatConfig, context: RequestContext): ProviderRequest {
  return call({ path: `/cgi-bin/user/info?openid=${encodeURIComponent(userId)}&lang=zh_CN` }, context)
}

/**
 * Names and pictures are told no more (since 2021-12-27): what is left is the name our own staff gave in WeChat's console, and
 * the union id.
 */
export function readProfile(response: ProviderResponse): Profile | null {
  if (response.kind !== 'answered' || response.status !== 200) return null
  const read = readJson(response.body, profileAnswer)
  if (read === null || !(read.remark || read.unionid)) return null
  return { displayName: read.remark || undefined, language: read.language, unionId: read.unionid }
}

/** `GET /cgi-bin/media/get`: the bytes, for three days; of films the way to them. */
export function content(mediaId: string, _config: WechatConfig, context: RequestContext): ProviderRequest {
  return call({ path: `/cgi-bin/media/get?media_id=${encodeURIComponent(mediaId)}` }, context)
}

/** Where a film lies: at Tencent or nowhere, and without our token. */
export function contentAt(
  response: ProviderResponse,
  _config: WechatConfig,
  context: RequestContext,
): ProviderRequest | null {
  if (response.kind !== 'answered' || response.status !== 200) return null
  const url = readJson(response.body, directions)?.video_url
  if (url === undefined || !isTencents(url, context)) return null
  return { part: 0, method: 'GET', url, headers: {}, body: '', quotaCount: 0 }
}

/** Where a picture lies: as a message has said, but at Tencent or nowhere. */
export function contentFrom(url: string, _config: WechatConfig, context: RequestContext): ProviderRequest | null {
  if (!isTencents(url, context)) return null
  const address = context.sandboxOrigin === undefined ? url.replace(/^http:/, 'https:') : url
  return { part: 0, method: 'GET', url: address, headers: {}, body: '', quotaCount: 0 }
}

function isTencents(url: string, { sandboxOrigin }: RequestContext): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname, origin } = new URL(url)
  if (sandboxOrigin !== undefined) return origin === new URL(sandboxOrigin).origin
  return (protocol === 'https:' || protocol === 'http:') && /(^|\.)(qq\.com|qpic\.cn)$/.test(hostname)
}
