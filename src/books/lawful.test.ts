import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { allocate } from '../allocations/allocate.ts'
import { allocationSubscriptions } from '../allocations/jobs.ts'
import { foundPurpose, openTestCase, type Purpose } from '../allocations/testing.ts'
import { recordExpense } from '../cases/expenses.ts'
import { reverseExpense } from '../cases/reverse-expense.ts'
import { confirmTransfer } from '../gifts/by-hand.ts'
import { resolveException } from '../gifts/exception-resolve.ts'
import { tellFee } from '../gifts/late-fee.ts'
import { createPaymentAccount } from '../gifts/payment-account.ts'
import { issueReceiptByHand } from '../gifts/receipts/issue.ts'
import { voidReceiptByHand } from '../gifts/receipts/void.ts'
import { recordGift } from '../gifts/record-gift.ts'
import { approveRefund, declineRefund, requestRefund } from '../gifts/refund.ts'
import { give as giveOnline, openCampaign } from '../gifts/testing.ts'
import { sequence } from '../log/sequence.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { createPerson } from '../people/persons.ts'
import type { Scope } from '../platform/scope.ts'
import { readBooks } from './checks.ts'

// Whatever lawfully happens to money leaves no difference: a check that cries wolf is soon read by nobody.

let house: TestHouse
let purpose: Purpose
let asks: Scope
let approves: Scope
beforeAll(async () => {
  house = await openTestHouse({ subscriptions: allocationSubscriptions })
  asks = await house.member('finance')
  approves = await house.member('finance')
})
beforeEach(async () => {
  purpose = await foundPurpose(house.scope, { programmeShareBasisPoints: 0 })
})
afterAll(() => house.close())

async function give(minor: bigint, feeMinor = 0n): Promise<string> {
  house.clock.advance(1000)
  const giftId = await house.scope.transaction(async (transaction) =>
    recordGift(transaction, {
      personId: await createPerson(transaction, { displayName: '林美玲', language: 'zh-Hant' }),
      campaignId: purpose.campaignId,
      amount: { minor, currency: 'TWD' },
      feeMinor,
      receivedAt: transaction.now,
      source: 'manual',
      donorName: '林美玲',
      isAnonymous: false,
      receiptWish: 'none',
      language: 'zh-Hant',
    }),
  )
  await house.drainEvents()
  await allocate(house.scope, purpose.fundId)
  return giftId
}

async function refund(giftId: string, amountMinor: bigint): Promise<void> {
  await approveRefund(approves, await requestRefund(asks, giftId, { amountMinor, reason: 'asked for it' }))
}

function spend(caseId: string, needId: string, amountMinor: bigint): Promise<string> {
  return recordExpense(house.scope, { caseId, needId, amountMinor, spentOn: '2026-03-02', documentNote: 'AB-1' })
}

async function codes(): Promise<string[]> {
  return (await readBooks(house.scope)).differences.map(({ code }) => code)
}

async function query(text: string): Promise<Record<string, unknown>[]> {
  return (await house.context.databases.owner.query(text)).rows
}

/** What the books find while something stands wrong; then it is put right. */
async function foundWhile(wrong: string, right: string): Promise<string[]> {
  await query(wrong)
  const found = await codes()
  await query(right)
  expect(await codes()).toEqual([])
  return found
}

test('a case spent to its last cent, and an expense that was taken back; with one cent less given it is overspent', async () => {
  const { caseId, needIds } = await openTestCase(house.scope, purpose, [50_000n, 20_000n])
  const [first = '', second = ''] = needIds
  const giftId = await give(70_000n)
  await spend(caseId, first, 50_000n)
  await reverseExpense(house.scope, await spend(caseId, second, 15_000n), 'another child’s bill')
  await spend(caseId, second, 20_000n)
  await sequence(house.scope)
  expect(await codes()).toEqual([])
  expect((await readBooks(house.scope)).balances[0]).toMatchObject({ allocatedMinor: 70_000n, spentMinor: 70_000n })
  const reversed = `where document_note = 'AB-1' and amount_minor = 15000`
  const forget = `create table kept_reversals as select * from expenses ${reversed};
    update expenses set reversed_at = null, reversal_id = null, reversal_reason = null ${reversed}`
  const remember = `update expenses e set (reversed_at, reversal_id, reversal_reason) =
      (k.reversed_at, k.reversal_id, k.reversal_reason) from kept_reversals k where k.expense_id = e.expense_id;
    drop table kept_reversals`
  expect(await foundWhile(forget, remember)).toEqual(expect.arrayContaining(['booked-without-cause', 'cash-differs']))
  const move = (by: number) =>
    `update allocations set amount_minor = amount_minor + ${by} where gift_id = '${giftId}' and need_id = '${first}'`
  expect(await foundWhile(move(-1), move(1))).toContain('case-overspent')
  const unbook = (from: string, to: string) =>
    `update ledger_transfers set kind = '${to}' where kind = '${from}' and source_id in (select expense_id from expenses)`
  expect(await foundWhile(unbook('expense_reversed', 'payout'), unbook('payout', 'expense_reversed'))).toEqual(
    expect.arrayContaining(['expense-not-booked', 'booked-without-cause']),
  )
})

