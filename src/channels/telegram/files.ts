import { z } from 'zod'
import type { RequestContext } from '../adapter.ts'
import { readJson } from '../json.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import { call, telegramOrigin } from './call.ts'
import type { TelegramConfig } from './config.ts'

const found = z.object({ result: z.object({ file_path: z.string().min(1) }) })

/** `getFile` answers with a path that holds for at least an hour; files of more than 20 MB have none (Bot API 10.1). */
export function content(mediaId: string, config: TelegramConfig, context: RequestContext): ProviderRequest {
  return call('getFile', { file_id: mediaId }, config, context)
}

/** The bytes themselves. The URL holds the bot's token. */
export function contentAt(
  response: ProviderResponse,
  config: TelegramConfig,
  context: RequestContext,
): ProviderRequest | null {
  const file = response.kind === 'answered' && response.status === 200 ? readJson(response.body, found) : null
  if (file === null) return null
  const path = file.result.file_path.split('/').map(encodeURIComponent).join('/')
  const url = `${telegramOrigin(context)}/file/bot${config.botToken}/${path}`
  return { part: 0, method: 'GET', url, headers: {}, body: '', quotaCount: 0 }
}
