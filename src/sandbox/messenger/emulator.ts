import { metaSignature } from '../../channels/meta/hook.ts'
import type { SendRequest } from './message.ts'

/** How the emulated Meta feels today; `lost` takes the message and breaks down before it says so. */
export type Mood = 'normal' | 'too-fast' | 'error' | 'lost' | 'hang'

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

interface World {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  now(): Date
}

/** A page of an emulated Meta, in memory: who wrote when, what may be answered, and what was said to whom. */
export class PageEmulator {
  readonly page: EmulatedPage
  readonly taken: SendRequest[] = []
  readonly blocked = new Set<string>()
  /** Names of approved utility templates. */
  readonly templates = new Set<string>()
  readonly profile = new Map<string, unknown>()
  subscribedFields: readonly string[] = []
  mood: Mood = 'normal'
  readonly #world: World
  readonly #lastWrote = new Map<string, number>()
  readonly #openComments = new Map<string, number>()
  #count = 0

  constructor(page: EmulatedPage, world: World) {
    this.page = page
    this.#world = world
  }

  nextId(): string {
    this.#count += 1
    return `m_emulated-${this.#count}`
  }

  /** Hours since a person last wrote; `undefined`: never. */
  hoursSince(userId: string): number | undefined {
    const at = this.#lastWrote.get(userId)
    return at === undefined ? undefined : (this.#world.now().getTime() - at) / 3_600_000
  }

  /** Uses up the one answer a comment may have, within seven days. */
  answerComment(id: string): boolean {
    const at = this.#openComments.get(id)
    this.#openComments.delete(id)
    return at !== undefined && this.#world.now().getTime() - at <= 7 * 24 * 3_600_000
  }

  say(userId: string, text: string): Promise<boolean> {
    return this.#wrote(userId, { message: { mid: this.nextId(), text } })
  }

  press(userId: string, title: string, payload: string, ref?: string): Promise<boolean> {
    const referral = ref === undefined ? {} : { referral: { ref, source: 'SHORTLINK', type: 'OPEN_THREAD' } }
    return this.#wrote(userId, { postback: { mid: this.nextId(), title, payload, ...referral } })
  }

  comment(id: string, userId: string, text: string): Promise<boolean> {
    const at = this.#world.now().getTime()
    this.#openComments.set(id, at)
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
    const timestamp = this.#world.now().getTime()
    return this.#tell({ messaging: [{ sender: { id: userId }, recipient: { id: accountId }, timestamp, ...what }] })
  }

  #wrote(userId: string, what: object): Promise<boolean> {
    this.#lastWrote.set(userId, this.#world.now().getTime())
    return this.happen(userId, what)
  }

  /** Tells our hook, signed over the exact bytes; answers whether that was acknowledged with 200. */
  async #tell(news: object): Promise<boolean> {
    const { object, accountId, appSecret, hookUrl } = this.page
    const entry = [{ id: accountId, time: this.#world.now().getTime(), ...news }]
    const body = new TextEncoder().encode(JSON.stringify({ object, entry }))
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': metaSignature(body, appSecret) }
    const answer = await this.#world.fetch(hookUrl, { method: 'POST', headers, body })
    return answer.status === 200
  }
}
