import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { allocate } from '../allocations/allocate.ts'
import { portionGift } from '../allocations/portion.ts'
import { foundPurpose, giveTestGift, openTestCase, type Purpose } from '../allocations/testing.ts'
import type { Grant } from '../cases/consent.ts'
import { endExpiredConsents, recordConsent as recordGuardian, withdrawConsent } from '../cases/consents.ts'
import { bringProof } from '../cases/testing.ts'
import { approveUpdate, writeUpdate } from '../cases/updates.ts'
import { type ChatHouse, lineText, openChatHouse } from '../conversations/testing.ts'
import { recordConsent } from '../people/consents.ts'
import { drainEvents } from '../platform/jobs/drain.ts'
import { Scope } from '../platform/scope.ts'
import { approveRound } from './approve.ts'
import { feedbackSubscriptions } from './jobs.ts'
import { planRound, submitRound } from './rounds.ts'
import { sendRound } from './send.ts'
import { stillTellable } from './still-tellable.ts'
import { isTellable } from './tellable.ts'

/** What a guardian signs decides what leaves; the sender asks before each message, so nobody has to have heard the news. */
let house: ChatHouse
let officer: Scope
let approver: Scope
let purpose: Purpose
let people = 0
beforeAll(async () => {
  house = await openChatHouse()
  house.mayStillGo = stillTellable
  const context = { ...house.context, subscriptions: feedbackSubscriptions }
  officer = new Scope(context, house.organisationId, (await house.member('programme_officer')).actor)
  approver = await house.member('programme_officer')
})
afterAll(() => house.close())
beforeEach(async () => {
  house.clock.set('2026-03-02T02:00:00Z')
  purpose = await foundPurpose(house.scope)
})

/** A donor on LINE whose gift is all that one child needs. */
async function giveToChild() {
  people += 1
  const address = `U${people}`
  await house.post(lineText(address, 'hello', { at: house.clock.now() }))
  await house.settle()
  const { caseId } = await openTestCase(house.scope, purpose, [5_000n])
  await house.scope.transaction(async (tx) => {
    const { person_id: personId } = await tx.db
      .selectFrom('identities')
      .where('organisation_id', '=', tx.organisationId)
      .where('address', '=', address)
      .select('person_id')
      .executeTakeFirstOrThrow()
    const said = { channel: 'all', source: 'gift_form', textVersion: '1', language: 'en' } as const
    await recordConsent(tx, { personId, purpose: 'feedback', granted: true, ...said })
    await portionGift(tx, await giveTestGift(house.scope, purpose, { amountMinor: 5_000n, personId }))
  })
  await allocate(house.scope, purpose.fundId)
  return caseId
}

const usual = (channel: Grant['channel']) =>
  (['pseudonym', 'region', 'condition'] as const).map((field) => ({
    ...{ field, channel },
    purpose: 'report_to_givers' as const,
  }))

function signed(caseId: string, more: { channel?: Grant['channel']; expiresOn?: string } = {}): Promise<string> {
  const { channel = 'any', expiresOn = '2026-12-31' } = more
  const paper = { guardian: 'Lin Mei-hua', relation: 'mother', evidence: 'Form 7', givenOn: '2026-03-01' } as const
  return recordGuardian(officer, { caseId, ...paper, expiresOn, grants: usual(channel) })
}

/** A report about the child, queued in the evening for the morning; answers its round. */
async function reportInTheEvening(caseId: string): Promise<string> {
  const updateId = await writeUpdate(officer, { caseId, stage: 'treated' })
  await approveUpdate(approver, updateId, {
    evidence: 'Discharge letter',
    proof: await bringProof(officer, caseId),
    languages: [],
  })
  const roundId = await planRound(officer, purpose)
  await submitRound(officer, roundId)
  await approveRound(approver, roundId)
  house.clock.set('2026-03-02T13:30:00Z')
  await sendRound(house.scope, roundId)
  return roundId
}

