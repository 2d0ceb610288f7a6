import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { foundPurpose, giveTestGift, openTestCase } from './allocations/testing.ts'
import { type App, openApp } from './app.ts'
import { createChannelAccount } from './conversations/accounts.ts'
import { createMember } from './organisations/members.ts'
import { openTestHouse, type TestHouse } from './organisations/testing.ts'
import { packageFolder } from './platform/package-folder.ts'
import { type DescribedApi, describedApi, namesIn, sample, spoil, spoilt } from './spoilt.fixture.ts'

const origin = 'http://127.0.0.1:3000'
const words = join(packageFolder, 'locales', 'en', 'failures.request.json')
const fieldWords = z.object({ fields: z.record(z.string(), z.string()) })
const password = 'three lanterns over the river'

let house: TestHouse
let app: App
let api: DescribedApi
let cookie = ''
/** What the server's log said of what broke. */
const told: object[] = []
/** Ids that exist, by the plural that stands before them in a path. */
const ids = new Map<string, string>()

beforeAll(async () => {
  house = await openTestHouse()
  const log = { ...house.context.log, error: (facts: object) => void told.push(facts) }
  app = openApp({ ...house.context, log }, { isWorker: false })
  await fillHouse()
  cookie = await signIn()
  api = describedApi.parse(await (await ask('GET', '/api/openapi.json')).json())
  await learnIds()
})
afterAll(async () => {
  await app.stop()
  await house.close()
})

async function fillHouse() {
  const owner = { name: 'Owner', email: 'owner@example.org', language: 'en' } as const
  await createMember(house.scope, { ...owner, roles: ['owner'], password })
  const purpose = await foundPurpose(house.scope)
  await openTestCase(house.scope, purpose, [1000n])
  await giveTestGift(house.scope, purpose, { amountMinor: 5000n })
  await createChannelAccount(house.scope, {
    kind: 'webchat',
    name: 'Chat',
    config: { visitorSecret: 'a visitor secret of thirty-two characters', origins: [] },
  })
}

async function signIn(): Promise<string> {
  const answer = await ask('POST', '/api/auth/sign-in/email', JSON.stringify({ email: 'owner@example.org', password }))
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}

let visitor = 0

/** Asks as the owner's browser behind our own proxy; each request comes from an address of its own, so that no limit hides an answer. */
async function ask(method: string, path: string, body?: string | FormData, type = 'application/json') {
  visitor += 1
  const headers = {
    ...{ origin, cookie, 'x-forwarded-for': `10.${visitor >> 16}.${(visitor >> 8) & 255}.${visitor & 255}` },
    ...(typeof body === 'string' ? { 'content-type': type } : {}),
  }
  const proxy = { incoming: { socket: { remoteAddress: '127.0.0.1', remotePort: 1, remoteFamily: 'IPv4' } } }
  const init = { method, headers, ...(body === undefined ? {} : { body }) }
  return app.fetch(new Request(`${origin}${path}`, init), proxy)
}

/** Reads every list and every thing in it, and keeps the first id of each kind. */
async function learnIds() {
  for (const wantsId of [false, true]) {
    for (const [path, operations] of Object.entries(api.paths)) {
      if (!('get' in operations) || path.includes('{id}') !== wantsId || path.includes('{file}')) continue
      const answer = await ask('GET', filled(path))
      if (isOwnSignIn(path)) continue
      if (answer.headers.get('content-type')?.includes('json')) learn(nounBefore(path), await answer.json())
    }
  }
}

function learn(noun: string, value: unknown) {
  if (Array.isArray(value)) {
    const first = z.object({ id: z.string() }).safeParse(value[0])
    if (first.success && !ids.has(noun)) ids.set(noun, first.data.id)
    for (const one of value) learn(noun, one)
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) learn(name === 'items' ? noun : name, inner)
  }
}

/** Where a wrong password is 403 and the eleventh 429; and whose id would sign the test itself out. */
const isOwnSignIn = (path: string) => path.startsWith('/api/account/')

const nounBefore = (path: string) => path.split('/')[2] ?? ''

/** A path with an id that exists where we know one; `bad` in its place otherwise said. */
function filled(path: string, bad?: string): string {
  const unknown = '00000000-0000-4000-8000-000000000000'
  return path.replace(/\{\w+\}/g, () => bad ?? ids.get(nounBefore(path)) ?? unknown)
}

