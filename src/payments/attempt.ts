import { type Money, sameMoney } from '../platform/money.ts'
import type { PaymentEvent } from './event.ts'
import { isPaid, type PaymentState, rankOf } from './state.ts'

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
