import type { EmailConfig } from '../../channels/email/config.ts'
import { replyAddress } from '../../channels/email/config.ts'
import type { Deed, Emulator, Person, Remembered, World } from '../emulator.ts'
import type { Mood } from '../mood.ts'
import { Recent } from '../recent.ts'
import { writeBounce } from './bounce.ts'
import type { Letter } from './letter.ts'
import { writeLetter } from './write.ts'

/** A mailbox that exists, and the last mail in it: what an answer answers. */
interface Mailbox {
  readonly isClosed: boolean
  /** Its own server finds out only after ours took the mail. */
  readonly isGone: boolean
  readonly last: Pick<Letter, 'messageId' | 'subject'> | undefined
}

/** One account at an emulated mail provider, in memory: which mailboxes there are, and the mails that were taken for them. */
export class EmailEmulator implements Emulator {
  readonly account: EmailConfig
  readonly hookUrl: string
  readonly world: World
  readonly taken: Letter[] = []
  mood: Mood = 'normal'
  readonly #mailboxes = new Recent<Mailbox>()
  #count = 0

  constructor(account: EmailConfig, hookUrl: string, world: World) {
    this.account = account
    this.hookUrl = hookUrl
    this.world = world
  }

  owns({ headers }: Request): boolean {
    const { user = '', password = '' } = this.account
    return headers.get('authorization') === `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  }

  nextId(): string {
    this.#count += 1
    return `<${this.world.now().getTime()}.${this.#count}@mail.example.org>`
  }

  remember({ userId, isBlocking, isGone }: Remembered): void {
    this.#mailboxes.set(userId, { isClosed: isBlocking, isGone, last: undefined })
  }

  lose(userId: string, isGone: boolean): void {
    const { isClosed = false, last } = this.#mailboxes.get(userId) ?? {}
    this.#mailboxes.set(userId, { isClosed, isGone, last })
  }

  isGone(address: string): boolean {
    return this.#mailboxes.get(address)?.isGone === true
  }

  /** Sends a mail back that was taken: its mailbox is no more. */
  async bounce(address: string, { messageId }: Letter): Promise<boolean> {
    const about = { to: address, from: this.account.fromAddress, messageId, date: this.world.now() }
    return this.#bring(writeBounce(about, Buffer.from(this.world.random()).toString('hex')))
  }

  /** Whether mail for this address can be taken: 550 5.1.1 where not. */
  has(address: string): boolean {
    return this.#mailboxes.get(address)?.isClosed === false
  }

  /** Lays a mail into its mailbox. */
  lay(address: string, { messageId, subject }: Letter): void {
    this.#mailboxes.set(address, { isClosed: false, isGone: false, last: { messageId, subject } })
  }

  async act(person: Person, deed: Deed): Promise<boolean> {
    const { last, isGone = false } = this.#mailboxes.get(person.userId) ?? {}
    this.#mailboxes.set(person.userId, { isClosed: deed.type === 'block', isGone, last })
    if (deed.type === 'follow' || deed.type === 'block' || deed.type === 'unsend' || deed.type === 'sticker')
      return true
    const raw = writeLetter(deed, {
      from: person,
      to: replyAddress(this.account),
      date: this.world.now(),
      boundary: Buffer.from(this.world.random()).toString('hex'),
      answers: last,
    })
    return this.#bring(raw)
  }

  async #bring(raw: string): Promise<boolean> {
    const answer = await this.world.fetch(`${this.hookUrl}?secret=${this.account.inboundSecret}`, {
      method: 'POST',
      headers: { 'content-type': 'message/rfc822' },
      body: new TextEncoder().encode(raw),
    })
    return answer.status === 200
  }
}