function knownId(property: string): unknown {
  if (property === 'personId') return ids.get('people')
  const noun = /^(\w+)Id$/.exec(property)?.[1]
  return noun === undefined ? undefined : ids.get(`${noun.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}s`)
}

/** Everything wrong that can be sent to one route: `[how to say it, path, body, content type]`. */
function* wrongRequests(path: string, operation: DescribedApi['paths'][string][string]): Generator<Wrong> {
  for (const bad of spoilt) {
    const text = encodeURIComponent(typeof bad === 'string' ? wellFormed(bad.slice(0, 3000)) : JSON.stringify(bad))
    if (path.includes('{')) yield { path: filled(path, text) }
    for (const { name } of operation.parameters?.filter((one) => one.in === 'query') ?? []) {
      yield { path: `${filled(path)}?${name}=${text}&${name}=${text}` }
      yield { path: `${filled(path)}?${name}=${text}` }
    }
  }
  const here = filled(path)
  for (const type of ['application/json', 'text/plain', 'multipart/form-data', 'multipart/form-data; boundary=x']) {
    for (const body of ['', '{', 'a\u0000', '--x--']) yield { path: here, body, type }
  }
  yield { path: here }
  const { 'application/json': json, 'multipart/form-data': form } = operation.requestBody?.content ?? {}
  if (json) for (const bad of spoil(sample(api, json.schema, knownId))) yield { path: here, body: JSON.stringify(bad) }
  if (form) for (const bad of spoil(sample(api, form.schema, knownId))) yield { path: here, body: formOf(bad) }
}

interface Wrong {
  path: string
  body?: string | FormData
  type?: string
}

/** As UTF-8 can carry it. */
const wellFormed = (text: string) => Buffer.from(text).toString()

function formOf(value: unknown): FormData {
  const form = new FormData()
  for (const [name, inner] of Object.entries(typeof value === 'object' && value !== null ? value : {})) {
    form.set(name, typeof inner === 'string' ? wellFormed(inner) : JSON.stringify(inner ?? null))
  }
  return form
}

/** How often each status was answered. */
const statuses = new Map<number, number>()

/** Sends them a few at a time; answers those the server broke on. */
async function broken(method: string, wrong: Iterable<Wrong>): Promise<string[]> {
  const found: string[] = []
  const queue = [...wrong].filter(({ body }) => method !== 'get' || body === undefined)
  const worker = async () => {
    for (let next = queue.pop(); next; next = queue.pop()) {
      const answer = await ask(method.toUpperCase(), next.path, next.body, next.type)
      const text = await answer.text()
      if (!isOwnSignIn(next.path)) statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
      if (answer.status < 500) continue
      const sent = next.body instanceof FormData ? JSON.stringify([...next.body]) : (next.body ?? '')
      found.push(`${answer.status} ${method} ${next.path.slice(0, 200)} ${sent.slice(0, 300)} ${text.slice(0, 80)}`)
    }
  }
  await Promise.all(Array.from({ length: 6 }, worker))
  return found
}

test('no route of the API breaks, whatever it is sent', async () => {
  const found: string[] = []
  statuses.clear()
  for (const [path, operations] of Object.entries(api.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      found.push(...(await broken(method, wrongRequests(path, operation))))
    }
  }
  expect(found.map((line, at) => `${line} ${JSON.stringify(told[at])}`)).toEqual([])
  // Otherwise the door was tried, not the house.
  expect([401, 403, 429].filter((status) => statuses.has(status))).toEqual([])
  expect(statuses.get(422)).toBeGreaterThan(1000)
})

test('every field that can be sent has its name in words', () => {
  const known = new Set(Object.keys(fieldWords.parse(JSON.parse(readFileSync(words, 'utf8'))).fields))
  const operations = Object.values(api.paths).flatMap((methods) => Object.values(methods))
  const fields = operations.flatMap(({ parameters = [], requestBody }) => [
    ...parameters.map(({ name }) => name),
    ...Object.values(requestBody?.content ?? {}).flatMap((content) => namesIn(api, content.schema)),
  ])
  expect([...new Set(fields)].filter((field) => !known.has(field))).toEqual([])
})
