import { lookup as lookUp } from 'node:dns'
import { type IncomingMessage, request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isForThisMachineOnly, isLoopback, type Settings } from '../platform/settings.ts'
import type { ProviderRequest, ProviderResponse } from '../platform/wire.ts'
import { type Trouble, trouble } from './connector.ts'
import { isPublicAddress } from './public-address.ts'

const timeoutMilliseconds = 20_000
const largestAnswer = 8 * 1024 * 1024

/**
 * Whether we may ask there at all: https to a host that is no private address, or, where nobody else can reach this
 * installation, this machine itself. What a name leads to is looked at again when the connection is made.
 */
export function mayAsk(url: URL, settings: Settings): boolean {
  if (url.username !== '' || url.password !== '') return false
  if (isLoopback(url.hostname)) return isForThisMachineOnly(settings)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return url.protocol === 'https:' && (isIP(host) === 0 ? host.includes('.') : isPublicAddress(host))
}

/**
 * One request to a giving platform and its answer. Follows no redirect, takes 20 seconds and 8 MB at most. A lost answer is
 * trouble `unreachable`: nobody knows whether the request arrived.
 */
export function exchange(request: ProviderRequest, settings: Settings): Promise<ProviderResponse | Trouble> {
  const url = new URL(request.url)
  if (!mayAsk(url, settings)) return Promise.resolve(trouble('unsafe', url.host))
  const guard = isLoopback(url.hostname) ? {} : { lookup: publicOnly }
  const ask = url.protocol === 'http:' ? overHttp : overHttps
  const headers = { 'user-agent': 'riscontro', ...request.headers }
  return new Promise((resolve) => {
    const end = (how: ProviderResponse | Trouble) => {
      clearTimeout(timer)
      resolve(how)
    }
    const fail = (error: NodeJS.ErrnoException) =>
      end(trouble(error.code === notPublic ? 'unsafe' : 'unreachable', error.code ?? error.message))
    const going = ask(url, { method: request.method, headers, agent: false, ...guard }, (incoming) =>
      read(incoming).then(end, fail),
    )
    const timer = setTimeout(
      () => going.destroy(Object.assign(new Error(), { code: 'ETIMEDOUT' })),
      timeoutMilliseconds,
    )
    going.on('error', fail)
    going.end(request.body)
  })
}

const notPublic = 'NOT_PUBLIC'

/** Looks a name up and takes only addresses of the open internet: what is checked is what is connected to. */
const publicOnly: LookupFunction = (host, options, done) => {
  lookUp(host, { ...options, all: true }, (error, found) => {
    if (error) return done(error, '')
    const [first] = found
    const isOpen = found.every(({ address }) => isPublicAddress(address))
    if (!first || !isOpen) return done(Object.assign(new Error(), { code: notPublic }), '')
    return options.all ? done(null, found) : done(null, first.address, first.family)
  })
}

async function read(incoming: IncomingMessage): Promise<ProviderResponse> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of incoming) {
    const bytes = Buffer.from(part)
    length += bytes.length
    if (length > largestAnswer) throw Object.assign(new Error(), { code: 'ANSWER_TOO_LARGE' })
    parts.push(bytes)
  }
  const headers = Object.entries(incoming.headers).map(([name, value = '']) => [name, String(value)])
  return {
    status: incoming.statusCode ?? 0,
    headers: Object.fromEntries(headers),
    body: Buffer.concat(parts).toString(),
  }
}
