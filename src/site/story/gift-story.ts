import type { FeedbackWish } from '../../feedback/wishes.ts'
import type { Language } from '../../platform/languages.ts'
import type { Money } from '../../platform/money.ts'
import type { Claim } from '../../proofs/claim.ts'
import type { ChatDoor } from '../chat/chat-door.ts'
import type { Picture } from '../frame.ts'

/** The donor's own page: one gift from its arrival to its result. Everything in it is private to the donor. */
export interface GiftStoryView {
  readonly donorName: string
  readonly gift: StoryGift
  readonly split: StorySplit
  readonly children: readonly HelpedChild[]
  /** The page of those who come after, and how many they are; null after the last. */
  readonly moreChildren: MoreChildren | null
  /** What `/verify.js` checks; null while the log has not taken the gift in. Never holds the salt: it travels in the link's fragment alone. */
  readonly check: Claim | null
  /** The size of the log that the thanks told of, from which `check` proves that it only grew; 0 for none. */
  readonly checkedFrom: number
  /** The way back to the conversation; null where the organisation has no chat. */
  readonly chat: ChatDoor | null
  /** For a giver we know no chat of: the chats one tap ties to the gift. */
  readonly doors: readonly ChatDoor[]
  /** Address of the same story without personal data. */
  readonly shareUrl: string
  /** Whether the public list leads to that story, and where the form that changes it is sent; null for whoever may not say so. */
  readonly listing: { readonly action: string; readonly formToken: string; readonly isShared: boolean } | null
  readonly books: GiverBooks
  /** Null on the page of somebody who proved only to have made this gift, once more is known of its giver. */
  readonly preferences: GiverPreferences | null
  /** Where they ask to be erased, on the same condition as their preferences. */
  readonly forget: ForgetDoor | null
  /** On a demonstration, where one can try to cheat. */
  readonly tamperUrl: string | null
}

/** Where a story goes on. */
export interface MoreChildren {
  readonly url: string
  readonly count: number
}

/**
 * Where in the claim's `entries` a displayed thing stands. The check puts what is displayed in the place of what the claim
 * says is shown, so that the very words on the page are checked and no copy beside them. Null: not part of the check.
 */
export type EntryPosition = number | null

interface StoryGift {
  readonly amount: Money
  readonly receivedOn: Date
  readonly campaignTitle: string
  readonly campaignUrl: string
  readonly receiptNumber: string | null
  /** Null while the gift has not been divided, and once it was given back. */
  readonly finality: Finality | null
  readonly entry: EntryPosition
}

/** Whether the money can still be taken back: `on` is when a direct debit becomes final, or did; others are final on arrival. */
export type Finality = { readonly state: 'final' } | { readonly state: 'finalLater' | 'finalSince'; readonly on: Date }

/** See `Finality`. `finalAt` as `Trace` has it. */
export function finalityOf(finalAt: Date | null, now: Date): Finality {
  if (finalAt === null) return { state: 'final' }
  return { state: finalAt > now ? 'finalLater' : 'finalSince', on: finalAt }
}

/** The way to the page about being erased, and the day on which that is done where it was asked for. */
export interface ForgetDoor {
  readonly url: string
  readonly dueAt: Date | null
}

/** fee + programme share + allocated + waiting + refunded = amount, to the minor unit. */
export interface StorySplit {
  readonly fee: Money
  readonly programmeShare: Money
  readonly allocated: Money
  /** Not yet put to a need. */
  readonly waiting: Money
  /** Given back to the donor. */
  readonly refunded: Money
}

