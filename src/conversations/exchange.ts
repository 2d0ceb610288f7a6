import type { ProviderRequest, ProviderResponse } from '../channels/request.ts'
import { KeptConnections } from './kept-connections.ts'

/** By origin. Providers are a few; what an operator may name himself (a server of mails) does not come this way. */
const kept = new Map<string, KeptConnections>()
const mostOrigins = 1000

/**
 * One short request and its answer over kept connections, written and read by ourselves: what `fetch` wraps around such a
 * pair takes longer than all that is between a webhook and its reply, and Node's own client still five times what the two
 * writes and reads take. Follows no redirect. Rejects as `KeptConnections.ask` does, and with `ERR_INVALID_CHAR` for a header
 * that would be two.
 */
export async function exchange(request: ProviderRequest, timeoutMilliseconds: number): Promise<ProviderResponse> {
  const url = new URL(request.url)
  const body = request.bodyBase64 === undefined ? request.body : Buffer.from(request.bodyBase64, 'base64')
  return connectionsTo(url).ask(
    { head: headOf(request, url, body), body: isSilent(request, body) ? '' : body },
    timeoutMilliseconds,
  )
}

function connectionsTo(url: URL): KeptConnections {
  const known = kept.get(url.origin)
  if (known) return known
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new TypeError(`no way to ${url.protocol}`)
  // Those forgotten let their connections go by themselves.
  if (kept.size >= mostOrigins) kept.clear()
  const fresh = new KeptConnections(new URL(url.origin))
  kept.set(url.origin, fresh)
  return fresh
}

const usual = { accept: '*/*', 'user-agent': 'riscontro' }

function headOf(request: ProviderRequest, url: URL, body: string | Buffer): string {
  let head = `${request.method} ${url.pathname}${url.search} HTTP/1.1\r\nhost: ${url.host}\r\n`
  for (const [name, value] of Object.entries({ ...usual, ...request.headers })) head += headerOf(name, value)
  return isSilent(request, body) ? `${head}\r\n` : `${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n`
}

/** A line break in a token or a name would begin a header of its own; what is not ASCII nobody reads alike. */
function headerOf(name: string, value: string): string {
  if (/^[\w!#$%&'*+.^`|~-]+$/.test(name) && /^[\t\x20-\x7e]*$/.test(value)) return `${name}: ${value}\r\n`
  throw Object.assign(new TypeError(`${name} is not to be said in a header`), { code: 'ERR_INVALID_CHAR' })
}

/** Nothing is sent where nothing is to be said: some providers refuse a `DELETE` with a body of no bytes. */
function isSilent({ method }: ProviderRequest, body: string | Buffer): boolean {
  return method === 'GET' || (body.length === 0 && method !== 'POST')
}
