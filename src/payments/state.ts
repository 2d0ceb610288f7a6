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

/** Whether an attempt has waited past its end and, the provider having just said "not paid", may be called expired. */
export function hasLapsed(state: PaymentState, expiresAt: Date | null, now: Date): boolean {
  return !isEnded(state) && expiresAt !== null && now.getTime() > expiresAt.getTime()
}
