import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type App, openApp } from './app.ts'
import { openTestHouse, type TestHouse } from './organisations/testing.ts'
import { openDoor } from './platform/http/server.ts'
import { startWorkers, type Workers } from './platform/jobs/work.ts'
import { connectSandboxAccount } from './sandbox/accounts.ts'

/** The whole house on loopback: phone, emulated provider, entrance, the donor's page. */
let house: TestHouse
let app: App
let door: Awaited<ReturnType<typeof openDoor>>
let workers: Workers
let origin: string
let aheadMilliseconds = 0
/** What was asked of the emulated providers' token endpoints. */
const asked: string[] = []

beforeAll(async () => {
  house = await openTestHouse({ fetch })
  const settings = { ...house.context.settings, databaseUrl: undefined }
  const clock = { now: () => new Date(Date.now() + aheadMilliseconds) }
  const counted: typeof fetch = (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input)
    if (/\/(token|access_token)$/.test(pathname)) asked.push(pathname)
    return fetch(input, init)
  }
  const context = { ...house.context, settings, clock, fetch: counted }
  door = await openDoor({ host: '127.0.0.1', port: 0 })
  origin = `http://127.0.0.1:${door.port}`
  settings.port = door.port
  settings.publicUrl = origin
  await connectSandboxAccount(house.scope, 'line')
  app = openApp(context)
  door.answer(app.fetch)
  await app.start()
  workers = await startWorkers(context, app.jobs, app.sweeps)
})
afterAll(async () => {
  await workers.stop()
  await app.stop()
  await door.close(0)
  await house.close()
})

/** A browser: it keeps cookies and shows what is behind a redirect one step at a time. */
class Browser {
  readonly cookies = new Map<string, string>()

  async ask(path: string, fields?: Record<string, string>): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const sent = fields === undefined ? {} : { method: 'POST', body: new URLSearchParams(fields) }
    const headers = { origin, cookie, accept: 'text/html', 'accept-language': 'en' }
    const answer = await fetch(new URL(path, origin), { ...sent, headers, redirect: 'manual' })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return answer
  }

  async phone(): Promise<string> {
    return /data-phone="([^"]+)"/.exec(await (await this.ask('/sandbox')).text())?.[1] ?? ''
  }
}

/** Somebody with an app open, who has written to the account where `hasWritten`. */
async function hold(kind: string, hasWritten = true): Promise<{ browser: Browser; page: string }> {
  const browser = new Browser()
  await browser.ask('/sandbox/phone', { name: 'Mei', language: 'en' })
  await browser.ask(`${await browser.phone()}/app`, { kind })
  const phone = await browser.phone()
  if (hasWritten) {
    await browser.ask(`${phone}/follow`, {})
    await browser.ask(`${phone}/say`, { text: 'menu' })
    const answered = async () =>
      expect(await (await browser.ask(`${phone}/chat`)).text()).toContain('class="line theirs"')
    await vi.waitFor(answered, { timeout: 60_000, interval: 100 })
  }
  return { browser, page: `${phone}/page` }
}

const next = (answer: Response) => answer.headers.get('location') ?? ''

/** Opens the page from the menu up to where the proof is about to come to us: an address with a code, or a form. */
async function approach(kind: string, { browser, page }: { browser: Browser; page: string }) {
  const entrance = next(await browser.ask(page))
  if (kind !== 'telegram') {
    const authorize = next(await browser.ask(entrance))
    const back = next(await browser.ask(authorize))
    return { entrance, authorize, bring: () => browser.ask(back), back, proof: '', state: '' }
  }
  const [path = '', fragment = ''] = entrance.split('#')
  const drawn = await (await browser.ask(path)).text()
  const state = /name="state" value="([0-9a-f]{32})"/.exec(drawn)?.[1] ?? ''
  const proof = new URLSearchParams(fragment).get('tgWebAppData') ?? ''
  const bring = () => browser.ask(`${path}/back`, { state, proof })
  return { entrance: path, authorize: '', bring, back: `${path}/back`, proof, state }
}

