import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { sendBroadcast } from './send.ts'
import { type BroadcastHouse, openBroadcastHouse } from './testing.ts'

let house: BroadcastHouse
let people: string[]
beforeAll(async () => {
  house = await openBroadcastHouse()
  people = await house.meet(5)
})
afterAll(() => house.close())
beforeEach(() => {
  house.clock.set('2026-03-02T02:00:00Z')
  house.sent.length = 0
})

test('everybody in the audience gets one message with their own name, and a second run sends none', async () => {
  const reluctant = await house.meet(1, { agrees: false })
  const broadcastId = await house.release({ audience: [{ kind: 'people', personIds: [...people, ...reluctant] }] })
  await sendBroadcast(house.scope, broadcastId)
  await house.settle()
  await sendBroadcast(house.scope, broadcastId)
  expect(await house.ends(broadcastId)).toEqual({ sent: 5, 'skipped opted_out': 1 })
  expect(await house.stateOf(broadcastId)).toBe('done')
  await sendBroadcast(house.scope, broadcastId)
  await house.settle()
  expect(house.sent).toHaveLength(5)
  expect(new Set(house.sent.map(({ body }) => /Dear (Mei [0-9a-f]{6}), spring/.exec(body)?.[1])).size).toBe(5)
  expect(house.sent[0]?.body).toContain('Send STOP')
})
