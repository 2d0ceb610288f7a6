import { expect, test } from 'vitest'
import type { FeedbackItem } from '../connector.ts'
import { tencentHeaders } from './signature.ts'
import { openTencent, tencentSettings } from './tencent.ts'

const settings = tencentSettings.parse({
  appId: '12345',
  secret: 'secret1234567890secret1234567890',
  cardId: '10103078',
  helpOrganisationNumber: 'H-1',
  pictures: 'https://p.example/1.jpg https://p.example/2.jpg https://p.example/3.jpg',
})
const ask = { now: new Date(1_650_966_683_000), nonce: '1234567890abcdef1234567890abcdef' }
const tencent = openTencent(settings, 'tencent')
const answer = (content: object, status = 200) => ({ status, headers: {}, body: JSON.stringify(content) })

const order = {
  transcode: '1465188602202211011900000125',
  pid: '237449',
  money: 100,
  trans_time: '2023-11-30T16:27:42+08:00',
  trans_state: 11,
  proj_name: '为乡村孩子修图书角',
}

test('the signature is the published sample’s', () => {
  expect(tencentHeaders(settings, { nonce: ask.nonce, timestamp: 1_650_966_683 })['Gy-H-Api-Sign']).toBe(
    '76D81D6C374C989111297C4EB3F804B274FD4093BA2E9B6255DAB30653DBE229',
  )
})

test('an order comes in fen, by list or packed in base64, and the cursor is a second before the last', () => {
  const packed = Buffer.from(JSON.stringify({ Usertrans: [order] })).toString('base64')
  for (const data of [[order], packed]) {
    const page = tencent.readOrders(answer({ code: 0, data }), null, ask)
    expect(page).toMatchObject({ kind: 'orders', cursor: '1701332861000000000', hasMore: false, unreadable: [] })
    expect(page).toHaveProperty('orders.0', {
      platform: 'tencent',
      orderNumber: order.transcode,
      projectId: '237449',
      projectName: order.proj_name,
      amountMinor: '100',
      paidAt: '2023-11-30T08:27:42.000Z',
      isPaid: true,
    })
  }
})

test('an order nobody can read holds up nobody, and the published empty list keeps the cursor', () => {
  const page = tencent.readOrders(answer({ code: 0, data: [{ ...order, money: '1.5' }, order, { pid: 1 }] }), null, ask)
  expect(page).toMatchObject({ unreadable: ['', ''], orders: [{ orderNumber: order.transcode }] })
  const empty = answer({ code: 0, data: 'eyJVc2VydHJhbnMiOltdfQ==', msg: '', op_time: 1_719_892_198 })
  expect(tencent.readOrders(empty, '17', ask)).toMatchObject({ orders: [], cursor: '17', hasMore: false })
})

test('a full page of one second goes on after it instead of standing still', () => {
  const data = Array.from({ length: 50 }, (_, n) => ({ ...order, transcode: `N-00${n}` }))
  const first = tencent.readOrders(answer({ code: 0, data }), null, ask)
  expect(first).toMatchObject({ cursor: '1701332861000000000', hasMore: true })
  expect(tencent.readOrders(answer({ code: 0, data }), '1701332861000000000', ask)).toMatchObject({
    cursor: '1701332862000000000',
  })
  expect(tencent.readOrders(answer({ code: 0, data }), '1701332862000000000', ask)).toMatchObject({
    trouble: 'unreadable',
  })
})

test.each([
  [{ code: 9, msg: 'check sign fail', op_time: 1_650_966_683 }, 200, 'auth'],
  [{ code: 9, msg: 'check sign fail', op_time: 1_650_966_689 }, 200, 'clock'],
  [{ code: 7, msg: 'no such project', op_time: 1_650_966_688 }, 200, 'refused'],
  [{}, 500, 'busy'],
  [{ hello: true }, 200, 'unreadable'],
])('%o with status %i is trouble of the kind %s', (content, status, kind) => {
  expect(tencent.readOrders(answer(content, status), null, ask)).toMatchObject({ kind: 'trouble', trouble: kind })
})

const item = (id: string, minor: bigint, corrects: FeedbackItem['corrects'] = null): FeedbackItem => ({
  id,
  orderNumber: `N-${id}`,
  projectId: '237449',
  projectName: '爱佑童心',
  updateId: 'u1',
  amount: { minor, currency: 'CNY' },
  pseudonym: '小星',
  stage: 'treated',
  text: '手术顺利。',
  language: 'zh-Hans',
  day: '2026-03-02',
  corrects,
})

test('a report is said in yuan, exact to the fen, of one card and with its three pictures', () => {
  const batch = [item('1', 3001n), item('2', 9n)]
  const request = tencent.feedback(batch, ask)
  expect(request.url).toBe('https://oapi.gongyi.qq.com/api/tmj_third_service/PostExeInfo')
  expect(JSON.parse(request.body ?? '')).toEqual({
    proc_type: 1,
    project_id: 237449,
    project_name: '爱佑童心',
    match_type: 2,
    card_id: '10103078',
    exe_money: '30.10',
    exe_images: ['https://p.example/1.jpg', 'https://p.example/2.jpg', 'https://p.example/3.jpg'],
    help_org_number: 'H-1',
    help_list: [{ name: '小星', money: '30.10' }],
  })
  expect(tencent.readFeedback(answer({ code: 0, data: { proc_id: '5' } }), batch, ask)).toEqual({
    kind: 'outcomes',
    outcomes: new Map(batch.map(({ id }) => [id, { outcome: 'taken', reason: null, reference: '5' }])),
  })
})

test('a correction names the report it changes, one for each report', () => {
  const corrected = (id: string, reference: string | null) => item(id, 100n, { id: `first-${id}`, reference })
  expect(JSON.parse(tencent.feedback([corrected('1', '5')], ask).body ?? '')).toMatchObject({ proc_id: '5' })
  expect(JSON.parse(tencent.feedback([corrected('1', null)], ask).body ?? '')).not.toHaveProperty('proc_id')
  const batches = [corrected('1', '5'), corrected('2', '5'), corrected('3', '6'), item('4', 1n)].map(tencent.batchOf)
  expect(new Set(batches).size).toBe(3)
})
