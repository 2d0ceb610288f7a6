import type { Vigilance } from '../../gifts/declines/vigilance.ts'
import type { PaymentMethod } from '../../gifts/method.ts'
import type { Money } from '../../platform/money.ts'
import type { CampaignState } from '../campaign/campaign.ts'

/** Names of the form's fields, shared by the page that draws them and the route that reads them. */
export const giftFields = {
  amount: 'amount',
  ownAmount: 'ownAmount',
  name: 'name',
  contact: 'contact',
  receipt: 'receipt',
  receiptName: 'receiptName',
  taxIdentifier: 'taxIdentifier',
  publicName: 'publicName',
  /** Ticked where the donor lets a sibling campaign have what goes beyond the cap. */
  overflow: 'overflow',
  /** The pseudonym of a case put forward; empty: wherever it is needed. */
  namedCase: 'case',
  feedback: 'feedback',
  appeals: 'appeals',
  method: 'method',
  /** The signed single-use token. */
  token: 'token',
  /** What the browser made of the puzzle, where one was asked for. */
  puzzle: 'puzzle',
  /** Left empty by people; whatever fills it is a machine. */
  trap: 'website',
  /** Present when the person changed the language instead of giving: the form comes back with what was typed. */
  switchLanguage: 'switch',
} as const

export type GiftField = (typeof giftFields)[keyof typeof giftFields]

/** The version of the consent sentences in `site.json`; raised whenever their meaning changes. */
export const consentVersion = '2026-03'

/** Value of the `amount` field that means "the amount in `ownAmount`". */
export const ownAmountChoice = 'own'

/** What was typed, or what is known of a returning donor; absent where nothing is. Values are text, as the form sends them. */
export type TypedGift = Readonly<Partial<Record<GiftField, string>>>

/** What is wrong with one field; `message` is in the reader's language and says what to do. */
interface FieldError {
  readonly field: GiftField
  readonly message: string
}

/** The page where a gift is made, from the campaign page or from a chat. */
export interface GiftFormView {
  /** Where the form is sent. */
  readonly action: string
  /** Where one goes back to: the campaign's page. */
  readonly campaignUrl: string
  readonly campaignTitle: string
  readonly state: CampaignState
  readonly suggested: readonly Money[]
  readonly currency: string
  /** What may still be given before the cap; null where none was filed. */
  readonly remaining: Money | null
  /** The campaign that takes what goes beyond the cap, when the donor agrees; null where there is none. */
  readonly sibling: string | null
  /** Cases put forward, that the donor may choose from. */
  readonly cases: readonly { readonly name: string; readonly needs: string }[]
  readonly startsOn: Date
  /** The last day on which a gift is accepted; null where no end was filed. */
  readonly endsOn: Date | null
  readonly methods: readonly PaymentMethod[]
  /** How the preselected amount would be divided: shown, so that nobody learns of a fee afterwards. Null before any fee is known. */
  readonly example: GiftSplit | null
  readonly programmeShareBasisPoints: number
  readonly formToken: string
  /** What is asked of this visitor before a card payment: nearly always nothing. */
  readonly watch: Vigilance
  /** Set when the link came from a chat and the person is known: the form then fits one screen. */
  readonly returning: { readonly name: string } | null
  readonly typed: TypedGift
  readonly errors: readonly FieldError[]
}

/** A gift to the minor unit: fee + programme share + needs = amount. */
export interface GiftSplit {
  readonly amount: Money
  readonly fee: Money
  readonly programmeShare: Money
  readonly needs: Money
}

/** The error of one field, if it has one. */
export function errorOf(view: Pick<GiftFormView, 'errors'>, field: GiftField): string | undefined {
  return view.errors.find((error) => error.field === field)?.message
}
