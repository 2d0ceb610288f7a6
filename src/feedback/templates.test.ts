import { afterAll, beforeAll, expect, test } from 'vitest'
import { foundPurpose, type Purpose } from '../allocations/testing.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import type { Scope } from '../platform/scope.ts'
import { putTemplate, readEarlier, readStanding, removeFeedbackTemplate } from './templates.ts'

let house: TestHouse
let officer: Scope
let colleague: Scope
let purpose: Purpose
beforeAll(async () => {
  house = await openTestHouse()
  officer = await house.member('programme_officer')
  colleague = await house.member('programme_officer')
  purpose = await foundPurpose(house.scope)
})
afterAll(() => house.close())

const place = { kind: 'news', channel: 'all', language: 'en' } as const
const words = (title: string) => ({ ...place, title, text: '{{ news }} {{ share }}', label: 'Look' })
const memberOf = ({ actor }: Scope) => (actor.kind === 'member' ? actor.id : '')

async function standing() {
  return (await house.scope.transaction((tx) => readStanding(tx, purpose.programmeId)))[0]
}

async function earlier() {
  return house.scope.transaction((tx) => readEarlier(tx, purpose.programmeId, place))
}

test('what a template said before is kept with who wrote it and who changed it, also when it is taken away', async () => {
  house.clock.set('2026-03-01T10:00:00Z')
  await putTemplate(officer, purpose.programmeId, words('First'))
  expect(await earlier()).toEqual([])
  house.clock.set('2026-03-02T10:00:00Z')
  await putTemplate(colleague, purpose.programmeId, words('Second'))
  house.clock.set('2026-03-03T10:00:00Z')
  await removeFeedbackTemplate(officer, purpose.programmeId, place)
  expect(await standing()).toBeUndefined()
  const [first, second] = [memberOf(officer), memberOf(colleague)]
  expect(await earlier()).toMatchObject([
    { title: 'Second', writtenBy: second, replacedBy: first, replacedAt: new Date('2026-03-03T10:00:00Z') },
    { title: 'First', writtenBy: first, replacedBy: second, writtenAt: new Date('2026-03-01T10:00:00Z') },
  ])
})

test('of two who write at once the second is told, and neither loses words', async () => {
  house.clock.set('2026-04-01T10:00:00Z')
  await putTemplate(officer, purpose.programmeId, words('Mine'), null)
  const seen = (await standing())?.writtenAt
  house.clock.set('2026-04-01T10:01:00Z')
  await putTemplate(colleague, purpose.programmeId, words('Theirs'), seen)
  await expect(putTemplate(officer, purpose.programmeId, words('Mine again'), seen)).rejects.toMatchObject({
    code: 'feedback.template-changed',
  })
  await expect(putTemplate(officer, purpose.programmeId, words('Mine again'), null)).rejects.toMatchObject({
    code: 'feedback.template-changed',
  })
  expect((await standing())?.title).toBe('Theirs')
})

test('a template that cannot be read names its field, its line and the unknown word', async () => {
  const written = { ...words('News'), text: '{{ news }} {{ share }}\nDear {{ nmae }}' }
  await expect(putTemplate(officer, purpose.programmeId, written)).rejects.toMatchObject({
    code: 'feedback.template-unknown-name',
    field: 'text',
    facts: { name: 'nmae', line: 2 },
  })
})

test('who may not plan rounds changes no template', async () => {
  const reader = await house.member('fundraiser')
  await expect(putTemplate(reader, purpose.programmeId, words('News'))).rejects.toMatchObject({
    code: 'organisations.not-permitted',
  })
})
