import type { WechatConfig } from '../../channels/wechat/config.ts'
import { wechatSignature } from '../../channels/wechat/proof.ts'
import { seal } from '../../channels/wechat/seal.ts'
import { Codes } from '../codes.ts'
import type { Deed, Emulator, Person, Remembered, World } from '../emulator.ts'
import type { Mood } from '../mood.ts'
import { Recent } from '../recent.ts'
import { Uploads } from '../uploads.ts'
import { Grants } from './grants.ts'
import type { WechatMessage } from './message.ts'

/** WeChat asks again when it is not answered, three times in all. */
const deliveries = 3

/** One account of an emulated WeChat, in memory: who follows, what may be written to whom, and what was. */
export class WechatEmulator implements Emulator {
  readonly account: WechatConfig
  readonly hookUrl: string
  readonly world: World
  readonly taken: WechatMessage[] = []
  /** Ids of templates the account has; of subscribe messages per person. */
  readonly templates = new Set<string>()
  readonly uploads = new Uploads()
  readonly subscribed = new Map<string, Set<string>>()
  /** Whether the account may send menus (40200 where not). */
  hasMenus = true
  /** Of people who opened a page of the account's. */
  readonly codes = new Codes()
  /** What WeChat calls somebody on all accounts of the owner, where these are bound together. */
  readonly unions = new Map<string, string>()
  mood: Mood = 'normal'
  accessToken: string | undefined
  readonly #followers = new Recent<Grants>()
  readonly #known = new Recent<true>()
  /** Above 2^53, as the real ones are. */
  #lastId = 3221283523098279936n

  constructor(account: WechatConfig, hookUrl: string, world: World) {
    this.account = account
    this.hookUrl = hookUrl
    this.world = world
  }

