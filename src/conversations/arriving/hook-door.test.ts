import { once } from 'node:events'
import { Agent, request as ask } from 'node:http'
import { serve } from '@hono/node-server'
import fc from 'fast-check'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lineSignature } from '../../channels/line/receive.ts'
import { type ChatHouse, channelSecret, lineText, openChatHouse } from '../testing.ts'

let house: ChatHouse
let port = 0
const inside: string[] = []
let server: ReturnType<typeof serve>
beforeAll(async () => {
  house = await openChatHouse()
  // Loaded last: Node's server puts a Response of its own in place of the web's once one has begun.
  serve({ fetch: () => new Response(''), hostname: '127.0.0.1', port: 0 }).close()
  const { hookDoor } = await import('./hook-door.ts')
  const fetchIt = hookDoor(house.board, (request) => {
    inside.push(`${request.method} ${new URL(request.url).pathname}`)
    return new Response('inside', { status: 202 })
  })
  server = serve({ fetch: fetchIt, hostname: '127.0.0.1', port: 0 }, (address) => {
    port = address.port
  })
  await once(server, 'listening')
})
afterAll(async () => {
  server.close()
  await house.close()
})

const said = (text: string) => JSON.stringify({ destination: 'U0', events: [lineText('U-door', text)] })
/** As an event that waits or, once it was handled, as a message: the words move from one to the other at once. */
async function countStored(words: string): Promise<number> {
  const { rows } = await house.context.databases.owner.query(
    `select from inbound_events where event ->> 'text' = $1
      union all select from messages where direction = 'in' and content ->> 'text' = $1`,
    [words],
  )
  return rows.length
}
const signed = (body: string) => ({ 'x-line-signature': lineSignature(Buffer.from(body), channelSecret) })

test('a plain webhook is verified, stored and answered before anything that is made for pages', async () => {
  const body = said('through the door')
  expect(await post(`/hooks/${house.hookKey}`, body, signed(body))).toBe(200)
  expect(await countStored('through the door')).toBe(1)
  expect(inside).toEqual([])
})

test('a webhook in pieces is read whole, the next one on the same connection as well', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  for (const words of ['捐款 in pieces', 'and the next']) {
    const body = Buffer.from(said(words))
    const headers = { ...signed(body.toString()), 'content-length': String(body.byteLength) }
    const sending = ask({ host: '127.0.0.1', port, path: `/hooks/${house.hookKey}`, method: 'POST', headers, agent })
    const answered = once(sending, 'response')
    for (const byte of [body.subarray(0, 1), body.subarray(1, 61)]) {
      sending.write(byte)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    sending.end(body.subarray(61))
    const [response] = await answered
    expect([response.statusCode, response.headers['content-type']]).toEqual([200, 'application/json'])
    expect(Buffer.concat(await response.toArray()).toString()).toBe('{}')
    expect(await countStored(words)).toBe(1)
  }
  agent.destroy()
})

test('who hangs up in the middle is not heard, and harms nobody', async () => {
  const body = said('half of it')
  const headers = { ...signed(body), 'content-length': String(Buffer.byteLength(body)) }
  const sending = ask({ host: '127.0.0.1', port, path: `/hooks/${house.hookKey}`, method: 'POST', headers })
  sending.on('error', () => {})
  sending.write(body.slice(0, 20))
  await new Promise((resolve) => setTimeout(resolve, 20))
  sending.destroy()
  const next = said('whoever comes next')
  expect(await post(`/hooks/${house.hookKey}`, next, signed(next))).toBe(200)
})

test('a webhook altered on its way, or for nobody, is refused as ever', async () => {
  expect(await post(`/hooks/${house.hookKey}`, said('altered'), signed(said('signed')))).toBe(401)
  expect(await post('/hooks/nobody', '{}', {})).toBe(404)
  expect(await post('/hooks/nobody?secret=1', '{}', {})).toBe(404)
  expect(inside).toEqual([])
})

test('what an address asks is read as the routes inside read it', async () => {
  const router = new Hono().post('/hooks/:key', (request) =>
    request.json({ key: request.req.param('key'), path: request.req.path, query: request.req.query() }),
  )
  const { hookIn } = await import('./hook-door.ts')
  const word = fc.oneof(fc.constantFrom('secret', 'nonce', 'timestamp'), fc.string({ unit: 'grapheme' }))
  const pair = fc.tuple(fc.constantFrom('secret', 'nonce', 'echo'), word, fc.boolean())
  await fc.assert(
    fc.asyncProperty(fc.array(pair), async (pairs) => {
      const asked = pairs.map(([name, value, isBare]) => (isBare ? name : `${name}=${encodeURIComponent(value)}`))
      const url = `/hooks/Some-key_1?${asked.join('&')}`
      expect(hookIn(url)).toEqual(await (await router.request(url, { method: 'POST' })).json())
    }),
  )
  expect(hookIn('/hooks/key?a=1+2&a=3')).toEqual({ key: 'key', path: '/hooks/key', query: { a: '1 2' } })
  expect(hookIn('/hooks/key')).toEqual({ key: 'key', path: '/hooks/key', query: {} })
  expect(hookIn(`/hooks/key?${'x'.repeat(4001)}`)).toBeUndefined()
})

test('a browser, a long query, another method, another address and a length that is not told or too great go inside', async () => {
  const hook = `/hooks/${house.hookKey}`
  expect(await post(hook, '{}', { origin: 'https://example.org' })).toBe(202)
  expect(await post(`${hook}?signature=${'1'.repeat(4000)}`, '{}', {})).toBe(202)
  expect(await post(hook, '{}', {}, 'PUT')).toBe(202)
  expect(await post(`${hook}/more`, '{}', {})).toBe(202)
  expect(await post(hook, '{}', { 'transfer-encoding': 'chunked' })).toBe(202)
  expect(await post(hook, 'x'.repeat(1024 * 1024 + 1), {})).toBe(202)
  expect(inside).toHaveLength(6)
})

async function post(path: string, body: string, headers: Record<string, string>, method = 'POST'): Promise<number> {
  const told = 'transfer-encoding' in headers ? {} : { 'content-length': String(Buffer.byteLength(body)) }
  const sending = ask({ host: '127.0.0.1', port, path, method, headers: { ...told, ...headers } })
  sending.on('error', () => {})
  sending.end(body)
  return new Promise((resolve) =>
    sending.once('response', (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    }),
  )
}