const doors = ['line', 'telegram', 'wechat'] as const

test.each(doors)('somebody opens their page from the menu of %s without a password', async (kind) => {
  const held = await hold(kind)
  const { bring } = await approach(kind, held)
  const opened = await bring()
  expect([opened.status, next(opened)]).toEqual([303, expect.stringMatching(/^\/my\/[\w-]{43}$/)])
  expect(held.browser.cookies.has('entrance')).toBe(false)
  const page = await held.browser.ask(next(opened))
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<h1>My gifts</h1>')])
})

test.each(doors)('what proved somebody on %s proves nothing a second time', async (kind) => {
  const held = await hold(kind)
  const { bring } = await approach(kind, held)
  const ticket = held.browser.cookies.get('entrance') ?? ''
  expect((await bring()).status).toBe(303)
  const before = asked.length
  held.browser.cookies.set('entrance', ticket)
  expect((await bring()).status).toBe(403)
  expect(asked.length).toBe(before)
})

test.each(doors)('in another browser the proof of %s opens nothing', async (kind) => {
  const { back, proof, state } = await approach(kind, await hold(kind))
  const stranger = new Browser()
  expect((await stranger.ask(back, kind === 'telegram' ? { proof, state } : undefined)).status).toBe(403)
  // Nor with a ticket of one's own.
  const other = await approach(kind, await hold(kind))
  const mixed = new Browser()
  await mixed.ask(other.entrance)
  expect((await mixed.ask(back, kind === 'telegram' ? { proof, state } : undefined)).status).toBe(403)
})

test.each(doors)('ten minutes later nobody comes back from %s', async (kind) => {
  const { bring } = await approach(kind, await hold(kind))
  aheadMilliseconds += 10 * 60_000
  expect((await bring()).status).toBe(403)
})

test.each(doors)('who has never written to the account of %s is told what to do', async (kind) => {
  const { bring } = await approach(kind, await hold(kind, false))
  const answer = await bring()
  expect([answer.status, await answer.text()]).toEqual([
    404,
    expect.stringContaining('We do not know this account yet'),
  ])
})

test('an invented code, a refusal and a code of another page open nothing', async () => {
  for (const kind of ['line', 'wechat'] as const) {
    const held = await hold(kind)
    const { back } = await approach(kind, held)
    const state = new URL(back).searchParams.get('state') ?? ''
    const path = new URL(back).pathname
    expect((await held.browser.ask(`${path}?${new URLSearchParams({ state, code: 'invented' })}`)).status).toBe(403)
    const again = await approach(kind, held)
    const now = new URL(again.back).searchParams.get('state') ?? ''
    expect((await held.browser.ask(`${path}?error=access_denied&state=${now}`)).status).toBe(403)
  }
})

test('a Mini App’s proof is of this bot, whole, and once, however it is written', async () => {
  const held = await hold('telegram')
  const { back, proof, bring } = await approach('telegram', held)
  const tryWith = async (changed: string) => {
    const { state } = await approach('telegram', held)
    return (await held.browser.ask(back, { state, proof: changed })).status
  }
  const fields = new URLSearchParams(proof)
  const another = new URLSearchParams(proof)
  another.set('user', (fields.get('user') ?? '').replace(/"id":\d+/, '"id":7000000001'))
  expect(await tryWith(another.toString())).toBe(403)
  expect(await tryWith('')).toBe(403)
  await approach('telegram', held)
  const turned = new URLSearchParams([...fields].reverse()).toString()
  expect(await tryWith(turned)).toBe(303)
  expect((await bring()).status).toBe(403)
  expect(await tryWith(proof)).toBe(403)
})

test('nobody enters by an account that is not there, or an organisation that is not', async () => {
  const browser = new Browser()
  const nobody = '0193e1a0-0000-7000-8000-000000000000'
  for (const path of [`/me/morning-light/${nobody}`, `/me/nowhere/${nobody}`, '/me/morning-light/x']) {
    expect((await browser.ask(path)).status).toBe(404)
  }
})
