import { afterAll, beforeAll, expect, test } from 'vitest'
import { allocate } from '../allocations/allocate.ts'
import { portionGift } from '../allocations/portion.ts'
import { foundPurpose, giveTestGift, openTestCase, type Purpose } from '../allocations/testing.ts'
import { bringProof } from '../cases/testing.ts'
import { approveUpdate, writeUpdate } from '../cases/updates.ts'
import { type ChatHouse, lineText, openChatHouse } from '../conversations/testing.ts'
import { moveGifts } from '../gifts/claim.ts'
import { recordConsent } from '../people/consents.ts'
import { mergePersons } from '../people/merge.ts'
import { newId } from '../platform/ids.ts'
import type { Scope } from '../platform/scope.ts'
import { approveRound } from './approve.ts'
import { moveTold } from './merge.ts'
import { planRound, submitRound } from './rounds.ts'
import { sendRound } from './send.ts'

let house: ChatHouse
let officer: Scope
let approver: Scope
let purpose: Purpose
beforeAll(async () => {
  house = await openChatHouse()
  house.clock.set('2026-03-02T02:00:00Z')
  officer = await house.member('programme_officer')
  approver = await house.member('programme_officer')
  purpose = await foundPurpose(house.scope)
})
afterAll(() => house.close())

test('whoever heard an update in one chat does not hear it again in another that turns out to be theirs', async () => {
  const [phone, tablet] = [await writer('U-phone'), await writer('U-tablet')]
  const { caseId } = await openTestCase(house.scope, purpose, [500_000n])
  await give(phone)
  const updateId = await writeUpdate(officer, { caseId, stage: 'treated', texts: {} })
  await approveUpdate(approver, updateId, {
    evidence: 'Discharge letter',
    proof: await bringProof(officer, caseId),
    languages: ['zh-Hant'],
  })
  await tell()
  expect(sentTo('U-phone')).toHaveLength(1)

  const merge = { fromId: phone, intoId: tablet, proof: 'member', proofId: newId(house.clock.now()) } as const
  await house.scope.transaction((transaction) => mergePersons(transaction, merge, [moveGifts, moveTold]))
  await give(tablet)
  await expect(planRound(officer, purpose)).rejects.toMatchObject({ code: 'feedback.nothing-to-tell' })
})

async function writer(address: string): Promise<string> {
  await house.post(lineText(address, 'hello', { at: house.clock.now() }))
  await house.settle()
  return house.scope.transaction(async (transaction) => {
    const { person_id: personId } = await transaction.db
      .selectFrom('identities')
      .where('address', '=', address)
      .select('person_id')
      .executeTakeFirstOrThrow()
    const said = { channel: 'all', source: 'gift_form', textVersion: '1', language: 'zh-Hant' } as const
    await recordConsent(transaction, { personId, purpose: 'feedback', granted: true, ...said })
    return personId
  })
}

async function give(personId: string): Promise<void> {
  house.clock.advance(1000)
  const giftId = await giveTestGift(house.scope, purpose, { amountMinor: 50_000n, personId })
  await house.scope.transaction((transaction) => portionGift(transaction, giftId))
  await allocate(house.scope, purpose.fundId)
}

async function tell(): Promise<void> {
  const roundId = await planRound(officer, purpose)
  await submitRound(officer, roundId)
  await approveRound(approver, roundId)
  await sendRound(house.scope, roundId)
  await house.settle()
}

function sentTo(address: string): string[] {
  return house.sent.filter(({ body }) => body.includes(`"${address}"`)).map(({ body }) => body)
}
