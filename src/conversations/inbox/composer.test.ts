import { createMiddleware } from 'hono/factory'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Environment } from '../../platform/http/api.ts'
import { newEdge } from '../../platform/http/edge.ts'
import type { Scope } from '../../platform/scope.ts'
import { type ChatHouse, lineText, openChatHouse } from '../testing.ts'
import { conversationRoutes } from './routes.ts'

let chat: ChatHouse
let agent: Scope
let colleague: Scope
let path: string
let keys = 0

beforeAll(async () => {
  chat = await openChatHouse()
  agent = await chat.member('agent')
  colleague = await chat.member('agent')
  await chat.post(lineText('U-a', 'hello'))
  await chat.settle()
  path = `/api/conversations/${(await call(agent, 'GET', '/api/conversations')).items[0].id}`
})
afterAll(() => chat.close())

test('a member sends a picture, a card, a place, a sticker and suggestions in one message', async () => {
  const file = await upload(await picture(), 'garden.png')
  expect(file).toMatchObject({ mediaType: 'image/png', fileName: 'garden.png' })
  await send(agent, {
    text: 'Look',
    blocks: [
      { type: 'file', fileId: file.id, description: 'The garden' },
      { type: 'location', title: 'Our house', latitude: 25.03, longitude: 121.56 },
      { type: 'sticker', kind: 'line', pack: '446', id: '1988', words: '👍' },
      { type: 'card', title: 'Visit us', buttons: [{ type: 'answer', label: 'I will come' }] },
    ],
    quickReplies: [{ label: 'Thank you' }],
  })
  await chat.settle()
  const said = JSON.stringify(chat.sent.slice(-2).map(({ body }) => JSON.parse(body)))
  for (const words of ['Look', 'Our house', '1988', 'Visit us', 'answer:I will come', 'answer:Thank you'])
    expect(said).toContain(words)
  const [newest] = (await call(agent, 'GET', `${path}/messages?limit=1`)).items
  expect(newest.blocks[1]).toMatchObject({ type: 'image', url: file.url, description: 'The garden' })
})

test('a file of ours is fetched by whoever holds its address, and by nobody who guesses', async () => {
  const { url } = await upload(await picture(), 'garden.png')
  const response = await edge(agent).request(new URL(url).pathname)
  expect(response.status).toBe(200)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'image/png',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  expect(await sharp(bytes).metadata()).toMatchObject({ width: 8 })
  expect(bytes.includes('somebody')).toBe(false)
  const [, files, organisation, id, signature, name] = new URL(url).pathname.split('/')
  const guessed = `/${files}/${organisation}/${id}/${signature?.replace(/^./, (sign) => (sign === 'A' ? 'B' : 'A'))}/${name}`
  expect((await edge(agent).request(guessed)).status).toBe(404)
})

test('what cannot be sent is refused by its field', async () => {
  const refusals = [
    [{}, 'text'],
    [{ quickReplies: [{ label: 'Yes' }] }, 'text'],
    [{ blocks: [{ type: 'card', title: 'x'.repeat(201) }] }, 'blocks.0.title'],
    [{ blocks: [{ type: 'card', title: 'x', buttons: [{ type: 'link', label: 'x', url: 'http://x.org' }] }] }, 'url'],
    [{ blocks: [{ type: 'location', title: 'x', latitude: 91, longitude: 0 }] }, 'blocks.0.latitude'],
    [{ text: 'x', quickReplies: Array.from({ length: 14 }, () => ({ label: 'x' })) }, 'quickReplies'],
    [{ blocks: [{ type: 'file', fileId: crypto.randomUUID(), description: 'x' }] }, 'blocks.0.fileId'],
  ] as const
  for (const [body, field] of refusals)
    expect(await send(agent, body)).toMatchObject({ code: expect.any(String), field: expect.stringContaining(field) })
  const webp = await sharp(await picture())
    .webp()
    .toBuffer()
  expect(await upload(webp, 'x.webp')).toMatchObject({ code: 'files.not-accepted', field: 'file' })
  expect(await upload(Buffer.from('#!/bin/sh'), 'x.png')).toMatchObject({ code: 'files.not-accepted' })
})

test('A6: of two who answer the same words, the second hears of the first before anything is sent', async () => {
  const [newest] = (await call(agent, 'GET', `${path}/messages?limit=1`)).items
  await send(agent, { text: 'We are open on Monday', seenMessageId: newest.id })
  const sentBefore = chat.sent.length
  const second = await send(colleague, { text: 'We are closed on Monday', seenMessageId: newest.id })
  const memberId = agent.actor.kind === 'member' ? agent.actor.id : ''
  expect(second).toMatchObject({ status: 409, code: 'conversations.answered-meanwhile', facts: { memberId } })
  expect(second.title).toContain('colleague')
  await chat.settle()
  expect(
    chat.sent
      .slice(sentBefore)
      .map(({ body }) => body)
      .join(),
  ).not.toContain('closed on Monday')
  expect(await send(agent, { text: 'And on Tuesday', seenMessageId: newest.id })).toHaveProperty('messageId')
  expect(await send(colleague, { text: 'Closed on Sunday' })).toHaveProperty('messageId')
})

