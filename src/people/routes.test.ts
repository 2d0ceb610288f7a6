import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { newEdge } from '../platform/http/edge.ts'
import type { Scope } from '../platform/scope.ts'
import { ensureIdentities } from './identities.ts'
import { createPerson } from './persons.ts'
import { peopleRoutes } from './routes.ts'

let house: TestHouse
let as: Scope
const account = '01920000-0000-7000-8000-000000000001'
const page = z.object({ items: z.array(z.record(z.string(), z.unknown())), next: z.string().nullable() })

beforeAll(async () => {
  house = await openTestHouse()
  as = await house.member('agent')
  await house.scope.transaction(({ db, organisationId, now }) =>
    db
      .insertInto('channel_accounts')
      .values({
        organisation_id: organisationId,
        channel_account_id: account,
        kind: 'line',
        name: 'LINE',
        hook_key: 'k',
        config_cipher: Buffer.of(1),
        organisation_is_demo: true,
        created_at: now,
      })
      .execute(),
  )
})
afterAll(() => house.close())

async function call(path: string, method = 'GET', body?: unknown, scope: Scope = as) {
  const app = newEdge(house.context, (request) => request.text('', 500))
  app.use('*', async (request, next) => {
    request.set('scope', scope)
    await next()
  })
  app.route('/', peopleRoutes([elsewhere]))
  const response = await app.request(path, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? {} : JSON.parse(text) }
}

const elsewhere = async () => [
  {
    id: '01920000-0000-7000-8000-0000000000ff',
    at: new Date('2026-01-01T00:00:00Z'),
    kind: 'gift.received',
    facts: {},
  },
]

const person = (displayName: string) =>
  house.scope.transaction((transaction) => createPerson(transaction, { displayName, language: 'zh-Hant' }))

test('people are listed page by page, each once, newest first', async () => {
  for (let count = 0; count < 5; count += 1) {
    house.clock.advance(1000)
    await person(`分頁 ${count}`)
  }
  const first = page.parse((await call('/api/people?query=分頁&limit=3')).body)
  const second = page.parse((await call(`/api/people?query=分頁&limit=3&cursor=${first.next}`)).body)
  const names = [...first.items, ...second.items].map((item) => item.displayName)
  expect(names).toEqual(['分頁 4', '分頁 3', '分頁 2', '分頁 1', '分頁 0'])
  expect(second.next).toBeNull()
  expect((await call('/api/people?cursor=nonsense')).body.code).toBe('people.cursor-invalid')
})

test('a member changes a person; what cannot be an address is refused by its field', async () => {
  const id = await person('李怡君')
  expect((await call(`/api/people/${id}`, 'PATCH', { email: 'Yi@Example.ORG', phone: '0912 345 678' })).status).toBe(
    204,
  )
  expect((await call(`/api/people/${id}`)).body).toMatchObject({ email: 'yi@example.org', phone: '+886912345678' })
  expect((await call(`/api/people/${id}`, 'PATCH', { email: '' })).status).toBe(204)
  expect((await call(`/api/people/${id}`)).body.email).toBeNull()
  expect((await call(`/api/people/${id}`, 'PATCH', { phone: 'x' })).body).toMatchObject({
    code: 'people.phone-invalid',
    field: 'phone',
  })
})

test('a linked chat account and a spoken consent stand in profile, timeline and audit', async () => {
  const id = await person('張雅婷')
  house.clock.advance(1000)
  const identity = await house.scope.transaction(async (transaction) => {
    const seen = await ensureIdentities(transaction, account, [{ address: 'U9' }], {
      name: '朋友',
      language: 'zh-Hant',
    })
    return seen.get('U9')?.identityId ?? ''
  })
  house.clock.advance(1000)
  expect((await call(`/api/people/${id}/identities/${identity}/link`, 'POST')).status).toBe(204)
  house.clock.advance(1000)
  const words = { consents: [{ purpose: 'feedback', channel: 'all', granted: true }] }
  expect((await call(`/api/people/${id}/consents`, 'PUT', words)).status).toBe(204)
  expect((await call(`/api/people/${id}`)).body).toMatchObject({
    identities: [{ id: identity, proof: 'member' }],
    consents: [{ purpose: 'feedback', granted: true, source: 'member' }],
  })
  const first = page.parse((await call(`/api/people/${id}/timeline?limit=1`)).body)
  const rest = page.parse((await call(`/api/people/${id}/timeline?cursor=${first.next}`)).body)
  const kinds = [...first.items, ...rest.items].map((item) => item.kind)
  expect(kinds).toEqual(['consent.given', 'identity.linked', 'gift.received'])
  const { rows } = await house.scope.transaction(async ({ db, organisationId }) => ({
    rows: await db
      .selectFrom('audit_entries')
      .where('organisation_id', '=', organisationId)
      .where('action', 'like', 'people.%')
      .where('subject_id', 'in', [id, identity])
      .select('action')
      .orderBy('audit_entry_id')
      .execute(),
  }))
  expect(rows.map((row) => row.action)).toEqual(['people.link-identity', 'people.consent'])
})

test('who may only look at campaigns sees nobody', async () => {
  const viewer = await house.member('viewer')
  const id = await person('不可見')
  for (const [path, method, body] of [
    ['/api/people', 'GET', undefined],
    [`/api/people/${id}`, 'GET', undefined],
    [`/api/people/${id}/timeline`, 'GET', undefined],
    [`/api/people/${id}`, 'PATCH', { displayName: 'x' }],
    [`/api/people/${id}/consents`, 'PUT', { consents: [{ purpose: 'feedback', channel: 'all', granted: true }] }],
    [`/api/people/${id}/identities/${id}/link`, 'POST', undefined],
  ] as const) {
    expect((await call(path, method, body, viewer)).body.code).toBe('organisations.not-permitted')
  }
})
