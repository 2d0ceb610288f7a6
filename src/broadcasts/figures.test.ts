import { afterAll, beforeAll, expect, test } from 'vitest'
import { accept } from '../conversations/testing.ts'
import { figuresSweep, readFigures } from './figures.ts'
import { sendBroadcast } from './send.ts'
import { type BroadcastHouse, openBroadcastHouse } from './testing.ts'

let house: BroadcastHouse
let overview: object = {}
beforeAll(async () => {
  house = await openBroadcastHouse()
  house.answer = ({ url }) => (url.includes('/insight/') ? Response.json({ overview }) : accept())
})
afterAll(() => house.close())

const asked = () =>
  house.sent.filter(({ url }) => url.includes('/insight/')).map(({ url }) => new URL(url).searchParams)
const hours = (count: number) => house.clock.advance(count * 3_600_000)

test('what LINE counts of a broadcast is asked for when its day is over, once a day, and fewer than twenty is unknown', async () => {
  await house.meet(3)
  const broadcastId = await house.release()
  await sendBroadcast(house.scope, broadcastId)
  await house.settle()
  const units = house.sent.map(({ body }) => JSON.parse(body).customAggregationUnits)
  expect(new Set(units.flat()).size).toBe(1)
  expect(units[0]?.[0]).toMatch(/^[a-z0-9_]{1,30}$/)
  const read = () => house.scope.transaction((tx) => readFigures(tx, broadcastId))
  expect(await read()).toMatchObject([{ channel: 'line', seen: null, askedAt: null }])

  // 10:00 in Taipei is 11:00 by LINE's clock: its day is over in 13 hours, and counted a day later.
  hours(36)
  await figuresSweep.run(house.scope)
  expect(asked()).toEqual([])
  overview = { uniqueImpression: 25, uniqueClick: null }
  hours(2)
  await figuresSweep.run(house.scope)
  await figuresSweep.run(house.scope)
  expect(asked().map((query) => Object.fromEntries(query))).toEqual([
    { customAggregationUnit: units[0]?.[0], from: '20260302', to: '20260303' },
  ])
  expect(await read()).toMatchObject([{ seen: 25, pressed: null, played: null, askedAt: house.clock.now() }])

  overview = { uniqueImpression: 31, uniqueClick: 20 }
  hours(24)
  await figuresSweep.run(house.scope)
  expect(await read()).toMatchObject([{ seen: 31, pressed: 20 }])
  hours(24 * 15)
  await figuresSweep.run(house.scope)
  expect(asked()).toHaveLength(2)
})
