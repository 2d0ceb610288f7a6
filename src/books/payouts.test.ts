import { afterAll, beforeAll, expect, test } from 'vitest'
import { allocationSubscriptions } from '../allocations/jobs.ts'
import { changeCampaign } from '../campaigns/actions.ts'
import { createPaymentAccount } from '../gifts/payment-account.ts'
import {
  foundLegalEntity,
  give,
  hookPath,
  hookServer,
  openCampaign,
  openSandbox,
  sandboxSays,
  sandboxSecret,
} from '../gifts/testing.ts'
import { importFile } from '../imports/import-file.ts'
import { listRows } from '../imports/lists.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { readBooks } from './checks.ts'
import { payoutAccounts } from './payout-accounts.ts'
import { bringInPayouts, payoutImporter } from './payout-lines.ts'

let house: TestHouse
let accountId: string
let campaignId: string

beforeAll(async () => {
  house = await openTestHouse({ subscriptions: allocationSubscriptions })
  campaignId = await openCampaign(house.scope)
  accountId = await openSandbox(house.scope)
})
afterAll(() => house.close())

let givers = 0
function newContact(): string {
  givers += 1
  return `giver-${givers}@example.org`
}

/** A gift of NT$1,000 by the provider, whose fee was not told; answers the payment's reference. */
async function pay(to = campaignId, minor = 100_000n, typed: { overflow?: string } = {}): Promise<string> {
  const { reference } = await give(house, to, { amount: String(minor / 100n), contact: newContact(), ...typed })
  await hookServer(house.context)(
    await hookPath(house.scope, accountId),
    sandboxSays(reference, 'paid', minor, house.clock.now()),
  )
  await house.drainEvents()
  return reference
}

/** ECPay's statement in its new form, with the guard of spreadsheets around every cell. */
function statement(rows: readonly (readonly string[])[]) {
  const head = [
    '訂單日期',
    '廠商訂單編號',
    '綠界訂單編號',
    '付款狀態',
    '交易金額',
    '退款金額',
    '交易手續費',
    '平台手續費',
    '應收款項(淨額)',
    '撥款狀態',
    '撥款日期',
  ]
  const lines = [head, ...rows].map((cells) => cells.map((cell) => `="${cell}"`).join(','))
  return { kind: 'payouts', fileName: 'statement.csv', bytes: Buffer.from(`${lines.join('\r\n')}\r\n`) }
}

function row(
  reference: string,
  [gross, refunded, fee, net]: readonly [string, string, string, string],
  state = '已撥款',
) {
  return [
    '2026/03/02 10:00:00',
    reference,
    `2603021${reference.slice(3)}`,
    '已付款',
    gross,
    refunded,
    fee,
    '0',
    net,
    state,
    '2026/03/10',
  ]
}

async function bringIn(rows: readonly (readonly string[])[]) {
  const done = await importFile(house.scope, [payoutImporter], statement(rows), { isDryRun: false })
  const kept = await house.scope.transaction((transaction) => listRows(transaction, done.importId, { limit: 50 }))
  return kept.map(({ verdict, refusal }) => refusal?.code ?? verdict)
}

async function differences() {
  const { differences: found } = await readBooks(house.scope)
  return found
    .filter(({ code }) => code.startsWith('payout') || code.startsWith('fee') || code.startsWith('cash'))
    .map(({ code, subjectId, expectedMinor, foundMinor }) => [code, subjectId, expectedMinor, foundMinor])
}

const wholeSum = ['1000', '0', '28', '972'] as const

async function differencesOf(reference: string) {
  return (await differences()).filter(([, subject]) => subject === reference)
}

/** Changes what the gift of a payment says. */
async function setGift(reference: string, change: string): Promise<void> {
  await house.context.databases.owner.query(
    `update gifts set ${change} where gift_intent_id = (select gift_intent_id from gift_intents where reference = $1)`,
    [reference],
  )
}

/** Of another currency, so that nobody who gives to the campaign is sent there. */
function openAccount(name: string): Promise<string> {
  const config = { secret: sandboxSecret }
  return createPaymentAccount(house.scope, { provider: 'sandbox', name, currency: 'JPY', config })
}

/** As if a payment had been made by way of another account. */
async function moveTo(paymentAccountId: string, reference: string): Promise<void> {
  await house.context.databases.owner.query('update gift_intents set payment_account_id = $1 where reference = $2', [
    paymentAccountId,
    reference,
  ])
}

async function held(): Promise<bigint> {
  return (await payoutAccounts(house.scope))[0]?.awaitedMinor ?? 0n
}

