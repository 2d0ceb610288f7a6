import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openCampaign } from '../gifts/testing.ts'
import { importFile } from '../imports/import-file.ts'
import type { AppliedRow, CheckedRow } from '../imports/importer.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { newRouter } from '../platform/http/api.ts'
import { newId } from '../platform/ids.ts'
import type { Scope } from '../platform/scope.ts'
import { readSheetFile } from '../platform/sheets.ts'
import { setPlatformProject } from './actions.ts'
import { listExceptions, resolveException } from './exceptions.ts'
import { readOrder } from './order.ts'
import { orderImporter } from './orders.ts'
import { connectorRoutes } from './routes.ts'

let house: TestHouse
let finance: Scope
let campaignId: string
beforeAll(async () => {
  house = await openTestHouse()
  finance = await house.member('finance')
  campaignId = await openCampaign(house.scope, { currency: 'CNY', slug: 'heart' })
  await setPlatformProject(finance, { platform: 'tencent', projectId: '20211', campaignId })
})
afterAll(() => house.close())

const order = {
  order_number: '100003920240301000012345678901',
  project_id: '20211',
  project_name: '爱佑童心',
  amount_fen: '5000',
  paid_at: '2026-03-01T09:30:00+08:00',
  state: '11',
}
const cellsOf = (row: Partial<Record<string, string>>) => (field: string) => row[field] ?? ''

async function bringIn(change: Partial<typeof order> & { platform?: string } = {}): Promise<[CheckedRow, AppliedRow]> {
  const cells = cellsOf({ ...order, ...change })
  house.clock.advance(1)
  const checked = await house.scope.transaction((tx) => orderImporter.check(tx, cells))
  return [checked, await house.scope.transaction((tx) => orderImporter.apply(tx, cells))]
}

test('a paid order of a known project becomes a gift, once, exact to the last digit and the fen', async () => {
  const [checked, applied] = await bringIn()
  expect([checked.verdict, applied.verdict]).toEqual(['create', 'create'])
  const [again, applying] = await bringIn()
  expect([again, applying]).toEqual([
    { verdict: 'unchanged', subjectId: applied.subjectId },
    { verdict: 'unchanged', subjectId: applied.subjectId },
  ])
  const gifts = await query(
    'select source, order_number, amount_minor, currency, given_on::text, is_anonymous from gifts',
  )
  expect(gifts).toEqual([
    {
      source: 'tencent',
      order_number: order.order_number,
      amount_minor: 5000n,
      currency: 'CNY',
      given_on: '2026-03-01',
      is_anonymous: true,
    },
  ])
  expect(await query('select external_key from persons')).toEqual([{ external_key: `tencent:${order.order_number}` }])
  expect(await query(`select 1 from log_pending where subject_kind = 'gift'`)).toHaveLength(1)
})

test('an order that was never paid, or whose amount changed, goes to the queue once and is counted', async () => {
  const unpaid = { order_number: 'T-UNPAID-1', state: '10' }
  const changed = { amount_fen: '6000' }
  expect((await bringIn(unpaid)).map(({ verdict }) => verdict)).toEqual(['update', 'update'])
  expect((await bringIn(unpaid)).map(({ verdict }) => verdict)).toEqual(['unchanged', 'unchanged'])
  expect((await bringIn(changed)).map(({ verdict }) => verdict)).toEqual(['update', 'update'])
  const queue = await listExceptions(finance, { limit: 10 })
  expect(queue.items.map(({ reason }) => reason)).toEqual(['not-paid', 'amount-changed'])
  expect(queue.openCount).toBe(2)
  expect(await query('select 1 from gifts')).toHaveLength(1)
  for (const { id } of queue.items) await resolveException(finance, id, '与平台核对')
  expect((await listExceptions(finance, { limit: 10 })).openCount).toBe(0)
  expect((await bringIn(changed)).map(({ verdict }) => verdict)).toEqual(['unchanged', 'unchanged'])
  await expect(resolveException(finance, queue.items[0]?.id ?? '', 'again')).rejects.toMatchObject({
    code: 'connectors.exception-unknown',
  })
})

test('orders of an unknown project wait, and become gifts when a member names its campaign', async () => {
  for (const number of ['W-0001', 'W-0002']) await bringIn({ order_number: number, project_id: '777' })
  expect((await listExceptions(finance, { limit: 1 })).openCount).toBe(2)
  const named = await setPlatformProject(finance, { platform: 'tencent', projectId: '777', campaignId })
  expect(named).toEqual({ giftCount: 2 })
  expect((await listExceptions(finance, { limit: 1 })).openCount).toBe(0)
  expect((await bringIn({ order_number: 'W-0001', project_id: '777' }))[0].verdict).toBe('unchanged')
})

