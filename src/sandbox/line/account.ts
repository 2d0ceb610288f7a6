import { randomBytes } from 'node:crypto'
import type { Deed, Emulator, Group, GroupDeed, MenuPlace, Person } from '../emulator.ts'
import type { Mood } from '../mood.ts'
import type { EmulatedChannel } from './channel.ts'
import { conditions } from './conditions.ts'
import type { LineEmulator } from './emulator.ts'
import { eventOf, isAnswerable, type LineDeed, type LineSource } from './event.ts'
import { openToken } from './token.ts'

/** One account of the emulated LINE, as its phone sees it. Who is a friend is read from the phones themselves. */
export class LineAccount implements Emulator {
  readonly line: LineEmulator
  readonly channel: EmulatedChannel

  constructor(line: LineEmulator, channel: EmulatedChannel) {
    this.line = line
    this.channel = channel
  }

  get mood(): Mood {
    return this.line.conditions.sending
  }

  set mood(mood: Mood) {
    this.line.conditions = conditions.parse({ ...this.line.conditions, sending: mood })
  }

  async owns({ headers }: Request): Promise<boolean> {
    const channel = await openToken(this.line.context, headers.get('authorization') ?? '')
    return channel?.channelAccountId === this.channel.channelAccountId
  }

  nextId(): string {
    return this.line.nextMessageId()
  }

  remember(): void {}

  menuOf(userId: string): readonly MenuPlace[] | undefined {
    const menu = this.line.menusOf(this.channel.channelAccountId).of(userId)
    return menu?.areas.flatMap(({ action }): MenuPlace[] => {
      if (action.type === 'uri') return [{ words: action.label, url: action.uri }]
      return action.type === 'postback' ? [{ words: action.displayText ?? action.label, data: action.data }] : []
    })
  }

  // The phone does not wait for the account: what is not heard is told again.
  act({ userId }: Person, deed: Deed): Promise<boolean> {
    return this.#tell(lineDeed(deed), { type: 'user', userId }, userId)
  }

  group({ id: groupId }: Group, { userId }: Person, deed: GroupDeed): Promise<boolean> {
    if (deed.type === 'say') return this.#tell(this.#saidInGroup(deed), { type: 'group', groupId, userId }, groupId)
    return this.#tell({ type: deed.type === 'invite' ? 'join' : 'leave' }, { type: 'group', groupId }, groupId)
  }

  /** Tells a deed; what it can be answered with speaks to `answered`. */
  #tell(told: LineDeed, source: LineSource, answered: string): Promise<boolean> {
    const { context, replyTokens, webhooks } = this.line
    const at = context.clock.now()
    const token = isAnswerable(told) ? replyTokens.issue(this.channel.channelAccountId, answered, at) : undefined
    return webhooks.tell(this.channel, eventOf(told, source, at, token))
  }

  #saidInGroup({ id, text, isMention }: Extract<GroupDeed, { type: 'say' }>): LineDeed {
    const name = '@Sandbox'
    const mentioned = { index: 0, length: name.length, type: 'user', userId: this.channel.botUserId, isSelf: true }
    const words = isMention ? { text: `${name} ${text}`, mention: { mentionees: [mentioned] } } : { text }
    return { type: 'message', message: { type: 'text', id, quoteToken: newQuoteToken(), ...words } }
  }
}

function lineDeed(deed: Deed): LineDeed {
  switch (deed.type) {
    case 'follow':
      return { type: 'follow', follow: { isUnblocked: deed.isUnblocked } }
    case 'block':
      return { type: 'unfollow' }
    case 'press':
      return { type: 'postback', postback: { data: deed.data } }
    case 'unsend':
      return { type: 'unsend', unsend: { messageId: deed.messageId } }
    case 'say':
      return { type: 'message', message: { type: 'text', id: deed.id, text: deed.text, quoteToken: newQuoteToken() } }
    case 'photo':
      return {
        type: 'message',
        message: { type: 'image', id: deed.id, quoteToken: newQuoteToken(), contentProvider: { type: 'line' } },
      }
    case 'sticker':
      return { type: 'message', message: { ...sticker, id: deed.id, quoteToken: newQuoteToken() } }
    case 'location': {
      const { id, title, latitude, longitude } = deed
      return { type: 'message', message: { type: 'location', id, title, address: title, latitude, longitude } }
    }
  }
}

/** Brown says thank you: one of the stickers every account may show (LINE's list of stickers, 2026-08). */
const sticker = {
  type: 'sticker',
  packageId: '446',
  stickerId: '1989',
  stickerResourceType: 'ANIMATION',
  keywords: ['thanks'],
}

function newQuoteToken(): string {
  return randomBytes(18).toString('base64url')
}
