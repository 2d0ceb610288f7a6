import { slackSignature } from '../../channels/slack/receive.ts'
import type { Deed, Emulator, Group, GroupDeed, Person, Photo, Remembered, World } from '../emulator.ts'
import { languageTags } from '../language-tag.ts'
import type { Mood } from '../mood.ts'
import { Recent } from '../recent.ts'
import type { SlackMessage } from './message.ts'

export interface SlackApp {
  readonly botToken: string
  readonly signingSecret: string
  readonly botUserId: string
}

/** One workspace of an emulated Slack, in memory: who is there, what the app said, and where its events go. */
export class SlackEmulator implements Emulator {
  readonly app: SlackApp
  readonly world: World
  /** Names of the people of the workspace, by their ids. */
  readonly members = new Recent<string>()
  /** What they read Slack in, by their ids. */
  readonly locales = new Recent<string>()
  /** Channels the app has joined. */
  readonly channels = new Set<string>()
  readonly taken: SlackMessage[] = []
  mood: Mood = 'normal'
  readonly #hookUrl: string
  #count = 0

  constructor(app: SlackApp, hookUrl: string, world: World) {
    this.app = app
    this.#hookUrl = hookUrl
    this.world = world
  }

  owns({ headers }: Request): boolean {
    return headers.get('authorization') === `Bearer ${this.app.botToken}`
  }

  nextId(userId: string): string {
    return `${userId.startsWith('C') ? userId : this.directOf(userId)}:${this.nextTs()}`
  }

  remember({ userId, name, language, isBlocking, isFriend }: Remembered): void {
    if (userId.startsWith('C')) {
      if (isFriend) this.channels.add(userId)
      return
    }
    this.locales.set(userId, languageTags[language])
    if (isBlocking) this.members.delete(userId)
    else this.members.set(userId, name)
  }

  async act({ userId, name, language }: Person, deed: Deed): Promise<boolean> {
    this.locales.set(userId, languageTags[language])
    if (deed.type === 'block') return this.members.delete(userId)
    this.members.set(userId, name)
    const direct = this.directOf(userId)
    switch (deed.type) {
      case 'say':
        if (deed.text.startsWith('/')) return this.#ordered(userId, direct, deed.text)
        return this.#heard({ text: escaped(deed.text), ...this.#place(userId, direct, deed.id) })
      case 'photo': {
        const file = {
          id: deed.id,
          name: 'photo.jpg',
          mimetype: deed.mediaType,
          size: deed.bytes.length,
          mode: 'hosted',
        }
        return this.#heard({ subtype: 'file_share', text: '', files: [file], ...this.#place(userId, direct, deed.id) })
      }
      case 'press': {
        const [place = direct, ts = this.nextTs()] = deed.on?.messageId.split(':') ?? []
        return (
          (await this.press(userId, place, ts, { label: deed.words ?? deed.data, value: deed.data })).status === 200
        )
      }
      case 'unsend': {
        const deleted_ts = tsOf(deed.messageId)
        const ts = this.nextTs()
        const previous_message = { type: 'message', user: userId, text: '', ts: deleted_ts }
        const about = { subtype: 'message_deleted', hidden: true, channel: direct, channel_type: 'im' }
        return this.#heard({ ...about, ts, event_ts: ts, deleted_ts, previous_message })
      }
      default:
        return true
    }
  }

  async group({ id: channel }: Group, { userId }: Person, deed: GroupDeed): Promise<boolean> {
    if (deed.type === 'say') return this.#saidIn(channel, userId, deed)
    const event_ts = this.nextTs()
    const isIn = deed.type === 'invite'
    const joined = { type: 'member_joined_channel', user: this.app.botUserId, channel_type: 'C', inviter: userId }
    const told = isIn ? joined : { type: 'channel_left', actor_id: userId }
    if (isIn) this.channels.add(channel)
    else this.channels.delete(channel)
    return (await this.tell({ ...told, channel, event_ts })).status === 200
  }

