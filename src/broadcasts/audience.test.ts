import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { allocate } from '../allocations/allocate.ts'
import { portionGift } from '../allocations/portion.ts'
import { takeBackFromCase } from '../allocations/take-back.ts'
import { foundPurpose, giveTestGift, openTestCase, type Purpose } from '../allocations/testing.ts'
import { textMessage } from '../channels/message.ts'
import { moveGifts } from '../gifts/claim.ts'
import { recordConsent } from '../people/consents.ts'
import { mergePersons } from '../people/merge.ts'
import { setTags } from '../people/tags.ts'
import { packageFolder } from '../platform/package-folder.ts'
import { countAudience, readAudience } from './audience.ts'
import { mayGoOn } from './begin.ts'
import { type Audience, anyOf, type OwnFilter } from './filters.ts'
import { moveRecipients } from './merge.ts'
import { getBroadcast } from './rows.ts'
import { sendBroadcast } from './send.ts'
import { type BroadcastHouse, openBroadcastHouse } from './testing.ts'

let house: BroadcastHouse
let purpose: Purpose
let people: string[]
beforeAll(async () => {
  house = await openBroadcastHouse()
  purpose = await foundPurpose(house.scope)
})
afterAll(() => house.close())
beforeEach(async () => {
  house.clock.set('2026-03-02T02:00:00Z')
  people = await house.meet(4)
  house.sent.length = 0
})

const who = (personIds: string[]): OwnFilter => ({ kind: 'people', personIds })
const named = (personIds: string[]): Audience => anyOf(who(personIds))

async function audienceOf(audience: Audience): Promise<string[]> {
  return house.scope.transaction((tx) => readAudience(tx, audience))
}

async function join(fromId: string, intoId: string, knows = true): Promise<void> {
  const merge = { fromId, intoId, proof: 'member', proofId: 'x' } as const
  await house.scope.transaction((tx) => mergePersons(tx, merge, knows ? [moveGifts, moveRecipients] : [moveGifts]))
}

async function run(broadcastId: string): Promise<void> {
  await sendBroadcast(house.scope, broadcastId)
  await house.settle()
  await sendBroadcast(house.scope, broadcastId)
}

test('who bears a tag is found by any of them; who lost it before their message left is not written to', async () => {
  const [mei = '', lin = '', ada = ''] = people
  await setTags(house.writer, mei, ['Choir', 'Press'])
  await setTags(house.writer, lin, ['choir'])
  await setTags(house.writer, ada, ['school'])
  const audience = anyOf({ kind: 'tagged', tags: ['CHOIR', 'press'] })
  expect(await audienceOf(audience)).toEqual([mei, lin].toSorted())
  expect(await audienceOf(anyOf({ kind: 'tagged', tags: ['choir'], languages: ['ja'] }))).toEqual([])
  const broadcastId = await house.release({ audience, leavers: 'drop' })
  await house.scope.transaction((tx) => mayGoOn(tx, broadcastId))
  await setTags(house.writer, lin, [])
  await run(broadcastId)
  expect(await house.ends(broadcastId)).toEqual({ sent: 1, 'skipped left_audience': 1 })
})

test('B6: "all of these" asks for each at once; whoever an exception describes is left out, and nobody else', async () => {
  const [mei = '', lin = '', ada = '', kim = ''] = people
  await setTags(house.writer, mei, ['alto', 'solo'])
  await setTags(house.writer, lin, ['alto'])
  await setTags(house.writer, ada, ['solo'])
  const [alto, solo] = (['alto', 'solo'] as const).map((tag) => ({ kind: 'tagged' as const, tags: [tag] }))
  if (!alto || !solo) throw new TypeError('two tags')
  const either = { anyOf: [[alto], [solo]], butNot: [] }
  expect(await audienceOf(either)).toEqual([mei, lin, ada].toSorted())
  expect(await audienceOf({ anyOf: [[alto, solo]], butNot: [] })).toEqual([mei])
  expect(await audienceOf({ ...either, butNot: [[alto]] })).toEqual([ada])
  expect(await audienceOf({ ...either, butNot: [[alto, solo]] })).toEqual([lin, ada].toSorted())
  expect(await audienceOf({ anyOf: [[who(people)]], butNot: [[alto], [solo]] })).toEqual([kim])
  const broadcastId = await house.release({ audience: { ...either, butNot: [[who([ada])]] }, leavers: 'drop' })
  await house.scope.transaction((tx) => mayGoOn(tx, broadcastId))
  await setTags(house.writer, lin, [])
  await run(broadcastId)
  expect(await house.ends(broadcastId)).toEqual({ sent: 1, 'skipped left_audience': 1 })
})

