import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openTestHouse, type TestHouse } from '../../organisations/testing.ts'
import { newEdge } from '../../platform/http/edge.ts'
import type { Scope } from '../../platform/scope.ts'
import { paymentRoutes } from '../payment-routes.ts'
import { openSandbox } from '../testing.ts'
import { beginWave } from './wave.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

const waves = z.object({ items: z.array(z.looseObject({ id: z.string() })) })
const problem = z.object({ code: z.string() })

/** The payment routes as the desk of a member asks them. */
function openDesk(scope: Scope) {
  const edge = newEdge(house.context, (request) => request.text('', 500))
  edge.use('/api/*', async (request, next) => {
    request.set('scope', scope)
    await next()
  })
  edge.route('/', paymentRoutes())
  return async (method: 'GET' | 'POST', path: string) => edge.request(path, { method })
}

test('who may change payments sees a wave and what was done, ends it once, and sees who did; nobody else is told', async () => {
  const account = await openSandbox(house.scope)
  await house.scope.transaction((transaction) => beginWave(transaction, account))
  const ask = openDesk(await house.member('finance'))
  const { items } = waves.parse(await (await ask('GET', '/api/decline-waves')).json())
  expect(items).toMatchObject([{ accountName: 'Test page', heldBack: 0, turnedAway: 0, endedAt: null }])
  const end = `/api/decline-waves/${items[0]?.id}/end`
  const agent = openDesk(await house.member('agent'))
  expect([(await agent('GET', '/api/decline-waves')).status, (await agent('POST', end)).status]).toEqual([403, 403])
  expect((await ask('POST', end)).status).toBe(204)
  const again = await ask('POST', end)
  expect([again.status, problem.parse(await again.json()).code]).toEqual([409, 'gifts.decline-wave-ended'])
  const ended = waves.parse(await (await ask('GET', '/api/decline-waves')).json()).items[0]
  expect(ended).toMatchObject({
    endedAt: house.clock.now().toISOString(),
    endedByName: expect.stringMatching(/^Member/),
  })
})

test('a wave stays on the list for thirty days', async () => {
  const ask = openDesk(await house.member('owner'))
  house.clock.advance(31 * 24 * 60 * 60 * 1000)
  expect(await (await ask('GET', '/api/decline-waves')).json()).toMatchObject({ items: [] })
  expect((await ask('POST', '/api/decline-waves/018f2f2e-7d5c-7c8a-9d51-6f4d7c1f0a11/end')).status).toBe(404)
})
