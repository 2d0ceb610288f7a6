import { Agent, type IncomingMessage, request as overHttp } from 'node:http'
import { request as overHttps, Agent as SecureAgent } from 'node:https'
import type { ProviderRequest, ProviderResponse } from '../channels/request.ts'

/** Idle connections are let go sooner than providers do (LINE after a minute, Node after five seconds): one that is being closed loses what is said on it. */
const idleMilliseconds = 4000

const ways = {
  'http:': { ask: overHttp, agent: new Agent({ keepAlive: true, timeout: idleMilliseconds }) },
  'https:': { ask: overHttps, agent: new SecureAgent({ keepAlive: true, timeout: idleMilliseconds }) },
}

/**
 * One short request and its answer over kept connections, with Node's own client: what `fetch` wraps around such a pair
 * (streams, their clones, an abort signal) takes longer than all that is between a webhook and its reply. Follows no
 * redirect. Rejects with what Node says; `ETIMEDOUT` when the answer was not whole in time, `UND_ERR_CONNECT_TIMEOUT`, as
 * `fetch` calls it, when there was not even a connection.
 */
export function exchange(request: ProviderRequest, timeoutMilliseconds: number): Promise<ProviderResponse> {
  return new Promise((resolve, reject) => {
    const url = new URL(request.url)
    const { ask, agent } = url.protocol === 'http:' ? ways['http:'] : ways['https:']
    const body = request.bodyBase64 === undefined ? request.body : Buffer.from(request.bodyBase64, 'base64')
    const headers = { accept: '*/*', 'user-agent': 'riscontro', ...request.headers, ...lengthOf(request, body) }
    const going = ask(url, { agent, method: request.method, headers }, (incoming) => read(incoming).then(end, fail))
    const timer = setTimeout(() => going.destroy(timedOut(going.socket?.connecting ?? true)), timeoutMilliseconds)
    going.on('error', fail)
    going.end(request.method === 'GET' ? undefined : body)

    function end(response: ProviderResponse): void {
      clearTimeout(timer)
      resolve(response)
    }
    function fail(error: Error): void {
      clearTimeout(timer)
      reject(error)
    }
  })
}

/** Nothing is sent where nothing is to be said: some providers refuse a `DELETE` with a body of no bytes. */
function lengthOf({ method }: ProviderRequest, body: string | Buffer): Record<string, number> {
  const isSilent = method === 'GET' || (body.length === 0 && method !== 'POST')
  return isSilent ? {} : { 'content-length': Buffer.byteLength(body) }
}

function read(incoming: IncomingMessage): Promise<ProviderResponse> {
  return new Promise((resolve, reject) => {
    let body = ''
    incoming.setEncoding('utf8')
    incoming.on('data', (chunk: string) => {
      body += chunk
    })
    incoming.on('error', reject)
    incoming.on('end', () =>
      resolve({ kind: 'answered', status: incoming.statusCode ?? 0, headers: plain(incoming), body }),
    )
  })
}

function plain({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value = '']) => [name, String(value)]))
}

function timedOut(wasConnecting: boolean): Error {
  return Object.assign(new Error('no answer in time'), {
    code: wasConnecting ? 'UND_ERR_CONNECT_TIMEOUT' : 'ETIMEDOUT',
  })
}