test('refunds asked for, declined and done; receipts voided, replaced and made anew after a refund', async () => {
  const giftId = await give(60_000n, 1000n)
  await requestRefund(asks, giftId, { amountMinor: 100n, reason: 'perhaps' })
  await declineRefund(approves, await requestRefund(asks, giftId, { amountMinor: 200n, reason: 'no' }))
  const receiptId = await issueReceiptByHand(house.scope, giftId)
  await voidReceiptByHand(house.scope, receiptId, { reason: 'name misspelt', replace: true })
  await refund(giftId, 30_000n)
  await house.drainEvents()
  expect(await codes()).toEqual([])
  expect(await query('select count(*)::int as count from receipts')).toEqual([{ count: 3 }])
  const cut = (by: number) => `update receipt_gifts set amount_minor = amount_minor + ${by};
    update receipts set amount_minor = amount_minor + ${by}`
  expect(await foundWhile(cut(1), cut(-1))).toEqual(['gift-receipted-twice'])
  const revive = (to: string) => `update receipts set voided_at = ${to} where receipt_id = '${receiptId}'`
  const halve = (by: string) => `update receipt_gifts set amount_minor = amount_minor ${by};
    update receipts set amount_minor = amount_minor ${by}`
  await query(halve('/ 4'))
  expect(await foundWhile(revive('null'), revive('now()'))).toEqual(['gift-receipted-twice'])
})

test('what was spent before its gift was charged back, and the reserve that stood in for it', async () => {
  const { caseId, needIds } = await openTestCase(house.scope, purpose, [40_000n])
  const [need = ''] = needIds
  const [first] = [await give(5000n), await give(35_000n)]
  await spend(caseId, need, 39_000n)
  await refund(first, 5000n)
  await house.drainEvents()
  expect(await query('select amount_minor from reserve_covers')).toEqual([{ amount_minor: 4000n }])
  expect(await codes()).toEqual([])
  const cover = (by: number) =>
    `update ledger_transfers set amount_minor = amount_minor + ${by} where kind = 'shortfall'`
  expect(await foundWhile(cover(1), cover(-1))).toEqual(['cover-not-booked'])
  const uncover = (kind: string) =>
    `update ledger_transfers set kind = '${kind}' where source_id = (select reserve_cover_id from reserve_covers)`
  expect(await foundWhile(uncover('payout'), uncover('shortfall'))).toEqual(
    expect.arrayContaining(['cover-not-booked', 'booked-without-cause']),
  )
})

test('money in suspense that became a gift, that was returned, and that nobody has decided about', async () => {
  const campaignId = await openCampaign(house.scope)
  const config = { accountHolder: 'Morning Light', bankName: 'Bank', accountNumber: '0123' }
  await createPaymentAccount(house.scope, { provider: 'manual', name: 'Bank', currency: 'TWD', config })
  house.clock.advance(3 * 86_400_000)
  const { giftIntentId } = await giveOnline(house, campaignId, { method: 'transfer' })
  const receive = async (receivedOn: string) => {
    const told = await confirmTransfer(asks, giftIntentId, { receivedOn, amountMinor: 100_000n })
    return 'paymentExceptionId' in told ? told.paymentExceptionId : ''
  }
  expect(await receive('2026-03-02')).toBe('')
  const [second, third] = [await receive('2026-03-03'), await receive('2026-03-04'), await receive('2026-03-05')]
  const asGift = { kind: 'gift', campaignId, donorName: '林美玲', language: 'zh-Hant' } as const
  await resolveException(asks, second, asGift)
  await resolveException(asks, third, { kind: 'returned', note: 'sent back' })
  await house.drainEvents()
  expect(await query(`select count(*)::int as count from gifts where campaign_id = '${campaignId}'`)).toEqual([
    { count: 2 },
  ])
  expect(await codes()).toEqual([])
})

test('a fee told late and a refund are no difference while their news is on its way, and are where it never comes', async () => {
  await openTestCase(house.scope, purpose, [90_000n])
  const giftId = await give(80_000n)
  await house.scope.transaction((transaction) => tellFee(transaction, giftId, 2000n, 'provider'))
  await refund(giftId, 10_000n)
  expect(await codes()).toEqual([])
  house.clock.advance(11 * 60_000)
  const { differences } = await readBooks(house.scope)
  expect(differences).toMatchObject([
    { code: 'fund-unbalanced', expectedMinor: 68_000n, foundMinor: 80_000n },
    { code: 'gift-misdivided', subjectId: giftId, expectedMinor: 70_000n, foundMinor: 80_000n },
    { code: 'gift-misdivided', subjectId: giftId, expectedMinor: 2000n, foundMinor: 0n },
  ])
  await house.drainEvents()
  expect(await codes()).toEqual([])
})

test('a gift whose news was never published is named at once, for nobody will divide it', async () => {
  await openTestCase(house.scope, purpose, [90_000n])
  const giftId = await give(100n)
  const keep = `create table kept as select * from gift_portions where gift_id = '${giftId}';
    create table kept_allocations as select * from allocations where gift_id = '${giftId}';`
  const drop = `delete from allocations where gift_id = '${giftId}'; delete from gift_portions where gift_id = '${giftId}';
    update events set type = 'lost' where payload ->> 'giftId' = '${giftId}'`
  await query(keep)
  const back = `insert into gift_portions table kept; insert into allocations table kept_allocations;
    update events set type = 'gift.received' where type = 'lost'; drop table kept; drop table kept_allocations`
  expect(await foundWhile(drop, back)).toContain('gift-not-divided')
})
