import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import type { Scope } from '../platform/scope.ts'
import { erasePerson } from './erase.ts'
import { peopleSweeps } from './jobs.ts'
import { mergePersons } from './merge.ts'
import { createPerson, createPersons } from './persons.ts'
import { readProfile } from './profile.ts'
import { countPeople } from './search.ts'
import { carryOnTagRun } from './tag-batches.ts'
import { type NewTagRun, readTagRun, startTagRun, undoTagRun } from './tag-runs.ts'
import { setTags } from './tags.ts'

let house: TestHouse
let member: Scope
beforeAll(async () => {
  house = await openTestHouse()
  member = await house.member('agent')
})
afterAll(() => house.close())

function meet(displayName: string): Promise<string> {
  return house.scope.transaction((tx) => createPerson(tx, { displayName, language: 'en' }))
}

async function tagsOf(personId: string): Promise<readonly string[]> {
  return (await readProfile(member, personId)).tags
}

const bearers = (tag: string) => house.scope.transaction((tx) => countPeople(tx, '', tag))
const read = (id: string) => house.scope.transaction((tx) => readTagRun(tx, id))

async function run(begun: NewTagRun): Promise<string> {
  house.clock.advance(1000)
  const id = await startTagRun(member, begun)
  await carryOnTagRun(house.scope, id)
  return id
}

async function undo(id: string): Promise<void> {
  house.clock.advance(1000)
  await undoTagRun(member, id)
  await carryOnTagRun(house.scope, id)
}

test('tags are given to everybody a search finds, batch after batch, and taken back from exactly those who got them', async () => {
  const crowd = Array.from({ length: 2300 }, (_, at) => ({ displayName: `Zoe ${at}`, language: 'en' as const }))
  const [first = '', second = ''] = await house.scope.transaction((tx) => createPersons(tx, crowd))
  await setTags(member, first, ['gala'])
  const stranger = await meet('Kai')
  const id = await run({ deed: 'give', tags: ['Gala', ' 2026 '], sought: { query: 'zoe' } })
  expect(await read(id)).toMatchObject({ state: 'done', total: 2300, done: 2300, changed: 2300, full: 0, sought: null })
  expect([await bearers('gala'), await bearers('2026'), await tagsOf(stranger)]).toEqual([2300, 2300, []])
  expect(await tagsOf(second)).toEqual(['2026', 'gala'])
  await undo(id)
  expect(await read(id)).toMatchObject({ state: 'undone', done: 2300 })
  expect([await bearers('gala'), await bearers('2026'), await tagsOf(first)]).toEqual([1, 0, ['gala']])
})

test('what stopped in the middle goes on where it stood; who came after it began is not in it', async () => {
  const people = await house.scope.transaction((tx) =>
    createPersons(
      tx,
      [1, 2, 3].map((at) => ({ displayName: `Quin ${at}`, language: 'en' as const })),
    ),
  )
  house.clock.advance(1000)
  const id = await startTagRun(member, { deed: 'give', tags: ['walk'], sought: { query: 'quin' } })
  const [middle = ''] = people.toSorted().slice(1)
  await house.context.databases.owner.query('update tag_runs set last_person_id = $1 where tag_run_id = $2', [
    middle,
    id,
  ])
  house.clock.advance(1000)
  await meet('Quin too late')
  await carryOnTagRun(house.scope, id)
  await carryOnTagRun(house.scope, id)
  expect([await bearers('walk'), (await read(id)).changed]).toEqual([1, 1])
})

test('taken from those named, and given back with its spelling; who was given it anew meanwhile keeps what was given then', async () => {
  const [ada, ben] = [await meet('Ada'), await meet('Ben')]
  for (const one of [ada, ben]) await setTags(member, one, ['Board member', 'vip'])
  const taken = await run({ deed: 'take', tags: ['BOARD member'], sought: { personIds: [ada, ben] } })
  expect([await tagsOf(ada), await tagsOf(ben)]).toEqual([['vip'], ['vip']])
  await undo(taken)
  expect([await tagsOf(ada), await tagsOf(ben)]).toEqual([
    ['Board member', 'vip'],
    ['Board member', 'vip'],
  ])
  const given = await run({ deed: 'give', tags: ['lunch'], sought: { personIds: [ada, ben] } })
  house.clock.advance(1000)
  await setTags(member, ada, [])
  await setTags(member, ada, ['lunch'])
  await undo(given)
  expect([await tagsOf(ada), await tagsOf(ben)]).toEqual([['lunch'], ['Board member', 'vip']])
})

test('who bears as many tags as anybody may is given none, and counted', async () => {
  const [full, free] = [await meet('Full'), await meet('Free')]
  await setTags(
    member,
    full,
    Array.from({ length: 29 }, (_, at) => `t${at}`),
  )
  const id = await run({ deed: 'give', tags: ['t0', 'u1', 'u2'], sought: { personIds: [full, free] } })
  expect(await read(id)).toMatchObject({ changed: 1, full: 1 })
  expect([(await tagsOf(full)).length, await tagsOf(free)]).toEqual([29, ['t0', 'u1', 'u2']])
})

test('what a run gave goes with a record joined to another, and can still be taken back; whoever is erased is left out', async () => {
  const [from, into, gone] = [await meet('Lin'), await meet('Lin'), await meet('Gone')]
  const id = await run({ deed: 'give', tags: ['concert'], sought: { personIds: [from, gone] } })
  await house.scope.transaction((tx) =>
    mergePersons(tx, { fromId: from, intoId: into, proof: 'member', proofId: from }, []),
  )
  await house.scope.transaction((tx) => erasePerson(tx, gone, []))
  expect(await tagsOf(into)).toEqual(['concert'])
  await undo(id)
  expect(await bearers('concert')).toBe(0)
})

test('a run is taken back once, and only for a week; afterwards it does not remember whom it changed', async () => {
  const ada = await meet('Ada')
  const [first, second] = [
    await run({ deed: 'give', tags: ['one'], sought: { personIds: [ada] } }),
    await run({ deed: 'give', tags: ['two'], sought: { personIds: [ada] } }),
  ]
  await undo(first)
  await expect(undoTagRun(member, first)).rejects.toMatchObject({ code: 'people.tag-run-not-now' })
  house.clock.advance(7 * 86_400_000)
  await expect(undoTagRun(member, second)).rejects.toMatchObject({ code: 'people.tag-run-not-now' })
  await peopleSweeps([])
    .find(({ name }) => name === 'people.forget-tag-runs')
    ?.run(house.scope)
  const { rows } = await house.context.databases.owner.query('select from tag_run_changes where tag_run_id = $1', [
    second,
  ])
  expect([rows, await tagsOf(ada)]).toEqual([[], ['two']])
})

test('nobody reaches another organisation’s people, and who may not change people begins nothing', async () => {
  const ada = await meet('Ada')
  const other = await house.neighbour('other')
  const theirs = await startTagRun(other, { deed: 'give', tags: ['theirs'], sought: { personIds: [ada] } })
  await carryOnTagRun(other, theirs)
  expect(await tagsOf(ada)).toEqual([])
  await expect(undoTagRun(member, theirs)).rejects.toMatchObject({ code: 'people.tag-run-unknown' })
  const reader = await house.member('finance')
  await expect(startTagRun(reader, { deed: 'give', tags: ['x'], sought: { query: '' } })).rejects.toMatchObject({
    kind: 'forbidden',
  })
})
