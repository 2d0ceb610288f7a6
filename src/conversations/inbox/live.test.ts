import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import { createMiddleware } from 'hono/factory'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { audit } from '../../organisations/audit.ts'
import type { Environment } from '../../platform/http/api.ts'
import { newEdge } from '../../platform/http/edge.ts'
import { newId, organisationId } from '../../platform/ids.ts'
import { event, publish } from '../../platform/jobs/event.ts'
import { hint } from '../../platform/realtime.ts'
import { Scope } from '../../platform/scope.ts'
import { type ChatHouse, lineText, openChatHouse } from '../testing.ts'
import { writingTopic } from '../webchat/visitor-writing.ts'
import { conversationRoutes } from './routes.ts'

let chat: ChatHouse
let server: Server
let origin: string
let reader: Scope

beforeAll(async () => {
  chat = await openChatHouse()
  await chat.board.realtime.start()
  reader = await chat.member('agent')
  const edge = newEdge(chat.context, () => new Response('', { status: 500 }))
  edge.use(
    createMiddleware<Environment>(async (request, next) => {
      request.set('scope', reader)
      await next()
    }),
  )
  edge.route('/', conversationRoutes(chat.board))
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

test('an open page hears of every change in its own organisation, also after it came back, and of no other', async () => {
  const first = await listen()
  await chat.post(lineText('U-live', 'hello'))
  await chat.settle()
  const { rows } = await chat.context.databases.owner.query('select conversation_id as id from conversations')
  expect(await first.until((told) => told.topic === 'conversation')).toEqual({ topic: 'conversation', id: rows[0].id })
  first.end()
  const second = await listen()
  const stranger = organisationId('01920000-0000-7000-8000-00000000beef')
  await tell(new Scope(chat.context, stranger, { kind: 'system', name: 'test' }), 'conversation', 'theirs')
  await tell(chat.scope, 'conversation', 'ours')
  expect(await second.until(() => true)).toEqual({ topic: 'conversation', id: 'ours' })
  second.end()
})

test('news and deeds of every feature are heard, whether or not anybody subscribes to them', async () => {
  const page = await listen()
  await chat.scope.transaction(async (transaction) => {
    await publish(transaction, event('gift.received', z.object({})), {})
    await audit(transaction, { action: 'updates.approve', subjectKind: 'update', subjectId: newId(transaction.now) })
  })
  await page.until(({ topic }) => topic === 'gift')
  await page.until(({ topic }) => topic === 'case')
  page.end()
})

test('a change that is taken back is told to nobody', async () => {
  const page = await listen()
  const failing = chat.scope.transaction(async (transaction) => {
    await publish(transaction, event('gift.received', z.object({})), {})
    throw new Error('taken back')
  })
  await expect(failing).rejects.toThrow('taken back')
  await tell(chat.scope, 'campaign', 'after it')
  expect(await page.until(() => true)).toEqual({ topic: 'campaign', id: 'after it' })
  page.end()
})

test('a member without the inbox hears what they may see, and nothing else', async () => {
  const agent = reader
  reader = await chat.member('viewer')
  const page = await listen()
  reader = agent
  for (const topic of ['conversation', 'gift', 'case', 'member', 'webchat']) await tell(chat.scope, topic, 'hidden')
  await tell(chat.scope, 'campaign', 'open')
  expect(await page.until(() => true)).toEqual({ topic: 'campaign', id: 'open' })
  page.end()
})

test('that a visitor writes is told to those who read conversations, and to nobody else', async () => {
  const page = await listen()
  const agent = reader
  reader = await chat.member('viewer')
  const viewer = await listen()
  reader = agent
  await tell(chat.scope, writingTopic, 'a conversation')
  expect(await page.until(() => true)).toEqual({ topic: 'writing', id: 'a conversation' })
  await tell(chat.scope, 'campaign', 'open')
  expect(await viewer.until(() => true)).toEqual({ topic: 'campaign', id: 'open' })
  page.end()
  viewer.end()
})

test('the stream of a member who is changed ends', async () => {
  const page = await listen()
  const { actor } = reader
  await tell(chat.scope, 'members.change', actor.kind === 'member' ? actor.id : '')
  await expect(page.until(() => false)).rejects.toThrow('the stream ended')
})

function tell(scope: Scope, topic: string, id: string): Promise<void> {
  return scope.transaction((transaction) => hint(transaction, topic, [id]))
}

/** Opens the stream and answers once it says hello. */
async function listen() {
  const leaving = new AbortController()
  const response = await fetch(`${origin}/api/live`, { signal: leaving.signal })
  const body = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (!body) throw new Error('no stream')
  let read = ''
  const more = async () => {
    const { value, done } = await body.read()
    if (done) throw new Error('the stream ended')
    read += value
  }
  while (!read.includes(': hello')) await more()
  return {
    until: async (isIt: (told: { topic: string; id: string }) => boolean) => {
      for (;;) {
        const told = [...read.matchAll(/^data: ?(.*)$/gm)].map(([, data]) => JSON.parse(data ?? ''))
        const found = told.find(isIt)
        if (found) return found
        await more()
      }
    },
    end: () => leaving.abort(),
  }
}
