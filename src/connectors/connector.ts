import type { Language } from '../platform/languages.ts'
import type { Money } from '../platform/money.ts'
import type { ProviderRequest, ProviderResponse } from '../platform/wire.ts'
import type { PlatformOrder } from './order.ts'

/** What a request is made with: the time it is signed for, and 32 letters and digits that were never used before. */
export interface Ask {
  readonly now: Date
  readonly nonce: string
}

/** A page of orders. `unreadable` are orders that came and could not be read, by number; they hold up nobody else. */
export interface OrdersPage {
  readonly kind: 'orders'
  readonly orders: readonly PlatformOrder[]
  readonly unreadable: readonly string[]
  /** Where to go on, now or in an hour; null when the platform said nothing yet. */
  readonly cursor: string | null
  readonly hasMore: boolean
}

/** What a round says to the donor of one order. `id` is the same however often it is said. */
export interface FeedbackItem {
  readonly id: string
  readonly orderNumber: string
  readonly projectId: string
  readonly projectName: string
  /** The approved report, the same for every donor of the case. */
  readonly updateId: string
  /** The part of this order that went to the case. */
  readonly amount: Money
  readonly pseudonym: string
  readonly stage: string
  readonly text: string
  readonly language: Language
  /** The day it was approved, `2026-03-02`. */
  readonly day: string
  /** What it puts right, where the platform has that or may have it; null for plain news. */
  readonly corrects: Corrected | null
}

/** A report said before, as it was named then. */
export interface Corrected {
  /** Its `FeedbackItem.id`. */
  readonly id: string
  /** The platform's own number for it; null where it gave none. */
  readonly reference: string | null
}

/**
 * What became of an item. `taken`: the platform has it and has not told the donor yet. `told`: the donor has it. `not_told`:
 * the donor cannot or will not be told; why stays with the platform. `unknown_order`, `refused`: a person has to look.
 */
export const outcomes = ['taken', 'told', 'not_told', 'unknown_order', 'refused'] as const
export type Outcome = (typeof outcomes)[number]

/** The outcome of each item, by its id. An item left out is asked for again. */
export interface FeedbackOutcomes {
  readonly kind: 'outcomes'
  readonly outcomes: ReadonlyMap<string, ItemOutcome>
}

/** See `Outcome`. `reference`: the platform's own number for the report, where it has one; a correction will name it. */
export interface ItemOutcome {
  readonly outcome: Outcome
  readonly reason: string | null
  readonly reference?: string | undefined
}

/**
 * Why there is no answer to use. `unreachable`, `busy`: the same later. `auth`: key or secret is wrong. `clock`: our clock and
 * theirs differ by more than they allow. `refused`: they do not want this request. `unreadable`: not what they document.
 * `unsafe`: the address leads where we do not go.
 */
export const troubleKinds = ['unreachable', 'busy', 'auth', 'clock', 'refused', 'unreadable', 'unsafe'] as const
export interface Trouble {
  readonly kind: 'trouble'
  readonly trouble: (typeof troubleKinds)[number]
  /** The platform's own words, at most 200 characters. */
  readonly detail: string
  readonly waitSeconds?: number
}

/**
 * A giving platform, opened with its settings: makes requests and reads answers, and touches neither network nor clock.
 * Orders go in by `readOrders`, what became of the gifts goes back by `feedback`.
 */
export interface Connector {
  /** Asks for what came after a cursor of `readOrders`; null asks from the beginning. */
  orders(after: string | null, ask: Ask): ProviderRequest
  readOrders(answer: ProviderResponse, after: string | null, ask: Ask): OrdersPage | Trouble
  /** Asks for one order; undefined where the platform has no such question. */
  order?(orderNumber: string, ask: Ask): ProviderRequest
  feedback(batch: readonly FeedbackItem[], ask: Ask): ProviderRequest
  readFeedback(answer: ProviderResponse, batch: readonly FeedbackItem[], ask: Ask): FeedbackOutcomes | Trouble
  /**
   * Calls items back that it has and that may not be told any more; the answer is read by `readFeedback`. Undefined where the
   * platform takes nothing back.
   */
  withdraw?(ids: readonly string[], ask: Ask): ProviderRequest
  /** Items that may be in one batch are those for which this is the same. */
  batchOf(item: FeedbackItem): string
  readonly batchSize: number
  /** Whether an item may be said again when nobody knows whether it arrived. */
  readonly isFeedbackRepeatable: boolean
  /** Whether saying an item again tells what has become of it since. */
  readonly tellsLater: boolean
}

/** A setting of a connector, for the form that asks for it. */
export interface ConnectorField {
  readonly name: string
  readonly secret: boolean
  readonly required: boolean
}

/** A trouble in the platform's own words, cut to what fits a row. */
export function trouble(kind: Trouble['trouble'], detail: string, waitSeconds?: number): Trouble {
  const cut = { kind: 'trouble', trouble: kind, detail: detail.slice(0, 200) } as const
  return waitSeconds === undefined ? cut : { ...cut, waitSeconds }
}

/** The body of an answer as JSON; undefined when it is none. */
export function jsonOf({ body }: ProviderResponse): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
