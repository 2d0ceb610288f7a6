import { afterAll, beforeAll, expect, test } from 'vitest'
import { renameTag } from '../people/tag-words.ts'
import { setTags } from '../people/tags.ts'
import { approveBroadcast, declineBroadcast } from './approve.ts'
import { countAudience } from './audience.ts'
import { type Audience, anyOf } from './filters.ts'
import { renameInAudiences } from './rename-tag.ts'
import { getBroadcast } from './rows.ts'
import { getSegment, readSegments } from './segment-rows.ts'
import { archiveSegment, changeSegment, keepSegment } from './segments.ts'
import { sendBroadcast } from './send.ts'
import { type BroadcastHouse, openBroadcastHouse, planned } from './testing.ts'
import { createBroadcast, submitBroadcast } from './write.ts'

let house: BroadcastHouse
let mei: string
let lin: string
let ada: string
beforeAll(async () => {
  house = await openBroadcastHouse()
  const [first = '', second = '', third = ''] = await house.meet(3)
  ;[mei, lin, ada] = [first, second, third]
  await setTags(house.writer, mei, ['choir'])
  await setTags(house.writer, lin, ['choir', 'staff'])
  await setTags(house.writer, ada, ['press'])
})
afterAll(() => house.close())

const tagged = (...tags: string[]) => anyOf({ kind: 'tagged', tags })
const of = (segmentId: string): Audience => ({ anyOf: [[{ kind: 'segment', segmentId }]], butNot: [] })
const count = (audience: Audience) => house.scope.transaction((tx) => countAudience(tx, audience))

async function run(broadcastId: string): Promise<Record<string, number>> {
  await sendBroadcast(house.scope, broadcastId)
  await house.settle()
  await sendBroadcast(house.scope, broadcastId)
  return house.ends(broadcastId)
}

test('a segment is counted as it is now, stands in a broadcast beside other groups, and excepts whom it describes', async () => {
  const choir = await keepSegment(house.writer, { name: 'Choir', audience: tagged('choir') })
  const staff = await keepSegment(house.writer, { name: 'Staff', audience: tagged('staff') })
  expect(await count(of(choir))).toBe(2)
  await setTags(house.writer, ada, ['press', 'choir'])
  expect(await count(of(choir))).toBe(3)
  await setTags(house.writer, ada, ['press'])
  const both: Audience = {
    anyOf: [[{ kind: 'segment', segmentId: choir }], [{ kind: 'tagged', tags: ['press'] }]],
    butNot: [[{ kind: 'segment', segmentId: staff }]],
  }
  expect(await count(both)).toBe(2)
  expect(await run(await house.release({ audience: both }))).toEqual({ sent: 2 })
})

test('what was handed in is what is sent: the segment may be changed, and even put away, meanwhile', async () => {
  const segmentId = await keepSegment(house.writer, { name: 'Friends', audience: tagged('press') })
  const id = await createBroadcast(house.writer, { ...planned, audience: of(segmentId) })
  await changeSegment(house.writer, segmentId, { audience: tagged('staff') })
  await submitBroadcast(house.writer, id)
  await changeSegment(house.writer, segmentId, { name: 'Everybody', audience: anyOf({ kind: 'reachable' }) })
  await archiveSegment(house.writer, segmentId, true)
  await approveBroadcast(house.approver, id)
  expect(await run(id)).toEqual({ sent: 1 })
  const { audience } = await house.scope.transaction((tx) => getBroadcast(tx, id))
  const fixed = { name: 'Friends', audience: tagged('staff') }
  expect(audience.anyOf).toEqual([[{ kind: 'segment', segmentId, fixed }]])
})

test('sent back, a draft follows its segment again; with one that was put away it is not handed in', async () => {
  const segmentId = await keepSegment(house.writer, { name: 'Readers', audience: tagged('press') })
  const id = await createBroadcast(house.writer, { ...planned, audience: of(segmentId) })
  await submitBroadcast(house.writer, id)
  await declineBroadcast(house.approver, id, 'Also the choir')
  await changeSegment(house.writer, segmentId, { audience: tagged('press', 'choir') })
  const draft = await house.scope.transaction((tx) => getBroadcast(tx, id))
  expect(draft.audience).toEqual(of(segmentId))
  expect(await count(draft.audience)).toBe(3)
  await archiveSegment(house.writer, segmentId, true)
  await expect(submitBroadcast(house.writer, id)).rejects.toMatchObject({
    code: 'broadcasts.segment-archived',
    facts: { name: 'Readers' },
  })
  await archiveSegment(house.writer, segmentId, false)
  await submitBroadcast(house.writer, id)
})