  nextId(): string {
    const byTime = 3_000_000_000_000_000_000n + BigInt(this.world.now().getTime()) * 100_000n
    this.#lastId = byTime > this.#lastId ? byTime : this.#lastId + 1n
    return String(this.#lastId)
  }

  /** By its token, or by the account's name in the question for one. */
  async owns(request: Request): Promise<boolean> {
    const { searchParams } = new URL(request.url)
    const token = searchParams.get('access_token')
    if (token !== null) return token === this.accessToken
    if (searchParams.has('appid')) return searchParams.get('appid') === this.account.appId
    return (await request.clone().text()).includes(`"${this.account.appId}"`)
  }

  remember({ userId, isFriend, isBlocking, wroteAt }: Remembered): void {
    if (!isFriend && !isBlocking) return
    this.#known.set(userId, true)
    if (isBlocking) return void this.#followers.delete(userId)
    const grants = new Grants()
    if (wroteAt !== undefined) grants.allow('message', wroteAt)
    this.#followers.set(userId, grants)
  }

  act({ userId }: Person, deed: Deed): Promise<boolean> {
    switch (deed.type) {
      case 'follow':
        return this.follow(userId, deed.code)
      case 'block':
        return this.unfollow(userId)
      case 'say':
        return this.say(userId, deed.text, undefined, deed.id)
      case 'press':
        return deed.on ? this.say(userId, deed.words ?? '', deed.data, deed.id) : this.press(userId, deed.data)
      case 'photo': {
        const PicUrl = new URL(`/sandbox/wechat/photos/${deed.id}`, this.hookUrl).href
        return this.#write(userId, 'image', { PicUrl, MediaId: deed.id, MsgId: deed.id })
      }
      case 'location': {
        const place = { Location_X: String(deed.latitude), Location_Y: String(deed.longitude), Scale: '20' }
        return this.#write(userId, 'location', { ...place, Label: deed.title, MsgId: deed.id })
      }
      case 'sticker':
      case 'unsend':
        return Promise.resolve(true)
    }
  }

  /** The same token until it is taken back: what `stable_token` promises. */
  issueToken(): string {
    this.accessToken ??= `88_${Buffer.from(this.world.random()).toString('hex')}`
    return this.accessToken
  }

  /** 0: may be written to. 40003: nobody we know. 43004: does not follow. */
  standing(userId: string): 0 | 40003 | 43004 {
    if (this.#followers.has(userId)) return 0
    return this.#known.has(userId) ? 43004 : 40003
  }

  spend(userId: string): number {
    return this.#followers.get(userId)?.spend(this.world.now().getTime()) ?? this.standing(userId)
  }

  follow(userId: string, code?: string): Promise<boolean> {
    this.#known.set(userId, true)
    this.#followers.set(userId, new Grants())
    return this.#tap(userId, { Event: 'subscribe', EventKey: code === undefined ? '' : `qrscene_${code}` })
  }

  unfollow(userId: string): Promise<boolean> {
    this.#followers.delete(userId)
    return this.tell(userId, 'event', { Event: 'unsubscribe', EventKey: '' })
  }

  scan(userId: string, code: string): Promise<boolean> {
    return this.#tap(userId, { Event: 'SCAN', EventKey: code })
  }

  /** A line of the menu beside the conversation is pressed. */
  press(userId: string, key: string): Promise<boolean> {
    return this.#tap(userId, { Event: 'CLICK', EventKey: key })
  }

  /** Somebody writes, or taps a line of a menu we have sent: then with its `id`. */
  say(userId: string, content: string, menuId?: string, id = this.nextId()): Promise<boolean> {
    const tapped = menuId === undefined ? {} : { bizmsgmenuid: menuId }
    return this.#write(userId, 'text', { Content: content, ...tapped, MsgId: id })
  }

  /** Asks our address whether it is there, as the console does; answers whether it gave `echostr` back. */
  async shakeHands(echostr: string): Promise<boolean> {
    const query = new URLSearchParams({ ...this.#proof(), echostr })
    const answer = await this.world.fetch(`${this.hookUrl}?${query}`, { method: 'GET' })
    return answer.status === 200 && (await answer.text()) === echostr
  }

  /** Tells what happened until somebody says that they heard it; answers whether anybody did. */
  async tell(userId: string, type: string, fields: Readonly<Record<string, string>>): Promise<boolean> {
    const seconds = String(Math.floor(this.world.now().getTime() / 1000))
    const head = { ToUserName: 'gh_emulated', FromUserName: userId, CreateTime: seconds, MsgType: type }
    const xml = written({ ...head, ...fields })
    for (let delivery = 0; delivery < deliveries; delivery += 1) if (await this.#deliver(xml)) return true
    return false
  }

  #write(userId: string, type: string, fields: Readonly<Record<string, string>>): Promise<boolean> {
    this.#followers.get(userId)?.allow('message', this.world.now().getTime())
    return this.tell(userId, type, fields)
  }

  #tap(userId: string, fields: Readonly<Record<string, string>>): Promise<boolean> {
    this.#followers.get(userId)?.allow('tap', this.world.now().getTime())
    return this.tell(userId, 'event', fields)
  }

  async #deliver(xml: string): Promise<boolean> {
    const { encodingAesKey, appId, token } = this.account
    const proof = this.#proof()
    const words = new TextEncoder().encode(xml)
    const sealed = encodingAesKey && seal(words, this.world.random(), { appId, encodingAesKey })
    const more = sealed
      ? { encrypt_type: 'aes', msg_signature: wechatSignature(token, proof.timestamp, proof.nonce, sealed) }
      : {}
    const body = sealed ? new TextEncoder().encode(written({ ToUserName: 'gh_emulated', Encrypt: sealed })) : words
    const answer = await this.world.fetch(`${this.hookUrl}?${new URLSearchParams({ ...proof, ...more })}`, {
      method: 'POST',
      headers: { 'content-type': 'text/xml' },
      body,
    })
    return answer.status === 200 && ['', 'success'].includes(await answer.text())
  }

  #proof() {
    const timestamp = String(Math.floor(this.world.now().getTime() / 1000))
    const nonce = String(Buffer.from(this.world.random()).readUInt32BE())
    return { signature: wechatSignature(this.account.token, timestamp, nonce), timestamp, nonce }
  }
}

/** XML as WeChat writes it; words that would end the CDATA are put into two. */
function written(fields: Readonly<Record<string, string>>): string {
  const tags = Object.entries(fields).map(
    ([name, value]) => `<${name}><![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]></${name}>`,
  )
  return `<xml>${tags.join('\n')}</xml>`
}
