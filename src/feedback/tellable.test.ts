import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { allocate } from '../allocations/allocate.ts'
import { portionGift } from '../allocations/portion.ts'
import { foundPurpose, giveTestGift, openTestCase, type Purpose } from '../allocations/testing.ts'
import { changeStage } from '../cases/stages.ts'
import { bringProof } from '../cases/testing.ts'
import { approveUpdate, writeUpdate } from '../cases/updates.ts'
import { type ChatHouse, lineText, openChatHouse } from '../conversations/testing.ts'
import { recordConsent } from '../people/consents.ts'
import type { Scope } from '../platform/scope.ts'
import { approveRound } from './approve.ts'
import { recallRound } from './recall.ts'
import { resultsOf } from './results.ts'
import { planRound, submitRound } from './rounds.ts'
import { sendRound } from './send.ts'
import { type Leaving, stillTellable } from './still-tellable.ts'
import { tellWaiting } from './waiting.ts'

let house: ChatHouse
let officer: Scope
let approver: Scope
let purpose: Purpose
let people = 0
beforeAll(async () => {
  house = await openChatHouse()
  officer = await house.member('programme_officer')
  approver = await house.member('programme_officer')
})
afterAll(() => house.close())
beforeEach(async () => {
  house.clock.set('2026-03-02T02:00:00Z')
  purpose = await foundPurpose(house.scope)
})

async function donor() {
  people += 1
  const address = `U${people}`
  await house.post(lineText(address, 'hello', { at: house.clock.now() }))
  await house.settle()
  const personId = await house.scope.transaction(async (tx) => {
    const { person_id } = await tx.db
      .selectFrom('identities')
      .where('organisation_id', '=', tx.organisationId)
      .where('address', '=', address)
      .select('person_id')
      .executeTakeFirstOrThrow()
    const said = { channel: 'all', source: 'gift_form', textVersion: '1', language: 'en' } as const
    await recordConsent(tx, { personId: person_id, purpose: 'feedback', granted: true, ...said })
    return person_id
  })
  house.sent.length = 0
  return { address, personId }
}

async function give(personId: string, amountMinor: bigint): Promise<string> {
  house.clock.advance(1000)
  const giftId = await giveTestGift(house.scope, purpose, { amountMinor, personId })
  await house.scope.transaction((tx) => portionGift(tx, giftId))
  await allocate(house.scope, purpose.fundId)
  return giftId
}

async function release(caseId: string, stage: 'approved' | 'treated', text: string): Promise<string> {
  house.clock.advance(1000)
  const updateId = await writeUpdate(officer, { caseId, stage, texts: { en: text, 'zh-Hant': text } })
  const proof = await bringProof(officer, caseId)
  await approveUpdate(approver, updateId, { evidence: 'Discharge letter', proof, languages: ['en', 'zh-Hant'] })
  return updateId
}

async function approved(): Promise<string> {
  const roundId = await planRound(officer, purpose)
  await submitRound(officer, roundId)
  await approveRound(approver, roundId)
  return roundId
}

async function resultsFor(roundId: string) {
  const rows = await house.scope.transaction((tx) => resultsOf(tx, roundId))
  return rows.map(({ giftId, result, reason }) => ({ giftId, result, reason }))
}

/** What the sender would ask of everything that has not left. */
async function stopped(): Promise<string[]> {
  const { rows } = await house.context.databases.owner.query<Leaving & { state: string }>(
    `select delivery_id as id, source_kind as "sourceKind", source_id as "sourceId" from deliveries
     where state in ('queued', 'held') order by delivery_id`,
  )
  const ids = await house.scope.transaction((tx) => stillTellable(tx, rows))
  expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining([...ids]))
  return [...ids]
}

async function payBack(giftId: string): Promise<void> {
  const { owner } = house.context.databases
  await owner.query('update gifts set refunded_minor = amount_minor where gift_id = $1', [giftId])
}

test('when a family that withdrew comes back, nothing from before is told any more; what is approved after is', async () => {
  const { personId, address } = await donor()
  const { caseId } = await openTestCase(house.scope, purpose, [10_000n, 10_000n])
  await give(personId, 15_000n)
  await release(caseId, 'approved', 'Before the withdrawal')
  house.clock.advance(1000)
  await changeStage(officer, { caseId, to: 'withdrawn' })
  house.clock.advance(1000)
  await changeStage(officer, { caseId, to: 'registered' })
  await expect(planRound(officer, purpose)).rejects.toMatchObject({ code: 'feedback.nothing-to-tell' })
  await release(caseId, 'approved', 'After the return')
  const roundId = await approved()
  await sendRound(house.scope, roundId)
  await house.settle()
  const words = house.sent.filter(({ body }) => body.includes(`"${address}"`)).map(({ body }) => body)
  expect(words).toHaveLength(1)
  expect(words[0]).toContain('After the return')
})

