import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sequence } from '../../log/sequence.ts'
import { openTestHouse, type TestHouse } from '../../organisations/testing.ts'
import { createPerson } from '../../people/persons.ts'
import { newId } from '../../platform/ids.ts'
import type { Scope } from '../../platform/scope.ts'
import { capitalNumerals, chineseAmount } from '../chinese-amount.ts'
import type { NewGift } from '../gift.ts'
import { recordGift } from '../record-gift.ts'
import { approveRefund, declineRefund, requestRefund } from '../refund.ts'
import { openCampaign } from '../testing.ts'
import { thankForGift } from '../thank.ts'
import { faceFor } from './fonts.ts'
import { issueReceipt, issueReceiptByHand, issueYearlyReceipts } from './issue.ts'
import { receiptPdf } from './print.ts'
import { receiptSnapshot } from './receipt.ts'
import { voidReceiptByHand } from './void.ts'

let house: TestHouse
let campaignId: string
let personId: string
let finance: Scope
let colleague: Scope
beforeAll(async () => {
  house = await openTestHouse()
  campaignId = await openCampaign(house.scope)
  personId = await house.scope.transaction((transaction) =>
    createPerson(transaction, { displayName: '林美玲', language: 'zh-Hant' }),
  )
  finance = await house.member('finance')
  colleague = await house.member('finance')
})
afterAll(() => house.close())

describe('numbers', () => {
  test('a hundred at once are a hundred numbers in a row, and a failure uses none', async () => {
    const gifts = await inParallel(100, () => record({}))
    const issue = (giftId: string, index: number) =>
      house.scope.transaction(async (transaction) => {
        await issueReceipt(transaction, giftId)
        if (index % 10 === 3) throw new Error('rolled back')
      })
    const results = await Promise.allSettled(gifts.map(issue))
    expect(results.filter((result) => result.status === 'rejected')).toHaveLength(10)
    const rows = await receipts()
    expect(rows.map((row) => row.number)).toEqual(Array.from({ length: 90 }, (_, index) => index + 1))
  })

  test('a second receipt for the same money is refused', async () => {
    const giftId = await record({})
    await issueReceiptByHand(finance, giftId)
    await expect(issueReceiptByHand(finance, giftId)).rejects.toMatchObject({ code: 'gifts.nothing-to-receipt' })
  })

  test('a void receipt keeps its number, and the new one says which it replaces', async () => {
    const giftId = await record({})
    const receiptId = await issueReceiptByHand(finance, giftId)
    const before = (await receipts()).length
    const { replacementId } = await voidReceiptByHand(finance, receiptId, { reason: 'misprint', replace: true })
    const rows = await receipts()
    expect(rows).toHaveLength(before + 1)
    const [old, made] = [receiptId, replacementId].map((id) => rows.find((row) => row.receipt_id === id))
    expect(old?.voided_at).not.toBeNull()
    expect(made?.replaces_id).toBe(receiptId)
    expect(snapshotOf(made).replaces).toBe(snapshotOf(old).number)
    const again = voidReceiptByHand(finance, receiptId, { reason: 'misprint', replace: true })
    await expect(again).rejects.toMatchObject({ code: 'gifts.receipt-void-already' })
  })

  test('each year has its own series', async () => {
    const giftId = await record({ givenOn: '2025-12-31' })
    const receiptId = await issueReceiptByHand(finance, giftId)
    const row = (await receipts()).find((each) => each.receipt_id === receiptId)
    expect(row).toMatchObject({ year: 2025, number: 1 })
    expect(snapshotOf(row).number).toBe('ML-2025-000001')
  })
})

describe('yearly receipts', () => {
  test('hold the year, minus what was receipted and refunded, once', async () => {
    const wish = { receiptWish: 'yearly', receiptName: '林家', givenOn: '2024-05-01' } as const
    const [kept, partly, fully, receipted] = [
      await record({ ...wish, givenOn: '2024-01-01', isAnonymous: true }),
      await record(wish),
      await record(wish),
      await record(wish),
    ]
    await record({ ...wish, givenOn: '2023-12-31' })
    await record({ ...wish, receiptName: '林小華', givenOn: '2024-12-31' })
    await refund(partly, 40_000n)
    await refund(fully, 100_000n)
    await issueReceiptByHand(finance, receipted)
    const issued = await issueYearlyReceipts(finance, 2024)
    const rows = (await receipts()).filter((row) => issued.includes(row.receipt_id))
    expect(rows.map((row) => [snapshotOf(row).donorName, row.amount_minor])).toEqual([
      ['林家', 160_000n],
      ['林小華', 100_000n],
    ])
    expect(snapshotOf(rows[0]).lines).toHaveLength(2)
    expect(kept).not.toBe(partly)
    expect(await issueYearlyReceipts(finance, 2024)).toEqual([])
  })
})

