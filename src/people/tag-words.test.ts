import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import type { Scope } from '../platform/scope.ts'
import { createPerson } from './persons.ts'
import { readProfile } from './profile.ts'
import { carryOnTagRun } from './tag-batches.ts'
import { startTagRun, undoTagRun } from './tag-runs.ts'
import { removeTag, renameTag, type TagRename } from './tag-words.ts'
import { listTags, setTags } from './tags.ts'

let house: TestHouse
let member: Scope
beforeAll(async () => {
  house = await openTestHouse()
  member = await house.member('agent')
})
afterAll(() => house.close())

async function meet(...tags: string[]): Promise<string> {
  const personId = await house.scope.transaction((tx) => createPerson(tx, { displayName: 'Mei', language: 'en' }))
  await setTags(member, personId, tags)
  return personId
}

async function tagsOf(personId: string): Promise<readonly string[]> {
  return (await readProfile(member, personId)).tags
}

test('a tag called otherwise is called so for everybody, and whatever keeps the word is told', async () => {
  const [mei, lin] = [await meet('volunteer', 'press'), await meet('Volunteer')]
  const told: TagRename[] = []
  const listening = [async (_: unknown, renamed: TagRename) => void told.push(renamed)]
  expect(await renameTag(member, { from: 'VOLUNTEER', to: ' Helping  hand ', merge: false }, listening)).toBe(2)
  expect([await tagsOf(mei), await tagsOf(lin)]).toEqual([['Helping hand', 'press'], ['Helping hand']])
  expect(await renameTag(member, { from: 'helping hand', to: 'HELPING HAND', merge: false }, listening)).toBe(2)
  expect(await tagsOf(lin)).toEqual(['HELPING HAND'])
  expect(told).toEqual([
    { from: 'volunteer', to: 'Helping hand' },
    { from: 'helping hand', to: 'HELPING HAND' },
  ])
})

test('two tags become one only when that was said; nobody bears it twice, and the audit says how many people it was', async () => {
  const [mei, lin] = [await meet('teacher', 'school'), await meet('teacher')]
  const rename = { from: 'teacher', to: 'SCHOOL' }
  await expect(renameTag(member, { ...rename, merge: false }, [])).rejects.toMatchObject({
    ...{ code: 'people.tag-taken', field: 'to' },
    facts: { tag: 'school', people: 1 },
  })
  expect(await renameTag(member, { ...rename, merge: true }, [])).toBe(2)
  expect([await tagsOf(mei), await tagsOf(lin)]).toEqual([['school'], ['school']])
  const { rows } = await house.context.databases.owner.query(
    `select before, after from audit_entries where action = 'people.merge-tags' and subject_id = 'teacher'`,
  )
  expect(rows).toEqual([{ before: { tag: 'teacher', people: 2 }, after: { tag: 'school', people: 1 } }])
})

test('a tag taken away is gone for everybody; one nobody bears cannot be', async () => {
  await meet('old')
  expect(await removeTag(member, 'OLD')).toBe(1)
  expect((await listTags(member)).map(({ tag }) => tag)).not.toContain('old')
  await expect(removeTag(member, 'old')).rejects.toMatchObject({ code: 'people.tag-unknown' })
  await expect(renameTag(member, { from: 'old', to: 'new', merge: false }, [])).rejects.toMatchObject({
    code: 'people.tag-unknown',
  })
})

test('while a tag is given to many it keeps its name; what was given is taken back under the name it has by then', async () => {
  const [mei, lin] = [await meet(), await meet('summer camp')]
  house.clock.advance(1000)
  const id = await startTagRun(member, { deed: 'give', tags: ['camp'], sought: { personIds: [mei, lin] } })
  await meet('camp')
  const rename = { from: 'camp', to: 'summer camp', merge: true }
  await expect(renameTag(member, rename, [])).rejects.toMatchObject({ code: 'people.tags-under-way' })
  await expect(removeTag(member, 'Camp')).rejects.toMatchObject({ code: 'people.tags-under-way' })
  await carryOnTagRun(house.scope, id)
  await renameTag(member, rename, [])
  await undoTagRun(member, id)
  await carryOnTagRun(house.scope, id)
  expect([await tagsOf(mei), await tagsOf(lin)]).toEqual([[], ['summer camp']])
})

test('another organisation’s tag is no tag, and stays as it is', async () => {
  const mei = await meet('ours')
  const other = await house.neighbour('other')
  await expect(removeTag(other, 'ours')).rejects.toMatchObject({ code: 'people.tag-unknown' })
  await expect(renameTag(other, { from: 'ours', to: 'theirs', merge: false }, [])).rejects.toMatchObject({
    code: 'people.tag-unknown',
  })
  expect(await tagsOf(mei)).toEqual(['ours'])
  const reader = await house.member('finance')
  await expect(removeTag(reader, 'ours')).rejects.toMatchObject({ kind: 'forbidden' })
})
