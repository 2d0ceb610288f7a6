import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { textMessage } from '../channels/message.ts'
import { newRouter } from '../platform/http/api.ts'
import type { Scope } from '../platform/scope.ts'
import { anyOf } from './filters.ts'
import { broadcastRoutes } from './routes.ts'
import { sendBroadcast } from './send.ts'
import { type BroadcastHouse, openBroadcastHouse, planned } from './testing.ts'

let house: BroadcastHouse
let people: string[]
beforeAll(async () => {
  house = await openBroadcastHouse()
  people = await house.meet(3)
})
afterAll(() => house.close())

/** Calls the API as a member; fails on anything but the status expected. */
async function call(scope: Scope, method: string, path: string, status: number, sent?: object) {
  const app = newRouter()
  app.use(async (request, next) => {
    request.set('scope', scope)
    request.set('language', 'en')
    await next()
  })
  app.onError((error, request) => request.json({ code: 'code' in error ? error.code : String(error) }, 400))
  app.route('/', broadcastRoutes())
  const body = sent === undefined ? {} : { body: JSON.stringify(sent) }
  const headers = { 'content-type': 'application/json' }
  const response = await app.request(`/api/broadcasts${path}`, { method, headers, ...body })
  const text = await response.text()
  expect(`${response.status} ${text}`).toMatch(new RegExp(`^${status} `))
  return text.startsWith('{') ? JSON.parse(text) : text
}

const made = z.object({ id: z.uuid() })

async function write(change: object = {}): Promise<string> {
  const audience = [{ kind: 'people', personIds: people }]
  return made.parse(await call(house.writer, 'POST', '', 201, { ...planned, audience, ...change })).id
}

test('a broadcast from the first word to the last receipt, through the API', async () => {
  const { writer, approver } = house
  const audience = [{ kind: 'people', personIds: people }, { kind: 'reachable' }]
  expect(await call(writer, 'POST', '/audience', 200, { audience })).toEqual({ people: 3 })
  const id = await write()
  await call(writer, 'PATCH', `/${id}`, 204, { name: 'Second thoughts' })
  expect(await call(writer, 'GET', `/${id}`, 200)).toMatchObject({
    ...{ state: 'draft', name: 'Second thoughts', reached: null, results: [] },
    plan: { ...planned, name: 'Second thoughts', audience: anyOf({ kind: 'people', personIds: people }) },
  })
  const preview = await call(writer, 'GET', `/${id}/preview?personId=${people[0]}`, 200)
  expect(preview.message.blocks[0].text).toMatch(/^Dear Mei \w{6}, spring is here/)
  expect(await call(writer, 'GET', `/${id}/preflight`, 200)).toMatchObject({ people: 3, reached: 3, skipped: [] })
  await call(writer, 'POST', `/${id}/submit`, 204)
  await call(approver, 'POST', `/${id}/decline`, 204, { reason: 'Say what for' })
  expect(await call(writer, 'GET', `/${id}`, 200)).toMatchObject({ state: 'draft', declineReason: 'Say what for' })
  await call(writer, 'POST', `/${id}/submit`, 204)
  await call(approver, 'POST', `/${id}/approve`, 204)
  await call(approver, 'POST', `/${id}/pause`, 204)
  await call(approver, 'POST', `/${id}/resume`, 204)
  await sendBroadcast(house.scope, id)
  await house.settle()
  await sendBroadcast(house.scope, id)
  const shown = await call(writer, 'GET', `/${id}`, 200)
  expect(shown).toMatchObject({ state: 'done', reached: 3, results: [{ state: 'sent', channel: 'line', people: 3 }] })
  const first = await call(writer, 'GET', `/${id}/recipients?limit=2&state=sent`, 200)
  const rest = await call(writer, 'GET', `/${id}/recipients?limit=2&cursor=${first.next}`, 200)
  const seen = [...first.items, ...rest.items].map((one: { personId: string }) => one.personId)
  expect([seen, rest.next]).toEqual([people, null])
  expect(await call(writer, 'GET', `/${id}/export.csv`, 200)).toContain('"LINE","Sent"')
  await write()
  const { items, next } = await call(writer, 'GET', '?limit=1', 200)
  expect((await call(writer, 'GET', `?cursor=${next}`, 200)).items.map((one: { id: string }) => one.id)).toContain(id)
  expect(items).toHaveLength(1)
})

test('whoever wrote or changed a broadcast does not release it; whoever may not write, does not', async () => {
  const { writer, approver } = house
  const id = await write()
  const third = await house.member('fundraiser')
  await call(approver, 'PATCH', `/${id}`, 204, { name: 'Mine too' })
  await call(writer, 'POST', `/${id}/submit`, 204)
  for (const author of [writer, approver]) {
    expect(await call(author, 'POST', `/${id}/approve`, 400)).toEqual({ code: 'broadcasts.own' })
  }
  const agent = await house.member('agent')
  for (const path of ['approve', 'pause', 'resume', 'cancel', 'submit']) {
    expect(await call(agent, 'POST', `/${id}/${path}`, 400)).toEqual({ code: 'organisations.not-permitted' })
  }
  await call(third, 'POST', `/${id}/approve`, 204)
  expect(await call(third, 'POST', `/${id}/approve`, 400)).toEqual({ code: 'broadcasts.not-now' })
  expect(await call(writer, 'PATCH', `/${id}`, 400, { name: 'Too late' })).toEqual({ code: 'broadcasts.not-now' })
  await call(third, 'POST', `/${id}/cancel`, 200)
})

test.each([
  [{ purpose: 'service' }, 'request.invalid'],
  [{ contents: { en: textMessage('Dear {{surname}}') } }, 'request.invalid'],
  [{ contents: { it: textMessage('Ciao') } }, 'broadcasts.fallback-missing'],
  [{ audience: [] }, 'request.invalid'],
  [{ audience: { anyOf: [], butNot: [] } }, 'request.invalid'],
  [{ audience: { anyOf: [[]], butNot: [] } }, 'request.invalid'],
  [{ audience: { anyOf: [[{ kind: 'reachable' }]], not: [] } }, 'request.invalid'],
  [{ schedule: { kind: 'at', day: '2026-03-02', time: '25:00' } }, 'request.invalid'],
])('%j is refused', async (change, code) => {
  expect(await call(house.writer, 'POST', '', 400, { ...planned, ...change })).toEqual({ code })
})

test.each([
  { schedule: { kind: 'at', day: '2026-03-01', time: '10:00' } },
  { notAfter: '2026-03-02T01:00:00Z' },
  { schedule: { kind: 'at', day: '2026-03-05', time: '10:00' }, notAfter: '2026-03-04T01:00:00Z' },
])('a broadcast that cannot leave in time is not handed in: %j', async (change) => {
  const id = await write(change)
  expect(await call(house.writer, 'POST', `/${id}/submit`, 400)).toEqual({ code: 'broadcasts.too-late' })
})
