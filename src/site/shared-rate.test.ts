import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { withinOneMinute } from '../platform/testing/one-minute.ts'
import { openSite } from './testing.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

test('nobody draws shared stories without end', async () => {
  withinOneMinute()
  const site = openSite(house.context)
  const first = await site.get('/s/unknown')
  expect(first.status).toBe(404)
  for (let count = 1; count < 240; count += 1) await site.get('/s/unknown')
  expect((await site.get('/s/unknown')).status).toBe(429)
})
