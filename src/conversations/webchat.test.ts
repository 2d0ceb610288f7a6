import { randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { newEdge } from '../platform/http/edge.ts'
import { createChannelAccount } from './accounts.ts'
import { chatRoutes } from './chat-routes.ts'
import { hookRoutes } from './hooks.ts'
import { type ChatHouse, echo, openChatHouse } from './testing.ts'

let chat: ChatHouse
let server: Server
let origin: string
let key: string
let accountId: string
const site = { origin: 'https://charity.example' }

beforeAll(async () => {
  chat = await openChatHouse()
  chat.respond = echo
  await chat.board.realtime.start()
  accountId = await createChannelAccount(chat.scope, {
    kind: 'webchat',
    name: 'site',
    config: { visitorSecret: 'a visitor secret of thirty-two characters', origins: ['https://charity.example'] },
  })
  const { rows } = await chat.context.databases.owner.query(
    `select hook_key from channel_accounts where kind = 'webchat'`,
  )
  key = rows[0].hook_key
  const edge = newEdge(chat.context, () => new Response('', { status: 500 }))
  edge.route('/', hookRoutes(chat.board))
  edge.route('/', chatRoutes(chat.board))
  origin = await new Promise((resolve) => {
    const made = serve({ fetch: edge.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      resolve(`http://127.0.0.1:${port}`),
    )
    if ('closeAllConnections' in made) server = made
  })
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await chat.close()
})

test('a visitor writes, hears the answer, comes back behind what they heard, and tells it was read', async () => {
  const token = await visit()
  const first = await listen(token, 0)
  expect(await post(token, { type: 'message', text: 'hello' })).toBe(200)
  const heard = await first.next()
  expect(heard.blocks).toEqual([{ type: 'text', text: '> hello' }])
  first.end()
  expect(await post(token, { type: 'message', text: 'again' })).toBe(200)
  await settle()
  const second = await listen(token, heard.position)
  expect((await second.next()).blocks).toEqual([{ type: 'text', text: '> again' }])
  second.end()
  await post(token, { type: 'read', payload: heard.id })
  await settle()
  const states = await chat.context.databases.owner.query(
    'select state from deliveries order by queued_at, delivery_id',
  )
  expect(states.rows.map(({ state }) => state)).toEqual(['read', 'sent'])
})

test('the same post twice is one message; nobody hears another visitor', async () => {
  const [token, other] = [await visit(), await visit()]
  const messageId = randomUUID()
  await post(token, { type: 'message', text: 'only once', messageId })
  await post(token, { type: 'message', text: 'only once', messageId })
  await settle()
  const stream = await listen(token, 0)
  expect((await stream.next()).blocks).toEqual([{ type: 'text', text: '> only once' }])
  stream.end()
  const counted = await chat.context.databases.owner.query(
    `select count(*)::int as n from messages where content ->> 'text' = 'only once'`,
  )
  expect(counted.rows).toEqual([{ n: 1 }])
  await post(other, { type: 'message', text: 'mine' })
  await settle()
  const theirs = await listen(other, 0)
  expect((await theirs.next()).blocks).toEqual([{ type: 'text', text: '> mine' }])
  theirs.end()
})

test('O4: a receipt that comes before the id it speaks of waits and is applied', async () => {
  const token = await visit()
  await post(token, { type: 'message', text: 'early' })
  await settle()
  const { owner } = chat.context.databases
  const { rows } = await owner.query(
    `update delivery_parts set provider_id = 'not yet' where delivery_id =
       (select delivery_id from deliveries order by queued_at desc, delivery_id desc limit 1) returning delivery_id`,
  )
  await post(token, { type: 'read', payload: 'the id' })
  await settle()
  await owner.query(`update delivery_parts set provider_id = 'the id' where provider_id = 'not yet'`)
  chat.clock.advance(1_001)
  await settle()
  const after = await owner.query(`select state from deliveries where delivery_id = '${rows[0].delivery_id}'`)
  expect(after.rows).toEqual([{ state: 'read' }])
})

test('a visitor who posts without end is asked to wait, and so is one with too many streams; nothing of it is lost or stored', async () => {
  const token = await visit()
  const answers = await Promise.all(Array.from({ length: 31 }, () => post(token, { type: 'message', text: 'again!' })))
  expect(answers.filter((status) => status !== 200)).toEqual([503])
  const stored = await chat.context.databases.owner.query(
    `select count(*)::int as n from inbound_events where event ->> 'text' = 'again!'`,
  )
  expect(stored.rows).toEqual([{ n: 30 }])
  const headers = { ...site, authorization: `Bearer ${token}` }
  const ending = new AbortController()
  const open = () => fetch(`${origin}/chat/${key}/stream`, { headers, signal: ending.signal })
  const streams = await Promise.all(Array.from({ length: 7 }, open))
  expect(streams.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 200, 503])
  ending.abort()
  await expect.poll(async () => (await fetch(`${origin}/chat/${key}/stream`, { headers })).status).toBe(200)
})

test('another site may neither begin nor listen nor write; a made-up token is refused', async () => {
  const stranger = { origin: 'https://stranger.example' }
  const begun = await fetch(`${origin}/chat/${key}/visitor`, { method: 'POST', headers: stranger })
  expect(begun.status).toBe(403)
  const token = await visit()
  const headers = { ...stranger, authorization: `Bearer ${token}` }
  expect((await fetch(`${origin}/chat/${key}/stream`, { headers })).status).toBe(403)
  const body = JSON.stringify({ type: 'message', text: 'x', messageId: randomUUID(), at: 0 })
  expect((await fetch(`${origin}/hooks/${key}`, { method: 'POST', headers, body })).status).toBe(403)
  const forged = { ...site, authorization: `Bearer ${token}x` }
  expect((await fetch(`${origin}/chat/${key}/stream`, { headers: forged })).status).toBe(401)
})

async function visit(): Promise<string> {
  const response = await fetch(`${origin}/chat/${key}/visitor`, { method: 'POST', headers: site })
  expect(response.status).toBe(201)
  expect(response.headers.get('access-control-allow-origin')).toBe(site.origin)
  expect(response.headers.get('set-cookie')).toBeNull()
  return z.object({ token: z.string() }).parse(await response.json()).token
}

async function post(token: string, act: object): Promise<number> {
  const body = JSON.stringify({ messageId: randomUUID(), at: chat.clock.now().getTime(), ...act })
  const headers = { ...site, authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  return (await fetch(`${origin}/hooks/${key}`, { method: 'POST', headers, body })).status
}

async function settle(): Promise<void> {
  await chat.board.process(chat.organisationId, accountId)
  await chat.board.sender.settled()
}

async function listen(token: string, after: number) {
  const ending = new AbortController()
  const headers = { ...site, authorization: `Bearer ${token}`, 'last-event-id': String(after) }
  const response = await fetch(`${origin}/chat/${key}/stream`, { headers, signal: ending.signal })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  return {
    end: () => ending.abort(),
    async next() {
      for (;;) {
        const event = /id: (\d+)\n/.exec(text)
        const data = /data: (.*)\n/.exec(text)?.[1]
        if (event && data !== undefined && text.includes('\n\n')) {
          text = ''
          return { position: Number(event[1]), ...JSON.parse(data) }
        }
        const part = await reader?.read()
        if (part === undefined || part.done) throw new Error('the stream ended')
        text += part.value
      }
    },
  }
}
