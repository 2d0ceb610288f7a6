import { afterAll, beforeAll, expect, test } from 'vitest'
import { newEdge } from '../platform/http/edge.ts'
import { sandboxRoutes } from './routes.ts'
import { openSandboxHouse, type SandboxHouse } from './testing.ts'

let house: SandboxHouse
beforeAll(async () => {
  house = await openSandboxHouse()
})
afterAll(() => house.close())

function post(path: string, fields: Record<string, string>, cookie = ''): Promise<Response> {
  const headers = { origin: house.origin, cookie }
  return fetch(house.origin + path, { method: 'POST', body: new URLSearchParams(fields), headers, redirect: 'manual' })
}

const get = (path: string, cookie = '') => fetch(house.origin + path, { headers: { cookie, 'accept-language': 'en' } })

async function take(name: string): Promise<{ cookie: string; path: string }> {
  const taken = await post('/sandbox/phone', { name, language: 'it' })
  const cookie = (taken.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const page = await (await get('/sandbox', cookie)).text()
  return { cookie, path: /\/sandbox\/phone\/[0-9a-f-]{36}/.exec(page)?.[0] ?? '' }
}

test('a visitor takes a phone, adds the account and talks, in the phone’s language', async () => {
  const { cookie, path } = await take('Luca')
  expect(await (await get('/sandbox', cookie)).text()).toContain('Aggiungi agli amici')
  await post(`${path}/follow`, {}, cookie)
  await post(`${path}/say`, { text: 'ciao <b>' }, cookie)
  await post(`${path}/press`, { data: 'give', words: 'Dona' }, cookie)
  const chat = await (await get(`${path}/chat`, cookie)).text()
  expect(chat).toContain('ciao &lt;b&gt;')
  expect(house.heard.map(({ body }) => JSON.parse(String(body)).events[0].type)).toEqual([
    'follow',
    'message',
    'postback',
  ])
})

test('a phone answers only the browser that holds it', async () => {
  const one = await take('Anna')
  const other = await take('Bea')
  expect((await get(`${one.path}/chat`, other.cookie)).status).toBe(404)
  expect((await post(`${one.path}/follow`, {}, `${one.cookie}x`)).status).toBe(404)
  expect((await get(`${one.path}/chat`, one.cookie)).status).toBe(200)
})

test('an open page is rung when something arrives', async () => {
  const { cookie, path } = await take('Carla')
  const stream = await get(`${path}/stream`, cookie)
  const reader = stream.body?.getReader()
  const rung = async () => new TextDecoder().decode((await reader?.read())?.value)
  expect(await rung()).toContain('event: changed')
  await post(`${path}/follow`, {}, cookie)
  expect(await rung()).toContain('event: changed')
  await reader?.cancel()
})

test('without a name there is no phone, and the page says why', async () => {
  const answer = await post('/sandbox/phone', { name: ' ', language: 'it' })
  expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('role="alert"')])
})

test.each([
  ['a database that is not ours', { databaseUrl: 'postgres://elsewhere/riscontro' }],
  ['a door to the world', { host: '0.0.0.0' }],
])('with %s nothing of it is there', async (_name, change) => {
  const context = { ...house.context, settings: { ...house.context.settings, ...change } }
  const router = newEdge(context, (request) => request.text('', 500)).route('/', sandboxRoutes(context))
  for (const path of ['/sandbox', '/sandbox/line/v2/bot/info', '/sandbox/pay/X', '/sandbox/tamper?gift=x']) {
    expect([path, (await router.request(path)).status]).toEqual([path, 404])
  }
})
