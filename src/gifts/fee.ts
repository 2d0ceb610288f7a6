import type { Money } from '../platform/money.ts'
import type { Transaction } from '../platform/scope.ts'
import { postTransfer } from './ledger.ts'

/** What a provider keeps of a gift, in minor units: a fee larger than the gift is its slip, and no more than the gift is taken. */
export function feeWithin(amount: Money, feeMinor = 0n): bigint {
  if (feeMinor < 0n) return 0n
  return feeMinor > amount.minor ? amount.minor : feeMinor
}

/** A fee to be booked, once per gift. */
export interface FeeOfGift {
  readonly giftId: string
  /** The ledger account where the gift's money lies. */
  readonly cash: string
  /** More than nothing. */
  readonly fee: Money
  /** `YYYY-MM-DD` where the organisation is. */
  readonly effectiveOn: string
  readonly journalId?: string
}

/** Books what the provider keeps: out of the money, into the fees. */
export function postFee(transaction: Transaction, { giftId, cash, fee, ...when }: FeeOfGift): Promise<void> {
  return postTransfer(transaction, {
    kind: 'fee',
    sourceId: giftId,
    debit: 'fees',
    credit: cash,
    amount: fee,
    ...when,
  })
}