test('a campaign in another currency takes no yuan', async () => {
  const dollars = await openCampaign(house.scope, { slug: 'dollars', legalEntityId: await anyEntity() })
  await setPlatformProject(finance, { platform: 'tencent', projectId: '888', campaignId: dollars })
  await bringIn({ order_number: 'C-0001', project_id: '888' })
  const { items } = await listExceptions(finance, { limit: 10 })
  expect(items.map(({ reason }) => reason)).toEqual(['wrong-currency'])
})

test.each([
  [{ order_number: '2.0211E+18' }, 'connectors.order-number-cut'],
  [{ order_number: '订单' }, 'connectors.order-number-unreadable'],
  [{ amount_fen: '50.5' }, 'connectors.amount-unreadable'],
  [{ amount_fen: '0' }, 'connectors.amount-unreadable'],
  [{ amount_fen: '-5' }, 'connectors.amount-unreadable'],
  [{ paid_at: 'yesterday' }, 'connectors.time-unreadable'],
])('refuses %o with %s', (change, code) => {
  expect(() => readOrder(cellsOf({ ...order, ...change }))).toThrow(expect.objectContaining({ code }))
})

test('reads yuan with decimals and thousands, times without a zone as Beijing, and 19 digits', () => {
  const { amount_fen: _, ...rest } = order
  const read = readOrder(
    cellsOf({ ...rest, amount_yuan: '1,234.5', paid_at: '2026/3/1 9:05', order_number: '2021112345678901234' }),
  )
  expect(read).toMatchObject({
    amountMinor: '123450',
    paidAt: '2026-03-01T01:05:00.000Z',
    orderNumber: '2021112345678901234',
  })
})

test('a Chinese CSV of the platform is read by its headings; a number cut by a spreadsheet is refused', async () => {
  const csv =
    '订单号,项目编号,金额（元）,支付时间,支付状态\r\n`2021112345678901234,20211,50.00,2026-03-01 10:00:00,支付成功\r\n'
  const sheet = await readSheetFile(Buffer.from(csv))
  const [row] = sheet.rows
  const headingOf = (name: string) => {
    const field = orderImporter.fields.find((one) => one.name === name)
    return sheet.columns.find((column) => field?.headings.includes(column)) ?? ''
  }
  const read = readOrder((name) => row?.cells[headingOf(name)] ?? '')
  expect(read).toMatchObject({ orderNumber: '2021112345678901234', amountMinor: '5000', isPaid: true })
  await expect(readSheetFile(Buffer.from(csv.replace('`2021112345678901234', '2.0211E+18')))).rejects.toMatchObject({
    code: 'sheets.number-corrupted',
  })
})

test('a whole downloaded file goes in with one mapping, twice, and its exceptions are counted', async () => {
  const csv = [
    '订单号,项目编号,项目名称,金额（元）,支付时间,支付状态',
    'F-000000000000000001,20211,爱佑童心,"1,000.00",2026-03-01 10:00:00,支付成功',
    'F-000000000000000002,20211,爱佑童心,20.00,2026-03-01 10:00:01,未支付',
    'F-000000000000000003,20211,爱佑童心,没有,2026-03-01 10:00:02,支付成功',
  ].join('\r\n')
  const file = { kind: 'orders', fileName: 'orders.csv', bytes: Buffer.from(csv) } as const
  const bringFile = (isDryRun: boolean) => importFile(finance, [orderImporter], file, { isDryRun })
  const before = await query('select 1 from gifts')
  const dry = await bringFile(true)
  expect(dry.counts).toMatchObject({ create: 1, update: 1, refused: 1 })
  expect(await query('select 1 from gifts')).toHaveLength(before.length)
  await bringFile(false)
  const again = await bringFile(false)
  expect(again.counts).toMatchObject({ create: 0, update: 0, unchanged: 2, refused: 1 })
  expect(await query('select 1 from gifts')).toHaveLength(before.length + 1)
  const { items } = await listExceptions(finance, { limit: 50 })
  expect(items.map(({ order }) => order.orderNumber)).toContain('F-000000000000000002')
})

test('the returns file holds the released words and the part of each gift by order number, no formula, and nobody who died since', async () => {
  const officer = await house.member('programme_officer')
  const roundId = await returnedRound(officer, '=HYPERLINK("x")')
  const response = await app(officer).request(`/api/rounds/${roundId}/returns.csv`)
  expect(response.headers.get('content-type')).toContain('text/csv')
  const bytes = Buffer.from(await response.arrayBuffer())
  const [headings, line, end] = bytes.toString().split('\r\n')
  expect(headings).toBe('\ufeff"Order number","Amount","Child","Stage","Report","Date","Reference","Puts right"')
  expect(line).toContain(`"${order.order_number}","30.00","'=小星","`)
  expect(line).toContain(`"'=HYPERLINK`)
  expect(end).toBe('')
  await query(`update cases set stage = 'died' where pseudonym = '=小星'`)
  const later = await app(officer).request(`/api/rounds/${roundId}/returns.csv`)
  expect((await later.text()).trim().split('\r\n')).toHaveLength(1)
})

