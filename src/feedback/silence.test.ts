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
import { almostTell } from './almost-told.fixture.ts'
import { approveRound } from './approve.ts'
import { planRound, submitRound } from './rounds.ts'
import { sendRound } from './send.ts'
import { stillTellable } from './still-tellable.ts'
import { silenceCase } from './stop.ts'
import { tellWaiting } from './waiting.ts'

let house: ChatHouse
let officer: Scope
let approver: Scope
let purpose: Purpose
beforeAll(async () => {
  house = await openChatHouse()
  house.mayStillGo = stillTellable
  officer = await house.member('programme_officer')
  approver = await house.member('programme_officer')
})
afterAll(() => house.close())
beforeEach(async () => {
  house.clock.set('2026-03-02T02:00:00Z')
  purpose = await foundPurpose(house.scope)
})

let people = 0

/** A donor in a chat, with a gift that is part of what one child needs. */
async function giveToChild() {
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
  const { caseId } = await openTestCase(house.scope, purpose, [5_000n])
  const giftId = await giveTestGift(house.scope, purpose, { amountMinor: 5_000n, personId })
  await house.scope.transaction((tx) => portionGift(tx, giftId))
  await allocate(house.scope, purpose.fundId)
  house.sent.length = 0
  return { address, personId, caseId }
}

function reached(address: string): number {
  return house.sent.filter(({ body }) => body.includes(`"${address}"`)).length
}

/** Until so many transactions stand before a lock, or `done` says that nobody will. */
async function untilWaiting(count: number, done: () => boolean = () => false): Promise<void> {
  const { owner } = house.context.databases
  for (;;) {
    const { rows } = await owner.query(
      `select count(*)::int as waiting from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    )
    if (rows[0].waiting >= count || done()) return
  }
}

test('a report just being written when a child dies does not leave', async () => {
  const { address, personId, caseId } = await giveToChild()
  const updateId = await writeUpdate(officer, { caseId, stage: 'treated' })
  await approveUpdate(approver, updateId, {
    evidence: 'Discharge letter',
    proof: await bringProof(officer, caseId),
    languages: [],
  })
  const roundId = await planRound(officer, purpose)
  await submitRound(officer, roundId)
  await approveRound(approver, roundId)
  house.clock.set('2026-03-02T13:00:00Z')

  const giveUp = await almostTell(house.scope, { personId, updateId, roundId })
  const sending = sendRound(house.scope, roundId)
  await untilWaiting(1)
  await changeStage(officer, { caseId, to: 'died' })
  let isSilenced = false
  const silencing = house.scope
    .transaction((tx) => silenceCase(tx, caseId))
    .then(() => {
      isSilenced = true
    })
  await untilWaiting(2, () => isSilenced)
  await giveUp()
  await Promise.all([sending, silencing])
  // Withdrawn by the silencing itself, which waited for what was just being written; at the claim it would be held back once more.
  const { rows } = await house.context.databases.owner.query(
    `select d.state, r.result, r.reason from feedback_results r join deliveries d using (organisation_id, delivery_id)
     where r.person_id = $1`,
    [personId],
  )
  expect(rows).toEqual([{ state: 'cancelled', result: 'held', reason: 'case_ended' }])
  await sendRound(house.scope, roundId)
  house.clock.set('2026-03-03T02:00:00Z')
  await house.settle()
  expect(reached(address)).toBe(0)
})

test('"no news of your child yet", held over the night, does not arrive when the child died in it', async () => {
  const { address, caseId } = await giveToChild()
  house.clock.set('2026-04-10T14:00:00Z')
  await tellWaiting(house.scope)
  await house.settle()
  await changeStage(officer, { caseId, to: 'died' })
  await house.scope.transaction((tx) => silenceCase(tx, caseId))
  house.clock.set('2026-04-11T02:00:00Z')
  await house.settle()
  expect(reached(address)).toBe(0)
})

test('a report due in the moment a child dies does not leave, though nobody has heard of the death yet', async () => {
  const { address, personId, caseId } = await giveToChild()
  const updateId = await writeUpdate(officer, { caseId, stage: 'treated' })
  await approveUpdate(approver, updateId, {
    evidence: 'Discharge letter',
    proof: await bringProof(officer, caseId),
    languages: [],
  })
  const roundId = await planRound(officer, purpose)
  await submitRound(officer, roundId)
  await approveRound(approver, roundId)
  await sendRound(house.scope, roundId)
  await changeStage(officer, { caseId, to: 'died' })
  await house.settle()
  expect(reached(address)).toBe(0)
  await sendRound(house.scope, roundId)
  const { rows } = await house.context.databases.owner.query(
    `select r.result, r.reason, o.state from feedback_results r join feedback_rounds o using (organisation_id, feedback_round_id)
     where r.person_id = $1`,
    [personId],
  )
  expect(rows).toEqual([{ result: 'held', reason: 'case_ended', state: 'done' }])
})

test('on a day when many gifts have waited long enough, all their donors are told, not the first two hundred', async () => {
  const giftId = await giveTestGift(house.scope, purpose, { amountMinor: 5_000n })
  await house.scope.transaction((tx) => portionGift(tx, giftId))
  const { owner } = house.context.databases
  for (const table of ['gifts', 'gift_portions', 'open_gifts']) {
    await owner.query(
      `insert into ${table} select (jsonb_populate_record(row, jsonb_build_object('gift_id', md5(n::text)::uuid,
         'public_reference', left(encode(sha256(n::text::bytea), 'hex'), 22)))).*
       from ${table} row, generate_series(1, 230) n where gift_id = $1`,
      [giftId],
    )
  }
  house.clock.advance(31 * 86_400_000)
  await tellWaiting(house.scope)
  const { rows } = await owner.query(
    `select count(*)::int as told from told_waiting join gifts using (organisation_id, gift_id) where fund_id = $1`,
    [purpose.fundId],
  )
  expect(rows).toEqual([{ told: 231 }])
})
