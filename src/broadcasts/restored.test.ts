import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { doubtAbout } from './doubt.ts'
import { anyOf } from './filters.ts'
import { sendBroadcast } from './send.ts'
import { resumeBroadcast } from './stop.ts'
import { type BroadcastHouse, openBroadcastHouse } from './testing.ts'

let house: BroadcastHouse
let personIds: string[]
beforeAll(async () => {
  house = await openBroadcastHouse()
})
afterAll(() => house.close())
beforeEach(async () => {
  house.clock.set('2026-03-02T02:00:00Z')
  house.sent.length = 0
  personIds = await house.meet(3)
})

const tables = ['broadcasts', 'broadcast_recipients', 'messages', 'deliveries', 'delivery_parts']

/** What the tables of a broadcast hold, and later the same again: as when last night's backup is put back. */
async function backUp(): Promise<() => Promise<void>> {
  const { owner } = house.context.databases
  for (const table of tables) {
    await owner.query(`drop table if exists backup_${table}`)
    await owner.query(`create table backup_${table} as table ${table}`)
  }
  return async () => {
    for (const table of tables.toReversed()) await owner.query(`delete from ${table}`)
    for (const table of tables) await owner.query(`insert into ${table} table backup_${table}`)
  }
}

async function run(broadcastId: string): Promise<void> {
  await sendBroadcast(house.scope, broadcastId)
  await house.settle()
  await sendBroadcast(house.scope, broadcastId)
}

test('B7: a backup with a scheduled broadcast, put back after it was sent, does not send it again until a member says so', async () => {
  const schedule = { kind: 'at', day: '2026-03-02', time: '15:00' } as const
  const broadcastId = await house.release({ audience: anyOf({ kind: 'people', personIds }), schedule })
  const restore = await backUp()
  house.clock.set('2026-03-02T07:00:00Z')
  await run(broadcastId)
  expect([await house.stateOf(broadcastId), house.sent.length]).toEqual(['done', 3])
  house.clock.set('2026-03-03T02:00:00Z')
  await restore()
  await run(broadcastId)
  expect([await house.stateOf(broadcastId), house.sent.length]).toEqual(['paused overdue', 3])
  await run(broadcastId)
  expect(house.sent).toHaveLength(3)
  await resumeBroadcast(house.approver, broadcastId)
  await run(broadcastId)
  expect([await house.stateOf(broadcastId), house.sent.length]).toEqual(['done', 6])
})

test('B7: put back at once into another life of the database, it is asked about although its hour is near', async () => {
  const broadcastId = await house.release({ audience: anyOf({ kind: 'people', personIds }) })
  await house.context.databases.owner.query(`update broadcasts set database_life = '1/1/1'`)
  await run(broadcastId)
  expect([await house.stateOf(broadcastId), house.sent.length]).toEqual(['paused restored', 0])
})

test('B7: a copy taken while it was being sent does not go on where it stood then', async () => {
  const broadcastId = await house.release({ audience: anyOf({ kind: 'people', personIds }) })
  await sendBroadcast(house.scope, broadcastId)
  const restore = await backUp()
  await house.settle()
  house.clock.advance(3_600_000)
  await restore()
  await sendBroadcast(house.scope, broadcastId)
  await house.settle()
  expect([await house.stateOf(broadcastId), house.sent.length]).toEqual(['paused stood_still', 3])
})

test('a broadcast in its own life goes on for half an hour, whatever restarts; one that waits for its hour may wait for weeks', () => {
  const at = (minutes: number) => new Date(Date.UTC(2026, 2, 2) + minutes * 60_000)
  const progress = { startsAt: at(0), movedAt: at(0), life: 'a' }
  expect(doubtAbout({ ...progress, state: 'sending' }, at(30), 'a')).toBeUndefined()
  expect(doubtAbout({ ...progress, state: 'sending' }, at(31), 'a')).toBe('stood_still')
  expect(doubtAbout({ ...progress, state: 'approved', startsAt: at(20_000) }, at(20_030), 'a')).toBeUndefined()
  expect(doubtAbout({ ...progress, state: 'approved', startsAt: at(20_000) }, at(20_031), 'a')).toBe('overdue')
  expect(doubtAbout({ ...progress, state: 'approved', movedAt: at(100) }, at(101), 'a')).toBeUndefined()
  expect(doubtAbout({ ...progress, state: 'approved' }, at(0), 'b')).toBe('restored')
})
