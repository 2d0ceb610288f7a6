import { parseJson } from '../../channels/json.ts'
import { viberSignature } from '../../channels/viber/receive.ts'
import type { Deed, Emulator, Person, Remembered, World } from '../emulator.ts'
import { languageTags } from '../language-tag.ts'
import type { Mood } from '../mood.ts'
import { Recent, take } from '../recent.ts'
import { type ViberMessage, viberMessage } from './message.ts'

export interface ViberBot {
  readonly authToken: string
  readonly name: string
}

interface Hook {
  readonly url: string
  readonly eventTypes: readonly string[]
}

/** One bot of an emulated Viber, in memory: who subscribes, where events go, and what was said to whom. */
export class ViberEmulator implements Emulator {
  readonly bot: ViberBot
  readonly world: World
  /** Names of people who may be written to, by their ids. */
  readonly subscribers = new Recent<string>()
  readonly taken: ViberMessage[] = []
  mood: Mood = 'normal'
  hook: Hook | undefined
  /** Ids of people whose phone answers no more. */
  readonly gone = new Set<string>()
  readonly #languages = new Recent<string>()
  /** Above 2^53, as the real ones are. */
  #lastToken = 4912661846655238144n

  constructor(bot: ViberBot, world: World) {
    this.bot = bot
    this.world = world
  }

  owns({ headers }: Request): boolean {
    return headers.get('x-viber-auth-token') === this.bot.authToken
  }

  nextToken(): bigint {
    const byTime = 4_912_000_000_000_000_000n + BigInt(this.world.now().getTime()) * 100n
    this.#lastToken = byTime > this.#lastToken ? byTime : this.#lastToken + 1n
    return this.#lastToken
  }

  nextId(): string {
    return String(this.nextToken())
  }

  remember({ userId, name, isFriend, isGone }: Remembered): void {
    this.lose(userId, isGone)
    if (isFriend) this.subscribers.set(userId, name)
    else this.subscribers.delete(userId)
  }

  /** `seen` comes once for all that was read, under the last one's token. */
  read({ userId }: Person, messageIds: readonly string[]): void {
    const last = messageIds.at(-1)
    if (last !== undefined) this.world.later?.(() => this.tell('seen', { user_id: userId }, BigInt(last)))
  }

  lose(userId: string, isGone: boolean): void {
    if (isGone) this.gone.add(userId)
    else this.gone.delete(userId)
  }

  /** What became of a message that was taken. */
  async tellFate(userId: string, token: bigint): Promise<void> {
    const isGone = this.gone.has(userId)
    if (isGone) await this.tell('failed', { user_id: userId, desc: 'failed to deliver to device' }, token)
    else await this.tell('delivered', { user_id: userId }, token)
  }

  act(person: Person, deed: Deed): Promise<boolean> {
    const { userId, name, language } = person
    this.#languages.set(userId, languageTags[language])
    switch (deed.type) {
      case 'follow':
        if (!deed.isUnblocked) return this.open(userId, name, deed.code)
        this.subscribers.set(userId, name)
        return this.tell('subscribed', { user: userOf(userId, name, this.#languages.get(userId)) })
      case 'block':
        return this.unsubscribe(userId)
      case 'unsend':
        return Promise.resolve(true)
      default:
        return this.#write(userId, name, contentOf(deed, this.#fileUrl(deed.id)), BigInt(deed.id))
    }
  }

  /** Somebody writes; whoever writes subscribes, and Viber says nothing of that. */
  say(userId: string, name: string, text: string): Promise<boolean> {
    return this.#write(userId, name, { type: 'text', text })
  }

  #write(userId: string, name: string, message: object, token = this.nextToken()): Promise<boolean> {
    this.subscribers.set(userId, name)
    return this.tell(
      'message',
      { sender: userOf(userId, name, this.#languages.get(userId)), message, silent: false },
      token,
    )
  }

  #fileUrl(name: string): string {
    return new URL(`/sandbox/viber/files/${name}`, this.hook?.url).href
  }

  async open(userId: string, name: string, context?: string): Promise<boolean> {
    const user = userOf(userId, name, this.#languages.get(userId))
    return this.tell('conversation_started', { type: 'open', context, user, subscribed: this.subscribers.has(userId) })
  }

  async unsubscribe(userId: string): Promise<boolean> {
    this.subscribers.delete(userId)
    return this.tell('unsubscribed', { user_id: userId })
  }

  /** The one message that may be in the answer to an opened chat. */
  async #greet(userId: string, answer: Response): Promise<void> {
    const welcome = viberMessage.safeParse({ receiver: userId, ...Object(parseJson(await answer.text())) })
    if (!welcome.success) return
    take(this.taken, welcome.data)
    await this.world.arrived?.({ userId, messageId: this.nextId(), message: welcome.data })
  }

  /** Tells the account what happened, signed over the exact bytes; answers whether that was acknowledged with 200. */
  async tell(event: string, particulars: object, token = this.nextToken(), url = this.hook?.url): Promise<boolean> {
    if (url === undefined) return false
    const head = `"event":${JSON.stringify(event)},"timestamp":${this.world.now().getTime()},"message_token":${token}`
    const rest = JSON.stringify(particulars).slice(1)
    const body = new TextEncoder().encode(`{${head}${rest === '}' ? rest : `,${rest}`}`)
    const headers = {
      'content-type': 'application/json',
      'x-viber-content-signature': viberSignature(body, this.bot.authToken),
    }
    const answer = await this.world.fetch(url, { method: 'POST', headers, body })
    if (answer.status === 200 && event === 'conversation_started') {
      await this.#greet(Object(Object(particulars).user).id, answer)
    }
    return answer.status === 200
  }
}

type Spoken = Exclude<Deed, { type: 'follow' | 'block' | 'unsend' }>

function userOf(id: string, name: string, language = 'en'): object {
  return { id, name, language, country: 'TW', api_version: 10 }
}

/** A press is words that only we and Viber see. */
function contentOf(deed: Spoken, media: string): object {
  switch (deed.type) {
    case 'say':
      return { type: 'text', text: deed.text }
    case 'press':
      return { type: 'text', text: deed.data }
    case 'photo':
      return { type: 'picture', text: '', media, file_name: 'photo.jpg', size: deed.bytes.length }
    case 'sticker':
      return { type: 'sticker', sticker_id: 46105, media }
    case 'location':
      return { type: 'location', location: { lat: deed.latitude, lon: deed.longitude, address: deed.title } }
  }
}