test('a round planned before a withdrawal holds its news even when the family has come back', async () => {
  const { personId } = await donor()
  const { caseId } = await openTestCase(house.scope, purpose, [10_000n])
  const giftId = await give(personId, 10_000n)
  await release(caseId, 'approved', 'Before the withdrawal')
  const roundId = await approved()
  house.clock.advance(1000)
  await changeStage(officer, { caseId, to: 'withdrawn' })
  await changeStage(officer, { caseId, to: 'registered' })
  await sendRound(house.scope, roundId)
  await house.settle()
  expect(house.sent).toEqual([])
  expect(await resultsFor(roundId)).toEqual([{ giftId, result: 'held', reason: 'case_ended' }])
})

test('a donor who gave to a child before a withdrawal hears after 30 days that there is no news yet, old news apart', async () => {
  const { personId, address } = await donor()
  const { caseId } = await openTestCase(house.scope, purpose, [10_000n])
  await release(caseId, 'approved', 'Before the withdrawal')
  house.clock.advance(1000)
  await changeStage(officer, { caseId, to: 'withdrawn' })
  await changeStage(officer, { caseId, to: 'registered' })
  await house.context.databases.owner.query('update needs set cancelled_at = null where case_id = $1', [caseId])
  await give(personId, 10_000n)
  house.clock.advance(31 * 86_400_000)
  await tellWaiting(house.scope)
  await house.settle()
  expect(house.sent.filter(({ body }) => body.includes(`"${address}"`))).toHaveLength(1)
})

test('a report written before a child died must not leave, though nobody has heard of it yet', async () => {
  const [sad, glad] = [await donor(), await donor()]
  const ending = await openTestCase(house.scope, purpose, [10_000n])
  await give(sad.personId, 10_000n)
  const going = await openTestCase(house.scope, purpose, [10_000n])
  await give(glad.personId, 10_000n)
  for (const { caseId } of [ending, going]) await release(caseId, 'treated', 'Well')
  await sendRound(house.scope, await approved())
  expect(await stopped()).toEqual([])
  await changeStage(officer, { caseId: ending.caseId, to: 'died' })
  const { owner } = house.context.databases
  const { rows } = await owner.query(
    `select r.delivery_id from feedback_results r join deliveries d using (organisation_id, delivery_id)
     where r.person_id = $1 and d.state = 'queued'`,
    [sad.personId],
  )
  expect(await stopped()).toEqual([rows[0].delivery_id])
  await owner.query(`update deliveries set state = 'cancelled' where state = 'queued'`)
})

test('of two gifts in one report, one paid back whole: the report stops, and is written anew with the other alone', async () => {
  const { personId, address } = await donor()
  const { caseId } = await openTestCase(house.scope, purpose, [500_000n])
  const back = await give(personId, 100_000n)
  const kept = await give(personId, 50_000n)
  await release(caseId, 'treated', 'Well')
  const roundId = await approved()
  await sendRound(house.scope, roundId)
  await payBack(back)
  const ids = await stopped()
  expect(ids).toHaveLength(1)
  await house.context.databases.owner.query(`update deliveries set state = 'cancelled' where delivery_id = $1`, ids)
  await sendRound(house.scope, roundId)
  expect(await stopped()).toEqual([])
  await house.settle()
  await sendRound(house.scope, roundId)
  const words = house.sent.filter(({ body }) => body.includes(`"${address}"`)).map(({ body }) => body)
  expect(words).toHaveLength(1)
  expect(words[0]).toContain('NT$500')
  expect(await resultsFor(roundId)).toEqual(
    expect.arrayContaining([
      { giftId: back, result: 'held', reason: 'refunded' },
      { giftId: kept, result: 'sent', reason: null },
    ]),
  )
})

test('a report of a recalled round must not leave when a provider asks for it again', async () => {
  const { personId } = await donor()
  const { caseId } = await openTestCase(house.scope, purpose, [10_000n])
  await give(personId, 10_000n)
  await release(caseId, 'treated', 'Well')
  const roundId = await approved()
  await sendRound(house.scope, roundId)
  const { owner } = house.context.databases
  const queued = `update deliveries set state = $2 where state = $1 returning delivery_id`
  const { rows } = await owner.query(queued, ['queued', 'sending'])
  await recallRound(approver, roundId)
  await owner.query(queued, ['sending', 'queued'])
  expect(await stopped()).toEqual([rows[0].delivery_id])
  await owner.query(queued, ['queued', 'cancelled'])
})

test('"no news of your child yet" must not leave once that child has died or the gift was paid back', async () => {
  const [first, second, third] = [await donor(), await donor(), await donor()]
  const { caseId } = await openTestCase(house.scope, purpose, [10_000n])
  await give(first.personId, 10_000n)
  await openTestCase(house.scope, purpose, [20_000n])
  const back = await give(second.personId, 10_000n)
  await give(third.personId, 10_000n)
  house.clock.advance(31 * 86_400_000)
  await tellWaiting(house.scope)
  expect(await stopped()).toEqual([])
  await changeStage(officer, { caseId, to: 'died' })
  await payBack(back)
  expect(await stopped()).toHaveLength(2)
  await house.context.databases.owner.query(`update deliveries set state = 'cancelled' where state = 'queued'`)
})
