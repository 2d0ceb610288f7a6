import { afterAll, beforeAll, expect, test } from 'vitest'
import { allocate } from '../allocations/allocate.ts'
import { portionGift } from '../allocations/portion.ts'
import { foundPurpose, giveTestGift, openTestCase, type Purpose } from '../allocations/testing.ts'
import { changeStage } from '../cases/stages.ts'
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
import { tellWaiting } from './waiting.ts'

/** The sender of this house would let everything go: only who hears that a case ended can stop a report. */
let house: ChatHouse
let officer: Scope
let approver: Scope
let purpose: Purpose
beforeAll(async () => {
  house = await openChatHouse()
  const context = { ...house.context, subscriptions: feedbackSubscriptions }
  const heard = (scope: Scope) => new Scope(context, house.organisationId, scope.actor)
  officer = heard(await house.member('programme_officer'))
  approver = heard(await house.member('programme_officer'))
  purpose = await foundPurpose(house.scope)
})
afterAll(() => house.close())

let people = 0

/** A donor in a chat whose gift is all that one child needs, at ten in the morning. */
async function giveToChild() {
  people += 1
  const address = `U${people}`
  house.clock.set('2026-03-02T02:00:00Z')
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
  house.sent.length = 0
  return { address, caseId }
}

/** A report about the child is approved in the evening, and held until the morning. */
async function reportInTheEvening(caseId: string): Promise<void> {
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
  await house.settle()
}

async function nextMorning(day: string): Promise<void> {
  await drainEvents(officer)
  house.clock.set(`${day}T02:00:00Z`)
  await house.settle()
}

function reached(address: string): number {
  return house.sent.filter(({ body }) => body.includes(`"${address}"`)).length
}

test('a report held over the night arrives in the morning when nothing happened', async () => {
  const { address, caseId } = await giveToChild()
  await reportInTheEvening(caseId)
  await nextMorning('2026-03-03')
  expect(reached(address)).toBe(1)
})

test.each(['died', 'withdrawn', 'transferred'] as const)('news that a case has %s silences its report', async (to) => {
  const { address, caseId } = await giveToChild()
  await reportInTheEvening(caseId)
  await changeStage(officer, { caseId, to })
  await nextMorning('2026-03-03')
  expect(reached(address)).toBe(0)
  const { rows } = await house.context.databases.owner.query(
    `select r.result, r.reason from feedback_results r join updates u on u.update_id = r.update_id where u.case_id = $1`,
    [caseId],
  )
  expect(rows).toEqual([{ result: 'held', reason: 'case_ended' }])
})

test.each(['died', 'withdrawn', 'transferred'] as const)(
  'news that a case has %s withdraws "no news of your child yet"',
  async (to) => {
    const { address, caseId } = await giveToChild()
    house.clock.set('2026-04-10T14:00:00Z')
    await tellWaiting(house.scope)
    await house.settle()
    await changeStage(officer, { caseId, to })
    await nextMorning('2026-04-11')
    expect(reached(address)).toBe(0)
  },
)
