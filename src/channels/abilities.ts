/** How a provider counts the length of a text: UTF-16 units as JavaScript does, code points, or bytes of UTF-8. */
export type LengthUnit = 'utf16' | 'code-points' | 'utf8-bytes'

/** What a channel can do, so that segments, editors and the sender can ask before composing. Counts are inclusive maxima. */
export interface Abilities {
  readonly text: { readonly limit: number; readonly unit: LengthUnit }
  readonly messagesPerRequest: number
  /** What it shows by itself. What is false is said in words, with a link where there is one. */
  readonly shows: {
    readonly image: boolean
    readonly video: boolean
    readonly audio: boolean
    readonly document: boolean
    readonly location: boolean
    readonly sticker: boolean
  }
  /** `null`: cards become text and links. Lengths in UTF-16 units; `buttonLimit` is per card, more buttons make a second. */
  readonly cards: {
    readonly titleLimit: number
    readonly bodyLimit: number
    readonly fieldLimit: number
    readonly buttonLimit: number
  } | null
  /** Labels are counted in grapheme clusters and shortened with an ellipsis. */
  readonly buttons: {
    readonly labelLimit: number
    readonly payloadLimit: number
    readonly call: boolean
    /** `false`: a press cannot bring its payload back; it becomes words to answer by. */
    readonly postback?: false
  }
  /** `limit` 0: none; they become numbered lines of text. */
  readonly quickReplies: { readonly limit: number; readonly labelLimit: number }
  /**
   * `null`: write at any time. Otherwise free messages only this long after the person last wrote, and `messages` of them
   * at most. `memberHours` when longer for what a member types herself. An event may say otherwise for itself (`window`).
   */
  readonly window: {
    readonly hours: number
    readonly messages: number | null
    readonly memberHours?: number
  } | null
  /** Whether a closed window can be written into by a template the provider has approved. */
  readonly templates: boolean
  readonly ratePerSecond: number
  /** Which receipts the provider reports per message. What is false can only be unknown, never "not read". */
  readonly receipts: { readonly delivered: boolean; readonly read: boolean }
  /** Whether a repeated request is recognised by the provider. Without it an unanswered send ends as `unknown`. */
  readonly idempotency: boolean
  /** A free answer within `lifetimeSeconds` of the event. */
  readonly replyToken: { readonly lifetimeSeconds: number } | null
  /** Whether sends beyond replies count against a monthly plan. */
  readonly monthlyQuota: boolean
  readonly groups: boolean
  /** Whether the provider tells us when a person blocks the account. */
  readonly blockSignal: boolean
}
