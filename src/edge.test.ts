import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type App, openApp } from './app.ts'
import { lineSignature } from './channels/line/receive.ts'
import { createChannelAccount } from './conversations/accounts.ts'
import { openCampaign } from './gifts/testing.ts'
import { createMember } from './organisations/members.ts'
import { openTestHouse, type TestHouse } from './organisations/testing.ts'

/** The whole house as the world meets it, over plain loopback and behind https. */
let house: TestHouse
let plain: App
let secure: App
/** With the sandbox, as on somebody's own machine. */
let open: App
let cookie = ''
beforeAll(async () => {
  house = await openTestHouse()
  await openCampaign(house.scope)
  plain = openApp(house.context, { isWorker: false })
  const settings = { ...house.context.settings, publicUrl: 'https://give.example.org' }
  open = openApp(
    { ...house.context, settings: { ...house.context.settings, databaseUrl: undefined } },
    { isWorker: false },
  )
  secure = openApp({ ...house.context, settings }, { isWorker: false })
  cookie = await signIn()
})
afterAll(async () => {
  await Promise.all([plain.stop(), open.stop(), secure.stop()])
  await house.close()
})

const local = 'http://127.0.0.1:3000'
const browser = { accept: 'text/html' }
const socket = { incoming: { socket: { remoteAddress: '127.0.0.1', remotePort: 1, remoteFamily: 'IPv4' } } }

async function ask(path: string, init: RequestInit = {}, app = plain, origin = local): Promise<Response> {
  return app.fetch(new Request(`${origin}${path}`, init), socket)
}

async function signIn(): Promise<string> {
  const [email, password] = ['owner@example.org', 'three lanterns over the river']
  await createMember(house.scope, { name: 'Owner', email, language: 'en', roles: ['owner'], password })
  const headers = { 'content-type': 'application/json', origin: local }
  const answer = await ask('/api/auth/sign-in/email', {
    method: 'POST',
    headers,
    body: JSON.stringify({ email, password }),
  })
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

const problem = z.object({
  type: z.url(),
  title: z.string().min(1),
  status: z.number(),
  code: z.string(),
  remedy: z.string().min(1),
  requestId: z.uuid(),
})

describe('every answer', () => {
  test.each([
    ['a page', '/o/morning-light', 200],
    ['a page that is not there', '/nowhere', 404],
    ['the API', '/api/session', 401],
    ['the description of the API', '/api/openapi.json', 200],
    ['a hook that is not there', '/hooks/nobody', 404],
    ['health', '/healthz', 200],
  ])('%s carries the headers that keep browsers honest', async (_name, path, status) => {
    const answer = await ask(path, { headers: browser })
    expect(answer.status).toBe(status)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': expect.stringMatching(/^(same-origin|cross-origin)$/),
      'referrer-policy': expect.stringMatching(/^(same-origin|no-referrer|strict-origin)/),
      'permissions-policy': expect.stringContaining('camera=()'),
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("base-uri 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain("script-src 'unsafe-inline'")
  })

  test('a page’s scripts run by a nonce that is new each time, and no other script does', async () => {
    const read = async () => {
      const page = await ask('/setup', { headers: browser })
      const nonce = /script-src 'nonce-([^']+)'/.exec(page.headers.get('content-security-policy') ?? '')?.[1] ?? ''
      const scripts = (await page.text()).match(/<script[^>]*>/g) ?? []
      expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([])
      return nonce
    }
    const nonces = [await read(), await read()]
    expect(nonces[0]).toHaveLength(24)
    expect(nonces[0]).not.toBe(nonces[1])
  })

  test('asks for https from now on where we are reached by it, and only there', async () => {
    const behind = await ask('/healthz', {}, secure, 'https://give.example.org')
    expect(behind.headers.get('strict-transport-security')).toMatch(/max-age=31536000/)
    expect((await ask('/healthz')).headers.has('strict-transport-security')).toBe(false)
  })
})

