import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { newEdge } from '../platform/http/edge.ts'
import { emulatedKinds } from './providers.ts'
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

test('one phone opens every app, each known to its own provider by another name, and comes back to what was said', async () => {
  const { cookie, path } = await take('Dora')
  const open = async (kind: string, from: string, hand: string) => {
    const opened = await post(`${from}/app`, { kind }, hand)
    const next = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const page = await (await get('/sandbox', next)).text()
    return { hand: next, page, path: /data-phone="([^"]+)"/.exec(page)?.[1] ?? '' }
  }
  let now = { hand: cookie, page: '', path }
  const paths = new Set<string>()
  for (const kind of emulatedKinds) {
    now = await open(kind, now.path, now.hand)
    expect(now.page).toMatch(new RegExp(`value="${kind}" aria-current="true"`))
    paths.add(now.path)
  }
  expect([paths.size, paths.has(path)]).toEqual([emulatedKinds.length, true])
  const { rows } = await house.context.databases.owner.query(
    `select count(distinct user_id)::int as names, count(distinct sandbox_device_id)::int as devices
     from sandbox_phones where name = 'Dora'`,
  )
  expect(rows).toEqual([{ names: emulatedKinds.length, devices: 1 }])
  await post(`${now.path}/say`, { text: 'by mail' }, now.hand)
  const away = await open('slack', now.path, now.hand)
  const back = await open('email', away.path, away.hand)
  expect(back.page).toContain('by mail')
  expect((await post(`${back.path}/app`, { kind: 'fax' }, back.hand)).status).not.toBe(303)
})

test('a link opens the chat of its channel with its code in it, typed or told', async () => {
  const telegram = await open((await take('Gina')).cookie, '/sandbox?app=telegram&code=abc_1')
  expect(telegram.page).toMatch(/value="telegram" aria-current="true"/)
  expect(telegram.page).toContain('name="code" value="abc_1"')
  house.heard.length = 0
  await post(`${telegram.path}/follow`, { code: 'abc_1' }, telegram.cookie)
  expect(JSON.parse(String(house.heard[0]?.body)).message.text).toBe('/start abc_1')
  const line = await open((await take('Hana')).cookie, '/sandbox?app=line&code=abc_2')
  const befriended = await post(`${line.path}/follow?code=abc_2`, {}, line.cookie)
  expect(befriended.headers.get('location')).toBe('/sandbox?code=abc_2')
  expect(await (await get('/sandbox?code=abc_2', line.cookie)).text()).toMatch(/<textarea[^>]*>RSC:abc_2<\/textarea>/)
})

test('what a link asks for is kept while somebody takes a phone, and nothing else is', async () => {
  expect(await (await get('/sandbox?app=viber&code=x1')).text()).toContain('/sandbox/phone?app=viber&amp;code=x1')
  expect(await (await get('/sandbox?app=fax&code=<b>')).text()).toContain('action="/sandbox/phone"')
})

/** The phone as a link opens it. */
async function open(hand: string, path: string): Promise<{ cookie: string; page: string; path: string }> {
  const opened = await fetch(house.origin + path, { headers: { cookie: hand }, redirect: 'manual' })
  const cookie = (opened.headers.get('set-cookie') ?? hand).split(';')[0] ?? ''
  const page = await (await get(opened.headers.get('location') ?? path, cookie)).text()
  return { cookie, page, path: /data-phone="([^"]+)"/.exec(page)?.[1] ?? '' }
}

test('somebody at the phone decides how the provider feels; what an app cannot do is not there', async () => {
  const { cookie, path } = await take('Elsa')
  expect((await post(`${path}/mood`, { mood: 'too-fast' }, cookie)).status).toBe(303)
  expect(house.sandbox.moodOf('line')).toBe('too-fast')
  expect((await post(`${path}/mood`, { mood: 'too-late' }, cookie)).status).not.toBe(303)
  await house.sandbox.setMood('line', 'normal')
  const slack = await post(`${path}/app`, { kind: 'slack' }, cookie)
  const hand = (slack.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const page = await (await get('/sandbox', hand)).text()
  const phone = /data-phone="([^"]+)"/.exec(page)?.[1] ?? ''
  expect(page).not.toContain(`${phone}/sticker`)
  expect((await post(`${phone}/sticker`, {}, hand)).status).not.toBe(303)
})

test.each(['telegram', 'whatsapp', 'messenger', 'instagram', 'viber'])(
  'what the hook did not take is told again by %s, to the byte',
  async (kind) => {
    const { cookie, path } = await open((await take('Ivo')).cookie, `/sandbox?app=${kind}`)
    await post(`${path}/follow`, {}, cookie)
    house.heard.length = 0
    house.hookStatus = 503
    await post(`${path}/say`, { text: 'hello' }, cookie)
    house.hookStatus = 200
    await vi.waitFor(() => expect(house.heard).toHaveLength(2), { timeout: 60_000 })
    expect(house.heard[1]?.body).toEqual(house.heard[0]?.body)
  },
)

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
  for (const path of [
    '/sandbox',
    '/sandbox/line/v2/bot/info',
    '/sandbox/telegram/botX/getMe',
    '/sandbox/pay/X',
    '/sandbox/tamper?gift=x',
  ]) {
    expect([path, (await router.request(path)).status]).toEqual([path, 404])
  }
})
