import { afterAll, beforeAll, expect, test } from 'vitest'
import { allocationSubscriptions } from '../allocations/jobs.ts'
import { changeCampaign } from '../campaigns/actions.ts'
import {
  foundLegalEntity,
  give,
  hookPath,
  hookServer,
  openCampaign,
  openSandbox,
  sandboxSays,
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

/** A gift of NT$1,000 by the provider, whose fee was not told; answers the payment's reference. */
async function pay(to = campaignId, minor = 100_000n, typed: { overflow?: string } = {}): Promise<string> {
  const { reference } = await give(house, to, { amount: String(minor / 100n), ...typed })
  await hookServer(house.context)(await hookPath(house.scope, accountId), sandboxSays(reference, 'paid', minor))
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
})

test('only those who confirm money bring payouts in', async () => {
  await expect(bringInPayouts(await house.member('viewer'), [])).rejects.toMatchObject({
    code: 'organisations.not-permitted',
  })
})
