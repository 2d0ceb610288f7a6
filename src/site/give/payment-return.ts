import type { Money } from '../../platform/money.ts'
import type { ChatDoor } from '../chat/chat-door.ts'

/** What a person sees on coming back from the payment page, by what is known of the payment at that moment. */
export type PaymentReturn =
  | {
      readonly state: 'paid'
      readonly gift: ReturnedGift
      readonly giftUrl: string | null
      readonly link: ChatLink
      /** What of the payment is a gift of its own to a sibling campaign. */
      readonly rest?: { readonly amount: Money; readonly campaignTitle: string }
    }
  | {
      readonly state: 'awaiting-atm' | 'awaiting-transfer'
      readonly gift: ReturnedGift
      readonly instructions: PayingInstructions
    }
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
 * on a signed single-use link, in whichever chat they like; `none`: the organisation has no chat.
 */
export type ChatLink =
  | { readonly state: 'linked'; readonly channel: string; readonly url: string }
  | { readonly state: 'open'; readonly doors: readonly ChatDoor[] }
  | { readonly state: 'none' }

/**
 * How to pay away from the screen, each line with its name in the reader's language. A code is not money: only the bank's
 * confirmation is.
 */
interface PayingInstructions {
  readonly lines: readonly { readonly name: string; readonly value: string }[]
  readonly payBefore: Date | null
}
