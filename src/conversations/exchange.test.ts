import { createServer, type RequestListener } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import type { ProviderRequest } from '../channels/request.ts'
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
  expect(await sendOverHttp(fetch, post(silent), 50)).toEqual({ kind: 'unanswered', reason: 'ETIMEDOUT' })
  const breaking = await provider((_incoming, response) => {
    response.writeHead(200, { 'content-length': '100' })
    response.write('half')
    setImmediate(() => response.destroy())
  })
  expect(await sendOverHttp(fetch, post(breaking))).toEqual({ kind: 'unanswered', reason: 'ECONNRESET' })
})
