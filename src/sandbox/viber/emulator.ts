import { viberSignature } from '../../channels/viber/receive.ts'
import type { ViberMessage } from './message.ts'

/** How the emulated Viber feels today; `lost` takes the message and breaks down before it says so. */
export type Mood = 'normal' | 'too-fast' | 'no-balance' | 'error' | 'lost' | 'hang'

export interface ViberBot {
  readonly authToken: string
  readonly name: string
}

type Fetch = (url: string, init: RequestInit) => Promise<Response>

interface Hook {
  readonly url: string
  readonly eventTypes: readonly string[]
}

/** One bot of an emulated Viber, in memory: who subscribes, where events go, and what was said to whom. */
export class ViberEmulator {
  readonly bot: ViberBot
  /** Names of people who may be written to, by their ids. */
  readonly subscribers = new Map<string, string>()
  readonly taken: ViberMessage[] = []
  mood: Mood = 'normal'
  hook: Hook | undefined
  readonly #fetch: Fetch
  readonly #now: () => Date
  /** Above 2^53, as the real ones are. */
  #lastToken = 4912661846655238144n

  constructor(bot: ViberBot, { fetch, now }: { readonly fetch: Fetch; readonly now: () => Date }) {
    this.bot = bot
    this.#fetch = fetch
    this.#now = now
  }

  nextToken(): bigint {
    this.#lastToken += 1n
    return this.#lastToken
  }

  /** Somebody writes; whoever writes subscribes, and Viber says nothing of that. */
  async say(userId: string, name: string, text: string): Promise<boolean> {
    this.subscribers.set(userId, name)
    const sender = { id: userId, name, language: 'en', country: 'TW', api_version: 10 }
    return this.tell('message', { sender, message: { type: 'text', text }, silent: false })
  }

  async open(userId: string, name: string, context?: string): Promise<boolean> {
    const user = { id: userId, name, language: 'en', country: 'TW', api_version: 10 }
    return this.tell('conversation_started', { type: 'open', context, user, subscribed: this.subscribers.has(userId) })
  }

  async unsubscribe(userId: string): Promise<boolean> {
    this.subscribers.delete(userId)
    return this.tell('unsubscribed', { user_id: userId })
  }

  /** Tells the account what happened, signed over the exact bytes; answers whether that was acknowledged with 200. */
  async tell(event: string, particulars: object, token = this.nextToken(), url = this.hook?.url): Promise<boolean> {
    if (url === undefined) return false
    const head = `"event":${JSON.stringify(event)},"timestamp":${this.#now().getTime()},"message_token":${token}`
    const rest = JSON.stringify(particulars).slice(1)
    const body = new TextEncoder().encode(`{${head}${rest === '}' ? rest : `,${rest}`}`)
    const headers = {
      'content-type': 'application/json',
      'x-viber-content-signature': viberSignature(body, this.bot.authToken),
    }
    const answer = await this.#fetch(url, { method: 'POST', headers, body })
    return answer.status === 200
  }
}
