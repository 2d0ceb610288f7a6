import { randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { identifierHash } from '../../channels/webchat/visitor.ts'
import { newEdge } from '../../platform/http/edge.ts'
import { createChannelAccount } from '../accounts.ts'
import { hookRoutes } from '../arriving/hooks.ts'
import { conversationSweeps } from '../jobs.ts'
import { type ChatHouse, echo, openChatHouse } from '../testing.ts'
import { chatRoutes } from './routes.ts'
import { showTyping } from './typing.ts'
import { visitorSweeps } from './visitor-uploads.ts'
import { writingTopic } from './visitor-writing.ts'

let chat: ChatHouse
let server: Server
let origin: string
let key: string
let accountId: string
let attended = true
const site = { origin: 'https://charity.example' }
const identitySecret = 'an identity secret of thirty-two letters'

beforeAll(async () => {
  chat = await openChatHouse()
  chat.respond = echo
  await chat.board.realtime.start()
  accountId = await createChannelAccount(chat.scope, {
    kind: 'webchat',
    name: 'site',
    config: { visitorSecret: 'a visitor secret of thirty-two characters', identitySecret, origins: [site.origin] },
  })
  const { rows } = await chat.context.databases.owner.query(
    `select hook_key from channel_accounts where kind = 'webchat'`,
  )
  key = rows[0].hook_key
  const edge = newEdge(chat.context, () => new Response('', { status: 500 }))
  edge.route('/', hookRoutes(chat.board))
  edge.route(
    '/',
    chatRoutes(chat.board, async () => attended),
  )
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

test('O4: a receipt that comes before the id it speaks of waits, and is applied within five seconds', async () => {
  const look = conversationSweeps(chat.board).find(({ name }) => name === 'conversations.process')
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
  // It may have been put off just after the sweep had looked.
  expect(1 + (look?.everySeconds ?? 60)).toBeLessThanOrEqual(5)
  chat.clock.advance(1_000)
  await look?.run(chat.scope)
  await settle()
  const after = await owner.query(`select state from deliveries where delivery_id = '${rows[0].delivery_id}'`)
  expect(after.rows).toEqual([{ state: 'read' }])
})

test('a visitor who posts without end is asked to wait, and so is one with too many streams; nothing of it is lost or stored', async () => {
  const token = await visit()
  const answers = await Promise.all(Array.from({ length: 31 }, () => post(token, { type: 'message', text: 'again!' })))
  expect(answers.filter((status) => status !== 200)).toEqual([503])
  const stored = await chat.context.databases.owner.query(
    // What was handled meanwhile is a message.
    `select from inbound_events where event ->> 'text' = 'again!'
      union all select from messages where direction = 'in' and content ->> 'text' = 'again!'`,
  )
  expect(stored.rows).toHaveLength(30)
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

test('the widget hears whether anybody is there', async () => {
  const state = async () => (await fetch(`${origin}/chat/${key}/state`, { headers: site })).json()
  expect(await state()).toEqual({ isAttended: true })
  attended = false
  expect(await state()).toEqual({ isAttended: false })
  attended = true
})

test('a visitor sees that a member is writing, and nobody else’s visitor does', async () => {
  const [token, other] = [await visit(), await visit()]
  for (const one of [token, other]) await post(one, { type: 'message', text: 'typing?' })
  await settle()
  const { rows } = await chat.context.databases.owner.query(
    `select conversation_id as id from conversations c join identities i using (identity_id)
     where i.address = $1`,
    [token.split('.')[1]],
  )
  const [theirs, others] = [await listen(token, 0), await listen(other, 0)]
  await Promise.all([theirs.next(), others.next()])
  await showTyping(await chat.member('agent'), chat.board, rows[0].id)
  await theirs.until('event: typing')
  await post(other, { type: 'message', text: 'and more' })
  await settle()
  await others.until('and more')
  expect(others.heard()).not.toContain('event: typing')
  theirs.end()
  others.end()
  const reader = await chat.member('volunteer_coordinator')
  await expect(showTyping(reader, chat.board, rows[0].id)).rejects.toMatchObject({
    code: 'organisations.not-permitted',
  })
})

test('the team is told that a visitor writes, and of which conversation; nobody else’s token tells it', async () => {
  const token = await visit()
  const write = (presented: string) =>
    fetch(`${origin}/chat/${key}/writing`, {
      method: 'POST',
      headers: { ...site, authorization: `Bearer ${presented}` },
    })
  const told: string[] = []
  const stop = chat.board.realtime.subscribe(({ topic, ids }) => topic === writingTopic && told.push(...ids))
  expect((await write(token)).status).toBe(204)
  await post(token, { type: 'message', text: 'first words' })
  await settle()
  const { rows } = await chat.context.databases.owner.query(
    `select conversation_id as id from messages where content ->> 'text' = 'first words'`,
  )
  expect((await write(`${token}x`)).status).toBe(401)
  expect((await write(token)).status).toBe(204)
  await expect.poll(() => told).toEqual([rows[0].id])
  stop()
})

test('whom the site vouches for is one visitor in all browsers, by name, and no longer than the site says', async () => {
  const exp = Math.floor(chat.clock.now().getTime() / 1000) + 600
  const claim = { identifier: 'donor-4711', exp, hash: identifierHash('donor-4711', exp, identitySecret) }
  const [phone, desk] = [await visit(claim), await visit(claim)]
  await post(phone, { type: 'message', text: 'from my phone' })
  await settle()
  const stream = await listen(desk, 0)
  expect((await stream.next()).blocks).toEqual([{ type: 'text', text: '> from my phone' }])
  stream.end()
  const { rows } = await chat.context.databases.owner.query(
    `select display_name as name from persons where display_name = 'donor-4711'`,
  )
  expect(rows).toEqual([{ name: 'donor-4711' }])
  const begin = (body: object) =>
    fetch(`${origin}/chat/${key}/visitor`, { method: 'POST', headers: site, body: JSON.stringify(body) })
  for (const forged of [
    { ...claim, identifier: 'donor-4712' },
    { ...claim, exp: exp + 1 },
    { ...claim, hash: '0'.repeat(64) },
  ]) {
    const answer = await begin(forged)
    expect([answer.status, await answer.json()]).toMatchObject([401, { code: 'conversations.identity-unproven' }])
  }
  chat.clock.advance(601_000)
  expect((await begin(claim)).status).toBe(401)
  expect(await post(phone, { type: 'message', text: 'too late' })).toBe(401)
})

test('a visitor’s picture is drawn anew, kept and shown with their message; a program or too large a file is refused', async () => {
  const token = await visit()
  const picture = await sharp({ create: { width: 2, height: 1, channels: 3, background: 'red' } })
    .withExif({ IFD0: { Make: 'A camera' } })
    .jpeg()
    .toBuffer()
  const kept = await upload(token, picture, '我的 照片.exe')
  expect([kept.status, await kept.clone().json()]).toMatchObject([201, { kind: 'image', fileName: '我的 照片.jpg' }])
  const uploaded = z.looseObject({ id: z.uuid() }).parse(await kept.json())
  expect(await post(token, { type: 'message', uploads: [uploaded] })).toBe(200)
  await settle()
  await chat.board.media.run(chat.organisationId, accountId)
  const { owner } = chat.context.databases
  const { rows } = await owner.query(
    `select state, media_type, file_name, file_id from message_media where source = $1`,
    [uploaded.id],
  )
  expect(rows).toMatchObject([{ state: 'fetched', media_type: 'image/jpeg', file_name: '我的 照片.jpg' }])
  const file = { organisationId: chat.organisationId, fileId: rows[0].file_id }
  const end = await chat.context.files.sizeOf(file, 'whole')
  const bytes = await chat.context.files.read(file, 'whole', { start: 0, end })
  expect((await sharp(bytes).metadata()).exif).toBeUndefined()
  expect((await upload(token, Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]), 'a.pdf')).status).toBe(422)
  const large = await upload(token, Buffer.alloc(10 * 1024 * 1024 + 1), 'large.bin')
  expect([large.status, await large.json()]).toMatchObject([422, { code: 'files.too-large' }])
  expect((await upload('v1.made.up.x', picture, 'a.jpg')).status).toBe(401)
})

test('nobody sends a file that another visitor has handed in, and after a day it is gone', async () => {
  const [token, thief] = [await visit(), await visit()]
  const uploaded = z
    .looseObject({ id: z.uuid() })
    .parse(await (await upload(token, Buffer.from('a secret'), 'a.txt')).json())
  await post(thief, { type: 'message', uploads: [uploaded] })
  await settle()
  await chat.board.media.run(chat.organisationId, accountId)
  const { owner } = chat.context.databases
  const { rows } = await owner.query(`select state from message_media where source = $1`, [uploaded.id])
  expect(rows).toEqual([{ state: 'gone' }])
  const file = { organisationId: chat.organisationId, fileId: uploaded.id }
  expect(await chat.context.files.sizeOf(file, 'whole')).toBe(8)
  chat.clock.advance(25 * 3_600_000)
  for (const sweep of visitorSweeps) await sweep.run(chat.scope)
  await expect(chat.context.files.sizeOf(file, 'whole')).rejects.toMatchObject({ code: 'files.missing' })
})

function upload(token: string, bytes: Buffer, name: string): Promise<Response> {
  const headers = { ...site, authorization: `Bearer ${token}`, 'x-file-name': encodeURIComponent(name) }
  return fetch(`${origin}/chat/${key}/files`, { method: 'POST', headers, body: new Uint8Array(bytes) })
}

async function visit(identity?: object): Promise<string> {
  const body = identity === undefined ? {} : { body: JSON.stringify(identity) }
  const response = await fetch(`${origin}/chat/${key}/visitor`, { method: 'POST', headers: site, ...body })
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
    heard: () => text,
    async until(words: string) {
      while (!text.includes(words)) {
        const part = await reader?.read()
        if (part === undefined || part.done) throw new Error('the stream ended')
        text += part.value
      }
    },
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
