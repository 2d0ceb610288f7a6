/** Why a part of a gift moved. `gift` gives it to a need; the others take it back, as negative rows. */
export const allocationReasons = ['gift', 'refund', 'case_ended', 'need_cancelled'] as const
export type AllocationReason = (typeof allocationReasons)[number]

/** What one batch did, and whether nothing is left to do. */
export interface Batch {
  given: number
  isDone: boolean
}

/** How a gift divides: fee + share + allocatable = amount. Minor units. */
export interface Portion {
  /** What is left of the gift after refunds. */
  readonly amountMinor: bigint
  readonly feeMinor: bigint
  /** The campaign's stated share for the programme's own costs. */
  readonly shareMinor: bigint
  /** What needs may have. */
  readonly allocatableMinor: bigint
}

/**
 * Divides a gift. The share is `basisPoints` of what the provider leaves over, rounded down in favour of the needs. After
 * refunds the whole division shrinks and never grows; a fee larger than what is left is the organisation's own cost.
 */
export function portionOf(gift: {
  amountMinor: bigint
  refundedMinor: bigint
  feeMinor: bigint
  basisPoints: number
}): Portion {
  const amountMinor = gift.amountMinor - gift.refundedMinor
  const feeMinor = atMost(gift.feeMinor, amountMinor)
  const shareMinor = ((amountMinor - feeMinor) * BigInt(gift.basisPoints)) / 10_000n
  return { amountMinor, feeMinor, shareMinor, allocatableMinor: amountMinor - feeMinor - shareMinor }
}

/** The amount, or the limit where the amount is beyond it. */
export function atMost(amountMinor: bigint, limitMinor: bigint): bigint {
  return amountMinor > limitMinor ? limitMinor : amountMinor
}

/** One movement between a gift and a need, in the order and with the sign in which it happened. */
export interface AllocationPart {
  /** The log knows the movement by this id, as subject kind `allocation`. */
  readonly allocationId: string
  readonly caseId: string
  readonly pseudonym: string
  readonly needId: string
  readonly needItem: string
  /** Below zero when it was taken back. */
  readonly amountMinor: bigint
  readonly at: Date
  /** The words for it are `cases:allocation.<reason>`. */
  readonly reason: AllocationReason
}

/** Where a gift went so far: fee + share + parts + open = amount, to the minor unit. */
export interface Trace extends Omit<Portion, 'allocatableMinor'> {
  readonly giftId: string
  readonly currency: string
  /** What no need has yet. */
  readonly openMinor: bigint
  /** From when the payer's bank can no longer take the money back; null where it never could. Until then it is confirmed, not final. */
  readonly finalAt: Date | null
  /** Why what is open waits: until it is final, or for the case it names alone; null: in line for the next need. */
  readonly waitsFor: 'final' | 'case' | null
  readonly parts: readonly AllocationPart[]
}

/** A gift that is part of what a case has. */
export interface CaseGift {
  readonly giftId: string
  readonly personId: string
  readonly donorName: string
  /** What the case has of it now; zero when all was taken back. */
  readonly shareMinor: bigint
  readonly currency: string
  readonly firstAt: Date
}
