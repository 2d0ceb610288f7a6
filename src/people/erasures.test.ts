import { createMiddleware } from 'hono/factory'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import type { Environment } from '../platform/http/api.ts'
import { newEdge } from '../platform/http/edge.ts'
import type { Scope } from '../platform/scope.ts'
import { carryOutErasures, type WaitingErasure } from './erasures.ts'
import { createPerson } from './persons.ts'
import { peopleRoutes } from './routes.ts'

let house: TestHouse
let owner: Scope
const told: WaitingErasure[] = []

beforeAll(async () => {
  house = await openTestHouse()
  owner = await house.member('owner')
})
afterAll(() => house.close())

/** What the API answers a member. */
function ask(scope: Scope, method: string, path: string, body?: object): Promise<Response> {
  const edge = newEdge(house.context, () => new Response('', { status: 500 }))
  const asMember = createMiddleware<Environment>(async (request, next) => {
    request.set('scope', scope)
    await next()
  })
  edge.use(asMember)
  edge.route(
    '/',
    peopleRoutes([], [], async (_transaction, waiting) => told.push(waiting)),
  )
  const headers = { 'content-type': 'application/json' }
  return Promise.resolve(edge.request(path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) }))
}

const make = () =>
  house.scope.transaction((transaction) =>
    createPerson(transaction, { displayName: 'Mei', language: 'en', email: 'mei@example.org' }),
  )

test('an owner has a person erased in a week, who is told; the list and the page say when', async () => {
  const id = await make()
  expect((await ask(owner, 'POST', `/api/people/${id}/erasure`, { atOnce: false })).status).toBe(204)
  expect(told.at(-1)).toMatchObject({ personId: id, askedBy: 'member', isSoon: false })
  const list = await (await ask(owner, 'GET', '/api/erasures')).json()
  expect(list).toMatchObject({ items: [{ personId: id, displayName: 'Mei', askedBy: 'member' }] })
  const page = await (await ask(owner, 'GET', `/api/people/${id}`)).json()
  expect(page).toMatchObject({ erasedAt: null, erasure: { dueAt: '2026-03-09T02:00:00.000Z', isSoon: false } })
  expect((await ask(owner, 'DELETE', `/api/people/${id}/erasure`)).status).toBe(204)
  expect((await ask(owner, 'DELETE', `/api/people/${id}/erasure`)).status).toBe(409)
})

test('at once is a minute, after which the page has no name and the search does not find them', async () => {
  const id = await make()
  await ask(owner, 'POST', `/api/people/${id}/erasure`, { atOnce: true })
  await carryOutErasures(house.scope, [])
  expect(await (await ask(owner, 'GET', `/api/people/${id}`)).json()).toMatchObject({ erasure: { isSoon: true } })
  house.clock.advance(60_000)
  await carryOutErasures(house.scope, [])
  const page = await (await ask(owner, 'GET', `/api/people/${id}`)).json()
  expect(page).toMatchObject({ displayName: '', email: null, erasure: null, erasedAt: expect.any(String) })
  expect(JSON.stringify(await (await ask(owner, 'GET', '/api/people')).json())).not.toContain(id)
  expect((await ask(owner, 'POST', `/api/people/${id}/erasure`, { atOnce: true })).status).toBe(404)
})

test('nobody but who holds the permission asks, takes back or sees who waits', async () => {
  const id = await make()
  const agent = await house.member('agent', 'fundraiser', 'finance')
  for (const [method, path] of [
    ['POST', `/api/people/${id}/erasure`],
    ['DELETE', `/api/people/${id}/erasure`],
    ['GET', '/api/erasures'],
  ] as const) {
    const body = method === 'POST' ? { atOnce: true } : undefined
    expect([method, (await ask(agent, method, path, body)).status]).toEqual([method, 403])
  }
})