test('an audience written as a list, before there were groups, means whoever any of its filters describes', async () => {
  const [mei = '', lin = ''] = people
  const broadcastId = await house.release({ schedule: { kind: 'at', day: '2026-03-09', time: '10:00' } })
  const { owner } = house.context.databases
  const list = JSON.stringify([who([mei]), who([lin])])
  await owner.query('update broadcasts set audience = $1 where broadcast_id = $2', [list, broadcastId])
  await owner.query(await readFile(`${packageFolder}/migrations/0260_audience_groups.sql`, 'utf8'))
  const { audience } = await house.scope.transaction((tx) => getBroadcast(tx, broadcastId))
  expect(audience).toEqual(anyOf(who([mei]), who([lin])))
})

test('whom nobody can tell to be excepted stays: an address confirmed once, and taken away since, leaves an open question', async () => {
  const [mei = ''] = people
  const { owner } = house.context.databases
  await owner.query(`update identities set state = 'blocked' where person_id = $1`, [mei])
  await owner.query(
    `insert into address_confirmations (organisation_id, address_confirmation_id, person_id, email, confirmed_at)
     select organisation_id, gen_random_uuid(), person_id, 'mei@example.org', now() from persons where person_id = $1`,
    [mei],
  )
  expect(await audienceOf({ anyOf: [[who([mei])]], butNot: [[{ kind: 'reachable' }]] })).toEqual([mei])
})

test('who gave is found by campaign and by day, both ends included; what was paid back whole is no gift', async () => {
  const [early = '', late = '', back = ''] = people
  await giveTestGift(house.scope, purpose, { amountMinor: 1000n, personId: early })
  await giveTestGift(house.scope, purpose, { amountMinor: 1000n, personId: late })
  const returned = await giveTestGift(house.scope, purpose, { amountMinor: 1000n, personId: back })
  await house.context.databases.owner.query('update gifts set refunded_minor = amount_minor where gift_id = $1', [
    returned,
  ])
  await house.context.databases.owner.query(
    `update gifts set given_on = case person_id when $1 then date '2026-03-02' else date '2026-03-07' end`,
    [early],
  )
  const { campaignId } = purpose
  expect(await audienceOf(anyOf({ kind: 'gave' }))).toEqual([early, late].toSorted())
  expect(await audienceOf(anyOf({ kind: 'gave', campaignId, to: '2026-03-06' }))).toEqual([early])
  expect(await audienceOf(anyOf({ kind: 'gave', from: '2026-03-07', to: '2026-03-07' }))).toEqual([late])
  expect(await audienceOf(anyOf({ kind: 'gave', languages: ['it'] }))).toEqual([])
  const { campaignId: other } = await foundPurpose(house.scope)
  expect(await audienceOf(anyOf({ kind: 'gave', campaignId: other }))).toEqual([])
})

test('A7: those whose gifts left a case that ended are told by words another member approved, each once, nobody else', async () => {
  const [first = '', second = '', back = '', stays = ''] = people
  const ended = await openTestCase(house.scope, purpose, [3_000n])
  const give = async (personId: string) => {
    house.clock.advance(1000)
    const giftId = await giveTestGift(house.scope, purpose, { amountMinor: 1_000n, personId })
    await house.scope.transaction((tx) => portionGift(tx, giftId))
    return giftId
  }
  await give(first)
  await give(second)
  const returned = await give(back)
  await openTestCase(house.scope, purpose, [9_000n])
  await give(stays)
  await allocate(house.scope, purpose.fundId)
  await house.scope.transaction((tx) => takeBackFromCase(tx, ended.caseId))
  await house.context.databases.owner.query('update gifts set refunded_minor = amount_minor where gift_id = $1', [
    returned,
  ])
  const said = { purpose: 'feedback', channel: 'all', granted: true, source: 'gift_form', textVersion: '1' } as const
  for (const personId of people) {
    await house.scope.transaction((tx) => recordConsent(tx, { ...said, personId, language: 'en' }))
  }
  const audience = anyOf({ kind: 'moved', caseId: ended.caseId })
  const letter = {
    en: textMessage('Dear {{name}}, the child you helped needs it no more. Your gift helps another now.'),
  }
  const planned = { audience, contents: letter, purpose: 'feedback' } as const
  expect(await audienceOf(audience)).toEqual([first, second].toSorted())
  const broadcastId = await house.release(planned)
  await run(broadcastId)
  expect(await house.ends(broadcastId)).toEqual({ sent: 2 })
  expect(house.sent.map(({ body }) => body.includes('Your gift helps another now.'))).toEqual([true, true])
  expect(await audienceOf(anyOf({ kind: 'moved', caseId: ended.caseId, languages: ['it'] }))).toEqual([])
})

