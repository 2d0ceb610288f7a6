import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import type { PaymentEvent } from '../payments/event.ts'
import type { Scope } from '../platform/scope.ts'
import { confirmTransfer } from './by-hand.ts'
import { resolveException } from './exception-resolve.ts'
import { createPaymentAccount, openPaymentAccount } from './payment-account.ts'
import { settle } from './settle.ts'
import { give, openCampaign, openSandbox } from './testing.ts'

let house: TestHouse
let finance: Scope
let campaignId: string
let sandbox: string
let count = 0
const asGift = () => ({ kind: 'gift', campaignId, donorName: '林美玲', language: 'zh-Hant' }) as const
const mistyped = { kind: 'dismissed', note: 'mistyped' } as const

beforeAll(async () => {
  house = await openTestHouse()
  finance = await house.member('finance')
  campaignId = await openCampaign(house.scope)
  sandbox = await openSandbox(house.scope)
  await createPaymentAccount(house.scope, {
    provider: 'manual',
    name: 'Bank',
    currency: 'TWD',
    config: { accountHolder: 'Morning Light', bankName: 'Bank', accountNumber: '0123' },
  })
  house.clock.advance(3 * 24 * 3_600_000)
})
afterAll(() => house.close())

describe('a bank line', () => {
  test('whose amount was mistyped is confirmed again with the right one, and is one gift', async () => {
    const { giftIntentId } = await giveOnline('transfer')
    const line = { receivedOn: '2026-03-04', bankReference: 'TX 1' }
    const wrong = await confirmTransfer(finance, giftIntentId, { ...line, amountMinor: 10_000n })
    expect(wrong).toMatchObject({ result: 'quarantined', reason: 'amount' })
    const right = { ...line, amountMinor: 100_000n }
    expect(await confirmTransfer(finance, giftIntentId, right)).toMatchObject({ result: 'applied' })
    expect(await confirmTransfer(finance, giftIntentId, { ...right, bankReference: 'tx1' })).toEqual({
      result: 'known',
    })
    expect(await confirmTransfer(finance, giftIntentId, { ...line, amountMinor: 10_000n })).toEqual({ result: 'known' })
    if (wrong.result !== 'quarantined') throw new Error('not put aside')
    const late = resolveException(finance, wrong.paymentExceptionId, asGift())
    await expect(late).rejects.toMatchObject({ code: 'gifts.exception-resolved' })
    expect(await giftsOf(giftIntentId)).toHaveLength(1)
  })

  test('without a number is the line of its day: corrected the same way, twice at once as well', async () => {
    const { giftIntentId } = await giveOnline('transfer')
    await confirmTransfer(finance, giftIntentId, { receivedOn: '2026-03-04', amountMinor: 90_000n })
    const right = { receivedOn: '2026-03-04', amountMinor: 100_000n }
    const both = await Promise.all([1, 2].map(() => confirmTransfer(finance, giftIntentId, right)))
    expect(both.map(({ result }) => result).sort()).toEqual(['applied', 'known'])
    expect(await giftsOf(giftIntentId)).toHaveLength(1)
  })

  test('that a person decided to be a gift is never booked a second time', async () => {
    const { giftIntentId } = await giveOnline('transfer')
    const line = { receivedOn: '2026-03-04', bankReference: 'TX3' }
    const less = await confirmTransfer(finance, giftIntentId, { ...line, amountMinor: 90_000n })
    if (less.result !== 'quarantined') throw new Error('not put aside')
    await resolveException(finance, less.paymentExceptionId, asGift())
    const again = await confirmTransfer(finance, giftIntentId, { ...line, amountMinor: 100_000n })
    expect(again).toEqual({ result: 'known' })
    expect(await giftsOf(giftIntentId)).toHaveLength(0)
  })

  test('dismissed as mistyped can be confirmed, also for whom it was really meant', async () => {
    const [wrong, right] = [await giveOnline('transfer'), await giveOnline('transfer', '500')]
    const line = { receivedOn: '2026-03-04', bankReference: 'TX4', amountMinor: 50_000n }
    const put = await confirmTransfer(finance, wrong.giftIntentId, line)
    if (put.result !== 'quarantined') throw new Error('not put aside')
    await resolveException(finance, put.paymentExceptionId, mistyped)
    expect(await confirmTransfer(finance, right.giftIntentId, line)).toMatchObject({ result: 'applied' })
    expect(await confirmTransfer(finance, wrong.giftIntentId, line)).toEqual({ result: 'known' })
  })

  test('that may be the one in question is not booked beside it', async () => {
    const { giftIntentId } = await giveOnline('transfer')
    await confirmTransfer(finance, giftIntentId, { receivedOn: '2026-03-03', amountMinor: 10_000n })
    const other = { receivedOn: '2026-03-04', amountMinor: 100_000n, bankReference: 'TX5' }
    const beside = confirmTransfer(finance, giftIntentId, other)
    await expect(beside).rejects.toMatchObject({ code: 'gifts.transfer-in-question' })
    expect(await giftsOf(giftIntentId)).toHaveLength(0)
  })

  test('confirmed a second time by mistake leaves suspense by the same mouth', async () => {
    const { giftIntentId } = await giveOnline('transfer')
    const seen = { receivedOn: '2026-03-04', amountMinor: 100_000n }
    await confirmTransfer(finance, giftIntentId, seen)
    const before = await balance('suspense')
    const twice = await confirmTransfer(finance, giftIntentId, { ...seen, receivedOn: '2026-03-05' })
    if (twice.result !== 'suspense') throw new Error('not in suspense')
    await resolveException(finance, twice.paymentExceptionId, mistyped)
    expect(await balance('suspense')).toBe(before)
    expect(await giftsOf(giftIntentId)).toHaveLength(1)
  })

  test('of a day to come is refused', async () => {
    const { giftIntentId } = await giveOnline('transfer')
    const seen = { receivedOn: '2062-03-04', amountMinor: 100_000n }
    await expect(confirmTransfer(finance, giftIntentId, seen)).rejects.toMatchObject({ code: 'gifts.day-to-come' })
  })
})

