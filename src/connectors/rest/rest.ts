import { z } from 'zod'
import type { ProviderRequest, ProviderResponse } from '../../platform/wire.ts'
import {
  type Ask,
  type Connector,
  type ConnectorField,
  type FeedbackItem,
  jsonOf,
  type Trouble,
  trouble,
} from '../connector.ts'
import type { PlatformOrder } from '../order.ts'
import { signingHeadersFor } from './signature.ts'
import { batchSize, orderOnWire, ordersOnWire, outcomesOnWire, pageSize, paths, problemOnWire } from './wire.ts'

/** The settings of a platform that speaks `docs/connectors.md`. */
export const restSettings = z.strictObject({
  /** Without path, query or a slash at the end. */
  baseUrl: z.url({ protocol: /^https?$/ }).max(300),
  keyId: z.string().trim().min(1).max(200),
  secret: z.string().trim().min(32).max(200),
})

/** See `ConnectorField`. */
export const restFields: readonly ConnectorField[] = [
  { name: 'baseUrl', secret: false, required: true },
  { name: 'keyId', secret: false, required: true },
  { name: 'secret', secret: true, required: true },
]

/** A platform that speaks the documented contract. `platform` is the name its orders are kept under. */
export function openRest(settings: z.infer<typeof restSettings>, platform: string): Connector {
  const origin = new URL(settings.baseUrl).origin
  const ask = (method: 'GET' | 'POST', target: string, body: string, { now }: Ask): ProviderRequest => {
    const signing = signingHeadersFor({ method, target, body }, { id: settings.keyId, secret: settings.secret }, now)
    const headers = { accept: 'application/json', ...signing }
    const isGet = method === 'GET'
    return {
      method,
      url: origin + target,
      headers: isGet ? headers : { ...headers, ...asJson },
      ...(isGet ? {} : { body }),
    }
  }
  return {
    orders: (after, asked) => {
      const query = new URLSearchParams({ limit: String(pageSize), ...(after === null ? {} : { after }) })
      return ask('GET', `${paths.orders}?${query}`, '', asked)
    },
    readOrders: (answer, after) => readOrders(answer, after, platform),
    order: (orderNumber, asked) => ask('GET', `${paths.orders}?${new URLSearchParams({ orderNumber })}`, '', asked),
    feedback: (batch, asked) => ask('POST', paths.feedback, JSON.stringify({ items: batch.map(itemOnWire) }), asked),
    withdraw: (ids, asked) => ask('POST', paths.withdrawals, JSON.stringify({ ids }), asked),
    readFeedback: (answer) => {
      const read = outcomesOnWire.safeParse(jsonOf(answer))
      if (answer.status !== 200) return troubleOf(answer)
      if (!read.success) return trouble('unreadable', answer.body)
      return { kind: 'outcomes', outcomes: new Map(read.data.items.map(({ id, ...rest }) => [id, rest])) }
    },
    batchOf: () => '',
    batchSize,
    isFeedbackRepeatable: true,
    tellsLater: true,
  }
}

const asJson = { 'content-type': 'application/json' }

function readOrders(answer: ProviderResponse, after: string | null, platform: string) {
  if (answer.status !== 200) return troubleOf(answer)
  const page = ordersOnWire.safeParse(jsonOf(answer))
  if (!page.success) return trouble('unreadable', answer.body)
  const { items, next, hasMore } = page.data
  // A platform that says there is more and does not move would be asked for ever.
  if (hasMore && (next === after || items.length === 0)) return trouble('unreadable', 'the page does not move on')
  const read = items.map((item) => ({ item, order: orderOnWire.safeParse(item) }))
  return {
    kind: 'orders',
    orders: read.flatMap(({ order }) => (order.success ? [orderOf(order.data, platform)] : [])),
    unreadable: read.flatMap(({ item, order }) => (order.success ? [] : [numberOf(item)])),
    cursor: next,
    hasMore,
  } as const
}

const numbered = z.object({ orderNumber: z.string().max(64) })

function numberOf(item: unknown): string {
  return numbered.safeParse(item).data?.orderNumber ?? ''
}

function orderOf(order: z.infer<typeof orderOnWire>, platform: string): PlatformOrder {
  return {
    platform,
    orderNumber: order.orderNumber,
    projectId: order.programmeCode,
    projectName: order.programmeName,
    amountMinor: order.amountMinor,
    currency: order.currency,
    language: order.language,
    // Noon: a day stays the same day wherever it is read from the time.
    paidAt: `${order.day}T12:00:00.000Z`,
    day: order.day,
    isPaid: order.state === 'paid',
  }
}

function itemOnWire({ id, orderNumber, text, language, amount, pseudonym, stage, day, corrects }: FeedbackItem) {
  const { minor, currency } = amount
  const said = { id, orderNumber, text, language, amountMinor: minor.toString(), currency, pseudonym, stage, day }
  return corrects === null ? said : { ...said, corrects: corrects.id }
}

/** Told apart by the problem's `code`; a platform that gives none, by its status. */
function troubleOf(answer: ProviderResponse): Trouble {
  const { code, title } = problemOnWire.safeParse(jsonOf(answer)).data ?? { code: '', title: answer.body }
  const detail = title || `HTTP ${answer.status}`
  if (code === 'connectors.clock-apart') return trouble('clock', detail)
  if (answer.status === 401 || answer.status === 403) return trouble('auth', detail)
  if (answer.status === 429 || answer.status >= 500) return trouble('busy', detail, waitOf(answer))
  return trouble('refused', detail)
}

/** `Retry-After` in seconds; a date is not read. */
function waitOf({ headers }: ProviderResponse): number | undefined {
  const seconds = Number(headers['retry-after'])
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 86_400) : undefined
}
