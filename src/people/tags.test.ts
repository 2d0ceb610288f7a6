import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import type { Scope } from '../platform/scope.ts'
import { erasePerson } from './erase.ts'
import { mergePersons } from './merge.ts'
import { createPerson } from './persons.ts'
import { readProfile } from './profile.ts'
import { searchPeople } from './search.ts'
import { listTags, setTags } from './tags.ts'

let house: TestHouse
let member: Scope
beforeAll(async () => {
  house = await openTestHouse()
  member = await house.member('agent')
})
afterAll(() => house.close())

test('a tag has one spelling, however it is typed; people are found by it, and what changed is written down', async () => {
  const [mei, ada] = [await meet('Mei'), await meet('Ada')]
  await setTags(member, mei, ['Volunteer', ' Ｐｒｅｓｓ  desk ', 'volunteer'])
  await setTags(member, ada, ['VOLUNTEER'])
  expect(await tagsOf(mei)).toEqual(['Press desk', 'volunteer'])
  expect(await tagsOf(ada)).toEqual(['volunteer'])
  expect(await listTags(member)).toEqual([
    { tag: 'Press desk', people: 1 },
    { tag: 'volunteer', people: 2 },
  ])
  expect(await found('vOLUNTEER')).toEqual([ada, mei].toSorted())
  expect(await found('press DESK')).toEqual([mei])
  expect(await found('press')).toEqual([])
  house.clock.advance(1000)
  await setTags(member, mei, ['press desk'])
  await setTags(member, mei, ['press desk'])
  expect(await found('volunteer')).toEqual([ada])
  const { rows } = await house.context.databases.owner.query(
    `select before, after from audit_entries where action = 'people.tag' and subject_id = $1 order by at`,
    [mei],
  )
  expect(rows).toEqual([
    { before: { tags: [] }, after: { tags: ['Press desk', 'volunteer'] } },
    { before: { tags: ['Press desk', 'volunteer'] }, after: { tags: ['Press desk'] } },
  ])
})

test('who is joined to another brings their tags; who is forgotten leaves none', async () => {
  const [from, into] = [await meet('Lin'), await meet('Lin')]
  await setTags(member, from, ['school', 'choir'])
  await setTags(member, into, ['Choir'])
  const merge = { fromId: from, intoId: into, proof: 'member', proofId: from } as const
  await house.scope.transaction((tx) => mergePersons(tx, merge, []))
  expect([await tagsOf(into), await tagsOf(from)]).toEqual([['choir', 'school'], []])
  await setTags(member, from, ['late'])
  expect(await tagsOf(into)).toEqual(['late'])
  await house.scope.transaction((tx) => erasePerson(tx, into, []))
  expect((await listTags(member)).map(({ tag }) => tag)).not.toContain('late')
  await expect(setTags(member, into, ['back'])).rejects.toMatchObject({ code: 'people.unknown' })
})

test('another organisation has tags of its own, and gives none to a person who is not theirs', async () => {
  const mei = await meet('Mei')
  await setTags(member, mei, ['ours'])
  const other = await house.neighbour('other')
  expect(await listTags(other)).toEqual([])
  await expect(setTags(other, mei, ['theirs'])).rejects.toMatchObject({ code: 'people.unknown' })
  expect(await tagsOf(mei)).toEqual(['ours'])
})

test('who may not change people changes no tag', async () => {
  const mei = await meet('Mei')
  const reader = await house.member('finance')
  await expect(setTags(reader, mei, ['x'])).rejects.toMatchObject({ kind: 'forbidden' })
})

function meet(displayName: string): Promise<string> {
  return house.scope.transaction((tx) => createPerson(tx, { displayName, language: 'en' }))
}

async function tagsOf(personId: string): Promise<readonly string[]> {
  return (await readProfile(member, personId)).tags
}

async function found(tag: string): Promise<string[]> {
  const people = await house.scope.transaction((tx) => searchPeople(tx, '', 50, { tag }))
  return people.map(({ personId }) => personId).toSorted()
}