describe('a provider’s later word', () => {
  test('of a fee is booked when it is told, once, and the gift’s division hears of it', async () => {
    const { reference, giftIntentId } = await giveOnline('sandbox')
    await told(reference, { dedupeKey: `${reference}:a` })
    await told(reference, { dedupeKey: `${reference}:a`, feeMinor: 2_800n })
    await told(reference, { dedupeKey: `${reference}:b`, type: 'settled', feeMinor: 2_800n })
    const [gift] = await giftsOf(giftIntentId)
    expect(gift).toMatchObject({ fee_minor: 2_800n })
    expect(await booked('fee', gift?.gift_id ?? '')).toEqual([2_800n])
    expect(await newsOf('gift.fee-told')).toBe(1)
  })

  test('of another fee than the booked one is kept, not booked: the check of the books finds it', async () => {
    const { reference, giftIntentId } = await giveOnline('sandbox')
    await told(reference, { dedupeKey: `${reference}:a`, feeMinor: 2_800n })
    await told(reference, { dedupeKey: `${reference}:b`, type: 'settled', feeMinor: 3_000n })
    const [gift] = await giftsOf(giftIntentId)
    expect(await booked('fee', gift?.gift_id ?? '')).toEqual([2_800n])
    const { rows } = await house.context.databases.owner.query(
      'select told_by, fee_minor from other_fees where gift_id = $1',
      [gift?.gift_id],
    )
    expect(rows).toEqual([{ told_by: 'provider', fee_minor: 3_000n }])
  })

  test('of a fee with the settlement is booked then', async () => {
    const { reference, giftIntentId } = await giveOnline('sandbox')
    await told(reference, { dedupeKey: `${reference}:a` })
    await told(reference, { dedupeKey: `${reference}:b`, type: 'settled', feeMinor: 1n })
    const [gift] = await giftsOf(giftIntentId)
    expect(await booked('fee', gift?.gift_id ?? '')).toEqual([1n])
  })

  test.each([
    ['the same amount', 100_000n],
    ['other money', 70_000n],
  ])('of another payment of %s after settlement goes to suspense, once', async (_what, minor) => {
    const { reference, giftIntentId } = await giveOnline('sandbox')
    await told(reference, { dedupeKey: `${reference}:a` })
    await told(reference, { dedupeKey: `${reference}:b`, type: 'settled' })
    const before = await balance('suspense')
    const second = { providerReference: 'SECOND', dedupeKey: `${reference}:c`, amount: { minor, currency: 'TWD' } }
    const settled = await told(reference, second)
    expect(settled).toMatchObject({ result: 'suspense' })
    expect(await told(reference, second)).toEqual({ result: 'known' })
    expect((await balance('suspense')) - before).toBe(minor)
    expect(await giftsOf(giftIntentId)).toHaveLength(1)
    if (settled.result !== 'suspense') throw new Error('not in suspense')
    const gone = resolveException(finance, settled.paymentExceptionId, mistyped)
    await expect(gone).rejects.toMatchObject({ code: 'gifts.suspense-not-dismissable' })
  })

  test('that says the same again changes nothing', async () => {
    const { reference, giftIntentId } = await giveOnline('sandbox')
    await told(reference, { dedupeKey: `${reference}:a` })
    await told(reference, { dedupeKey: `${reference}:b`, type: 'settled' })
    const before = await balance('suspense')
    expect(await told(reference, { dedupeKey: `${reference}:c` })).toEqual({ result: 'late' })
    expect(await balance('suspense')).toBe(before)
    expect(await giftsOf(giftIntentId)).toHaveLength(1)
  })

  test('about money of New Year’s Eve, decided in January, is a gift of the old year with its fee', async () => {
    const settled = await told('RSC9999999X', {
      dedupeKey: 'eve',
      at: new Date('2025-12-31T15:59:00Z'),
      feeMinor: 300n,
    })
    if (settled.result !== 'suspense') throw new Error('not in suspense')
    await resolveException(finance, settled.paymentExceptionId, asGift())
    const gifts = await house.scope.transaction(({ db, organisationId }) =>
      db
        .selectFrom('gifts')
        .where('organisation_id', '=', organisationId)
        .where('given_on', '<', '2026-01-01')
        .select(['given_on', 'fee_minor'])
        .execute(),
    )
    expect(gifts).toEqual([{ given_on: '2025-12-31', fee_minor: 300n }])
  })
})

