import type { Context } from '../../platform/scope.ts'
import { Codes } from '../codes.ts'
import { Doorbell } from '../doorbell.ts'
import { Typing } from '../typing.ts'
import { type Conditions, conditions } from './conditions.ts'
import { ReplyTokens } from './reply-tokens.ts'
import { RichMenus } from './rich-menus.ts'
import { Webhooks } from './webhooks.ts'

/** What the emulated LINE knows between requests. What people said is in the database; this is not worth keeping. */
export class LineEmulator {
  readonly context: Context
  readonly replyTokens = new ReplyTokens()
  readonly doorbell = new Doorbell()
  readonly typing: Typing
  readonly webhooks: Webhooks
  /** Retry keys of pushes that reached nobody, because the person blocks the account; with the answer they got. */
  readonly unreached = new Map<string, Accepted>()
  /** Of people who opened a page of an account's. */
  readonly codes = new Codes()
  readonly #menus = new Map<string, RichMenus>()
  conditions: Conditions = conditions.parse({})
  #lastMessageId = 0n

  constructor(context: Context) {
    this.context = context
    this.typing = new Typing(context.clock, this.doorbell)
    this.webhooks = new Webhooks(context, this.replyTokens)
  }

  /** The rich menus of an account. */
  menusOf(channelAccountId: string): RichMenus {
    const menus = this.#menus.get(channelAccountId) ?? new RichMenus()
    this.#menus.set(channelAccountId, menus)
    return menus
  }

  /** An 18-digit message id, greater than all before, also after a restart. */
  nextMessageId(): string {
    const byTime = BigInt(this.context.clock.now().getTime()) * 100_000n
    this.#lastMessageId = byTime > this.#lastMessageId ? byTime : this.#lastMessageId + 1n
    return this.#lastMessageId.toString()
  }
}

/** What LINE took, and under which request. */
export interface Accepted {
  readonly requestId: string
  readonly sentMessages: readonly SentMessage[]
}

export interface SentMessage {
  readonly id: string
  readonly quoteToken?: string
}