test('the queue is shown in the reader’s words, to those who may read gifts', async () => {
  const response = await app(finance).request('/api/order-exceptions')
  const body = z.object({ items: z.array(z.unknown()) }).parse(await response.json())
  expect(body.items).toContainEqual(
    expect.objectContaining({
      reason: 'wrong-currency',
      words: 'The campaign of this project is in another currency than the order',
      amount: { minor: '5000', currency: 'CNY' },
    }),
  )
  await expect(listExceptions(await house.member('viewer'), { limit: 1 })).rejects.toMatchObject({
    code: 'organisations.not-permitted',
  })
})

function app(scope: Scope) {
  const router = newRouter()
  router.use(async (request, next) => {
    request.set('language', 'en')
    request.set('scope', scope)
    request.set('translate', house.context.translator.in('en'))
    await next()
  })
  router.route('/', connectorRoutes())
  return router
}

/** A finished round in which the first gift was returned by order number, written as its own features would. */
async function returnedRound(officer: Scope, text: string): Promise<string> {
  const { actor } = officer
  const memberId = actor.kind === 'member' ? actor.id : ''
  const ids = { programme: newId(house.clock.now()), case: newId(house.clock.now()) }
  const [roundId, updateId] = [newId(house.clock.now()), newId(house.clock.now())]
  const at = house.clock.now()
  const organisation = house.organisationId
  const owner = house.context.databases.owner
  const [gift] = await query(
    `select gift_id, person_id, fund_id from gifts where order_number = '${order.order_number}'`,
  )
  await owner.query(
    `insert into programmes (organisation_id, programme_id, fund_id, currency, slug, name, picture, created_at)
     values ($1, $2, $3, 'CNY', 'p', '{}', '', $4)`,
    [organisation, ids.programme, gift?.fund_id, at],
  )
  await owner.query(
    `insert into cases (organisation_id, case_id, programme_id, pseudonym, age_band, region, condition_class, stage,
       stage_at, picture, created_at) values ($1, $2, $3, '=小星', '2-5', 'taipei', 'heart', 'treated', $4, '', $4)`,
    [organisation, ids.case, ids.programme, at],
  )
  await owner.query(
    `insert into updates (organisation_id, update_id, public_reference, case_id, stage, state, written_by, written_at,
       approved_by, approved_at) values ($1, $2, 'ref', $3, 'treated', 'approved', $4, $5, 'link:x', $5)`,
    [organisation, updateId, ids.case, memberId, at],
  )
  await owner.query(
    `insert into update_sentences (organisation_id, update_id, language, sentence, is_written)
     values ($1, $2, 'zh-Hans', $3, true)`,
    [organisation, updateId, text],
  )
  await owner.query(
    `insert into needs (organisation_id, need_id, case_id, fund_id, item, amount_minor, open_minor, currency, created_at)
     values ($1, $2, $2, $3, 'surgery', 3000, 0, 'CNY', $4)`,
    [organisation, ids.case, gift?.fund_id, at],
  )
  await owner.query(
    `insert into gift_portions (organisation_id, gift_id, campaign_id, fund_id, currency, amount_minor, fee_minor,
       share_minor, minimum_slice_minor, received_at)
     select organisation_id, gift_id, campaign_id, fund_id, currency, amount_minor, 0, 0, 1, received_at
     from gifts where gift_id = $1 on conflict do nothing`,
    [gift?.gift_id],
  )
  await owner.query(
    `insert into allocations (organisation_id, allocation_id, gift_id, need_id, case_id, amount_minor, currency, reason, at)
     values ($1, $2, $3, $2, $2, 3000, 'CNY', 'gift', $4)`,
    [organisation, ids.case, gift?.gift_id, at],
  )
  await owner.query(
    `insert into feedback_rounds (organisation_id, feedback_round_id, programme_id, state, written_by, created_at)
     values ($1, $2, $3, 'done', $4, $5)`,
    [organisation, roundId, ids.programme, memberId, at],
  )
  await owner.query(
    `insert into feedback_results (organisation_id, feedback_round_id, gift_id, update_id, person_id, result, at)
     values ($1, $2, $3, $4, $5, 'returned', $6)`,
    [organisation, roundId, gift?.gift_id, updateId, gift?.person_id, at],
  )
  return roundId
}

async function anyEntity(): Promise<string> {
  const [row] = await query('select legal_entity_id from legal_entities')
  return String(row?.legal_entity_id)
}

async function query(text: string): Promise<Record<string, unknown>[]> {
  return (await house.context.databases.owner.query(text)).rows
}