function giveOnline(method: 'transfer' | 'sandbox', amount = '1000') {
  count += 1
  return give(house, campaignId, { method, amount, contact: `giver-${count}@example.org` })
}

/** A provider's word about a gift of 1,000 dollars. */
function told(reference: string, change: Partial<PaymentEvent> & { dedupeKey: string }) {
  return house.scope.transaction(async (transaction) =>
    settle(transaction, await openPaymentAccount(transaction, sandbox), {
      type: 'paid',
      reference,
      providerReference: 'FIRST',
      amount: { minor: 100_000n, currency: 'TWD' },
      at: new Date('2026-03-05T02:00:00Z'),
      simulated: false,
      ...change,
    }),
  )
}

function giftsOf(giftIntentId: string) {
  return house.scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('gifts')
      .where('organisation_id', '=', organisationId)
      .where('gift_intent_id', '=', giftIntentId)
      .selectAll()
      .execute(),
  )
}

async function booked(kind: string, sourceId: string): Promise<bigint[]> {
  const rows = await house.scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('ledger_transfers')
      .where('organisation_id', '=', organisationId)
      .where('kind', '=', kind)
      .where('source_id', '=', sourceId)
      .select('amount_minor')
      .execute(),
  )
  return rows.map((row) => row.amount_minor)
}

async function newsOf(type: string): Promise<number> {
  const rows = await house.scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('events')
      .where('organisation_id', '=', organisationId)
      .where('type', '=', type)
      .select('event_id')
      .execute(),
  )
  return rows.length
}

/** What an account holds: credits less debits. */
async function balance(code: string): Promise<bigint> {
  const { rows } = await house.context.databases.owner.query(
    `select coalesce(sum(case when a.ledger_account_id = t.credit_account_id then t.amount_minor else -t.amount_minor end), 0)::bigint as held
     from ledger_accounts a join ledger_transfers t on a.ledger_account_id in (t.debit_account_id, t.credit_account_id)
     where a.code = $1`,
    [code],
  )
  return BigInt(rows[0].held)
}
