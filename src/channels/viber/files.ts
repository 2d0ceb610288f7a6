import type { RequestContext } from '../adapter.ts'
import type { ProviderRequest } from '../request.ts'
import type { ViberConfig } from './config.ts'

/**
 * Files come by an address that needs no token and dies within hours. Fetched from Viber's own places alone (`dl-media.viber.com`,
 * `media-direct.cdn.viber.com`, `share.cdn.viber.com` in public bots, seen 2026-11-22): whoever signs a webhook could name any other.
 */
export function contentFrom(url: string, _config: ViberConfig, context: RequestContext): ProviderRequest | null {
  return isVibers(url, context) ? { part: 0, method: 'GET', url, headers: {}, body: '', quotaCount: 0 } : null
}

function isVibers(url: string, { sandboxOrigin }: RequestContext): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname, port, origin } = new URL(url)
  if (sandboxOrigin !== undefined) return origin === new URL(sandboxOrigin).origin
  return protocol === 'https:' && port === '' && /(^|\.)viber\.com$/.test(hostname)
}