describe('refunds', () => {
  test('one asks, another approves; a part reissues the receipt and keeps the gift counted', async () => {
    const giftId = await record({})
    const receiptId = await issueReceiptByHand(finance, giftId)
    const refundId = await requestRefund(finance, giftId, { amountMinor: 80_000n, reason: 'typed too much' })
    await expect(approveRefund(finance, refundId)).rejects.toMatchObject({ code: 'gifts.refund-own' })
    await approveRefund(colleague, refundId)
    await expect(approveRefund(colleague, refundId)).rejects.toMatchObject({ code: 'gifts.refund-decided' })
    const rows = await receipts()
    expect(rows.find((row) => row.receipt_id === receiptId)?.void_reason).toBe('refund')
    expect(rows.find((row) => row.replaces_id === receiptId)?.amount_minor).toBe(20_000n)
    const over = requestRefund(finance, giftId, { amountMinor: 20_001n, reason: 'too much' })
    await expect(over).rejects.toMatchObject({ code: 'gifts.refund-too-large' })
    await refund(giftId, 20_000n)
    const last = (await receipts()).filter((row) => row.voided_at === null && snapshotOf(row).replaces !== null)
    expect(last.some((row) => row.amount_minor === 20_000n && row.person_id === personId)).toBe(false)
  })

  test('of two approvals at once one counts, and the ledger has it once', async () => {
    const giftId = await record({})
    const refundId = await requestRefund(finance, giftId, { amountMinor: 100_000n, reason: 'asked' })
    const both = await Promise.allSettled([approveRefund(colleague, refundId), approveRefund(colleague, refundId)])
    expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected'])
    const transfers = await house.scope.transaction(({ db, organisationId }) =>
      db
        .selectFrom('ledger_transfers')
        .where('organisation_id', '=', organisationId)
        .where('source_id', '=', refundId)
        .select(['kind', 'amount_minor'])
        .execute(),
    )
    expect(transfers).toEqual([{ kind: 'refund', amount_minor: 100_000n }])
  })

  test('of gifts on one yearly receipt approved at once each counts, and one receipt is left over what remains', async () => {
    const wish = { receiptWish: 'yearly', receiptName: '同年', givenOn: '2021-05-01' } as const
    const gifts = await inParallel(4, () => record(wish))
    const [receiptId = ''] = await issueYearlyReceipts(finance, 2021)
    const asked = await Promise.all(
      gifts.map((giftId) => requestRefund(finance, giftId, { amountMinor: 30_000n, reason: 'asked' })),
    )
    await Promise.all(asked.toReversed().map((refundId) => approveRefund(colleague, refundId)))
    const ofYear = (await receipts()).filter((row) => row.year === 2021)
    expect(ofYear.filter((row) => row.voided_at === null).map((row) => row.amount_minor)).toEqual([280_000n])
    expect(ofYear.map((row) => row.number)).toEqual([1, 2, 3, 4, 5])
    expect(ofYear[0]?.receipt_id).toBe(receiptId)
  })

  test('of a gift whose receipt is voided by hand meanwhile waits its turn', async () => {
    const wish = { receiptWish: 'yearly', receiptName: '同時', givenOn: '2020-05-01' } as const
    const gifts = await inParallel(3, () => record(wish))
    const [receiptId = ''] = await issueYearlyReceipts(finance, 2020)
    const [giftId = ''] = gifts.toSorted().toReversed()
    const refundId = await requestRefund(finance, giftId, { amountMinor: 30_000n, reason: 'asked' })
    const voiding = voidReceiptByHand(finance, receiptId, { reason: 'misprint', replace: true })
    const outcomes = await Promise.allSettled([voiding, approveRefund(colleague, refundId)])
    const faults = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
    expect(faults.every((fault) => fault.code === 'gifts.receipt-void-already')).toBe(true)
    const valid = (await receipts()).filter((row) => row.year === 2020 && row.voided_at === null)
    expect(valid.map((row) => row.amount_minor)).toEqual([270_000n])
  })

  test('of a whole gift ends its thanks: a chat known later hears nothing', async () => {
    const giftId = await record({})
    await refund(giftId, 100_000n)
    expect(await thankForGift(house.scope, giftId)).toBeUndefined()
    const half = await record({})
    await refund(half, 50_000n)
    expect(await thankForGift(house.scope, half)).toEqual({ outcome: 'skipped', reason: 'no_conversation' })
  })

  test('a declined refund leaves room for another', async () => {
    const giftId = await record({})
    const refundId = await requestRefund(finance, giftId, { amountMinor: 100_000n, reason: 'asked' })
    await declineRefund(colleague, refundId)
    await refund(giftId, 100_000n)
  })
})

