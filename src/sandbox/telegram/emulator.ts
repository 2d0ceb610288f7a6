import { createHmac } from 'node:crypto'
import type { TelegramConfig } from '../../channels/telegram/config.ts'
import type { Deed, Emulator, Group, GroupDeed, Person, Remembered, World } from '../emulator.ts'
import type { Mood } from '../mood.ts'
import { Recent } from '../recent.ts'
import type { TelegramMessage } from './message.ts'

/** What `setWebhook` set. */
interface Hook {
  readonly url: string
  readonly secret: string
  readonly wanted: readonly string[]
}

/** One bot of an emulated Telegram, in memory: who has started it, who blocks it, and where its updates go. */
export class TelegramEmulator implements Emulator {
  readonly bot: TelegramConfig
  readonly name: string
  readonly world: World
  readonly taken: TelegramMessage[] = []
  hook: Hook
  mood: Mood = 'normal'
  /** Whether the bot may write to somebody, by their id; who is not here has never started it. */
  readonly people = new Recent<'open' | 'blocked'>()
  #lastMessage = 0
  #lastUpdate = 0

  constructor(bot: TelegramConfig, { name, hookUrl }: { name: string; hookUrl: string }, world: World) {
    this.bot = bot
    this.name = name
    this.world = world
    this.hook = { url: hookUrl, secret: bot.webhookSecret, wanted: ['message', 'callback_query', 'my_chat_member'] }
  }

  owns({ url }: Request): boolean {
    return new URL(url).pathname.includes(`bot${this.bot.botToken}/`)
  }

  /** A chat and a number in it; greater than all before, also after a restart. */
  nextId(userId: string): string {
    this.#lastMessage = Math.max(this.#lastMessage + 1, this.#seconds() - 1_767_225_600)
    return `${userId}:${this.#lastMessage}`
  }

  remember({ userId, isFriend, isBlocking }: Remembered): void {
    if (isFriend || isBlocking) this.people.set(userId, isBlocking ? 'blocked' : 'open')
  }

  act(person: Person, deed: Deed): Promise<boolean> {
    const isBlock = deed.type === 'block'
    this.people.set(person.userId, isBlock ? 'blocked' : 'open')
    switch (deed.type) {
      case 'block':
        return this.#membership(person, 'member', 'kicked')
      case 'follow':
        return deed.isUnblocked
          ? this.#membership(person, 'kicked', 'member')
          : this.#message(person, this.nextId(person.userId), spoken(deed.code ? `/start ${deed.code}` : '/start'))
      case 'say':
        return this.#message(person, deed.id, spoken(deed.text))
      case 'photo':
        return this.#message(person, deed.id, {
          photo: [{ file_id: deed.id, file_unique_id: deed.id, file_size: deed.bytes.length, width: 800, height: 600 }],
        })
      case 'sticker':
        return this.#message(person, deed.id, { sticker })
      case 'location':
        return this.#message(person, deed.id, { location: { latitude: deed.latitude, longitude: deed.longitude } })
      case 'press':
        return this.#press(person, deed)
      case 'unsend':
        // Nobody tells a bot of that.
        return Promise.resolve(true)
    }
  }

  /** A group hears a bot's name and commands told to it, and nothing else: BotFather's privacy mode is on, as it is at first. */
  group({ id, name: title }: Group, by: Person, deed: GroupDeed): Promise<boolean> {
    const chat = { id: Number(id), title, type: 'supergroup' }
    if (deed.type !== 'say') {
      const isIn = deed.type === 'invite'
      this.people.set(id, isIn ? 'open' : 'blocked')
      return this.#membership(by, isIn ? 'left' : 'member', isIn ? 'member' : 'kicked', chat)
    }
    const name = `@${this.bot.botName ?? ''}`
    const mention = { entities: [{ offset: 0, length: name.length, type: 'mention' }] }
    const words = deed.isMention ? { text: `${name} ${deed.text}`, ...mention } : spoken(deed.text)
    return deed.isMention || deed.text.startsWith('/') ? this.#message(by, deed.id, words, chat) : Promise.resolve(true)
  }

  /** As a Mini App: the owner's name, signed for this bot, lies behind the `#` (Bot API "Validating data received via the Mini App"). */
  opens({ userId, name, language }: Person, url: string): string {
    const user = { id: Number(userId), first_name: name, language_code: language.toLowerCase() }
    const queryId = Buffer.from(this.world.random()).toString('base64url')
    const data = new URLSearchParams({ query_id: queryId, user: JSON.stringify(user), auth_date: `${this.#seconds()}` })
    const words = [...data].map(([field, value]) => `${field}=${value}`).sort()
    const key = createHmac('sha256', 'WebAppData').update(this.bot.botToken).digest()
    data.set('hash', createHmac('sha256', key).update(words.join('\n')).digest('hex'))
    const laid = { tgWebAppData: data.toString(), tgWebAppVersion: '9.1', tgWebAppPlatform: 'android' }
    return `${url}#${new URLSearchParams(laid)}`
  }

  #message(person: Person, id: string, content: object, chat = alone(person)): Promise<boolean> {
    const message_id = Number(id.split(':')[1])
    return this.#tell({ message: { message_id, from: from(person), chat, date: this.#seconds(), ...content } })
  }

  #press(person: Person, { data, on, id }: Extract<Deed, { type: 'press' }>): Promise<boolean> {
    const chat = alone(person)
    const { reply_markup } = Object(on?.message)
    const message = on && {
      message_id: Number(on.messageId.split(':')[1]),
      from: { id: this.#botId(), is_bot: true, first_name: this.name },
      chat,
      date: this.#seconds(),
      text: '…',
      reply_markup,
    }
    return this.#tell({ callback_query: { id, from: from(person), message, chat_instance: '-3871', data } })
  }

  #membership(person: Person, before: string, after: string, chat = alone(person)): Promise<boolean> {
    const user = { id: this.#botId(), is_bot: true, first_name: this.name, username: this.bot.botName }
    return this.#tell({
      my_chat_member: {
        chat,
        from: from(person),
        date: this.#seconds(),
        old_chat_member: { user, status: before },
        new_chat_member: { user, status: after },
      },
    })
  }

  async #tell(news: object): Promise<boolean> {
    this.#lastUpdate = Math.max(this.#lastUpdate + 1, this.#seconds())
    const answer = await this.world.fetch(this.hook.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': this.hook.secret },
      body: new TextEncoder().encode(JSON.stringify({ update_id: this.#lastUpdate, ...news })),
    })
    return answer.status === 200
  }

  #botId(): number {
    return Number(this.bot.botToken.split(':')[0])
  }

  #seconds(): number {
    return Math.floor(this.world.now().getTime() / 1000)
  }
}

const sticker = {
  file_id: 'CAACAgIAAxkBAAIBdA',
  file_unique_id: 'AgADst',
  type: 'regular',
  width: 512,
  height: 512,
  is_animated: false,
  is_video: false,
  emoji: '🙏',
  set_name: 'Thanks',
}

/** The chat of one person with the bot. */
function alone({ userId, name }: Person): object {
  return { id: Number(userId), first_name: name, type: 'private' }
}

function from({ userId, name, language }: Person): object {
  return { id: Number(userId), is_bot: false, first_name: name, language_code: language.toLowerCase() }
}

/** Words; those of a command come with its place in them. */
function spoken(text: string): object {
  const [command] = /^\/\w+/.exec(text) ?? []
  return command === undefined
    ? { text }
    : { text, entities: [{ offset: 0, length: command.length, type: 'bot_command' }] }
}