test('a provider’s statement is matched to its payments: the fee is booked, the money leaves the provider, nothing differs', async () => {
  const reference = await pay()
  expect(await held()).toBe(100_000n)
  expect(await bringIn([row(reference, ['1000', '0', '-28', '972'])])).toEqual(['create'])
  expect(await differences()).toEqual([])
  expect(await held()).toBe(0n)
  const { rows } = await house.context.databases.owner.query('select fee_minor from gifts')
  expect(rows).toEqual([{ fee_minor: 2800n }])
  expect(await bringIn([row(reference, ['1000', '0', '28', '972'])])).toEqual(['unchanged'])
  expect(await held()).toBe(0n)
})

test('what was paid out and not booked, or booked as another sum, is a difference', async () => {
  const { owner } = house.context.databases
  const move = (by: number) =>
    owner.query(`update ledger_transfers set amount_minor = amount_minor + ${by} where kind = 'payout'`)
  await move(1)
  expect(await differences()).toContainEqual(['payout-not-booked', expect.any(String), 97_200n, 97_201n])
  await move(-1)
  expect(await differences()).toEqual([])
})

test('what does not fit is a difference somebody settles: an unknown payment, another amount, another fee', async () => {
  const [less, dearer] = [await pay(), await pay()]
  await bringIn([row(dearer, ['1000', '0', '28', '972'])])
  expect(await bringIn([row('RSC2222222X', ['500', '0', '0', '500']), row(less, ['900', '0', '0', '900'])])).toEqual([
    'update',
    'create',
  ])
  const again = row(dearer, ['1000', '0', '30', '970'])
  again[10] = '2026/03/11'
  await bringIn([again])
  expect(await differences()).toEqual([
    ['payout-unknown', 'RSC2222222X', 0n, 50_000n],
    ...[
      ['payout-differs', less, 100_000n, 90_000n],
      ['payout-differs', dearer, 100_000n, 200_000n],
    ].toSorted((a, b) => (String(a[1]) < String(b[1]) ? -1 : 1)),
    ['fee-told-twice', dearer, 2800n, 3000n],
  ])
})

test('a line that does not add up, or is not paid out yet, is refused and writes nothing', async () => {
  const reference = await pay()
  const before = await differences()
  expect(
    await bringIn([
      row(reference, ['1000', '0', '28', '999']),
      row(reference, ['1000', '0', '28', '972'], '未撥款'),
      row('', ['1000', '0', '28', '972']).map((cell, place) => (place === 2 ? '' : cell)),
    ]),
  ).toEqual(['books.payout-sum', 'books.payout-not-yet', 'books.payout-unnamed'])
  expect(await differences()).toEqual(before)
})

test('a payment that no payout held for a month is missing, until a line brings it', async () => {
  const reference = await pay()
  house.clock.advance(31 * 86_400_000)
  expect(await differences()).toContainEqual(['payout-missing', reference, 100_000n, 0n])
  await bringInPayouts(house.scope, [
    {
      account: '',
      reference,
      providerReference: '',
      payoutReference: 'P-1',
      ...{ grossMinor: 100_000n, refundedMinor: 0n, feeMinor: 2800n, netMinor: 97_200n },
      paidOutOn: '2026-04-01',
    },
  ])
  expect(await differences()).not.toContainEqual(expect.arrayContaining(['payout-missing', reference]))
})

test('a reference is recognised however the file writes it, and a payment by the provider’s number where it has no other', async () => {
  const [written, numbered] = [await pay(), await pay()]
  const dashed = row(`${written.slice(0, 3)}-${written.slice(3, 7)}-${written.slice(7)}`.toLowerCase(), wholeSum)
  const unnamed = row(numbered, wholeSum).with(1, '').with(2, `SANDBOX-${numbered}`)
  expect(await bringIn([dashed, unnamed])).toEqual(['create', 'create'])
  expect(await bringIn([row(written, wholeSum).with(2, dashed[2] ?? '')])).toEqual(['unchanged'])
  expect([await differencesOf(written), await differencesOf(numbered)]).toEqual([[], []])
})

test('of payments nobody knows each stands under the only number it has, and one that was taken back not at all', async () => {
  const { reference: unpaid } = await give(house, campaignId, { amount: '500', contact: newContact() })
  const line = (number: string, sum: string, day = '2026/03/10') =>
    row('', [sum, '0', '0', sum]).with(2, number).with(10, day)
  const lines = [line('N-1', '500'), line('N-2', '-500'), line('N-3', '500'), line('N-3', '-500', '2026/03/11')]
  expect(await bringIn([...lines, row(unpaid, ['500', '0', '0', '500'])])).toEqual(Array(5).fill('update'))
  const found = await Promise.all(['N-1', 'N-2', 'N-3', unpaid].map(differencesOf))
  expect(found).toEqual([
    [['payout-unknown', 'N-1', 0n, 50_000n]],
    [['payout-unknown', 'N-2', 0n, -50_000n]],
    [],
    [['payout-unknown', unpaid, 0n, 50_000n]],
  ])
  expect((await differences()).map(([code]) => code)).not.toContain('payout-not-booked')
})