describe('paper', () => {
  test('the second print by a member says duplicate; a later change of name changes nothing', async () => {
    const giftId = await record({ taxIdentifier: 'A123456789', receiptName: '林美玲' })
    await sequence(house.scope)
    const receiptId = await issueReceiptByHand(finance, giftId)
    const [first, second, donors] = [
      await receiptPdf(finance, receiptId),
      await receiptPdf(finance, receiptId),
      await receiptPdf(house.scope, receiptId),
    ]
    expect(first.subarray(0, 5).toString()).toBe('%PDF-')
    expect(first.equals(donors)).toBe(true)
    expect(second.equals(first)).toBe(false)
    const agent = await house.member('agent')
    await expect(receiptPdf(agent, receiptId)).rejects.toMatchObject({ kind: 'forbidden' })
    await look('single', first)
    await look('duplicate', second)
  })

  test('a yearly one in another language lists its gifts, a void one says so', async () => {
    const wish = { receiptWish: 'yearly', receiptName: 'Giulia D’Angelo', language: 'it' } as const
    for (let month = 1; month <= 12; month += 1) {
      await record({ ...wish, givenOn: `2022-${String(month).padStart(2, '0')}-05` })
    }
    const [receiptId = ''] = await issueYearlyReceipts(finance, 2022)
    await look('yearly', await receiptPdf(house.scope, receiptId))
    await voidReceiptByHand(finance, receiptId, { reason: 'wrong name', replace: true })
    await look('void', await receiptPdf(house.scope, receiptId))
  })
})

test.each([
  [0n, '零'],
  [10n, '壹拾'],
  [1_050n, '壹仟零伍拾'],
  [10_000n, '壹萬'],
  [10_005n, '壹萬零伍'],
  [100_000_001n, '壹億零壹'],
  [123_456_789n, '壹億貳仟參佰肆拾伍萬陸仟柒佰捌拾玖'],
  [100_100n, '壹拾萬零壹佰'],
])('%s in capital numerals is %s', (number, said) => {
  expect(capitalNumerals(number)).toBe(said)
})

test('cents are said too', () => {
  const say = (minor: bigint) => chineseAmount({ minor, currency: 'TWD' }, '新臺幣')
  expect(say(105_000n)).toBe('新臺幣壹仟零伍拾元整')
  expect(say(10_005n)).toBe('新臺幣壹佰元零伍分')
  expect(say(10_050n)).toBe('新臺幣壹佰元伍角')
  expect(say(50n)).toBe('新臺幣伍角')
})

test('each text is set in a face that has it', () => {
  expect(['林美玲', 'Giulia', '谢谢', 'ありがとう'].map(faceFor)).toEqual(['TC', 'TC', 'SC', 'JP'])
})

/** For the eyes of whoever works on the paper: `RECEIPTS_TO=<folder>` keeps what was drawn. */
async function look(name: string, pdf: Buffer): Promise<void> {
  const folder = process.env.RECEIPTS_TO
  if (!folder) return
  const { writeFile } = await import('node:fs/promises')
  await writeFile(`${folder}/${name}.pdf`, pdf)
}

function record(change: Partial<NewGift>): Promise<string> {
  return house.scope.transaction((transaction) =>
    recordGift(transaction, {
      personId,
      campaignId,
      amount: { minor: 100_000n, currency: 'TWD' },
      receivedAt: transaction.now,
      source: 'manual',
      donorName: '林美玲',
      isAnonymous: false,
      receiptWish: 'each',
      language: 'zh-Hant',
      orderNumber: newId(transaction.now),
      ...change,
    }),
  )
}

async function refund(giftId: string, amountMinor: bigint): Promise<void> {
  await approveRefund(colleague, await requestRefund(finance, giftId, { amountMinor, reason: 'asked' }))
}

function inParallel<T>(times: number, run: () => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: times }, run))
}

function receipts() {
  return house.scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('receipts')
      .where('organisation_id', '=', organisationId)
      .selectAll()
      .orderBy('year', 'desc')
      .orderBy('number')
      .execute(),
  )
}

function snapshotOf(row: { snapshot: unknown } | undefined) {
  return receiptSnapshot.parse(row?.snapshot)
}