describe('a change asked for by another site', () => {
  const foreign = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://elsewhere.example.org' },
    { origin: 'null' },
  ]
  const own = [{ 'sec-fetch-site': 'same-origin' }, { origin: local }, {}]

  async function change(path: string, headers: Record<string, string>, app: App) {
    const type = { 'content-type': 'application/json' }
    const answer = await ask(path, { method: 'POST', body: '{}', headers: { ...type, ...headers } }, app)
    return [answer.status, problem.safeParse(await answer.json().catch(() => ({}))).data?.code]
  }

  test.each(foreign)('with a member’s cookie and %j is refused before anything else', async (headers) => {
    expect(await change('/api/funds', { cookie, ...headers }, plain)).toEqual([403, 'organisations.foreign-page'])
  })

  test.each(own)('and from our own page, with %j, gets further', async (headers) => {
    expect(await change('/api/funds', { cookie, ...headers }, plain)).toEqual([422, 'request.invalid'])
  })

  test.each(foreign)('to the sandbox, with %j, is refused', async (headers) => {
    expect(await change('/sandbox/anything', headers, open)).toEqual([403, 'request.foreign-form'])
  })

  test('to a gift form is worth nothing without the form’s own token', async () => {
    const body = new URLSearchParams({ amount: '100', name: 'Lin', contact: 'lin@example.org' })
    const headers = { ...browser, 'sec-fetch-site': 'cross-site' }
    const answer = await ask('/c/first-steps/give', { method: 'POST', body, headers })
    expect(answer.status).toBeGreaterThanOrEqual(200)
    const { rows } = await house.context.databases.owner.query('select from gift_intents')
    expect(rows).toEqual([])
  })
})

describe('what goes wrong', () => {
  test('is told to programs as problem details, in their language, with code, remedy and number', async () => {
    const answer = await ask('/api/nowhere', { headers: { ...browser, 'accept-language': 'it' } })
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    const told = problem.parse(await answer.json())
    const italian = house.context.translator.in('it')
    expect(told.requestId).toBe(answer.headers.get('x-request-id'))
    expect([answer.status, told.status, told.code]).toEqual([404, 404, 'request.missing'])
    expect(told.title).toBe(italian('failures.request:missing.title'))
  })

  test('is told to people as a page', async () => {
    const answer = await ask('/nowhere', { headers: { ...browser, 'accept-language': 'en' } })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, expect.stringContaining('text/html')])
    expect(await answer.text()).toMatch(/<h1/)
  })

  test('a body of the API beyond its limit is refused, whether it tells its length or not', async () => {
    const limit = 12 * 1024 * 1024
    const headers = { 'content-type': 'application/json' }
    const told = await ask('/api/campaigns', { method: 'POST', headers, body: 'x'.repeat(limit + 1) })
    expect(problem.parse(await told.json())).toMatchObject({ code: 'request.too-large' })
    let sent = 0
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent >= 4 * limit) return controller.close()
        sent += 1024 * 1024
        controller.enqueue(new Uint8Array(1024 * 1024))
      },
    })
    const silent: RequestInit & { duplex: 'half' } = { method: 'POST', headers, body: stream, duplex: 'half' }
    expect(problem.parse(await (await ask('/api/imports', silent)).json()).status).toBeGreaterThanOrEqual(400)
    expect(sent).toBeLessThan(2 * limit)
  })
})

test('D11: two hundred webhooks within a second from one address are all taken', async () => {
  const channelSecret = '0123456789abcdef0123456789abcdef'
  const config = { channelId: '1234567890', channelSecret }
  await createChannelAccount(house.scope, { kind: 'line', name: 'LINE', config })
  const { rows } = await house.context.databases.owner.query('select hook_key from channel_accounts')
  const tell = (n: number) => {
    const source = { type: 'user', userId: `U-${n}` }
    const event = { type: 'beacon', mode: 'active', timestamp: 0, source, webhookEventId: `${n}`, deliveryContext: {} }
    const body = JSON.stringify({ destination: 'U0', events: [event] })
    const headers = { 'x-line-signature': lineSignature(Buffer.from(body), channelSecret) }
    return ask(`/hooks/${rows[0].hook_key}`, { method: 'POST', body, headers })
  }
  const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => tell(n)))
  expect(answers.map(({ status }) => status).filter((status) => status !== 200)).toEqual([])
  const stored = await house.context.databases.owner.query('select count(*)::int as n from inbound_events')
  expect(stored.rows).toEqual([{ n: 200 }])
})

test('health is the process, readiness the database too', async () => {
  expect(await (await ask('/healthz')).json()).toEqual({ status: 'ok' })
  expect(await (await ask('/readyz')).json()).toEqual({ status: 'ok' })
})

test('the API describes itself: every route with what it answers when all is well', async () => {
  const description = z.object({
    openapi: z.literal('3.1.0'),
    paths: z.record(z.string(), z.record(z.string(), z.looseObject({ responses: z.record(z.string(), z.unknown()) }))),
  })
  const { paths } = description.parse(await (await ask('/api/openapi.json')).json())
  expect(Object.keys(paths)).toEqual(expect.arrayContaining(['/api/session', '/api/gifts', '/api/cases/{id}/stage']))
  const silent = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { responses }]) =>
      Object.keys(responses).some((status) => status.startsWith('2')) ? [] : [`${method} ${path}`],
    ),
  )
  expect(silent).toEqual([])
})
