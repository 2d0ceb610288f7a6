import type { Money } from '../platform/money.ts'

/** What a person sees on coming back from the payment page, by what is known of the payment at that moment. */
export type PaymentReturn =
  | { readonly state: 'paid'; readonly gift: ReturnedGift; readonly giftUrl: string; readonly link: ChatLink }
  | { readonly state: 'awaiting-atm'; readonly gift: ReturnedGift; readonly atm: AtmCode }
  | { readonly state: 'awaiting-transfer'; readonly gift: ReturnedGift; readonly transfer: TransferInstructions }
  | { readonly state: 'failed'; readonly gift: ReturnedGift; readonly retryUrl: string }
  | { readonly state: 'asking'; readonly gift: ReturnedGift }

export interface ReturnedGift {
  readonly amount: Money
  readonly campaignTitle: string
  readonly campaignUrl: string
  readonly giverName: string
}

/**
 * How the chat learns who has just given. `linked`: the gift began in a chat, thanks are already there; `open`: one tap
 * on a signed single-use link; `none`: the organisation has no chat.
 */
export type ChatLink =
  | { readonly state: 'linked'; readonly channel: string; readonly url: string }
  | { readonly state: 'open'; readonly channel: string; readonly url: string }
  | { readonly state: 'none' }

/** A code for a cash machine or on-line bank. It is not money: only the bank's confirmation is. */
export interface AtmCode {
  readonly bankCode: string
  readonly account: string
  readonly payBefore: Date
}

/** Where to transfer to. `reference` carries a check character, so that one mistyped sign is noticed. */
export interface TransferInstructions {
  readonly bank: string
  readonly account: string
  readonly holder: string
  readonly reference: string
}
