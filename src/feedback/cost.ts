import type { Money } from '../platform/money.ts'

/** What one channel has to send and may send: as its plan stands, and at what price beyond it. */
export interface Plan {
  readonly people: number
  /** Whether the channel counts messages against a plan at all; where not, they cost nothing. */
  readonly isMetered: boolean
  /** Null where the channel sets no limit or has not said. */
  readonly messagesLeft: number | null
  /** Of one message beyond the plan; null where nobody has told us. */
  readonly messagePrice: Money | null
}

/** What a plan has left after a message to each of its people; null where it has not said. */
export function leftAfter({ people, messagesLeft }: Pick<Plan, 'people' | 'messagesLeft'>): number | null {
  return messagesLeft === null ? null : Math.max(0, messagesLeft - people)
}

/**
 * What a plan's messages cost: those beyond what is left, or all where the plan has not said, so that the approver sees
 * the most it can be. Null where that is something and its price is not known. `free` is the currency of a cost of nothing.
 */
export function costOf({ people, isMetered, messagesLeft, messagePrice }: Plan, free: string): Money | null {
  const beyond = isMetered ? BigInt(Math.max(0, people - (messagesLeft ?? 0))) : 0n
  if (messagePrice) return { minor: messagePrice.minor * beyond, currency: messagePrice.currency }
  return beyond === 0n ? { minor: 0n, currency: free } : null
}

/** The sum of costs; null where one is not known or two are in different currencies. A cost of nothing is in any currency. */
export function totalCost(costs: readonly (Money | null)[], free: string): Money | null {
  const known = costs.flatMap((cost) => (cost ? [cost] : []))
  const paid = known.filter((cost) => cost.minor > 0n)
  const currency = paid[0]?.currency ?? known[0]?.currency ?? free
  if (known.length < costs.length || paid.some((cost) => cost.currency !== currency)) return null
  return { minor: paid.reduce((sum, cost) => sum + cost.minor, 0n), currency }
}
