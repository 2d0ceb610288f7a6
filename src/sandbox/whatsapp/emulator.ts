import { metaSignature } from '../../channels/meta/hook.ts'
import type { WhatsappConfig } from '../../channels/whatsapp/config.ts'
import type { Deed, Emulator, Person, Remembered, World } from '../emulator.ts'
import type { Mood } from '../mood.ts'
import { Recent } from '../recent.ts'
import { Uploads } from '../uploads.ts'
import type { WhatsappMessage } from './message.ts'

/** Somebody who has written to the number. */
interface Correspondent {
  readonly isBlocking: boolean
  readonly isGone: boolean
  /** Milliseconds since 1970. */
  readonly wroteAt: number
}

const dayMilliseconds = 24 * 60 * 60 * 1000

/** One number of an emulated WhatsApp, in memory: who wrote when, what may be answered, and what became of what was said. */
export class WhatsappEmulator implements Emulator {
  readonly number: WhatsappConfig
  readonly name: string
  readonly world: World
  readonly taken: WhatsappMessage[] = []
  /** Names of approved templates. */
  readonly templates = new Set<string>()
  readonly uploads = new Uploads()
  hookUrl: string
  mood: Mood = 'normal'
  readonly #people = new Recent<Correspondent>()
  #count = 0

  constructor(number: WhatsappConfig, { name, hookUrl }: { name: string; hookUrl: string }, world: World) {
    this.number = number
    this.name = name
    this.hookUrl = hookUrl
    this.world = world
  }

  owns({ headers }: Request): boolean {
    return headers.get('authorization') === `Bearer ${this.number.accessToken}`
  }

  nextId(): string {
    this.#count += 1
    const id = `${this.world.now().getTime()}${String(this.#count).padStart(6, '0')}`
    return `wamid.${Buffer.from(id).toString('base64').replaceAll('=', '')}`
  }

  remember({ userId, isBlocking, isGone, wroteAt }: Remembered): void {
    if (wroteAt !== undefined) this.#people.set(userId, { isBlocking, isGone, wroteAt })
  }

  /** Told as one status a message. */
  read({ userId }: Person, messageIds: readonly string[]): void {
    for (const id of messageIds) this.world.later?.(() => this.#tellStatus(userId, id, 'read'))
  }

  lose(userId: string, isGone: boolean): void {
    const person = this.#people.get(userId)
    if (person !== undefined) this.#people.set(userId, { ...person, isGone })
  }

  /** Who is meant by a user id or a phone number; `undefined`: nobody who has ever written. */
  find(name: string): { userId: string; isReachable: boolean; isOpen: boolean } | undefined {
    const userId = [...this.#people.keys()].find((id) => id === name || phoneOf(id) === name)
    const found = userId === undefined ? undefined : this.#people.get(userId)
    if (userId === undefined || found === undefined) return undefined
    const age = this.world.now().getTime() - found.wroteAt
    const isReachable = !found.isBlocking && !found.isGone
    return { userId, isReachable, isOpen: this.mood !== 'too-late' && age <= dayMilliseconds }
  }

  act(person: Person, deed: Deed): Promise<boolean> {
    if (deed.type === 'follow' || deed.type === 'block') {
      // Nobody is told of either.
      const { wroteAt = 0, isGone = false } = this.#people.get(person.userId) ?? {}
      this.#people.set(person.userId, { isBlocking: deed.type === 'block', isGone, wroteAt })
      return Promise.resolve(true)
    }
    if (deed.type === 'unsend') return Promise.resolve(true)
    this.#people.set(person.userId, { isBlocking: false, isGone: false, wroteAt: this.world.now().getTime() })
    return this.tell({
      contacts: [contactOf(person)],
      messages: [{ ...this.#heading(person, deed.id), ...said(deed) }],
    })
  }

  /** What became of a message: `sent` and `delivered`, or `failed` for who cannot be reached, under Meta's name for it (131026). */
  async tellFate(userId: string, id: string, isReachable: boolean): Promise<void> {
    if (!isReachable) return this.#tellStatus(userId, id, 'failed', { errors: [undeliverable] })
    await this.#tellStatus(userId, id, 'sent')
    await this.#tellStatus(userId, id, 'delivered')
  }

  async #tellStatus(userId: string, id: string, status: string, more: object = {}): Promise<void> {
    const recipient = { recipient_id: phoneOf(userId), recipient_user_id: userId }
    await this.tell({ statuses: [{ id, status, timestamp: this.#seconds(), ...recipient, ...more }] })
  }

  /** Tells our hook, signed over the exact bytes; answers whether that was acknowledged with 200. */
  async tell(news: object): Promise<boolean> {
    const { phoneNumberId: phone_number_id, businessAccountId, publicNumber = '+886223456789' } = this.number
    const metadata = { display_phone_number: publicNumber.slice(1), phone_number_id }
    const value = { messaging_product: 'whatsapp', metadata, ...news }
    const entry = [{ id: businessAccountId, changes: [{ field: 'messages', value }] }]
    const body = new TextEncoder().encode(JSON.stringify({ object: 'whatsapp_business_account', entry }))
    const signature = metaSignature(body, this.number.appSecret)
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature }
    return (await this.world.fetch(this.hookUrl, { method: 'POST', headers, body })).status === 200
  }

  #heading({ userId }: Person, id: string): object {
    return { from: phoneOf(userId), from_user_id: userId, id, timestamp: this.#seconds() }
  }

  #seconds(): string {
    return String(Math.floor(this.world.now().getTime() / 1000))
  }
}

const undeliverable = {
  code: 131026,
  title: 'Message undeliverable',
  message: 'Message undeliverable',
  error_data: { details: '' },
}

/** A number of nobody's: it is only as good as the user id it is made from. */
function phoneOf(userId: string): string {
  return `8869${userId.replaceAll(/\D/g, '').slice(-8)}`
}

function contactOf({ userId, name }: Person): object {
  return { profile: { name }, wa_id: phoneOf(userId), user_id: userId }
}

type Spoken = Exclude<Deed, { type: 'follow' | 'block' | 'unsend' }>

function said(deed: Spoken): object {
  switch (deed.type) {
    case 'say':
      return { type: 'text', text: { body: deed.text } }
    case 'press':
      return { type: 'interactive', interactive: chosen(deed) }
    case 'photo':
      return { type: 'image', image: { id: deed.id, mime_type: deed.mediaType, sha256: 'emulated' } }
    case 'sticker':
      return {
        type: 'sticker',
        sticker: { id: deed.id, mime_type: 'image/webp', animated: false, sha256: 'emulated' },
      }
    case 'location': {
      const { latitude, longitude, title: name } = deed
      return { type: 'location', location: { latitude, longitude, name } }
    }
  }
}

/** A button under the words or a row of the list, as the message had it. */
function chosen({ data: id, words: title, on }: Extract<Deed, { type: 'press' }>): object {
  const type = Object(on?.message).interactive?.type === 'list' ? 'list_reply' : 'button_reply'
  return { type, [type]: { id, title } }
}