test('a tag called otherwise means the same people in a segment, a draft and what was handed in', async () => {
  await setTags(house.writer, ada, ['press'])
  const segmentId = await keepSegment(house.writer, { name: 'Papers', audience: tagged('PRESS') })
  const both: Audience = {
    anyOf: [[{ kind: 'segment', segmentId }], [{ kind: 'tagged', tags: ['press', 'x'] }]],
    butNot: [],
  }
  const draft = await createBroadcast(house.writer, { ...planned, audience: both })
  const handedIn = await house.release({ audience: both, schedule: { kind: 'at', day: '2026-03-09', time: '10:00' } })
  await renameTag(house.writer, { from: 'press', to: 'Media', merge: false }, [renameInAudiences])
  const audienceOf = async (id: string) => (await house.scope.transaction((tx) => getBroadcast(tx, id))).audience
  expect(await count(of(segmentId))).toBe(1)
  expect(await audienceOf(draft)).toEqual({
    ...both,
    anyOf: [both.anyOf[0], [{ kind: 'tagged', tags: ['Media', 'x'] }]],
  })
  expect(JSON.stringify(await audienceOf(handedIn))).not.toMatch(/press/i)
  expect(await count(await audienceOf(handedIn))).toBe(1)
  await renameTag(house.writer, { from: 'media', to: 'press', merge: false }, [renameInAudiences])
})

test('of two segments in use one bears a name; one put away leaves it free, and finds it taken on its return', async () => {
  const first = await keepSegment(house.writer, { name: 'Donors', audience: tagged('press') })
  const taken = { code: 'broadcasts.segment-name-taken', field: 'name' }
  const again = { name: 'DONORS', audience: tagged('staff') }
  await expect(keepSegment(house.writer, again)).rejects.toMatchObject(taken)
  await archiveSegment(house.writer, first, true)
  const second = await keepSegment(house.writer, again)
  await expect(archiveSegment(house.writer, first, false)).rejects.toMatchObject(taken)
  await changeSegment(house.writer, second, { name: 'Staff of ours' })
  await archiveSegment(house.writer, first, false)
  await expect(changeSegment(house.writer, second, { name: 'donors' })).rejects.toMatchObject(taken)
})

test('segments are listed by name, page after page; those put away by themselves', async () => {
  const neighbour = await house.neighbour('other')
  for (const name of ['b', 'A', 'c', 'd']) await keepSegment(neighbour, { name, audience: tagged('x') })
  const page = (archived: boolean, after?: string) =>
    neighbour.transaction((tx) => readSegments(tx, { archived, after, limit: 2 }))
  const first = await page(false)
  const second = await page(false, first.at(-1)?.segmentId)
  expect([first, second].map((rows) => rows.map(({ name }) => name))).toEqual([
    ['A', 'b'],
    ['c', 'd'],
  ])
  await archiveSegment(neighbour, second[0]?.segmentId ?? '', true)
  expect((await page(true)).map(({ name }) => name)).toEqual(['c'])
})

test('another organisation’s segment is no segment; who may not write broadcasts keeps none', async () => {
  const segmentId = await keepSegment(house.writer, { name: 'Ours alone', audience: tagged('press') })
  const neighbour = await house.neighbour('third')
  const unknown = { code: 'broadcasts.segment-unknown' }
  await expect(neighbour.transaction((tx) => getSegment(tx, segmentId))).rejects.toMatchObject(unknown)
  await expect(neighbour.transaction((tx) => countAudience(tx, of(segmentId)))).rejects.toMatchObject(unknown)
  await expect(changeSegment(neighbour, segmentId, { name: 'Theirs' })).rejects.toMatchObject(unknown)
  const agent = await house.member('agent')
  expect(() => keepSegment(agent, { name: 'No', audience: tagged('x') })).toThrow()
})
