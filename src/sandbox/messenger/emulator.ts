import { metaSignature } from '../../channels/meta/hook.ts'
import type { Deed, Emulator, Person, Remembered, World } from '../emulator.ts'
import type { Mood } from '../mood.ts'
import { Recent } from '../recent.ts'
import type { SendRequest } from './message.ts'

/** One page, as Messenger (`page`) or with the Instagram account it is linked to. */
export interface EmulatedPage {
  readonly object: 'page' | 'instagram'
  readonly pageId: string
  /** The page's, or the Instagram account's. */
  readonly accountId: string
  readonly name: string
  readonly accessToken: string
  readonly appSecret: string
  readonly hookUrl: string
}

/** A page of an emulated Meta, in memory: who wrote when, what may be answered, and what was said to whom. */
export class PageEmulator implements Emulator {
  readonly page: EmulatedPage
  readonly world: World
  readonly taken: SendRequest[] = []
  readonly blocked = new Set<string>()
  /** Names of approved utility templates. */
  readonly templates = new Set<string>()
  readonly profile = new Map<string, unknown>()
  subscribedFields: readonly string[] = []
  mood: Mood = 'normal'
  /** What people are called, by their ids. */
  readonly names = new Recent<string>()
  readonly #lastWrote = new Recent<number>()
  readonly #openComments = new Recent<{ by: string; at: number }>()
  #count = 0

  constructor(page: EmulatedPage, world: World) {
    this.page = page
    this.world = world
  }

  owns({ headers }: Request): boolean {
    return headers.get('authorization') === `Bearer ${this.page.accessToken}`
  }

  remember({ userId, name, isBlocking, wroteAt }: Remembered): void {
    this.names.set(userId, name)
    if (isBlocking) this.blocked.add(userId)
    if (wroteAt !== undefined) this.#lastWrote.set(userId, wroteAt)
  }

  /** Messenger tells until when somebody has read, Instagram each message. */
  read({ userId }: Person, messageIds: readonly string[]): void {
    const watermark = this.world.now().getTime()
    const seen = this.page.object === 'page' ? [{ watermark }] : messageIds.map((mid) => ({ mid }))
    for (const read of seen) this.world.later?.(() => this.happen(userId, { read }))
  }

  /** Of a block nobody is told. */
  act({ userId, name }: Person, deed: Deed): Promise<boolean> {
    this.names.set(userId, name)
    if (deed.type === 'block') this.blocked.add(userId)
    if (deed.type === 'follow') this.blocked.delete(userId)
    if (deed.type === 'block' || (deed.type === 'follow' && deed.isUnblocked)) return Promise.resolve(true)
    if (deed.type === 'unsend') return this.happen(userId, { message: { mid: deed.messageId, is_deleted: true } })
    return deed.type === 'follow'
      ? this.press(userId, 'Get Started', 'start', deed.code)
      : this.#wrote(userId, this.#said(deed))
  }

  nextId(): string {
    this.#count += 1
    return `m_${this.world.now().getTime()}-${this.#count}`
  }

  /** Hours since a person last wrote; `undefined`: never. */
  hoursSince(userId: string): number | undefined {
    const at = this.#lastWrote.get(userId)
    return at === undefined ? undefined : (this.world.now().getTime() - at) / 3_600_000
  }

  /**
   * Uses up the one answer a comment may have, within seven days. Who commented under one id has another in messages, and is
   * told by it only now; `undefined`: answered already, or too old.
   */
  answerComment(id: string): string | undefined {
    const comment = this.#openComments.get(id)
    this.#openComments.delete(id)
    const isOpen = comment !== undefined && this.world.now().getTime() - comment.at <= 7 * 24 * 3_600_000
    return isOpen ? messagesAs(comment.by) : undefined
  }

  say(userId: string, text: string): Promise<boolean> {
    return this.#wrote(userId, { message: { mid: this.nextId(), text } })
  }

  press(userId: string, title: string, payload: string, ref?: string): Promise<boolean> {
    const referral = ref === undefined ? {} : { referral: { ref, source: 'SHORTLINK', type: 'OPEN_THREAD' } }
    return this.#wrote(userId, { postback: { mid: this.nextId(), title, payload, ...referral } })
  }

  comment(id: string, userId: string, text: string): Promise<boolean> {
    const at = this.world.now().getTime()
    this.#openComments.set(id, { by: userId, at })
    const seconds = Math.floor(at / 1000)
    const ofPage = { item: 'comment', verb: 'add', comment_id: id, from: { id: userId, name: userId }, message: text }
    const change =
      this.page.object === 'page'
        ? { field: 'feed', value: { ...ofPage, created_time: seconds } }
        : { field: 'comments', value: { id, from: { id: userId, username: userId }, text } }
    return this.#tell({ changes: [change] })
  }

  /** Something that happened with a person, other than writing: `read`, `delivery`, `reaction`. */
  happen(userId: string, what: object): Promise<boolean> {
    const { accountId } = this.page
    const timestamp = this.world.now().getTime()
    return this.#tell({ messaging: [{ sender: { id: userId }, recipient: { id: accountId }, timestamp, ...what }] })
  }

  #said(deed: Spoken): object {
    const mid = deed.id
    const file = (type: string, payload: object, more: object = {}) => ({
      message: { mid, attachments: [{ type, payload, ...more }] },
    })
    switch (deed.type) {
      case 'say':
        return { message: { mid, text: deed.text } }
      case 'press':
        return isSuggested(deed)
          ? { message: { mid, text: deed.words, quick_reply: { payload: deed.data } } }
          : { postback: { mid, title: deed.words, payload: deed.data } }
      case 'photo':
        return file('image', { url: this.#fileUrl(deed.id) })
      case 'sticker':
        return file('sticker', { url: this.#fileUrl('sticker'), sticker_id: 369239263222822 })
      case 'location':
        return file('location', { coordinates: { lat: deed.latitude, long: deed.longitude } }, { title: deed.title })
    }
  }

  #fileUrl(name: string): string {
    const { object, hookUrl } = this.page
    return new URL(`/sandbox/${object === 'page' ? 'messenger' : 'instagram'}/files/${name}`, hookUrl).href
  }

  #wrote(userId: string, what: object): Promise<boolean> {
    this.#lastWrote.set(userId, this.world.now().getTime())
    return this.happen(userId, what)
  }

  /** Tells our hook, signed over the exact bytes; answers whether that was acknowledged with 200. */
  async #tell(news: object): Promise<boolean> {
    const { object, accountId, appSecret, hookUrl } = this.page
    const entry = [{ id: accountId, time: this.world.now().getTime(), ...news }]
    const body = new TextEncoder().encode(JSON.stringify({ object, entry }))
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': metaSignature(body, appSecret) }
    const answer = await this.world.fetch(hookUrl, { method: 'POST', headers, body })
    return answer.status === 200
  }
}

/** The id in messages of whoever comments under `commenterId`. */
export function messagesAs(commenterId: string): string {
  return `psid-${commenterId}`
}

type Spoken = Exclude<Deed, { type: 'follow' | 'block' | 'unsend' }>

/** A suggestion comes back as a message, a button and a place of the menu as a postback. */
function isSuggested({ data, on }: Extract<Deed, { type: 'press' }>): boolean {
  const replies: unknown = Object(Object(on?.message).message).quick_replies
  return Array.isArray(replies) && replies.some((reply) => Object(reply).payload === data)
}
