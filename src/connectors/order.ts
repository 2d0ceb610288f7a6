import { z } from 'zod'
import type { Cells, ImportField } from '../imports/importer.ts'
import { Failure } from '../platform/errors.ts'
import { languages } from '../platform/languages.ts'

/** What giving platforms pay in. Tencent Charity counts in fen, hundredths of a yuan (open.gongyi.qq.com, read 2026-07). */
export const orderCurrency = 'CNY'

/** An order of a giving platform, as its file tells it. */
export const platformOrder = z.object({
  /** The platform's name, lower case: `tencent`. */
  platform: z.string(),
  /** The number the donor sees, exact to the last digit. */
  orderNumber: z.string(),
  projectId: z.string(),
  projectName: z.string(),
  /** Minor units: fen, unless `currency` says otherwise. */
  amountMinor: z.string(),
  /** Absent: yuan, as every file of a platform has it. */
  currency: z.string().optional(),
  language: z.enum(languages).optional(),
  paidAt: z.iso.datetime({ offset: true }),
  /** The day it counts for, where the platform says only that. */
  day: z.iso.date().optional(),
  isPaid: z.boolean(),
})
export type PlatformOrder = z.infer<typeof platformOrder>

/** What an order was paid in. */
export function currencyOf({ currency }: PlatformOrder): string {
  return currency ?? orderCurrency
}

/** Why an order did not become a gift. Words: `connectors:reasons`. */
export const orderObstacles = ['unknown-project', 'not-paid', 'amount-changed', 'wrong-currency'] as const
export type OrderObstacle = (typeof orderObstacles)[number]

/** The columns of a platform's order list: the API's own names and the headings operators download. */
export const orderFields: readonly ImportField[] = [
  field('platform', false, ['platform', '平台', '平台名称', '平台名稱']),
  field('order_number', true, ['transcode', 'order number', 'order no', '订单号', '交易单号', '捐款单号', '訂單編號']),
  field('project_id', true, ['pid', 'project id', '项目id', '项目编号', '專案編號', '計畫編號']),
  field('project_name', false, ['proj_name', 'project name', 'project', '项目名称', '專案名稱', '計畫名稱']),
  field('amount_fen', false, ['money', 'amount in fen', '金额（分）', '捐款金额（分）', '金額（分）']),
  field('amount_yuan', false, ['amount', 'amount in yuan', '金额（元）', '捐款金额（元）', '捐款金额', '金額（元）']),
  field('paid_at', true, ['trans_time', 'paid at', 'time', '交易时间', '捐款时间', '支付时间', '交易時間', '捐款時間']),
  field('state', true, ['trans_state', 'state', 'status', '交易状态', '支付状态', '状态', '交易狀態', '狀態']),
]

function field(name: string, required: boolean, headings: readonly string[]): ImportField {
  return { name, required, labelKey: `connectors:fields.${name}`, headings }
}

/**
 * Reads an order from its cells. Fails with `connectors.order-number-cut` when a spreadsheet has shortened the number to
 * 2.0211E+18, `connectors.order-number-unreadable`, `connectors.amount-unreadable`, `connectors.time-unreadable`.
 */
export function readOrder(cells: Cells): PlatformOrder {
  return {
    platform: cells('platform').toLowerCase() || 'tencent',
    orderNumber: readOrderNumber(cells('order_number')),
    projectId: cells('project_id'),
    projectName: cells('project_name'),
    amountMinor: readAmount(cells('amount_fen'), cells('amount_yuan')),
    paidAt: readTime(cells('paid_at')),
    isPaid: paidWords.has(cells('state').toLowerCase()),
  }
}

/** `trans_state` 11 is success; downloaded lists say it in words. */
const paidWords: ReadonlySet<string> = new Set([
  '11',
  '成功',
  '支付成功',
  '交易成功',
  '已支付',
  '付款成功',
  'success',
  'paid',
])

function readOrderNumber(cell: string): string {
  const number = cell.replace(/^[`'\t]/, '')
  const facts = { value: cell.slice(0, 60) }
  if (/^[0-9]+([.,][0-9]+)?e\+?[0-9]+$/i.test(number)) {
    throw new Failure('connectors.order-number-cut', facts, { field: 'order_number' })
  }
  if (!/^[A-Za-z0-9_-]{4,64}$/.test(number)) {
    throw new Failure('connectors.order-number-unreadable', facts, { field: 'order_number' })
  }
  return number
}

/** Whole fen, or yuan with at most two decimals; thousands may be parted by commas. Answers fen, more than none. */
function readAmount(fen: string, yuan: string): string {
  const [, whole = '', decimals = ''] =
    /^([0-9]{1,3}(?:,[0-9]{3})*|[0-9]{1,15})(?:\.([0-9]{1,2}))?$/.exec(fen || yuan) ?? []
  const digits = whole.replaceAll(',', '')
  const isFen = fen !== ''
  const minor = isFen ? digits : digits + decimals.padEnd(2, '0')
  const field = isFen ? 'amount_fen' : 'amount_yuan'
  if (digits === '' || (isFen && decimals !== '') || BigInt(minor) === 0n) {
    throw new Failure('connectors.amount-unreadable', {}, { field })
  }
  return BigInt(minor).toString()
}

/** RFC 3339; without a zone, and from a spreadsheet's date cells (`.000Z`), it is Beijing time, as platforms write it. */
function readTime(cell: string): string {
  const [, day, time = '00:00:00', zone] =
    /^(\d{4}[-/]\d{1,2}[-/]\d{1,2})(?:[T ](\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?)?$/.exec(
      cell.replace('.000Z', ''),
    ) ?? []
  const date = (day ?? '').split(/[-/]/).map((part) => part.padStart(2, '0'))
  const clock = time.padStart(time.length === 4 || time.length === 7 ? time.length + 1 : time.length, '0')
  const at = new Date(`${date.join('-')}T${clock}${zone ?? '+08:00'}`)
  if (Number.isNaN(at.getTime())) throw new Failure('connectors.time-unreadable', {}, { field: 'paid_at' })
  return at.toISOString()
}
