import { afterAll, beforeAll, expect, test } from 'vitest'
import { allocationSubscriptions } from '../allocations/jobs.ts'
import { foundPurpose, openTestCase } from '../allocations/testing.ts'
import { issueReceiptByHand } from '../gifts/receipts/issue.ts'
import { give, hookPath, hookServer, openCampaign, openSandbox, sandboxSays } from '../gifts/testing.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import type { DifferenceCode } from './books.ts'
import { subjectsOf } from './subjects.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ subscriptions: allocationSubscriptions })
})
afterAll(() => house.close())

async function subjectOf(code: DifferenceCode, subjectId: string) {
  const found = await house.scope.transaction((transaction) => subjectsOf(transaction, [{ code, subjectId }]))
  return found.get(subjectId)
}

async function payGift(): Promise<{ reference: string; giftId: string; personId: string; campaignId: string }> {
  const campaignId = await openCampaign(house.scope)
  const accountId = await openSandbox(house.scope)
  const { reference } = await give(house, campaignId, { amount: '1000' })
  await hookServer(house.context)(await hookPath(house.scope, accountId), sandboxSays(reference, 'paid'))
  await house.drainEvents()
  const { rows } = await house.context.databases.owner.query(
    'select g.gift_id, g.person_id from gifts g join gift_intents i using (organisation_id, gift_intent_id) where i.reference = $1',
    [reference],
  )
  return { reference, giftId: rows[0].gift_id, personId: rows[0].person_id, campaignId }
}

test('a difference leads to the page of its gift, payment, receipt, donor or campaign', async () => {
  const { reference, giftId, personId, campaignId } = await payGift()
  const receiptId = await issueReceiptByHand(house.scope, giftId)
  expect(await subjectOf('gift-misdivided', giftId)).toMatchObject({
    ...{ kind: 'gift', pageId: giftId, amountMinor: 100_000n, currency: 'TWD', givenOn: '2026-03-02' },
  })
  expect(await subjectOf('payout-differs', reference)).toMatchObject({
    ...{ kind: 'payment', pageId: giftId, name: reference },
  })
  expect(await subjectOf('receipt-differs', receiptId)).toMatchObject({
    ...{ kind: 'receipt', pageId: giftId, name: 'ML-2026-000001' },
  })
  expect(await subjectOf('told-not-delivered', personId)).toMatchObject({ kind: 'person', pageId: personId })
  expect(await subjectOf('progress-differs', campaignId)).toMatchObject({ kind: 'campaign', pageId: campaignId })
})

test('a need leads to its case; a payment nobody knows keeps its reference and leads nowhere', async () => {
  const { caseId, needIds } = await openTestCase(house.scope, await foundPurpose(house.scope), [30_000n])
  const shown = { kind: 'case', pageId: caseId, name: `小星${caseId.slice(-6)}` }
  expect(await subjectOf('need-misfilled', needIds[0] ?? '')).toMatchObject(shown)
  expect(await subjectOf('case-overspent', caseId)).toMatchObject(shown)
  expect(await subjectOf('payout-unknown', 'RSC2222222X')).toMatchObject({
    ...{ kind: 'payment', pageId: null, name: 'RSC2222222X' },
  })
  expect(await subjectOf('log-total-differs', 'gift')).toBeUndefined()
  expect(await subjectOf('logged-without-cause', '00000000-0000-7000-8000-000000000000')).toBeUndefined()
})
