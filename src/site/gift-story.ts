import type { Money } from '../platform/money.ts'

/** The donor's own page: one gift from its arrival to its result. Everything in it is private to the donor. */
export interface GiftStoryView {
  readonly donorName: string
  readonly gift: StoryGift
  readonly split: StorySplit
  readonly children: readonly HelpedChild[]
  readonly check: CheckClaim | null
  /** The way back to the conversation; null where the organisation has no chat. */
  readonly chat: { readonly channel: string; readonly url: string } | null
  /** Address of the same story without personal data. */
  readonly shareUrl: string
  readonly books: GiverBooks
  readonly preferences: GiverPreferences
}

export interface StoryGift {
  readonly amount: Money
  readonly receivedOn: Date
  readonly campaignTitle: string
  readonly campaignUrl: string
  readonly receiptNumber: string | null
}

/** fee + programme share + allocated + waiting = amount, to the minor unit. */
export interface StorySplit {
  readonly fee: Money
  readonly programmeShare: Money
  readonly allocated: Money
  /** Not yet put to a need. */
  readonly waiting: Money
}

/** One case the gift is part of. No legal name, no hospital number, no diagnosis: words from templates, in the reader's language. */
export interface HelpedChild {
  readonly pseudonym: string
  readonly ageBand: string
  readonly region: string
  readonly condition: string
  readonly needs: readonly SharedNeed[]
  readonly stages: readonly CaseStage[]
  /**
   * The help has ended for good: withdrawn, transferred or died. The page then tells no progress and draws no dashes;
   * a person writes, and what was written by hand and approved stands in `updates`.
   */
  readonly ended: boolean
  readonly updates: readonly ApprovedUpdate[]
}

/** A costed item and this gift's part of it: "part of what paid for". */
export interface SharedNeed {
  readonly item: string
  readonly cost: Money
  readonly share: Money
}

/** `at` is null while the stage is still to come. */
export interface CaseStage {
  readonly stage: 'registered' | 'approved' | 'treated' | 'recovered'
  readonly at: Date | null
}

export interface ApprovedUpdate {
  readonly id: string
  readonly at: Date
  readonly text: string
}

/** All gifts and receipts need a link made minutes ago; an older link shows how to get one. */
export type GiverBooks =
  | { readonly state: 'needs-fresh-link' }
  | { readonly state: 'open'; readonly gifts: readonly GiverGift[] }

export interface GiverGift {
  readonly receivedOn: Date
  readonly amount: Money
  readonly campaignTitle: string
  readonly url: string | null
  readonly receipt: { readonly number: string; readonly url: string } | null
}

/** What this person agreed to, and where the form to change it is sent. */
export interface GiverPreferences {
  readonly action: string
  readonly formToken: string
  readonly feedback: boolean
  readonly appeals: boolean
}

/**
 * What the page hands to the verifier besides what it displays: where the log is and at which places the entries stand.
 * Serialised as JSON and read only by `/verify.js`; never holds the salt, which travels in the link's fragment alone.
 */
export type CheckClaim = Readonly<Record<string, unknown>>

/** The story as it may be forwarded: no name, no amount of one's own, no receipt, no preferences, no check. */
export interface SharedStoryView {
  readonly campaignTitle: string
  readonly campaignUrl: string
  readonly cardPicture: { url: string; alt: string; width: number; height: number }
  readonly children: readonly SharedChild[]
}

export type SharedChild = Pick<
  HelpedChild,
  'pseudonym' | 'ageBand' | 'region' | 'condition' | 'stages' | 'ended' | 'updates'
>

/** A need's part carried by this gift, in basis points, never shown as nothing when it is something. */
export function needShareBasisPoints({ share, cost }: SharedNeed): number {
  if (cost.minor <= 0n || share.minor <= 0n) return 0
  return Math.max(1, Number((share.minor * 10_000n) / cost.minor))
}
