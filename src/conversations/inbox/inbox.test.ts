import { createMiddleware } from 'hono/factory'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Environment } from '../../platform/http/api.ts'
import { newEdge } from '../../platform/http/edge.ts'
import type { Scope } from '../../platform/scope.ts'
import { channelRoutes } from '../accounts/channels-routes.ts'
import { type ChatHouse, channelSecret, lineText, openChatHouse } from '../testing.ts'
import { conversationRoutes } from './routes.ts'

let chat: ChatHouse
let agent: Scope
let owner: Scope
beforeAll(async () => {
  chat = await openChatHouse()
  agent = await chat.member('agent')
  owner = await chat.member('owner')
  for (const name of ['U-a', 'U-b', 'U-c']) {
    chat.clock.advance(60_000)
    await chat.post(lineText(name, `words of ${name}`))
    await chat.settle()
  }
})
afterAll(() => chat.close())

test('the inbox lists newest first, page by page, and finds by words', async () => {
  const first = await call(agent, 'GET', '/api/conversations?limit=2')
  expect(first.items.map(preview)).toEqual(['> words of U-c', '> words of U-b'])
  expect(first.items[0]).toMatchObject({
    channel: 'line',
    unread: 0,
    state: 'open',
    assigneeId: null,
    waitingSince: null,
  })
  const second = await call(agent, 'GET', `/api/conversations?limit=2&cursor=${first.next}`)
  expect(second.items.map(preview)).toEqual(['> words of U-a'])
  expect(second.next).toBeNull()
  const found = await call(agent, 'GET', '/api/conversations?query=OF%20u-b')
  expect(found.items.map(preview)).toEqual(['> words of U-b'])
})

test('a thread is read, answered, noted, taken, resolved and read, each where it belongs', async () => {
  const { items } = await call(agent, 'GET', '/api/conversations?limit=1')
  const path = `/api/conversations/${items[0].id}`
  await call(agent, 'POST', `${path}/messages`, { text: 'Good morning', clientKey: 'key-000001' })
  await call(agent, 'POST', `${path}/notes`, { text: 'Called her' })
  await chat.settle()
  const thread = await call(agent, 'GET', `${path}/messages?limit=3`)
  const kinds = thread.items.map(({ direction }: { direction: string }) => direction)
  expect(kinds.toSorted()).toEqual(['note', 'out', 'out'])
  expect(thread.items).toContainEqual(
    expect.objectContaining({
      direction: 'out',
      authorKind: 'member',
      blocks: [{ type: 'text', text: 'Good morning' }],
      delivery: expect.objectContaining({ state: 'sent', reason: null }),
    }),
  )
  const older = await call(agent, 'GET', `${path}/messages?limit=3&before=${thread.next}`)
  expect(older.items).toMatchObject([{ direction: 'in', text: 'words of U-c' }])
  const memberId = agent.actor.kind === 'member' ? agent.actor.id : ''
  await call(agent, 'PUT', `${path}/assignee`, { memberId })
  expect((await call(agent, 'GET', '/api/conversations?assignee=me')).items).toHaveLength(1)
  await call(agent, 'PUT', `${path}/read`)
  await call(agent, 'PUT', `${path}/state`, { state: 'resolved' })
  expect(await call(agent, 'GET', path)).toMatchObject({ state: 'resolved', unread: 0, assigneeId: memberId })
})

test('an unknown conversation is 404 in words, a viewer may not read the inbox', async () => {
  const missing = await call(agent, 'GET', '/api/conversations/01920000-0000-7000-8000-000000000009')
  expect(missing).toMatchObject({ status: 404, code: 'conversations.conversation-missing' })
  expect(await call(await chat.member('viewer'), 'GET', '/api/conversations')).toMatchObject({ status: 403 })
})

test('a channel’s secrets go in and never come out; testing it says in words what is wrong', async () => {
  const listed = await call(owner, 'GET', '/api/channels')
  expect(JSON.stringify(listed)).not.toContain(channelSecret)
  expect(listed.items[0]).toMatchObject({ config: { channelId: '1234567890' }, secretsSet: ['channelSecret'] })
  const path = `/api/channels/${chat.channelAccountId}`
  expect(await call(owner, 'POST', `${path}/test`)).toMatchObject({ ok: true })
  chat.profile = () => Response.json({ message: 'Authentication failed' }, { status: 401 })
  const refused = await call(owner, 'POST', `${path}/test`)
  expect(refused).toMatchObject({ ok: false, words: expect.stringContaining('console') })
  expect(await call(owner, 'PATCH', path, { config: { channelSecret: 'no' } })).toMatchObject({
    code: 'channels.config-invalid',
    field: 'channelSecret',
  })
  const messagePrice = { minor: '20', currency: 'TWD' }
  await call(owner, 'PATCH', path, { name: 'Our LINE', config: { channelId: '9876543210' }, messagePrice })
  const changed = await call(owner, 'GET', '/api/channels')
  expect(changed.items[0]).toMatchObject({ name: 'Our LINE', secretsSet: ['channelSecret'], messagePrice })
})

const preview = (item: { preview: string }) => item.preview

async function call(scope: Scope, method: string, path: string, body?: object) {
  const edge = newEdge(chat.context, () => new Response('', { status: 500 }))
  edge.use(
    createMiddleware<Environment>(async (request, next) => {
      request.set('scope', scope)
      await next()
    }),
  )
  edge.route('/', conversationRoutes(chat.board))
  edge.route('/', channelRoutes(chat.board))
  const init = body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}
  const response = await edge.request(path, { method, ...init })
  const text = await response.text()
  return text === '' ? undefined : JSON.parse(text)
}