/** One case the gift is part of. No legal name, no hospital number, no diagnosis: words from templates, in the reader's language. */
export interface HelpedChild {
  readonly pseudonym: string
  /** Empty, as is the address of a photograph, unless a guardian allows it to this reader. */
  readonly firstName: string
  readonly photograph: string
  /** False where a guardian does not let this reader hear of the child at all. */
  readonly isTold: boolean
  /** Empty, as is the region, when fewer than five children could be meant. */
  readonly ageBand: string
  readonly region: string
  readonly condition: string
  readonly needs: readonly SharedNeed[]
  /** What was paid for those needs so far. */
  readonly spent: readonly Spending[]
  readonly stages: readonly CaseStage[]
  /**
   * The help has ended for good: withdrawn, transferred or died. The page then tells no progress and draws no dashes;
   * a person writes, and what was written by hand and approved stands in `updates`.
   */
  readonly ended: boolean
  readonly updates: readonly ApprovedUpdate[]
}

/** A costed item and this gift's part of it: "part of what paid for". Below zero where the part was taken back. */
export interface SharedNeed {
  readonly item: string
  readonly cost: Money
  readonly share: Money
  readonly entry: EntryPosition
}

/** A bill that was paid. `day` is the stored one of `on`. */
export interface Spending {
  readonly amount: Money
  readonly on: Date
  readonly day: string
  readonly entry: EntryPosition
}

/** `at` is null while the stage is still to come. */
export interface CaseStage {
  readonly stage: 'registered' | 'approved' | 'treated' | 'recovered'
  readonly at: Date | null
}

export interface ApprovedUpdate {
  readonly at: Date
  readonly text: string
  /** The approved version shown, which may not be the page's language. */
  readonly language: Language
  readonly entry: EntryPosition
}

/**
 * All gifts and receipts need a link made minutes ago; an older link shows how to get one. A link that went to an address somebody typed
 * opens a report alone.
 */
export type GiverBooks =
  | { readonly state: 'needs-fresh-link' }
  | { readonly state: 'report-only' }
  | ({ readonly state: 'open' } & GiverGifts)

/** A page of gifts. `older` is the address of the next; null on the last. */
export interface GiverGifts {
  readonly gifts: readonly GiverGift[]
  readonly older: string | null
}

export interface GiverGift {
  readonly receivedOn: Date
  readonly amount: Money
  readonly campaignTitle: string
  readonly url: string | null
  /** Until when the bank gives a direct debit back; null once that is over, and for all other gifts. */
  readonly finalOn: Date | null
  readonly receipt: { readonly number: string; readonly url: string } | null
}

/** What this person agreed to, and where the form to change it is sent. */
export interface GiverPreferences {
  readonly action: string
  readonly formToken: string
  readonly feedback: boolean
  readonly appeals: boolean
  /** How often reports may come, and whether only of what was reached. */
  readonly rhythm: FeedbackWish['rhythm']
  readonly milestones: boolean
}

/** The story as it may be forwarded: no name, no amount of one's own, no receipt, no preferences, no check. */
export interface SharedStoryView {
  readonly campaignTitle: string
  readonly campaignUrl: string
  readonly cardPicture: Picture
  readonly children: readonly SharedChild[]
  readonly moreChildren: MoreChildren | null
}

export type SharedChild = Pick<
  HelpedChild,
  | 'pseudonym'
  | 'firstName'
  | 'photograph'
  | 'isTold'
  | 'ageBand'
  | 'region'
  | 'condition'
  | 'stages'
  | 'ended'
  | 'updates'
>

/**
 * A child's story with nothing of the gift in it. Built field by field: a `HelpedChild` is also a `SharedChild` to the
 * compiler, and would carry the donor's amounts along unseen.
 */
export function withoutGift({
  pseudonym,
  firstName,
  photograph,
  isTold,
  ageBand,
  region,
  condition,
  stages,
  ended,
  updates,
}: SharedChild): SharedChild {
  const told = updates.map(({ at, text, language }) => ({ at, text, language, entry: null }))
  return { pseudonym, firstName, photograph, isTold, ageBand, region, condition, stages, ended, updates: told }
}

/** A need's part carried by this gift, in basis points, never shown as nothing when it is something. */
export function needShareBasisPoints({ share, cost }: SharedNeed): number {
  if (cost.minor <= 0n || share.minor <= 0n) return 0
  return Math.max(1, Number((share.minor * 10_000n) / cost.minor))
}