test('a payment that a cap parted into two gifts is paid out once, and its fee is of both', async () => {
  const legalEntityId = await foundLegalEntity(house.scope)
  const siblingId = await openCampaign(house.scope, { slug: 'sibling', legalEntityId })
  const full = await openCampaign(house.scope, { slug: 'full', legalEntityId })
  await changeCampaign(house.scope, full, { capMinor: 25_000n, overflowCampaignId: siblingId })
  const reference = await pay(full, 100_000n, { overflow: 'yes' })
  const before = await differences()
  expect(await bringIn([row(reference, ['1000', '0', '28', '972'])])).toEqual(['create'])
  expect(await differences()).toEqual(before.filter(([, subject]) => subject !== reference))
  const { rows } = await house.context.databases.owner.query(
    'select campaign_id, fee_minor from gifts where campaign_id = any($1) order by fee_minor',
    [[full, siblingId]],
  )
  expect(rows).toEqual([
    { campaign_id: full, fee_minor: 700n },
    { campaign_id: siblingId, fee_minor: 2100n },
  ])
  await bringIn([row(reference, ['1000', '0', '30', '970']).with(10, '2026/03/11')])
  expect(await differencesOf(reference)).toEqual([
    ['payout-differs', reference, 100_000n, 200_000n],
    ['fee-told-twice', reference, 2800n, 3000n],
  ])
})

test('what was given back is awaited no more, and told as paid out it is a difference', async () => {
  const [told, silent] = [await pay(), await pay()]
  for (const reference of [told, silent]) await setGift(reference, 'refunded_minor = 10000')
  await bringIn([row(told, ['1000', '100', '28', '872']), row(silent, wholeSum)])
  expect([await differencesOf(told), await differencesOf(silent)]).toEqual([
    [],
    [['payout-differs', silent, 90_000n, 100_000n]],
  ])
})

test('missing is what is a month old, of an account that pays out, since its first payment that was; less fee, and nothing given back', async () => {
  const missing = async () => (await differences()).filter(([code]) => code === 'payout-missing')
  const others = await missing()
  const [between, givenBack, dear] = [await pay(), await pay(), await pay()]
  const [beforeFirst, first, elsewhere] = [await pay(), await pay(), await pay()]
  await setGift(givenBack, 'refunded_minor = amount_minor')
  await setGift(dear, 'fee_minor = 2800')
  await bringIn([row(await pay(), wholeSum)])
  const silentAccount = await openAccount('Silent page')
  const lateAccount = await openAccount('Late page')
  await moveTo(silentAccount, elsewhere)
  for (const reference of [beforeFirst, first]) await moveTo(lateAccount, reference)
  const line = {
    ...{ providerReference: '', payoutReference: '', paidOutOn: '2026-04-01' },
    ...{ grossMinor: 100_000n, refundedMinor: 0n, feeMinor: 0n, netMinor: 100_000n },
  }
  await bringInPayouts(house.scope, [
    { ...line, account: 'Late page', reference: first },
    { ...line, account: 'Late page', reference: between },
  ])
  expect([await differencesOf(first), await differencesOf(between)]).toEqual([
    [],
    [['payout-unknown', between, 0n, 100_000n]],
  ])
  house.clock.advance(29 * 86_400_000)
  expect(await missing()).toEqual(others)
  house.clock.advance(2 * 86_400_000)
  const young = await pay()
  const found = await missing()
  expect(found.filter(([, subject]) => !others.some(([, other]) => other === subject)).toSorted()).toEqual(
    [
      ['payout-missing', between, 100_000n, 0n],
      ['payout-missing', dear, 97_200n, 0n],
    ].toSorted(),
  )
  expect(found).not.toContainEqual(expect.arrayContaining([young]))
})

test('another fee is shown of a gift without an attempt, too', async () => {
  const reference = await pay()
  const { owner } = house.context.databases
  const { rows } = await owner.query(
    `update gifts g set gift_intent_id = null, fee_minor = 100 from gift_intents i
     where i.gift_intent_id = g.gift_intent_id and i.reference = $1 returning g.organisation_id, g.gift_id`,
    [reference],
  )
  const { organisation_id, gift_id } = rows[0]
  await owner.query(`insert into other_fees values ($1, $2, 'provider', 300, now()), ($1, $2, 'payout', 100, now())`, [
    organisation_id,
    gift_id,
  ])
  const told = (await differencesOf(gift_id)).filter(([code]) => code === 'fee-told-twice')
  expect(told).toEqual([['fee-told-twice', gift_id, 100n, 300n]])
})

test('only those who confirm money bring payouts in', async () => {
  await expect(bringInPayouts(await house.member('viewer'), [])).rejects.toMatchObject({
    code: 'organisations.not-permitted',
  })
})
