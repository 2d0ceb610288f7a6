import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import { createMiddleware } from 'hono/factory'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Environment } from '../platform/http/api.ts'
import { newEdge } from '../platform/http/edge.ts'
import { organisationId } from '../platform/ids.ts'
import { hint } from '../platform/realtime.ts'
import { Scope } from '../platform/scope.ts'
import { conversationRoutes } from './routes.ts'
import { type ChatHouse, lineText, openChatHouse } from './testing.ts'

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
  await tell(new Scope(chat.context, stranger, { kind: 'system', name: 'test' }), 'theirs')
  await tell(chat.scope, 'ours')
  expect(await second.until(() => true)).toEqual({ topic: 'member', id: 'ours' })
  second.end()
})

test('whoever may not read the inbox hears nothing', async () => {
  const agent = reader
  reader = await chat.member('viewer')
  const response = await fetch(`${origin}/api/live`)
  reader = agent
  expect(response.status).toBe(403)
})

function tell(scope: Scope, id: string): Promise<void> {
  return scope.transaction((transaction) => hint(transaction, 'member', [id]))
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
