import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allocate } from '../allocations/allocate.ts'
import { allocationSubscriptions } from '../allocations/jobs.ts'
import { foundPurpose, openTestCase, type Purpose } from '../allocations/testing.ts'
import { changeCampaign } from '../campaigns/actions.ts'
import { recordExpense } from '../cases/expenses.ts'
import { changeStage } from '../cases/stages.ts'
import { issueReceipt } from '../gifts/receipts/issue.ts'
import { recordGift } from '../gifts/record-gift.ts'
import { approveRefund, requestRefund } from '../gifts/refund.ts'
import { logFolder } from '../log/publish.ts'
import { latestCheckpoint } from '../log/read.ts'
import { logRoutes } from '../log/routes.ts'
import { sequence } from '../log/sequence.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { createPerson } from '../people/persons.ts'
import { newRouter } from '../platform/http/api.ts'
import { newId } from '../platform/ids.ts'
import { writeRemembered } from '../proofs/link.ts'
import { bundlePath } from '../proofs/tiles.ts'
import { readBooks } from './checks.ts'
import { totalsFromLog } from './log-totals.ts'
import { openBooks } from './open-books.ts'
import { bookRoutes } from './routes.ts'
import { verifyLog } from './verify-log.ts'

let house: TestHouse
let purpose: Purpose
let server: ReturnType<typeof serve>
let address = ''

beforeAll(async () => {
  house = await openTestHouse({ subscriptions: allocationSubscriptions })
  purpose = await foundPurpose(house.scope, { programmeShareBasisPoints: 1000 })
  await changeCampaign(house.scope, purpose.campaignId, {
    state: 'public',
    endsOn: '2026-12-31',
    permitNumber: '1',
    permitAuthority: '衛生福利部',
  })
  await tellStory()
  await sequence(house.scope)
  address = await listen()
})
afterAll(async () => {
  server.close()
  await house.close()
})

/** Three gifts of NT$1,000, 300 and 200; a child whose need of NT$900 they fill; NT$700 spent; NT$100 given back. */
async function tellStory(): Promise<void> {
  const { caseId, needIds } = await openTestCase(house.scope, purpose, [90_000n])
  const giftIds = [await give(100_000n, 3000n), await give(30_000n), await give(20_000n)]
  await house.drainEvents()
  await allocate(house.scope, purpose.fundId)
  const needId = needIds[0] ?? ''
  await recordExpense(house.scope, {
    caseId,
    needId,
    amountMinor: 70_000n,
    spentOn: '2026-03-02',
    documentNote: 'AB-12345678',
  })
  const asks = await house.member('finance')
  const refundId = await requestRefund(asks, giftIds[2] ?? '', { amountMinor: 10_000n, reason: 'asked for it' })
  await approveRefund(await house.member('finance'), refundId)
  await house.scope.transaction((tx) => issueReceipt(tx, giftIds[0] ?? ''))
  await house.drainEvents()
}

