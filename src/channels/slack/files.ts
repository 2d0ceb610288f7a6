import { z } from 'zod'
import type { RequestContext } from '../adapter.ts'
import { readJson } from '../json.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import { ask, bearer, slackOrigin } from './call.ts'
import type { SlackConfig } from './config.ts'

const found = z.object({
  ok: z.literal(true),
  file: z.object({ url_private_download: z.string().optional(), url_private: z.string().optional() }),
})

/** `files.info` tells where the bytes are; needs `files:read`. */
export function content(mediaId: string, config: SlackConfig, context: RequestContext): ProviderRequest {
  return ask('files.info', { file: mediaId }, config, context)
}

/** The bytes, opened by our token, which therefore goes nowhere but to Slack: files kept elsewhere are not fetched. */
export function contentAt(
  response: ProviderResponse,
  config: SlackConfig,
  context: RequestContext,
): ProviderRequest | null {
  const file =
    response.kind === 'answered' && response.status === 200 ? readJson(response.body, found)?.file : undefined
  const url = file?.url_private_download ?? file?.url_private
  if (url === undefined || !isSlackFile(url, context)) return null
  return { part: 0, method: 'GET', url, headers: bearer(config), body: '', quotaCount: 0 }
}

function isSlackFile(url: string, context: RequestContext): boolean {
  if (context.sandboxOrigin !== undefined) return url.startsWith(`${slackOrigin(context)}/`)
  if (!URL.canParse(url)) return false
  const { protocol, hostname, username, port } = new URL(url)
  return protocol === 'https:' && hostname === 'files.slack.com' && username === '' && port === ''
}
