import type { RequestContext } from '../adapter.ts'
import { providerOrigin } from '../origin.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'

/** The version of the Graph API we speak (facebook/openapi @ ecba623, business-messaging-api v23.0, 2025-11-21). */
const version = 'v23.0'

/** What a call of the Graph API is made with. */
export interface GraphCall {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Below the version, with its query: `123/messages`. */
  readonly path: string
  readonly accessToken: string
  readonly body?: object
  readonly part?: number
}

/** A call of Meta's Graph API. The token travels in a header, so that no address of ours is a secret. */
export function graph(
  { method, path, accessToken, body, part = 0 }: GraphCall,
  context: RequestContext,
): ProviderRequest {
  const origin = providerOrigin('https://graph.facebook.com', context.sandboxOrigin)
  return {
    part,
    method,
    url: `${origin}/${version}/${path}`,
    headers: {
      authorization: `Bearer ${accessToken}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? '' : JSON.stringify(body),
    quotaCount: 0,
  }
}

/** Meta's own names, each with the ending it owns: the same word under another may be anybody's. */
const ownHost = /(^|\.)(fbsbx\.com|fbcdn\.net|facebook\.com|cdninstagram\.com)$/

/** Where Meta keeps files: an address in an answer leads there or nowhere, so that no token of ours goes astray. */
export function isMetaFile(url: string, context: RequestContext): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname, port } = new URL(url)
  if (context.sandboxOrigin !== undefined)
    return url.startsWith(`${providerOrigin('https://graph.facebook.com', context.sandboxOrigin)}/`)
  return protocol === 'https:' && port === '' && ownHost.test(hostname)
}

export function isAnswered(
  response: ProviderResponse | undefined,
): response is Extract<ProviderResponse, { kind: 'answered' }> {
  return response?.kind === 'answered' && response.status === 200
}