/** How many queued messages of a round the sender would have to stop now, of how many. */
async function stopped(roundId: string): Promise<[number, number]> {
  return house.scope.transaction(async (tx) => {
    const { rows } = await house.context.databases.owner.query(
      `select distinct d.delivery_id as id, d.source_kind as "sourceKind", d.source_id as "sourceId" from deliveries d
        join feedback_results r on r.delivery_id = d.delivery_id where r.feedback_round_id = $1`,
      [roundId],
    )
    return [(await stillTellable(tx, rows)).size, rows.length]
  })
}

/** Whether a round that is planned now would tell of a case. */
async function isToBeTold(caseId: string): Promise<boolean> {
  return house.scope.transaction(async (tx) => {
    const { rows } = await sql`
      select from updates u join cases c on c.organisation_id = u.organisation_id and c.case_id = u.case_id
      where u.case_id = ${caseId} and u.state = 'approved' and ${isTellable}`.execute(tx.db)
    return rows.length > 0
  })
}

test('a consent taken back stops a queued message before anybody has heard of it, and keeps its case out of the next round', async () => {
  const caseId = await giveToChild()
  const consentId = await signed(caseId)
  const roundId = await reportInTheEvening(caseId)
  expect(await stopped(roundId)).toEqual([0, 1])
  expect(await isToBeTold(caseId)).toBe(true)
  await withdrawConsent(officer, consentId, 'The mother asked by phone')
  expect(await stopped(roundId)).toEqual([1, 1])
  expect(await isToBeTold(caseId)).toBe(false)
})

test('a consent past its last day stops a queued message that very morning', async () => {
  const caseId = await giveToChild()
  await signed(caseId, { expiresOn: '2026-03-02' })
  const roundId = await reportInTheEvening(caseId)
  expect(await stopped(roundId)).toEqual([0, 1])
  house.clock.set('2026-03-02T16:01:00Z')
  expect(await stopped(roundId)).toEqual([1, 1])
})

test('what may be told by mail alone does not leave by LINE', async () => {
  const caseId = await giveToChild()
  await signed(caseId, { channel: 'email' })
  const roundId = await reportInTheEvening(caseId)
  expect(await stopped(roundId)).toEqual([1, 1])
})

test('what was told before a consent was taken back stays unsaid, though the family agrees again', async () => {
  const caseId = await giveToChild()
  const consentId = await signed(caseId)
  const roundId = await reportInTheEvening(caseId)
  await withdrawConsent(officer, consentId, 'The mother asked by phone')
  house.clock.advance(60_000)
  await signed(caseId)
  expect(await stopped(roundId)).toEqual([1, 1])
})

async function endsOf(roundId: string): Promise<unknown[]> {
  const { rows } = await house.context.databases.owner.query(
    'select result, reason from feedback_results where feedback_round_id = $1',
    [roundId],
  )
  return rows
}

test('what a consent taken back holds says so, and not that the case has ended', async () => {
  const caseId = await giveToChild()
  const consentId = await signed(caseId)
  const roundId = await reportInTheEvening(caseId)
  await withdrawConsent(officer, consentId, 'The mother asked by phone')
  await drainEvents(officer)
  expect(await endsOf(roundId)).toEqual([{ result: 'held', reason: 'no_consent' }])
})

test('a report the family allows by mail alone is held with that reason, and is not written for LINE again and again', async () => {
  const caseId = await giveToChild()
  await signed(caseId, { channel: 'email' })
  const roundId = await reportInTheEvening(caseId)
  house.clock.set('2026-03-03T02:00:00Z')
  await house.settle()
  await sendRound(house.scope, roundId)
  await sendRound(house.scope, roundId)
  expect(await endsOf(roundId)).toEqual([{ result: 'held', reason: 'no_consent' }])
})

test('of two consents one that ends leaves what the other carries on its way', async () => {
  const caseId = await giveToChild()
  await signed(caseId, { expiresOn: '2026-03-02' })
  await signed(caseId)
  const roundId = await reportInTheEvening(caseId)
  house.clock.set('2026-03-02T16:01:00Z')
  await officer.transaction(endExpiredConsents)
  await drainEvents(officer)
  expect(await endsOf(roundId)).toEqual([{ result: 'queued', reason: null }])
  expect(await stopped(roundId)).toEqual([0, 1])
})
