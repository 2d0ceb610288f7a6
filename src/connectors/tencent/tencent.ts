import { z } from 'zod'
import { sum, toDecimal } from '../../platform/money.ts'
import type { ProviderRequest, ProviderResponse } from '../../platform/wire.ts'
import {
  type Ask,
  type Connector,
  type ConnectorField,
  type FeedbackItem,
  type FeedbackOutcomes,
  jsonOf,
  type OrdersPage,
  type Trouble,
  trouble,
} from '../connector.ts'
import { orderCurrency, type PlatformOrder, readOrder } from '../order.ts'
import { tencentHeaders, tencentToleranceSeconds } from './signature.ts'

/**
 * The settings of an application at Tencent Charity. `ordersPath`: the published order lists are of one user of one business
 * (`openId`); the address of the newer list is agreed with the platform. `cardId`, `helpOrganisationNumber`, `pictures` (three
 * addresses, parted by blanks): what a report (执行情况推送) has to name.
 */
export const tencentSettings = z.strictObject({
  appId: z.string().trim().min(1).max(100),
  secret: z.string().trim().min(16).max(200),
  openId: z.string().trim().max(100).default(''),
  ordersPath: z
    .string()
    .regex(/^\/api\/[A-Za-z0-9_/]{1,100}$/)
    .default('/api/user_center/getusertrans'),
  cardId: z.string().trim().max(20).default(''),
  helpOrganisationNumber: z.string().trim().max(30).default(''),
  pictures: z.string().trim().max(2000).default(''),
})

/** See `ConnectorField`. */
export const tencentFields: readonly ConnectorField[] = [
  { name: 'appId', secret: false, required: true },
  { name: 'secret', secret: true, required: true },
  { name: 'openId', secret: false, required: false },
  { name: 'ordersPath', secret: false, required: false },
  { name: 'cardId', secret: false, required: false },
  { name: 'helpOrganisationNumber', secret: false, required: false },
  { name: 'pictures', secret: false, required: false },
]

const tencentOrigin = 'https://oapi.gongyi.qq.com'
const reportPath = '/api/tmj_third_service/PostExeInfo'
const pageSize = 50

type Settings = z.infer<typeof tencentSettings>

/**
 * Tencent Charity (open.gongyi.qq.com, pages 用户订单 2025-03, 执行情况推送 2024-12, read 2026-11). Orders are in fen, reports in
 * yuan. A report is of a card, not of an order, and carries no key against repetition: what was lost is not said again. A
 * correction names the report it changes (`proc_id`); nothing takes a report back.
 */
export function openTencent(settings: Settings, platform: string, origin: string = tencentOrigin): Connector {
  const post = (path: string, content: object, ask: Ask): ProviderRequest => ({
    method: 'POST',
    url: origin + path,
    headers: {
      'content-type': 'application/json',
      ...tencentHeaders(settings, { nonce: ask.nonce, timestamp: secondsOf(ask) }),
    },
    body: JSON.stringify(content),
  })
  return {
    orders: (after, ask) => {
      const since = after === null ? {} : { last_time: Number(after) }
      return post(settings.ordersPath, { openid: settings.openId, ...since, sort_type: 'asc', page_cnt: pageSize }, ask)
    },
    readOrders: (answer, after, ask) => readOrders(answer, after, ask, platform),
    feedback: (batch, ask) => post(reportPath, reportOf(batch, settings), ask),
    readFeedback: readReport,
    // A correction changes the one report it names: orders of two reports are two corrections.
    batchOf: ({ projectId, updateId, corrects }) => `${projectId}:${updateId}:${corrects?.reference ?? ''}`,
    batchSize: 500,
    isFeedbackRepeatable: false,
    tellsLater: false,
  }
}

/** Every answer of the platform; `op_time` is its clock, in seconds. */
const envelope = z.object({
  code: z.int(),
  msg: z.string().default(''),
  data: z.unknown().optional(),
  op_time: z.int().optional(),
})

/** The data of a good answer, or what is wrong. The numbers of the codes are not published: the clock is told by `op_time`. */
function opened(answer: ProviderResponse, ask: Ask): { kind: 'data'; data: unknown } | Trouble {
  if (answer.status === 429 || answer.status >= 500) return trouble('busy', `HTTP ${answer.status}`)
  const read = envelope.safeParse(jsonOf(answer))
  if (!read.success) return trouble(answer.status === 200 ? 'unreadable' : 'refused', answer.body)
  const { code, msg, data, op_time: theirs } = read.data
  if (code === 0) return { kind: 'data', data }
  const detail = `${code} ${msg}`
  const isApart = theirs !== undefined && Math.abs(theirs - secondsOf(ask)) > tencentToleranceSeconds
  if (isApart) return trouble('clock', detail)
  return trouble(answer.status === 401 || /sign|签名|appid/i.test(msg) ? 'auth' : 'refused', detail)
}