test('a note that is sent again is kept once', async () => {
  const write = (scope: Scope, text: string) => call(scope, 'POST', `${path}/notes`, { text, clientKey: 'note-0001' })
  const first = await write(agent, 'Called her')
  expect(await write(agent, 'Called her')).toEqual(first)
  expect(await write(colleague, 'Called her too')).not.toEqual(first)
})

test('a preview of every connected channel keeps and sends nothing', async () => {
  const kept = async () => {
    const tables = ['messages', 'deliveries', 'audit_entries'].map(
      (table) => `(select count(*) from ${table}) as ${table}`,
    )
    return (await chat.context.databases.owner.query(`select ${tables}`)).rows
  }
  await chat.settle()
  const before = [await kept(), chat.sent.length]
  const { items } = await call(agent, 'POST', '/api/conversations/preview', {
    text: 'Hello',
    quickReplies: [{ label: 'Yes' }],
  })
  expect(items).toMatchObject([{ kind: 'line', bubbles: [{ type: 'text', text: 'Hello' }], quickReplies: ['Yes'] }])
  const label = 'Read the whole report of this spring and of the summer before'
  const buttons = [{ type: 'link', label, url: 'https://example.org/spring' }]
  const card = { type: 'card', title: 'Spring', fields: [], buttons }
  const whole = { message: { blocks: [card], quickReplies: [] }, kinds: ['line', 'viber'] }
  const shown = await call(await chat.member('fundraiser'), 'POST', '/api/conversations/preview', whole)
  expect(shown.items).toMatchObject([
    { kind: 'line', bubbles: [{ type: 'card' }], changes: [{ code: 'label-shortened' }] },
    { kind: 'viber', refusal: null },
  ])
  expect(await call(agent, 'POST', '/api/conversations/preview', {})).toMatchObject({ field: 'text' })
  expect(await call(await chat.member('viewer'), 'POST', '/api/conversations/preview', { text: 'x' })).toMatchObject({
    status: 403,
  })
  await chat.settle()
  expect([await kept(), chat.sent.length]).toEqual(before)
})

test('A5: of two who take a conversation at the same moment one has it, and the other is told who', async () => {
  const [one, two] = [agent, colleague].map(({ actor }) => (actor.kind === 'member' ? actor.id : ''))
  await call(agent, 'PUT', `${path}/assignee`, { memberId: null })
  const answers = await Promise.all([
    call(agent, 'PUT', `${path}/assignee`, { memberId: one, seenAssigneeId: null }),
    call(colleague, 'PUT', `${path}/assignee`, { memberId: two, seenAssigneeId: null }),
  ])
  const { assigneeId, assigneeName } = await call(agent, 'GET', path)
  const lost = answers.find((answer) => answer !== undefined)
  expect(answers.filter((answer) => answer === undefined)).toHaveLength(1)
  expect(lost).toMatchObject({ status: 409, code: 'conversations.taken', facts: { memberId: assigneeId } })
  expect(assigneeName).not.toBeNull()
  const loser = assigneeId === one ? two : one
  const retaken = await call(agent, 'PUT', `${path}/assignee`, { memberId: loser, seenAssigneeId: assigneeId })
  expect(retaken).toBeUndefined()
})

async function picture(): Promise<Buffer> {
  const blank = { width: 8, height: 8, channels: 3, background: '#14655a' } as const
  return sharp({ create: blank })
    .withExif({ IFD0: { Copyright: 'somebody' } })
    .png()
    .toBuffer()
}

function send(scope: Scope, body: object) {
  keys += 1
  return call(scope, 'POST', `${path}/messages`, { clientKey: `key-${String(keys).padStart(6, '0')}`, ...body })
}

async function upload(bytes: Buffer, name: string) {
  const form = new FormData()
  form.append('file', new File([new Uint8Array(bytes)], name))
  const response = await edge(agent).request('/api/sent-files', { method: 'POST', body: form })
  return JSON.parse(await response.text())
}

function edge(scope: Scope) {
  const router = newEdge(chat.context, () => new Response('', { status: 500 }))
  router.use(
    createMiddleware<Environment>(async (request, next) => {
      request.set('scope', scope)
      await next()
    }),
  )
  router.route('/', conversationRoutes(chat.board))
  return router
}

async function call(scope: Scope, method: string, path: string, body?: object) {
  const init = body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}
  const response = await edge(scope).request(path, { method, ...init })
  const text = await response.text()
  return text === '' ? undefined : JSON.parse(text)
}
