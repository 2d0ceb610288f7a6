import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { examine, type Instruments } from './doctor.ts'
import { openTestHouse, type TestHouse } from './organisations/testing.ts'
import { migrate } from './platform/database/migrate.ts'
import { presenceOf } from './platform/presence.ts'
import { testSecret } from './platform/testing/secret.ts'

const now = Date.parse('2026-03-02T02:00:00Z')

let house: TestHouse
let url = ''
let variables: Record<string, string> = {}
beforeAll(async () => {
  house = await openTestHouse()
  url = house.context.settings.databaseUrl ?? ''
  await migrate({ url, secret: testSecret })
})
beforeEach(() => {
  variables = { DATABASE_URL: url, RISCONTRO_SECRET: testSecret, PUBLIC_URL: 'https://give.example.org' }
})
afterAll(() => house.close())

/** The web server in front, as the public address would answer by itself. */
function answering(answer: (word: string) => Response | Promise<Response>): typeof fetch {
  return async (input) => answer(String(input).split('/healthz/')[1] ?? '')
}

function proof(word: string, date = new Date().toUTCString()): Response {
  return new Response(presenceOf(house.context.vault, word), { headers: { date } })
}

/** Each finding as `name: state` or `name: code`, and the facts told. */
async function look(fetch: typeof globalThis.fetch, clock: Instruments['now'] = Date.now) {
  const found: string[] = []
  const facts: unknown[] = []
  for await (const { name, state, failure } of examine(variables, { fetch, now: clock })) {
    found.push(`${name}: ${state}${failure ? ` ${failure.code}` : ''}`)
    if (failure) facts.push(failure.facts)
  }
  return { found, facts }
}

const allWell = ['settings: well', 'database: well', 'secret: well', 'clock: well', 'public-url: well']

test('an installation behind its public address, with the right time, is well', async () => {
  expect((await look(answering(proof))).found).toEqual(allWell)
})

test('the route of the server and the question of the doctor agree', async () => {
  const { openApp } = await import('./app.ts')
  const app = openApp(house.context, { isWorker: false })
  const asked: typeof fetch = async (input) => {
    const answer = await app.fetch(new Request(String(input)))
    return new Response(await answer.text(), { status: answer.status, headers: { date: new Date().toUTCString() } })
  }
  try {
    expect((await look(asked)).found).toEqual(allWell)
  } finally {
    await app.stop()
  }
})

test.each<[string, (word: string) => Response | Promise<Response>, string]>([
  ['another server says "ok"', () => Response.json({ status: 'ok' }), 'settings.public-url-not-ours'],
  ['another server knows no such page', () => new Response('', { status: 404 }), 'settings.public-url-not-ours'],
  [
    'the proof of another word comes back',
    () => new Response(presenceOf(house.context.vault, 'another word, twenty letters')),
    'settings.public-url-not-ours',
  ],
  ['the proxy finds nobody', () => new Response('', { status: 502 }), 'settings.public-url-answers-otherwise'],
  [
    'we are sent elsewhere',
    () => new Response('', { status: 302, headers: { location: 'https://elsewhere.example.org' } }),
    'settings.public-url-answers-otherwise',
  ],
  ['nobody answers', () => Promise.reject(new TypeError('fetch failed')), 'settings.public-url-unreachable'],
])('when %s, the public address is wrong', async (_name, answer, code) => {
  const { found } = await look(answering(answer))
  expect(found.at(-1)).toBe(`public-url: wrong ${code}`)
})

test('a public address without https is wrong, without asking', async () => {
  variables.PUBLIC_URL = 'http://give.example.org'
  const { found } = await look(() => Promise.reject(new Error('asked')))
  expect(found.slice(3)).toEqual([
    'clock: unknown settings.clock-unknown',
    'public-url: wrong settings.public-url-not-https',
  ])
})

test('on an address for this machine nothing is called well that was not seen', async () => {
  variables.PUBLIC_URL = 'http://127.0.0.1:3000'
  const silent = await look(() => Promise.reject(new TypeError('fetch failed')))
  expect(silent.found.slice(3)).toEqual([
    'clock: unknown settings.clock-unknown',
    'public-url: unknown settings.public-url-for-this-machine',
  ])
  const running = await look(answering(proof))
  expect(running.found.slice(3)).toEqual(['clock: unknown settings.clock-unknown', 'public-url: well'])
})

test('a clock that is an hour off is told by how much, and whose it was compared with', async () => {
  const late = answering((word) => proof(word, new Date(Date.now() + 3_600_000).toUTCString()))
  const { found, facts } = await look(late)
  expect(found[3]).toBe('clock: wrong settings.clock-differs-outside')
  expect(facts).toEqual([{ seconds: expect.closeTo(3600, -2), publicUrl: 'https://give.example.org' }])
  const wrongHere = await look(answering(proof), () => now)
  expect(wrongHere.found[3]).toBe('clock: wrong database.clock-differs')
})

test('an answer that took a minute is no wrong clock, whenever in that minute it was given', async () => {
  let reading = Date.now()
  const slow = answering((word) => {
    const answer = proof(word, new Date(reading).toUTCString())
    reading += 60_000
    return answer
  })
  expect((await look(slow, () => reading)).found).toEqual(allWell)
})

test('settings that cannot be used end the examination', async () => {
  variables.PORT = 'three thousand'
  expect((await look(answering(proof))).found).toEqual(['settings: wrong settings.invalid-setting'])
})

test('a database that cannot be reached, and one prepared with another secret, are told apart', async () => {
  variables.RISCONTRO_SECRET = 'another secret, also more than 32 letters'
  expect((await look(answering(proof))).found[1]).toBe('database: wrong database.secret-differs')
  variables.DATABASE_URL = 'postgresql://nobody:nothing@127.0.0.1:1/riscontro'
  expect((await look(answering(proof))).found[1]).toBe('database: wrong database.unreachable')
})

test('a database that is behind, or ahead, is told and not touched', async () => {
  const owner = new pg.Client(url)
  await owner.connect()
  const names = async () => (await owner.query('select name from riscontro_meta.kysely_migration order by 1')).rows
  try {
    const before = await names()
    const last = before.at(-1)?.name
    await owner.query('delete from riscontro_meta.kysely_migration where name = $1', [last])
    const behind = await look(answering(proof))
    expect([behind.found[1], behind.facts[0]]).toEqual([
      'database: wrong database.migrations-pending',
      { migrations: 1 },
    ])
    expect(await names()).toEqual(before.slice(0, -1))
    await owner.query(`insert into riscontro_meta.kysely_migration values ($1, 'x'), ('9999_tomorrow', 'x')`, [last])
    expect((await look(answering(proof))).found[1]).toBe('database: wrong database.ahead')
    await owner.query(`delete from riscontro_meta.kysely_migration where name = '9999_tomorrow'`)
  } finally {
    await owner.end()
  }
})

test('where nothing was ever started, nothing is made', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'riscontro-doctor-'))
  try {
    variables = { RISCONTRO_DATA: folder }
    const { found } = await look(() => Promise.reject(new TypeError('fetch failed')))
    expect(found).toEqual([
      'settings: well',
      'database: unknown database.not-made-yet',
      'clock: unknown settings.clock-unknown',
      'public-url: unknown settings.public-url-for-this-machine',
    ])
    expect(await readdir(folder)).toEqual([])
  } finally {
    await rm(folder, { recursive: true })
  }
})