test('whoever left every channel is not reachable; a language narrows', async () => {
  const [gone = ''] = people
  await house.context.databases.owner.query(`update identities set state = 'blocked' where person_id = $1`, [gone])
  const [italian = ''] = await house.meet(1, { language: 'it' })
  const reachable = await audienceOf(anyOf({ kind: 'reachable' }))
  expect(reachable).not.toContain(gone)
  expect(reachable).toContain(italian)
  expect(await audienceOf(anyOf({ kind: 'reachable', languages: ['it'] }))).toEqual([italian])
})

test('B5: in three filters, and by a record that was joined to another, a person is written to once', async () => {
  const [first = '', second = '', third = ''] = people
  await join(second, first)
  await giveTestGift(house.scope, purpose, { amountMinor: 1000n, personId: first })
  const audience = anyOf(who([first, second, third]), { kind: 'gave' }, who([second]))
  const broadcastId = await house.release({ audience })
  expect(await audienceOf(named([second]))).toEqual([first])
  await run(broadcastId)
  const ends = await house.ends(broadcastId)
  expect(ends.sent).toBe(await house.scope.transaction((tx) => countAudience(tx, audience)))
  const to = house.sent.map(({ body }) => JSON.parse(body).to)
  expect(new Set(to).size).toBe(to.length)
})

test('B5: two records joined after the audience was written down are one message, whoever was told of it', async () => {
  const [a = '', b = '', c = '', d = ''] = people
  const broadcastId = await house.release({ audience: named(people) })
  await house.scope.transaction((tx) => mayGoOn(tx, broadcastId))
  await join(a, b)
  await join(c, d, false)
  await run(broadcastId)
  expect(await house.ends(broadcastId)).toEqual({ sent: 2, 'skipped merged': 2 })
  expect(house.sent).toHaveLength(2)
})

test('B5: joined while both messages wait for the morning, one leaves; who is in it by the emptied record alone hears it', async () => {
  const [a = '', b = '', c = '', d = ''] = people
  house.clock.set('2026-03-02T15:00:00Z')
  const both = await house.release({ audience: named([a, b]) })
  const alone = await house.release({ audience: named([c]) })
  await sendBroadcast(house.scope, both)
  await house.scope.transaction((tx) => mayGoOn(tx, alone))
  await join(a, b)
  await join(c, d)
  for (const broadcastId of [both, alone]) await run(broadcastId)
  house.clock.set('2026-03-03T01:00:00Z')
  await house.settle()
  expect(await house.ends(both)).toEqual({ sent: 1, cancelled: 1 })
  expect(await house.ends(alone)).toEqual({ sent: 1 })
})

test.each([
  ['keep', { sent: 2 }],
  ['drop', { sent: 1, 'skipped left_audience': 1 }],
] as const)('B6: who leaves the audience after it was written down: %s', async (leavers, ends) => {
  const [stays = '', leaves = ''] = await house.meet(2, { language: 'ja' })
  const audience = anyOf({ kind: 'reachable', languages: ['ja'] })
  const both = () => speak([stays, leaves], 'ja')
  await both()
  const before = await house.release({ audience, leavers })
  await house.scope.transaction((tx) => mayGoOn(tx, before))
  await speak([leaves], 'en')
  await run(before)
  expect(await house.ends(before)).toEqual(ends)
  const { rows } = await house.context.databases.owner.query('select from deliveries where source_id = $1', [before])
  expect(rows).toHaveLength(ends.sent)

  await both()
  house.clock.set('2026-03-02T15:00:00Z')
  const held = await house.release({ audience, leavers })
  await run(held)
  await speak([leaves], 'en')
  house.clock.set('2026-03-03T01:00:00Z')
  await house.settle()
  expect(await house.ends(held)).toEqual(ends)
  await speak([stays], 'en')
})

async function speak(personIds: readonly string[], language: string): Promise<void> {
  await house.context.databases.owner.query('update persons set language = $1 where person_id = any($2)', [
    language,
    personIds,
  ])
}
