import { lineSignature } from '../../channels/line/receive.ts'
import { describeError } from '../../platform/log.ts'
import type { Context } from '../../platform/scope.ts'
import type { EmulatedChannel } from './channel.ts'
import type { LineEvent } from './event.ts'
import type { ReplyTokens } from './reply-tokens.ts'

/** When an event nobody acknowledged is told again, after the first, second … attempt. LINE does not publish its own pace. */
const patienceSeconds = [1, 5, 30, 120, 600]

/** LINE waits one second for an answer or two; a loaded laptop is given more. */
const timeoutMilliseconds = 10_000

interface Unheard {
  readonly channel: EmulatedChannel
  readonly event: LineEvent
}

/**
 * Tells accounts what people did: signed over the exact bytes, one event a request. What is not answered with 200 is told
 * again under the same `webhookEventId` with `isRedelivery`, so the receiver must know it by its id.
 */
export class Webhooks {
  readonly #context: Context
  readonly #replyTokens: ReplyTokens
  readonly #unheard = new Map<string, Unheard>()

  constructor(context: Context, replyTokens: ReplyTokens) {
    this.#context = context
    this.#replyTokens = replyTokens
  }

  /** Tells one event; answers whether it was acknowledged. If not, it is told again later by itself. */
  async tell(channel: EmulatedChannel, event: LineEvent): Promise<boolean> {
    const heard = (await this.#post(channel, [event])) === 200
    if (!heard) {
      this.#unheard.set(event.webhookEventId, { channel, event })
      this.#tellLater(event.webhookEventId, 0)
    }
    return heard
  }

  /** Tells everything unheard once more, now; answers how much remains unheard. */
  async tellAgain(): Promise<number> {
    for (const id of [...this.#unheard.keys()]) await this.#again(id)
    return this.#unheard.size
  }

  /** The console's Verify button: a signed webhook without events. The status, 0 when nobody answered. */
  check(channel: EmulatedChannel): Promise<number> {
    return this.#post(channel, [])
  }

  async #again(id: string): Promise<boolean> {
    const unheard = this.#unheard.get(id)
    if (unheard === undefined) return true
    const { channel, event } = unheard
    if (event.replyToken !== undefined) this.#replyTokens.renew(event.replyToken, this.#context.clock.now())
    const heard = (await this.#post(channel, [{ ...event, deliveryContext: { isRedelivery: true } }])) === 200
    if (heard) this.#unheard.delete(id)
    return heard
  }

  #tellLater(id: string, attempt: number): void {
    const seconds = patienceSeconds[attempt]
    if (seconds === undefined) return void this.#unheard.delete(id)
    const retry = async () => {
      if (!(await this.#again(id))) this.#tellLater(id, attempt + 1)
    }
    setTimeout(() => void retry(), seconds * 1000).unref()
  }

  async #post(channel: EmulatedChannel, events: readonly LineEvent[]): Promise<number> {
    const body = Buffer.from(JSON.stringify({ destination: channel.botUserId, events }))
    try {
      const response = await this.#context.fetch(channel.hookUrl, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'LineBotWebhook/2.0',
          'x-line-signature': lineSignature(body, channel.config.channelSecret),
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMilliseconds),
      })
      await response.arrayBuffer()
      return response.status
    } catch (error) {
      this.#context.log.warn(describeError(error), 'The emulated LINE could not reach our hook')
      return 0
    }
  }
}