function give(minor: bigint, feeMinor = 0n): Promise<string> {
  house.clock.advance(1000)
  return house.scope.transaction(async (transaction) =>
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
}

test('after gifts, fees, allocations, an expense and a refund the books balance to the last unit', async () => {
  const { balances, differences, entryCount } = await readBooks(house.scope)
  expect(differences).toEqual([])
  expect(balances).toHaveLength(1)
  expect(balances[0]).toMatchObject({
    currency: 'TWD',
    giftCount: 3,
    receivedMinor: 150_000n,
    refundedMinor: 10_000n,
    feesMinor: 3000n,
    shareMinor: 9700n + 3000n + 1000n,
    allocatedMinor: 90_000n,
    waitingMinor: 0n,
    spentMinor: 70_000n,
  })
  expect(entryCount).toBe(Number((await query('select count(*) from log_entries'))[0]?.count))
})

test('the log alone adds up to the same sums', async () => {
  const totals = await house.scope.transaction((tx) => totalsFromLog(tx))
  expect(totals.sums.map(({ kind, minor }) => [kind, minor])).toEqual([
    ['case.spent', 70_000n],
    ['gift.allocated', 90_000n],
    ['gift.received', 150_000n],
    ['gift.refunded', 10_000n],
  ])
})

test.each<[string, string, string]>([
  [
    'gift-misdivided',
    'fund-unbalanced',
    `update gift_portions set share_minor = share_minor + 1 where gift_id = (select gift_id from gifts limit 1)`,
  ],
  ['need-misfilled', 'need-misfilled', 'update needs set open_minor = open_minor + 1'],
  [
    'purpose-crossed',
    'purpose-crossed',
    `insert into funds select organisation_id, gen_random_uuid(), 'rent', 'Rent', true from funds limit 1;
     update needs set fund_id = (select fund_id from funds where code = 'rent')`,
  ],
  ['case-overspent', 'expense-not-booked', 'update expenses set amount_minor = 90001'],
  ['refunds-differ', 'progress-differs', 'update gifts set refunded_minor = refunded_minor + 1'],
  ['gift-not-booked', 'log-total-differs', 'update gifts set amount_minor = amount_minor + 1'],
  ['fee-not-booked', 'cash-differs', 'update gifts set fee_minor = fee_minor + 1'],
  ...['gift', 'fee', 'refund', 'expense'].map((kind): [string, string, string] => [
    'booked-without-cause',
    `${kind}-not-booked`,
    `update ledger_transfers set source_id = gen_random_uuid() where kind = '${kind}'`,
  ]),
  [
    'gift-not-booked',
    'expense-not-booked',
    `insert into ledger_accounts select organisation_id, gen_random_uuid(), split_part(code, ':', 1) || ':' || gen_random_uuid(),
       currency from ledger_accounts where code like 'gifts:%' or code like 'spent:%';
     update ledger_transfers t set
       credit_account_id = case when kind = 'gift' then (select ledger_account_id from ledger_accounts
         where code like 'gifts:%' and ledger_account_id <> t.credit_account_id limit 1) else credit_account_id end,
       debit_account_id = case when kind = 'expense' then (select ledger_account_id from ledger_accounts
         where code like 'spent:%' and ledger_account_id <> t.debit_account_id limit 1) else debit_account_id end`,
  ],
  [
    'refund-not-booked',
    'cash-differs',
    `update ledger_transfers set debit_account_id = credit_account_id, credit_account_id = debit_account_id
     where kind in ('refund', 'fee')`,
  ],
  [
    'cash-differs',
    'booked-without-cause',
    `update ledger_transfers set source_id = gen_random_uuid(), amount_minor = 1 where kind = 'expense'`,
  ],
  [
    'gift-receipted-twice',
    'refunds-differ',
    `update gifts set refunded_minor = 1 where gift_id in (select gift_id from receipt_gifts)`,
  ],
  ['progress-differs', 'progress-differs', 'update campaign_progress set raised_minor = raised_minor + 1'],
  ['refund-not-booked', 'cash-differs', `delete from ledger_transfers where kind = 'refund'`],
  ['receipt-differs', 'receipt-differs', 'update receipts set amount_minor = amount_minor + 1'],
  ['gift-receipted-twice', 'receipt-differs', 'update receipt_gifts set amount_minor = amount_minor + 1'],
  ['not-logged', 'log-total-differs', `delete from log_entries where subject_kind = 'expense'`],
  [
    'logged-without-cause',
    'not-logged',
    `update log_entries set subject_id = gen_random_uuid() where subject_kind = 'refund'`,
  ],
  ['log-unreadable', 'log-total-differs', `update log_entries set entry = '\\x7b7d' where subject_kind = 'refund'`],
])('finds %s and %s in altered tables', async (first, second, tampering) => {
  const money = ['gift_portions', 'needs', 'expenses', 'gifts', 'ledger_transfers', 'ledger_accounts']
  const copies = [...money, 'campaign_progress', 'log_entries', 'receipts', 'receipt_gifts', 'funds']
  for (const table of copies) await query(`create table kept_${table} as table ${table}`)
  try {
    await query(tampering)
    const codes = (await readBooks(house.scope)).differences.map(({ code }) => code)
    expect(codes).toEqual(expect.arrayContaining([first, second]))
  } finally {
    const restored = await Promise.all(copies.map(restore))
    await query(`begin; set local session_replication_role = replica; ${restored.join(' ')} commit`)
  }
  expect((await readBooks(house.scope)).differences).toEqual([])
})

test('a gift nobody divided waits, and after ten minutes is named', async () => {
  const giftId = await give(5000n)
  expect((await readBooks(house.scope)).balances[0]?.waitingMinor).toBe(5000n)
  expect((await readBooks(house.scope)).differences).toEqual([])
  house.clock.advance(11 * 60_000)
  expect((await readBooks(house.scope)).differences).toMatchObject([{ code: 'gift-not-divided', subjectId: giftId }])
  await house.drainEvents()
  expect((await readBooks(house.scope)).differences).toEqual([])
  await sequence(house.scope)
})

test('the open books show each campaign once, every figure a part of the one before', async () => {
  const books = await openBooks(house.context, 'morning-light', 'zh-Hant')
  const [campaign] = books?.campaigns ?? []
  expect(books?.campaigns).toHaveLength(1)
  expect(campaign).toMatchObject({ title: '計畫', giftCount: 4, received: { minor: 145_000n, currency: 'TWD' } })
  expect([campaign?.allocated.minor, campaign?.spent.minor, campaign?.reported.minor]).toEqual([90_000n, 70_000n, 0n])
  expect(books?.checkpoint?.url).toBe('/log/morning-light')
  await tellFirstGiver()
  house.clock.advance(11_000)
  const told = await openBooks(house.context, 'morning-light', 'en')
  // The first gift gave 87,300 of the case's 90,000; so much of the 70,000 spent was told.
  expect(told?.campaigns[0]?.reported.minor).toBe(67_900n)
  expect(await openBooks(house.context, 'nobody', 'en')).toBeUndefined()
})

test('GET /api/books answers figures as strings, and only to those who may read the books', async () => {
  const viewer = await house.member('viewer')
  const body = await (await books(viewer).request('/api/books')).json()
  expect(body).toMatchObject({
    isBalanced: true,
    balances: [{ received: { minor: '155000', currency: 'TWD' } }],
    differences: [],
  })
  await expect(readBooks(await house.member('agent'))).rejects.toMatchObject({ code: 'organisations.not-permitted' })
})

test('the books still balance when a family withdraws: what was not spent is open again', async () => {
  const { caseId } = await openTestCase(house.scope, purpose, [20_000n, 60_000n])
  await allocate(house.scope, purpose.fundId)
  const before = (await readBooks(house.scope)).balances[0]
  expect(before?.allocatedMinor).toBeGreaterThan(90_000n)
  await changeStage(house.scope, { caseId, to: 'withdrawn' })
  await house.drainEvents()
  const { balances, differences } = await readBooks(house.scope)
  expect(differences).toEqual([])
  expect(balances[0]?.allocatedMinor).toBe(90_000n)
  await sequence(house.scope)
})

test('log verify recomputes the published log over HTTP and holds it against a remembered checkpoint', async () => {
  const remembered = await checkpointLine()
  await give(700n)
  await house.drainEvents()
  await sequence(house.scope)
  const { ok, lines } = await verify({ remembered })
  expect(lines.filter((line) => line.startsWith('✗'))).toEqual([])
  expect(ok).toBe(true)
  expect(lines.filter((line) => line.startsWith('✓'))).toHaveLength(4)
  expect(lines.join('\n')).toContain('gift.received  155700 TWD')
})

test('log verify sees an altered entry, a rewritten past, another key and a missing log', async () => {
  const remembered = await checkpointLine()
  const latest = await house.scope.transaction(latestCheckpoint)
  const path = join(
    logFolder(house.context, latest?.origin ?? ''),
    bundlePath({ index: 0, width: Number(latest?.size) }),
  )
  const bundle = await readFile(path)
  await writeFile(path, Buffer.from(bundle.toString('latin1').replace('"100000"', '"900000"'), 'latin1'))
  const altered = await verify({ remembered })
  await writeFile(path, bundle)
  expect(altered.ok).toBe(false)
  expect(altered.lines.filter((line) => line.startsWith('✗'))).toHaveLength(2)
  const [size = '', , fingerprint = ''] = remembered.split('.')
  const otherRoot = Buffer.alloc(32, 7).toString('base64url')
  expect((await verify({ remembered: `${size}.${otherRoot}.${fingerprint}` })).ok).toBe(false)
  const otherKey = remembered.replace(fingerprint, Buffer.alloc(16, 7).toString('base64url'))
  expect((await verify({ remembered: otherKey })).ok).toBe(false)
  expect((await verify({ remembered: 'nonsense' })).ok).toBe(false)
  expect((await verify({ url: `${address}/log/nobody` })).ok).toBe(false)
  expect((await verify({ url: `${address}/log/morning-light/checkpoint`, remembered })).ok).toBe(true)
})

async function verify(change: { url?: string; remembered?: string }): Promise<{ ok: boolean; lines: string[] }> {
  const lines: string[] = []
  const t = house.context.translator.in('en')
  const url = `${address}/log/morning-light`
  const ok = await verifyLog({ url, fetch, t, say: (line) => lines.push(line), ...change })
  return { ok, lines }
}

async function checkpointLine(): Promise<string> {
  const latest = await house.scope.transaction(latestCheckpoint)
  if (!latest) throw new Error('nothing published')
  return writeRemembered(latest)
}

/** The giver of the first gift has been told how the case goes, as a finished round would have it. */
async function tellFirstGiver(): Promise<void> {
  const at = house.clock.now()
  const writer = (await house.member('programme_officer')).actor
  const memberId = writer.kind === 'member' ? writer.id : ''
  const [updateId, roundId] = [newId(at), newId(at)]
  const [part] = await query(
    `select a.case_id, g.gift_id, g.person_id from allocations a join gifts g using (gift_id)
     where g.amount_minor = 100000 order by a.at limit 1`,
  )
  const owner = house.context.databases.owner
  await owner.query(
    `insert into updates (organisation_id, update_id, public_reference, case_id, stage, state, written_by, written_at)
     values ($1, $2, 'ref', $3, 'treated', 'approved', $4, $5)`,
    [house.organisationId, updateId, part?.case_id, memberId, at],
  )
  await owner.query(
    `insert into feedback_rounds (organisation_id, feedback_round_id, programme_id, state, written_by, created_at)
     values ($1, $2, $3, 'done', $4, $5)`,
    [house.organisationId, roundId, purpose.programmeId, memberId, at],
  )
  await owner.query(
    `insert into feedback_results (organisation_id, feedback_round_id, gift_id, update_id, person_id, result, at)
     values ($1, $2, $3, $4, $5, 'sent', $6)`,
    [house.organisationId, roundId, part?.gift_id, updateId, part?.person_id, at],
  )
}

/** The real log routes on loopback. */
function listen(): Promise<string> {
  const router = newRouter()
  router.use(async (request, next) => {
    request.set('context', house.context)
    await next()
  })
  router.route('/', logRoutes)
  router.onError((_error, request) => request.text('', 404))
  return new Promise((resolve) => {
    server = serve({ fetch: router.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      resolve(`http://127.0.0.1:${port}`),
    )
  })
}

function books(scope: TestHouse['scope']) {
  const router = newRouter()
  router.use(async (request, next) => {
    request.set('scope', scope)
    request.set('translate', house.context.translator.in('en'))
    await next()
  })
  router.route('/', bookRoutes())
  return router
}

/** Statements that put back what was kept of a table; what it computes itself it computes anew. */
async function restore(table: string): Promise<string> {
  const [columns] = await query(`
    select string_agg(quote_ident(column_name), ', ') as names from information_schema.columns
    where table_schema = 'public' and table_name = '${table}' and is_generated = 'NEVER'`)
  const names = String(columns?.names)
  return `delete from ${table}; insert into ${table} (${names}) select ${names} from kept_${table}; drop table kept_${table};`
}

async function query(text: string): Promise<Record<string, unknown>[]> {
  return (await house.context.databases.owner.query(text)).rows
}
