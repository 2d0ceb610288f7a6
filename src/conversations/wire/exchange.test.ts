import { createServer, type RequestListener } from 'node:http'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { createServer as createTlsServer } from 'node:tls'
import { afterEach, expect, test } from 'vitest'
import type { ProviderRequest, ProviderResponse } from '../../channels/request.ts'
import { selfSigned } from './self-signed.fixture.ts'
import { sendOverHttp } from './transport.ts'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

async function provider(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
}

const post = (url: string): ProviderRequest => {
  const headers = { 'content-type': 'application/json', authorization: 'Bearer token' }
  return { part: 1, method: 'POST', url, headers, body: '{"text":"謝謝您"}', quotaCount: 1 }
}
/** Asks with ever more patience until the answer begins in time: how soon it does says nothing of how it ends. */
async function begunWithin(url: string, milliseconds = 50): Promise<ProviderResponse> {
  const response = await sendOverHttp(fetch, post(url), milliseconds)
  const isLate = response.kind === 'unanswered' && response.reason === 'UND_ERR_HEADERS_TIMEOUT'
  return isLate ? begunWithin(url, 2 * milliseconds) : response
}

const answered = (body: string) => ({ kind: 'answered', status: 200, body })

test('what is sent arrives as it was composed, one connection after the other used again', async () => {
  const heard: unknown[] = []
  const url = await provider((incoming, response) => {
    let body = ''
    incoming.setEncoding('utf8')
    incoming.on('data', (chunk: string) => {
      body += chunk
    })
    incoming.on('end', () => {
      heard.push([incoming.method, incoming.url, incoming.headers.authorization, body, incoming.socket.remotePort])
      response.end('{"sent":"✓"}')
    })
  })
  expect(await sendOverHttp(fetch, post(`${url}/v2/reply?a=1`))).toMatchObject(answered('{"sent":"✓"}'))
  // A connection is free again a moment after its answer was read.
  await nextTurn()
  expect(await sendOverHttp(fetch, post(`${url}/v2/reply?a=1`))).toMatchObject(answered('{"sent":"✓"}'))
  const port = Array.isArray(heard[0]) ? heard[0][4] : undefined
  const said = ['POST', '/v2/reply?a=1', 'Bearer token', '{"text":"謝謝您"}', port]
  expect(heard).toEqual([said, said])
})

test('a redirect is not followed: a token must not travel on', async () => {
  const url = await provider((_incoming, response) => response.writeHead(302, { location: '/elsewhere' }).end())
  expect(await sendOverHttp(fetch, post(url))).toMatchObject({ status: 302, headers: { location: '/elsewhere' } })
})

test('nobody at home is unreached; silence, and an answer that breaks off, are unanswered', async () => {
  const gone = await provider(() => {})
  for (const close of closing.splice(0)) close()
  expect(await sendOverHttp(fetch, post(gone))).toEqual({ kind: 'unreached', reason: 'ECONNREFUSED' })
  const silent = await provider(() => {})
  expect(await sendOverHttp(fetch, post(silent), 50)).toEqual({ kind: 'unanswered', reason: 'UND_ERR_HEADERS_TIMEOUT' })
  const endless = await provider((_incoming, response) => {
    const drip = setInterval(() => response.write('.'), 5)
    response.on('close', () => clearInterval(drip))
  })
  expect(await begunWithin(endless)).toEqual({ kind: 'unanswered', reason: 'ETIMEDOUT' })
  const breaking = await provider((_incoming, response) => {
    response.writeHead(200, { 'content-length': '100' })
    response.write('half')
    setImmediate(() => response.destroy())
  })
  expect(await sendOverHttp(fetch, post(breaking))).toEqual({ kind: 'unanswered', reason: 'UND_ERR_SOCKET' })
})

test('an answer in chunks is read whole, and a connection the provider closes is not used again', async () => {
  const ports = new Set<number | undefined>()
  const url = await provider((incoming, response) => {
    ports.add(incoming.socket.remotePort)
    response.writeHead(200, { connection: 'close' })
    response.write('{"sent":')
    setImmediate(() => response.end('"✓"}'))
  })
  expect(await sendOverHttp(fetch, post(url))).toMatchObject(answered('{"sent":"✓"}'))
  expect(await sendOverHttp(fetch, post(url))).toMatchObject(answered('{"sent":"✓"}'))
  expect(ports.size).toBe(2)
})

test('a token with a line break in it says nothing to anybody', async () => {
  let heard = 0
  const url = await provider((_incoming, response) => {
    heard += 1
    response.end()
  })
  const request = { ...post(url), headers: { authorization: 'Bearer a\r\nx-more: b' } }
  expect(await sendOverHttp(fetch, request)).toEqual({ kind: 'unreached', reason: 'UND_ERR_INVALID_ARG' })
  expect(heard).toBe(0)
})

test('many at once each hear their own answer', async () => {
  const url = await provider((incoming, response) => {
    let body = ''
    incoming.on('data', (bytes) => {
      body += bytes
    })
    incoming.on('end', () => setTimeout(() => response.end(body), Number(body) % 7))
  })
  const numbers = Array.from({ length: 300 }, (_, number) => String(number))
  const heard = await Promise.all(numbers.map((body) => sendOverHttp(fetch, { ...post(url), body })))
  expect(heard.map((one) => one.kind === 'answered' && one.body)).toEqual(numbers)
})

test('a secret is not told to somebody whose name nobody vouches for', async () => {
  const heard: string[] = []
  const { key, cert } = selfSigned()
  const server = createTlsServer({ key: key.export({ type: 'pkcs8', format: 'pem' }), cert }, (socket) => {
    socket.on('error', () => {})
    socket.on('data', (bytes) => heard.push(bytes.toString()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => server.close())
  const address = server.address()
  const url = `https://localhost:${typeof address === 'object' ? address?.port : 0}`
  expect(await sendOverHttp(fetch, post(url))).toEqual({ kind: 'unreached', reason: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
  expect(heard).toEqual([])
})
