import { z } from 'zod'
import { event } from '../platform/jobs/event.ts'
import type { Language } from '../platform/languages.ts'
import type { Money } from '../platform/money.ts'

/** A gift was born: money is here. Published once in its life. */
export const giftReceived = event('gift.received', z.object({ giftId: z.uuid() }))

/** Money of a gift went back, all of it or a part. */
export const giftRefunded = event('gift.refunded', z.object({ giftId: z.uuid(), refundId: z.uuid() }))

/** A provider told only later what it keeps of a gift; the gift's fee is booked and its division has to follow. */
export const giftFeeTold = event('gift.fee-told', z.object({ giftId: z.uuid() }))

/** An attempt to give came to nothing. Money that still arrives later is booked all the same. */
export const intentEnded = event(
  'intent.ended',
  z.object({ giftIntentId: z.uuid(), state: z.enum(['failed', 'expired', 'cancelled']) }),
)

/** Somebody left for the provider and never came back. `knows` is what the provider says: nothing was paid, or no answer. */
export const intentWaiting = event(
  'intent.waiting',
  z.object({ giftIntentId: z.uuid(), knows: z.enum(['not_paid', 'nothing']) }),
)

export const receiptWishes = ['each', 'yearly', 'none'] as const
export type ReceiptWish = (typeof receiptWishes)[number]

/** What a gift is born from; see `recordGift`. */
export interface NewGift {
  readonly personId: string
  readonly campaignId: string
  readonly amount: Money
  /** What the provider keeps, in minor units; part of `amount`. */
  readonly feeMinor?: bigint
  readonly receivedAt: Date
  /** The day it counts for; the organisation's day of `receivedAt` when absent. */
  readonly givenOn?: string
  /** `provider`, `manual`, or the giving platform's name. */
  readonly source: string
  readonly orderNumber?: string
  readonly giftIntentId?: string
  /** The gift of whose payment this is what the cap left no room for; see `recordOverflowing`. */
  readonly restOfGiftId?: string
  /** The ledger's journal, where another gift of the same payment is booked in it too. */
  readonly journalId?: string
  readonly paymentAccountId?: string
  /** Where the money lies in the ledger until now; the payment account's cash when absent. */
  readonly heldIn?: 'suspense'
  readonly donorName: string
  /** Whether the public list of gifts leaves the name out. The organisation, and a receipt, know it all the same. */
  readonly isAnonymous: boolean
  /** Whether the list shows initials in place of the name. */
  readonly showsInitials?: boolean
  readonly receiptWish: ReceiptWish
  readonly receiptName?: string | undefined
  /** In clear; sealed before it is stored. */
  readonly taxIdentifier?: string | undefined
  readonly conversationId?: string | undefined
  readonly language: Language
}

/** Where a gift went so far, as the allocator tells it: fee + programme share + parts + open = amount. */
export interface GiftTrace {
  readonly giftId: string
  readonly amountMinor: bigint
  readonly feeMinor: bigint
  readonly shareMinor: bigint
  readonly openMinor: bigint
  readonly parts: readonly {
    readonly caseId: string
    readonly pseudonym: string
    readonly needItem: string
    readonly amountMinor: bigint
    /** The rule that moved this part; words: `cases:allocation.<reason>`. */
    readonly reason: string
    readonly at: Date
  }[]
}

/** Sources whose gifts are thanked in the chat: a file of old orders never sends a message. */
export function isThanked(source: string): boolean {
  return source === 'provider' || source === 'manual'
}
