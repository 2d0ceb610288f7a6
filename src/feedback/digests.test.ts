import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { allocate } from '../allocations/allocate.ts'
import { portionGift } from '../allocations/portion.ts'
import { foundPurpose, giveTestGift, openTestCase, type Purpose } from '../allocations/testing.ts'
import { approveUpdate, writeUpdate } from '../cases/updates.ts'
import { answerAll, type ManyChannels, type Met, openManyChannels } from '../conversations/many-channels.fixture.ts'
import type { Scope } from '../platform/scope.ts'
import { approveRound } from './approve.ts'
import { draftDigests, readComingDigests } from './digests.ts'
import { recallRound } from './recall.ts'
import { readRounds, roundsUnderWay, submitRound } from './rounds.ts'
import { sendRound } from './send.ts'
import { recordWish } from './wishes.ts'

/** The organisation is in Taipei: its first of April begins on the 31st of March at 16:00 UTC. */
let house: ManyChannels
let officer: Scope
let approver: Scope
let purpose: Purpose
beforeAll(async () => {
  house = await openManyChannels(['line', 'telegram'])
  officer = await house.member('programme_officer')
  approver = await house.member('programme_officer')
})
afterAll(() => house.close())
beforeEach(async () => {
  house.answer = answerAll
  house.clock.set('2026-03-02T02:00:00Z')
  purpose = await foundPurpose(house.scope)
})

/** A child with news, and a donor who wishes to hear once a month. */
async function newsForMonthly(): Promise<Met> {
  const met = await house.meet({ telegram: 1 })
  const { caseId } = await openTestCase(house.scope, purpose, [10_000n])
  const giftId = await giveTestGift(house.scope, purpose, { amountMinor: 10_000n, personId: met.personId })
  await house.scope.transaction(async (tx) => {
    await portionGift(tx, giftId)
    const said = { source: 'preferences', textVersion: '1', language: 'en' } as const
    await recordWish(tx, met.personId, { rhythm: 'monthly', content: 'all' }, said)
  })
  await allocate(house.scope, purpose.fundId)
  const updateId = await writeUpdate(officer, { caseId, stage: 'approved', texts: { en: 'Help has begun.' } })
  await approveUpdate(approver, updateId, { languages: ['en'] })
  return met
}

async function digests(): Promise<{ roundId: string; state: string; writtenBy: string | null }[]> {
  const rounds = await house.scope.transaction(readRounds)
  return rounds
    .filter(({ kind, programmeId }) => kind === 'digest' && programmeId === purpose.programmeId)
    .map(({ roundId, state, writtenBy }) => ({ roundId, state, writtenBy }))
}

test('on the first of the month where the organisation is a digest is drafted, once, and sends nothing by itself', async () => {
  await newsForMonthly()
  await draftDigests(house.scope)
  expect(await digests()).toEqual([])
  house.clock.set('2026-03-31T22:59:00Z')
  await draftDigests(house.scope)
  expect(await digests()).toEqual([])
  house.clock.set('2026-03-31T23:00:00Z')
  house.sent.length = 0
  await draftDigests(house.scope)
  await draftDigests(house.scope)
  expect(await digests()).toEqual([{ roundId: expect.any(String), state: 'draft', writtenBy: null }])
  const underWay = await house.scope.transaction(roundsUnderWay)
  for (const { roundId } of await digests()) expect(underWay).not.toContain(roundId)
  await house.settleAll()
  expect(house.sent).toEqual([])
})

test('a member hands the house’s draft in and answers for it; another one releases it; then it arrives', async () => {
  await newsForMonthly()
  house.clock.set('2026-04-01T02:00:00Z')
  await draftDigests(house.scope)
  const [draft] = await digests()
  const roundId = draft?.roundId ?? ''
  await expect(approveRound(approver, roundId)).rejects.toMatchObject({ code: 'feedback.round-decided' })
  await submitRound(officer, roundId)
  await expect(approveRound(officer, roundId)).rejects.toMatchObject({ code: 'feedback.own-round' })
  await approveRound(approver, roundId)
  house.sent.length = 0
  await sendRound(house.scope, roundId)
  await house.settleAll()
  expect(house.sent.map(({ body }) => body).join()).toContain('Help has begun.')
})

test('a server that slept over the first makes up for it on any later day; a month without anybody is in the next', async () => {
  await newsForMonthly()
  house.clock.set('2026-05-19T02:00:00Z')
  await draftDigests(house.scope)
  expect(await digests()).toHaveLength(1)
  house.clock.set('2026-05-31T02:00:00Z')
  await draftDigests(house.scope)
  expect(await digests()).toHaveLength(1)
})

test('a month with nothing to tell has no digest, also when news comes in its middle', async () => {
  house.clock.set('2026-04-01T02:00:00Z')
  await draftDigests(house.scope)
  house.clock.set('2026-04-10T02:00:00Z')
  await newsForMonthly()
  await draftDigests(house.scope)
  expect(await digests()).toEqual([])
  house.clock.set('2026-05-01T02:00:00Z')
  await draftDigests(house.scope)
  expect(await digests()).toHaveLength(1)
})

test('who may release a round hears of the draft in their own linked chat, once; a draft nobody wants is thrown away', async () => {
  const own = await house.meet({ telegram: 1 })
  const { actor } = approver
  await house.rows(`insert into staff_handles (organisation_id, channel_account_id, handle, member_id, linked_at)
    select organisation_id, channel_account_id, address, '${actor.kind === 'member' ? actor.id : ''}', now()
    from identities where identity_id = '${own.identities.get('telegram')}'`)
  await newsForMonthly()
  house.clock.set('2026-04-01T02:00:00Z')
  house.sent.length = 0
  await draftDigests(house.scope)
  await draftDigests(house.scope)
  await house.settleAll()
  const told = house.sent.filter(({ body }) => body.includes('monthly digest'))
  const [draft] = await digests()
  expect(told).toHaveLength(1)
  expect(told[0]?.body).toContain(`/desk/rounds/${draft?.roundId}`)
  expect(await recallRound(officer, draft?.roundId ?? '')).toEqual({ stopped: 0, alreadySent: 0, left: 0 })
  expect(await digests()).toMatchObject([{ state: 'recalled' }])
})

test('the calendar knows the next digest and how many wish for it', async () => {
  await newsForMonthly()
  await newsForMonthly()
  house.clock.set('2026-12-31T22:00:00Z')
  const coming = await house.scope.transaction(readComingDigests)
  expect(coming.filter(({ programmeId }) => programmeId === purpose.programmeId)).toEqual([
    { programmeId: purpose.programmeId, on: '2027-01-01', people: 2 },
  ])
})
