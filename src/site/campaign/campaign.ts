import type { Money } from '../../platform/money.ts'
import type { Picture } from '../frame.ts'

/** Whether a campaign takes gifts. It closes by itself, before any payment, at its filed cap or at the end of its last day. */
export type CampaignState = 'open' | 'not-open-yet' | 'closed-by-date' | 'closed-by-cap'

/** What the public page of a campaign shows. Texts are already in the reader's language. */
export interface CampaignView {
  readonly slug: string
  readonly title: string
  /** One or two sentences under the title, also the text of the share card. */
  readonly summary: string
  /** At most 60 KB. */
  readonly picture: Picture
  /** JPEG or PNG of the same picture for share cards: chat apps do not draw SVG. */
  readonly cardPicture: Picture
  readonly story: readonly string[]
  /** Who writes the letter. */
  readonly signedBy: { readonly name: string; readonly role: string } | null
  readonly state: CampaignState
  readonly given: Money
  readonly giftCount: number
  readonly goal: Money
  readonly filing: CampaignFiling
  readonly deeds: readonly Deed[]
  readonly updates: readonly CampaignUpdate[]
  /** Address of this page that carries who shared it; what the QR code and the share buttons hold. */
  readonly shareUrl: string
}

/** What was filed with the authority, and what every gift pays besides the children's needs. */
export interface CampaignFiling {
  /** 勸募許可文號; null where the law asks none. */
  readonly permit: string | null
  readonly responsibleBody: string
  readonly startsOn: Date
  /** The last day on which a gift is accepted; null where no end was filed. */
  readonly endsOn: Date | null
  /** The filed budget cap and what may still be given before it; null where none was filed. */
  readonly cap: { readonly amount: Money; readonly remaining: Money } | null
  readonly programmeShareBasisPoints: number
}

/** A figure with what it counts: `18`, "children had their operation". */
export interface Deed {
  readonly count: number
  readonly counts: string
}

/** An update a second member approved. */
export interface CampaignUpdate {
  readonly at: Date
  readonly title: string
  readonly text: string
}

/** Share of the goal that was given, in basis points; may exceed 10,000. A goal of nothing counts as reached. */
export function progressBasisPoints({ given, goal }: Pick<CampaignView, 'given' | 'goal'>): number {
  if (goal.minor <= 0n) return 10_000
  return Number((given.minor * 10_000n) / goal.minor)
}