  /** Whoever hears all of a channel and its own name is told a mention twice, under one `ts`. */
  async #saidIn(channel: string, user: string, { id, text, isMention }: Extract<GroupDeed, { type: 'say' }>) {
    const ts = tsOf(id)
    const words = isMention ? `<@${this.app.botUserId}> ${escaped(text)}` : escaped(text)
    const said = { user, text: words, channel, ts, event_ts: ts }
    const wasHeard = await this.#heard({ ...said, channel_type: 'channel' })
    return isMention ? (await this.tell({ type: 'app_mention', ...said })).status === 200 && wasHeard : wasHeard
  }

  /** A file somebody has shared. */
  file(id: string): Promise<Photo | undefined> {
    return this.world.photo?.(id) ?? Promise.resolve(undefined)
  }

  async #heard(particulars: object): Promise<boolean> {
    return (await this.tell({ type: 'message', ...particulars })).status === 200
  }

  async #ordered(userId: string, channel: string, words: string): Promise<boolean> {
    const [command = '', ...rest] = words.split(' ')
    return (await this.command(userId, channel, command, rest.join(' '))).status === 200
  }

  #place(user: string, channel: string, id: string): object {
    const ts = tsOf(id)
    return { user, channel, channel_type: 'im', ts, event_ts: ts }
  }

  /** The name of the next message: seconds, a dot, and six digits that tell it from the others of that second. */
  nextTs(): string {
    this.#count += 1
    return `${this.#seconds()}.${String(this.#count).padStart(6, '0')}`
  }

  /** The conversation of the app with one person. */
  directOf(userId: string): string {
    return `D${userId.slice(1)}`
  }

  /** Whom a conversation alone with the app is with; the place itself for any other. */
  personOf(place: string): string {
    return place.startsWith('D') ? `U${place.slice(1)}` : place
  }

  /** Somebody writes, alone with the app or in a channel; answers the message's `ts`. */
  async say(userId: string, channel: string, text: string, thread?: string): Promise<string> {
    const ts = this.nextTs()
    const isDirect = channel.startsWith('D')
    const place = { channel, channel_type: isDirect ? 'im' : 'channel', ts, event_ts: ts, thread_ts: thread }
    await this.tell({ type: 'message', user: userId, text, ...place })
    return ts
  }

  /** One callback of the Events API. */
  tell(event: object): Promise<Response> {
    this.#count += 1
    return this.#post(
      JSON.stringify({
        type: 'event_callback',
        api_app_id: 'A0EMULATED',
        event_id: `Ev${String(this.#count).padStart(8, '0')}`,
        event_time: this.#seconds(),
        authorizations: [{ user_id: this.app.botUserId, is_bot: true }],
        event,
      }),
    )
  }

  /** A button of a message is pressed. */
  press(
    userId: string,
    channel: string,
    messageTs: string,
    button: { readonly label: string; readonly value: string },
  ) {
    const action = {
      type: 'button',
      action_id: '0',
      text: { type: 'plain_text', text: button.label },
      value: button.value,
    }
    const payload = {
      type: 'block_actions',
      user: { id: userId },
      trigger_id: `trigger.${this.nextTs()}`,
      channel: { id: channel },
      message: { ts: messageTs },
      actions: [{ ...action, action_ts: this.nextTs() }],
    }
    return this.#post(new URLSearchParams({ payload: JSON.stringify(payload) }).toString())
  }

  command(userId: string, channel: string, command: string, text: string): Promise<Response> {
    const trigger = `trigger.${this.nextTs()}`
    const form = { command, text, user_id: userId, channel_id: channel, trigger_id: trigger }
    return this.#post(new URLSearchParams(form).toString())
  }

  /** Asks as the app's page does when the address is pasted; answers whether the challenge came back. */
  async verifyAddress(): Promise<boolean> {
    const challenge = `challenge-${this.nextTs()}`
    const answer = await this.#post(JSON.stringify({ type: 'url_verification', challenge }))
    return answer.status === 200 && (await answer.text()) === challenge
  }

  /** Events that were not taken are told again, each time signed anew; presses, commands and the question for the address are not. */
  #post(text: string): Promise<Response> {
    const isEvent = text.startsWith('{"type":"event_callback"')
    const again = isEvent ? (attempt: number) => this.#signed(text, retryOf(attempt)) : null
    return this.world.fetch(this.#hookUrl, this.#signed(text), again)
  }

  #signed(text: string, more: Readonly<Record<string, string>> = {}): RequestInit {
    const body = new TextEncoder().encode(text)
    const seconds = String(this.#seconds())
    const headers = {
      'content-type': text.startsWith('{') ? 'application/json' : 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': seconds,
      'x-slack-signature': slackSignature(body, seconds, this.app.signingSecret),
      ...more,
    }
    return { method: 'POST', headers, body }
  }

  #seconds(): number {
    return Math.floor(this.world.now().getTime() / 1000)
  }
}

function retryOf(attempt: number): Record<string, string> {
  return { 'x-slack-retry-num': String(attempt), 'x-slack-retry-reason': 'http_error' }
}

function tsOf(messageId: string): string {
  return messageId.split(':')[1] ?? ''
}

/** Slack hands over words with its own three signs escaped. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
