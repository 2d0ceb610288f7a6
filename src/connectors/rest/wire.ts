import { z } from 'zod'
import { isCurrency } from '../../platform/currencies.ts'
import { languages } from '../../platform/languages.ts'
import { outcomes } from '../connector.ts'

/** Where orders are read, feedback is put and called back, after the base address; `docs/connectors.md` is the contract. */
export const paths = {
  orders: '/platform/v1/orders',
  feedback: '/platform/v1/feedback',
  withdrawals: '/platform/v1/feedback/withdrawals',
} as const

/** How many orders a page holds at most, and how many items a batch of feedback. */
export const pageSize = 200
export const batchSize = 100

/** An order on the wire: nothing of it says who gave. */
export const orderOnWire = z.object({
  orderNumber: z.string().regex(/^[A-Za-z0-9_-]{4,64}$/),
  programmeCode: z.string().min(1).max(100),
  programmeName: z.string().max(200).default(''),
  /** Minor units, whole, more than none. */
  amountMinor: z.string().regex(/^[1-9][0-9]{0,17}$/),
  currency: z.string().refine(isCurrency),
  /** The day it counts for, where the platform is. */
  day: z.iso.date(),
  language: z.enum(languages),
  state: z.enum(['paid', 'refunded']),
})
export type OrderOnWire = z.infer<typeof orderOnWire>

/** A page of orders; its items are read one by one, so that one bad order holds up nobody. */
export const ordersOnWire = z.object({
  items: z.array(z.unknown()).max(pageSize),
  next: z.string().max(200),
  hasMore: z.boolean(),
})

/** A report for the donor of one order. */
export const feedbackOnWire = z.object({
  id: z.uuid(),
  orderNumber: z.string().max(64),
  text: z.string().trim().min(1).max(2000),
  language: z.enum(languages),
  amountMinor: z.string().regex(/^[1-9][0-9]{0,17}$/),
  currency: z.string().refine(isCurrency),
  pseudonym: z.string().max(100),
  stage: z.string().max(40),
  day: z.iso.date(),
  /** The id of the report it puts right. */
  corrects: z.uuid().optional(),
})
export type FeedbackOnWire = z.infer<typeof feedbackOnWire>

export const batchOnWire = z.object({ items: z.array(feedbackOnWire).min(1).max(batchSize) })

/** Reports that may not be told any more. */
export const withdrawalsOnWire = z.object({ ids: z.array(z.uuid()).min(1).max(batchSize) })

export const outcomesOnWire = z.object({
  items: z.array(z.object({ id: z.uuid(), outcome: z.enum(outcomes), reason: z.string().max(200).nullable() })),
})

/** What of a problem answer (RFC 9457) is understood. */
export const problemOnWire = z.object({ code: z.string().default(''), title: z.string().default('') })
