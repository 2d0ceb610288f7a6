import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { newId } from '../platform/ids.ts'
import { newPublicReference, recordEntries } from './record.ts'
import { logRoutes } from './routes.ts'
import { sequence } from './sequence.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
  await record()
})
afterAll(() => house.close())

async function record(): Promise<void> {
  const entry = { kind: 'gift.refunded', gift: newPublicReference(), amountMinor: '100', currency: 'TWD' } as const
  const subject = { subjectKind: 'refund', subjectId: newId(house.clock.now()) } as const
  const entries = [{ ...subject, entry: { ...entry, fund: 'cleft', day: '2026-03-02' } }]
  await house.scope.transaction((tx) => recordEntries(tx, entries))
  await sequence(house.scope)
}

function ask(path: string, headers: Record<string, string> = {}) {
  const router = new Hono().use(async (request, next) => {
    Reflect.apply(request.set, request, ['context', house.context])
    await next()
  })
  return router.route('/', logRoutes).request(`/log/morning-light/${path}`, { headers })
}

test('whoever has the newest checkpoint is told so in a few bytes, and gets the next one when there is one', async () => {
  const first = await ask('checkpoint')
  expect([first.status, first.headers.get('cache-control')]).toEqual([200, 'no-cache'])
  const tag = first.headers.get('etag') ?? ''
  const again = await ask('checkpoint', { 'if-none-match': `"other", W/${tag}` })
  expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag])
  await record()
  const next = await ask('checkpoint', { 'if-none-match': tag })
  expect(next.status).toBe(200)
  expect(next.headers.get('etag')).not.toBe(tag)
})

test('a tile may be kept for ever, by anyone, and costs no question to the database once the log is known', async () => {
  const tile = await ask('tile/0/000.p/1')
  expect([tile.status, tile.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable'])
  expect((await tile.arrayBuffer()).byteLength).toBe(32)
  const { owner } = house.context.databases
  await owner.query('alter table log_heads rename to log_heads_away')
  try {
    expect((await ask('tile/entries/000.p/1', { 'if-none-match': '"x"' })).status).toBe(200)
  } finally {
    await owner.query('alter table log_heads_away rename to log_heads')
  }
})