const row = z.object({
  transcode: z.string(),
  pid: z.coerce.string(),
  money: z.int(),
  trans_time: z.string(),
  trans_state: z.int(),
  proj_name: z.string().default(''),
})

/** The list alone, or under the name the published sample has. */
const list = z.union([
  z.array(z.unknown()),
  z.object({ Usertrans: z.array(z.unknown()) }).transform((it) => it.Usertrans),
])

function readOrders(answer: ProviderResponse, after: string | null, ask: Ask, platform: string): OrdersPage | Trouble {
  const got = opened(answer, ask)
  if (got.kind === 'trouble') return got
  const rows = list.safeParse(unpacked(got.data))
  if (!rows.success) return trouble('unreadable', answer.body)
  const orders: PlatformOrder[] = []
  const unreadable: string[] = []
  for (const each of rows.data) {
    const read = row.safeParse(each)
    const order = read.success ? orderOf(read.data, platform) : undefined
    if (order) orders.push(order)
    else unreadable.push(read.data?.transcode ?? '')
  }
  const hasMore = rows.data.length >= pageSize
  const cursor = cursorAfter(orders, after)
  if (hasMore && cursor === after) return trouble('unreadable', 'the page does not move on')
  return { kind: 'orders', orders, unreadable, cursor, hasMore }
}

/** `data` is the list, or the base64 of its JSON as in the published sample. */
function unpacked(data: unknown): unknown {
  if (typeof data !== 'string') return data
  try {
    return JSON.parse(Buffer.from(data, 'base64').toString('utf8'))
  } catch {
    return undefined
  }
}

function orderOf(read: z.infer<typeof row>, platform: string): PlatformOrder | undefined {
  const cells: Readonly<Record<string, string>> = {
    platform,
    order_number: read.transcode,
    project_id: read.pid,
    project_name: read.proj_name,
    amount_fen: String(read.money),
    paid_at: read.trans_time,
    state: String(read.trans_state),
  }
  try {
    return readOrder((field) => cells[field] ?? '')
  } catch {
    return undefined
  }
}

/**
 * The last order's time in nanoseconds, a second earlier: others of the same second may be on the next page, and an order seen
 * twice is one order. A page that is one second whole goes on after it.
 */
function cursorAfter(orders: readonly PlatformOrder[], after: string | null): string | null {
  const last = orders.reduce((latest, { paidAt }) => Math.max(latest, Date.parse(paidAt)), 0)
  if (last === 0) return after
  const [before, exact] = [(BigInt(last) - 1000n) * 1_000_000n, BigInt(last) * 1_000_000n]
  const known = after === null ? -1n : BigInt(after)
  return String(before > known ? before : exact > known ? exact : known)
}

function reportOf(batch: readonly FeedbackItem[], settings: Settings): object {
  const [first] = batch
  const changed = first?.corrects?.reference
  const yuan = toDecimal(
    sum(
      batch.map(({ amount }) => amount),
      orderCurrency,
    ),
  )
  return {
    ...(changed ? { proc_id: changed } : {}),
    proc_type: 1,
    project_id: Number(first?.projectId ?? 0),
    project_name: (first?.projectName ?? '').slice(0, 18),
    match_type: 2,
    card_id: settings.cardId,
    exe_money: yuan,
    exe_images: settings.pictures.split(/\s+/).filter((url) => url !== ''),
    help_org_number: settings.helpOrganisationNumber,
    help_list: [{ name: first?.pseudonym ?? '', money: yuan }],
  }
}

/** The number of a report at the platform; with it a later one changes it (进展id, 执行情况推送, read 2026-11). */
const progress = z.object({ proc_id: z.coerce.string().min(1).max(20) })

function readReport(answer: ProviderResponse, batch: readonly FeedbackItem[], ask: Ask): FeedbackOutcomes | Trouble {
  const got = opened(answer, ask)
  if (got.kind === 'trouble') return got
  const reference = progress.safeParse(got.data).data?.proc_id
  const taken = { outcome: 'taken', reason: null, ...(reference ? { reference } : {}) } as const
  return { kind: 'outcomes', outcomes: new Map(batch.map(({ id }) => [id, taken])) }
}

function secondsOf({ now }: Ask): number {
  return Math.floor(now.getTime() / 1000)
}
