import { Agent } from 'undici'
import type { ProviderRequest, ProviderResponse } from '../../channels/request.ts'

/**
 * Kept connections, for each provider its own. Idle ones are let go sooner than providers do (LINE after a minute, Node after
 * five seconds): what is said on one that is being closed is lost.
 */
const connections = new Agent({
  connections: 256,
  keepAliveTimeout: 4000,
  keepAliveMaxTimeout: 4000,
  connectTimeout: 5000,
})

/**
 * One short request and its answer over kept connections, without what `fetch` wraps around such a pair (streams, their clones,
 * an abort signal), which takes longer than all that is between a webhook and its reply. Follows no redirect. The answer has so
 * long to begin, and as long again to be whole. Rejects with the codes of Node and undici: `UND_ERR_HEADERS_TIMEOUT`, `ETIMEDOUT`.
 */
export async function exchange(request: ProviderRequest, timeoutMilliseconds: number): Promise<ProviderResponse> {
  const { origin, pathname, search } = new URL(request.url)
  const { statusCode, headers, body } = await connections.request({
    origin,
    path: pathname + search,
    method: request.method,
    headers: { accept: '*/*', 'user-agent': 'riscontro', ...request.headers },
    body: bodyOf(request),
    headersTimeout: timeoutMilliseconds,
  })
  const late = setTimeout(() => body.destroy(timedOut()), timeoutMilliseconds)
  try {
    const named = Object.entries(headers).map(([name, value = '']) => [name, String(value)])
    return { kind: 'answered', status: statusCode, headers: Object.fromEntries(named), body: await body.text() }
  } finally {
    clearTimeout(late)
  }
}

/** Nothing is sent where nothing is to be said: some providers refuse a `DELETE` with a body of no bytes. */
function bodyOf({ method, body, bodyBase64 }: ProviderRequest): string | Buffer | null {
  if (method === 'GET') return null
  if (bodyBase64 !== undefined) return Buffer.from(bodyBase64, 'base64')
  return body === '' && method !== 'POST' ? null : body
}

function timedOut(): Error {
  return Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })
}
