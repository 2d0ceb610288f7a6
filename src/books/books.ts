/**
 * What became of the gifts of one fund in one currency: received − refunded − fees = allocated + share + open + waiting.
 * Minor units.
 */
export interface Balance {
  readonly fundId: string
  readonly fund: string
  readonly currency: string
  readonly giftCount: number
  readonly receivedMinor: bigint
  readonly refundedMinor: bigint
  readonly feesMinor: bigint
  /** The stated share for the programmes' own costs. */
  readonly shareMinor: bigint
  readonly allocatedMinor: bigint
  /** Divided, and given to no need yet. */
  readonly openMinor: bigint
  /** Received, refunded or charged a fee moments ago, and not divided so yet; below nothing where a refund is still to be taken back. */
  readonly waitingMinor: bigint
  readonly spentMinor: bigint
}

/** What the books are looked at for. Words: `books:differences`. */
export const differenceCodes = [
  'fund-unbalanced',
  'gift-not-divided',
  'gift-misdivided',
  'need-misfilled',
  'purpose-crossed',
  'case-overspent',
  'refunds-differ',
  'gift-not-booked',
  'fee-not-booked',
  'refund-not-booked',
  'expense-not-booked',
  'cover-not-booked',
  'booked-without-cause',
  'cash-differs',
  'progress-differs',
  'receipt-differs',
  'gift-receipted-twice',
  'not-logged',
  'logged-without-cause',
  'log-total-differs',
  'log-unreadable',
  'told-not-delivered',
  'delivered-not-told',
  'payout-unknown',
  'payout-differs',
  'payout-missing',
  'payout-not-booked',
  'fee-told-twice',
] as const
export type DifferenceCode = (typeof differenceCodes)[number]

/** Of one kind no more are named: where there are so many, something larger is wrong. */
export const mostOfEachCode = 100

/** How much it matters: money that may be missing or twice, a book that is wrong, or something that is late. */
export const severities = ['money', 'record', 'late'] as const
export type Severity = (typeof severities)[number]

const ofMoney: readonly DifferenceCode[] = [
  ...([
    'fund-unbalanced',
    'gift-misdivided',
    'purpose-crossed',
    'case-overspent',
    'refunds-differ',
    'gift-not-booked',
  ] as const),
  ...(['refund-not-booked', 'expense-not-booked', 'cover-not-booked', 'booked-without-cause', 'cash-differs'] as const),
  ...(['gift-receipted-twice', 'logged-without-cause', 'log-unreadable'] as const),
  ...(['payout-unknown', 'payout-differs', 'payout-missing', 'payout-not-booked'] as const),
]
const late: readonly DifferenceCode[] = ['gift-not-divided', 'told-not-delivered', 'delivered-not-told']

/** See `severities`. */
export function severityOf(code: DifferenceCode): Severity {
  return ofMoney.includes(code) ? 'money' : late.includes(code) ? 'late' : 'record'
}

/** Two figures that should be one. `subjectId` names the gift, need, case, receipt … where one can be named. */
export interface Difference {
  readonly code: DifferenceCode
  readonly subjectId: string | null
  readonly fund: string | null
  readonly currency: string
  readonly expectedMinor: bigint
  readonly foundMinor: bigint
}

/** Whether a balance adds up. */
export function isBalanced(balance: Balance): boolean {
  return came(balance) === went(balance)
}

/** A balance that does not add up, as a difference. */
export function imbalance(balance: Balance): Difference {
  const { fund, currency } = balance
  const figures = { expectedMinor: came(balance), foundMinor: went(balance) }
  return { code: 'fund-unbalanced', subjectId: null, fund, currency, ...figures }
}

function came({ receivedMinor, refundedMinor, feesMinor }: Balance): bigint {
  return receivedMinor - refundedMinor - feesMinor
}

function went({ allocatedMinor, shareMinor, openMinor, waitingMinor }: Balance): bigint {
  return allocatedMinor + shareMinor + openMinor + waitingMinor
}
