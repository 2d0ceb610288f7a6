import { type Money, sameMoney } from '../platform/money.ts'
import type { PaymentEvent } from './event.ts'

/**
 * Every state of a payment attempt, from least to most final. The order is total on purpose: the state is the highest
 * one ever reported, so the order, repetition and loss of events cannot matter. The unhappy ends stand above the waiting
 * states (a late "code issued" does not revive a failed attempt) and **below `paid`**: providers let a donor try another
 * card on the same order, and money that came in is money, whatever was said before.
 * Refunds and disputes are no states: what was paid stays paid, and they are records of their own.
 */
export const paymentStates = [
  'created',
  'requires_action',
  'awaiting_offline',
  'processing',
  'authorised',
  'cancelled',
  'expired',
  'failed',
  'paid',
  'settled',
] as const
export type PaymentState = (typeof paymentStates)[number]

/** How far a state is; only greater replaces smaller. */
export function rankOf(state: PaymentState): number {
  return paymentStates.indexOf(state)
}

/** Whether money has been received. */
export function isPaid(state: PaymentState): boolean {
  return rankOf(state) >= rankOf('paid')
}

/** Whether the attempt has come to an end for the donor. An unhappy end can still become `paid`: see `isWorthAsking`. */
export function isEnded(state: PaymentState): boolean {
  return rankOf(state) >= rankOf('cancelled')
}

/** Store barcodes are reported two days late, so an unhappy end is only believed some days after the attempt's own. */
const graceMilliseconds = 3 * 24 * 60 * 60 * 1000

/**
 * Whether the sweeper should ask the provider about this attempt. Money in hand needs no question. After an unhappy end
 * it keeps asking until the attempt's time and three days are over: the donor may have tried another card on the same
 * page, and the report of it may have been lost. How often to ask is the provider's matter and the sweeper's.
 */
export function isWorthAsking(state: PaymentState, expiresAt: Date | null, now: Date): boolean {
  if (isPaid(state)) return false
  if (!isEnded(state)) return true
  return expiresAt !== null && now.getTime() <= expiresAt.getTime() + graceMilliseconds
}

/** What a payment attempt must remember for its next event to be judged. */
export interface PaymentAttempt {
  readonly reference: string
  readonly amount: Money
  readonly state: PaymentState
}

/** The judgement of one event. Only `advanced` changes the attempt; every other event is stored and has no effect. */
export type Advance =
  | { readonly verdict: 'advanced'; readonly state: PaymentState; readonly received: boolean }
  | { readonly verdict: 'late' | 'repeated' | 'simulated' | 'unknown'; readonly state: PaymentState }
  | { readonly verdict: 'quarantined'; readonly state: PaymentState; readonly reason: QuarantineReason }

export type QuarantineReason = 'reference' | 'currency' | 'amount' | 'amount-missing'

/**
 * The one rule by which provider events move a payment. `received` is true exactly once in a payment's life: when it
 * first counts as money. An event whose reference, currency or amount differs from the intent is quarantined for a
 * person, whatever it reports; a missing amount is forgiven only while no money is claimed.
 */
export function advance(attempt: PaymentAttempt, event: PaymentEvent): Advance {
  const { state } = attempt
  if (event.simulated) return { verdict: 'simulated', state }
  if (event.type === 'unknown') return { verdict: 'unknown', state }
  const reason = mismatch(attempt, event)
  if (reason !== null) return { verdict: 'quarantined', state, reason }
  if (event.type === state) return { verdict: 'repeated', state }
  if (rankOf(event.type) < rankOf(state)) return { verdict: 'late', state }
  return { verdict: 'advanced', state: event.type, received: isPaid(event.type) && !isPaid(state) }
}

function mismatch(attempt: PaymentAttempt, event: PaymentEvent): QuarantineReason | null {
  if (event.reference !== attempt.reference) return 'reference'
  if (event.amount === null) return event.type === 'paid' || event.type === 'settled' ? 'amount-missing' : null
  if (event.amount.currency !== attempt.amount.currency) return 'currency'
  return sameMoney(event.amount, attempt.amount) ? null : 'amount'
}

/** Whether an attempt has waited past its end and, the provider having just said "not paid", may be called expired. */
export function hasLapsed(state: PaymentState, expiresAt: Date | null, now: Date): boolean {
  return !isEnded(state) && expiresAt !== null && now.getTime() > expiresAt.getTime()
}
