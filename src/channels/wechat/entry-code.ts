import { z } from 'zod'
import type { RequestContext } from '../adapter.ts'
import { readJson } from '../json.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import { call } from './access.ts'
import type { WechatConfig } from './config.ts'

/** The longest a code lives that WeChat makes without counting; those for ever are 100,000 in all. */
const thirtyDaysInSeconds = 2_592_000

const made = z.object({ url: z.url().max(500) })

/** `POST /cgi-bin/qrcode/create` (createQRCode, read 2026-11-22): a scene has 64 characters at most; `null` for a longer code. */
export function entryCode(code: string, _config: WechatConfig, context: RequestContext): ProviderRequest | null {
  if (!/^[\w-]{1,64}$/.test(code)) return null
  const scene = { scene_str: code }
  const body = { expire_seconds: thirtyDaysInSeconds, action_name: 'QR_STR_SCENE', action_info: { scene } }
  return call({ path: '/cgi-bin/qrcode/create', body }, context)
}

/** A code for ever, such as for a poster: 100,000 an account, and none can be taken back. `null` for a code of more than 64 characters. */
export function permanentCode(code: string, _config: WechatConfig, context: RequestContext): ProviderRequest | null {
  if (!/^[\w-]{1,64}$/.test(code)) return null
  const body = { action_name: 'QR_LIMIT_STR_SCENE', action_info: { scene: { scene_str: code } } }
  return call({ path: '/cgi-bin/qrcode/create', body }, context)
}

export function readEntryCode(response: ProviderResponse): string | null {
  if (response.kind !== 'answered' || response.status !== 200) return null
  return readJson(response.body, made)?.url ?? null
}
