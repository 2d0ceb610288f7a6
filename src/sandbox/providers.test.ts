import { randomBytes } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { ComposeContext } from '../channels/adapter.ts'
import type { Channel } from '../channels/channel.ts'
import type { ChannelEvent } from '../channels/event.ts'
import { openChannel } from '../channels/kinds.ts'
import { readRecordings } from '../channels/kit/recordings.ts'
import { textMessage } from '../channels/message.ts'
import type { ProviderRequest } from '../channels/request.ts'
import { sendOverHttp } from '../conversations/wire/transport.ts'
import type { Arrival, Deed, Emulator, Person, Played } from './emulator.ts'
import type { Mood } from './mood.ts'
import { openable } from './providers.ts'
import { Recent, take } from './recent.ts'
import { bodyOf, fileNames, strangersIn } from './wire.fixture.ts'

type Kind = keyof typeof openable

const kinds = Object.keys(openable).filter(isOpenable)
const now = new Date('2026-03-02T02:00:00Z')
const hookUrl = 'http://127.0.0.1:1/hooks/key'
const photo = { bytes: new Uint8Array([255, 216, 255]), mediaType: 'image/jpeg' }

/** One account of a kind, the adapter on our side of it, and everything that goes between them. */
class Stage {
  readonly channel: Channel
  readonly emulator: Emulator
  readonly api: Played['api']
  readonly person: Person
  readonly heard: ChannelEvent[] = []
  readonly bodies: Uint8Array[] = []
  readonly arrived: Arrival[] = []
  readonly later: (() => Promise<unknown>)[] = []
  #accessToken: ComposeContext['accessToken']

  constructor(kind: Kind, changes: object) {
    const provider = openable[kind]
    const settings = { ...provider.settings(Buffer.alloc(64, 7), 'Morning Light'), ...changes }
    this.channel = openChannel(kind, settings)
    this.person = { userId: provider.newUserId(randomBytes(16)), name: '小美', language: 'zh-Hant' }
    const { emulator, api } = provider.open(
      { settings, name: 'Morning Light', hookUrl },
      {
        fetch: (url, init) => this.#hook(url, init),
        now: () => now,
        random: () => randomBytes(16),
        photo: async () => photo,
        arrived: async (arrival) => void this.arrived.push(arrival),
        later: (act) => void this.later.push(act),
      },
    )
    this.emulator = emulator
    this.api = api
    this.emulator.remember({
      ...this.person,
      isFriend: !provider.deeds.has('follow'),
      isBlocking: false,
      isGone: false,
      wroteAt: undefined,
    })
  }

  act(deed: Deed): Promise<boolean> {
    return this.emulator.act(this.person, deed)
  }

  say(text = 'hello'): Promise<boolean> {
    return this.act({ type: 'say', text, id: this.emulator.nextId(this.person.userId) })
  }

  /** Asks the provider; one that does not answer is waited for only shortly. */
  ask(request: ProviderRequest) {
    const api: typeof fetch = (url, init) =>
      Promise.race([
        Promise.resolve(this.api.fetch(new Request(String(url), init))),
        new Promise<never>((_, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('slow')))),
      ])
    return sendOverHttp(api, request, this.emulator.mood === 'hang' ? 500 : 60_000)
  }

  async sendReceipts(): Promise<void> {
    for (const act of this.later.splice(0)) await act()
  }

  context(): ComposeContext {
    const sandboxOrigin = `http://127.0.0.1:1/sandbox/${this.channel.kind}`
    const deliveryId = '0191e180-7d60-7000-aded-7d8b151cbd5b'
    return { now, deliveryId, sandboxOrigin, accessToken: this.#accessToken, hookUrl }
  }

  async authorise() {
    const request = this.channel.authorise(this.context())
    if (request) this.#accessToken = this.channel.readToken(await this.ask(request), now) ?? undefined
  }

  /** What becomes of the plainest message. */
  async send(): Promise<string> {
    const [request] = this.channel.compose(textMessage('hi'), { type: 'user', id: this.person.userId }, this.context())
    if (request === undefined) throw new Error('nothing composed')
    return this.channel.interpret(await this.ask(request), request).kind
  }

  /** Our own hook: the adapter reads the very bytes. */
  async #hook(address: string, { method = 'GET', headers, body }: RequestInit): Promise<Response> {
    const url = new URL(address)
    const bytes = body instanceof Uint8Array ? body : new Uint8Array()
    const query = Object.fromEntries(url.searchParams)
    const request = {
      method,
      path: url.pathname,
      query,
      headers: Object.fromEntries(new Headers(headers)),
      body: bytes,
    }
    const { accepted, response, events } = this.channel.receive(await this.channel.unpack(request), now)
    if (accepted && method === 'POST') this.bodies.push(bytes)
    this.heard.push(...events)
    return new Response(response.body, { status: response.status })
  }
}

let stage: Stage

async function open(kind: Kind, changes: object = {}): Promise<Stage> {
  const opened = new Stage(kind, changes)
  await opened.authorise()
  return opened
}

describe.each(kinds)('%s', (kind) => {
  const provider = openable[kind]
  beforeEach(async () => {
    stage = await open(kind)
    await stage.act({ type: 'follow', isUnblocked: false })
    await stage.say()
  })

  const becomes: Readonly<Record<Mood, string>> = {
    normal: 'accepted',
    'too-fast': 'rate_limited',
    busy: kind === 'email' ? 'retryable' : 'rate_limited',
    quota: 'quota',
    'too-late': 'window_closed',
    'token-spent': 'next',
    refused: 'auth',
    error: 'unknown',
    lost: 'unknown',
    hang: 'unknown',
  }

  test.each(provider.moods)('in the mood "%s" drives the adapter to the right outcome', async (mood) => {
    stage.emulator.mood = mood
    expect(await stage.send()).toBe(becomes[mood])
    expect(stage.arrived).toHaveLength(mood === 'normal' || mood === 'lost' ? 1 : 0)
  })

  test('tells the sender, or keeps back, what goes to somebody who has blocked the account', async () => {
    await stage.act({ type: 'block' })
    // WhatsApp takes it and tells later that it could not be delivered.
    expect(await stage.send()).toBe(kind === 'whatsapp' ? 'accepted' : 'blocked')
    expect(stage.arrived).toEqual([])
    await stage.sendReceipts()
    if (kind === 'whatsapp') expect(stage.heard.at(-1)).toMatchObject({ type: 'delivery', status: 'failed' })
    await stage.act({ type: 'follow', isUnblocked: true })
    await stage.say()
    expect(await stage.send()).toBe('accepted')
  })

  test('tells what was seen, where this provider tells that', async () => {
    await stage.send()
    const [{ messageId = '' } = {}] = stage.arrived
    stage.emulator.read?.(stage.person, [messageId])
    await stage.sendReceipts()
    const seen = stage.heard.filter(({ type }) => type === 'read')
    const named = kind === 'messenger' ? { status: 'read' } : { status: 'read', messageId }
    const tells = ['whatsapp', 'messenger', 'instagram', 'viber'].includes(kind)
    expect(seen).toMatchObject(tells ? [{ ...named, userId: stage.person.userId }] : [])
  })

  test('takes what goes to a number or mailbox that is gone, and says later that it failed', async () => {
    if (stage.emulator.lose === undefined) return
    stage.emulator.lose(stage.person.userId, true)
    expect(await stage.send()).toBe('accepted')
    await stage.sendReceipts()
    expect(stage.arrived).toEqual([])
    expect(stage.heard.at(-1)).toMatchObject({ type: 'delivery', status: 'failed', failure: {} })
    stage.emulator.lose(stage.person.userId, false)
    await stage.send()
    expect(stage.arrived).toHaveLength(1)
  })

  test('is found right by the set-up page, and its own phone draws what it took', async () => {
    const context = stage.context()
    for (const request of stage.channel.register(hookUrl, context) ?? []) {
      expect(await stage.ask(request)).toMatchObject({ kind: 'answered', status: 200 })
    }
    const answers = []
    for (const request of stage.channel.check(context) ?? []) answers.push(await stage.ask(request))
    const findings = stage.channel.readCheck(answers, hookUrl)
    expect(findings.length).toBeGreaterThan(0)
    expect(findings.filter(({ isRight }) => !isRight)).toEqual([])
    await stage.send()
    expect(JSON.stringify(provider.draw(stage.arrived.at(-1)?.message).parts)).toContain('"hi"')
  })

  test('knows again, after a restart, who wrote and who blocks', async () => {
    const again = await open(kind)
    const wroteAt = now.getTime() - 60_000
    again.emulator.remember({ ...again.person, isFriend: true, isBlocking: false, isGone: false, wroteAt })
    expect(await again.send()).toBe('accepted')
    const blocked = await open(kind)
    blocked.emulator.remember({ ...blocked.person, isFriend: false, isBlocking: true, isGone: false, wroteAt })
    expect(await blocked.send()).toBe(kind === 'whatsapp' ? 'accepted' : 'blocked')
    expect(blocked.arrived).toEqual([])
  })
})

const place = { latitude: 24.672, longitude: 121.772, title: '羅東診所' }
const menu = {
  method: 'sendMessage',
  text: '?',
  reply_markup: { inline_keyboard: [[{ text: '捐款', callback_data: 'give' }]] },
}
const list = { type: 'interactive', interactive: { type: 'list' } }
const suggestion = { message: { quick_replies: [{ payload: 'give' }] } }

/** What people do, and the recorded payload that tells of it. `on`: the message a pressed thing stands on. */
const recorded: readonly (readonly [Kind, string, Spoken])[] = [
  ['telegram', 'message-text', { type: 'say', text: '謝謝' }],
  ['telegram', 'start', { type: 'follow', isUnblocked: false }],
  ['telegram', 'start-with-code', { type: 'follow', isUnblocked: false, code: 'g_1' }],
  ['telegram', 'command', { type: 'say', text: '/give 500' }],
  ['telegram', 'press', { type: 'press', data: 'give', on: { messageId: '71:366', message: menu } }],
  ['telegram', 'message-photo', { type: 'photo', ...photo }],
  ['telegram', 'message-sticker', { type: 'sticker' }],
  ['telegram', 'message-location', { type: 'location', ...place }],
  ['telegram', 'block', { type: 'block' }],
  ['telegram', 'unblock', { type: 'follow', isUnblocked: true }],
  ['whatsapp', 'message-text', { type: 'say', text: '謝謝' }],
  ['whatsapp', 'button-reply', { type: 'press', data: 'give', words: '捐款' }],
  ['whatsapp', 'list-reply', { type: 'press', data: 'give', words: '捐款', on: { messageId: 'w', message: list } }],
  ['whatsapp', 'message-image', { type: 'photo', ...photo }],
  ['whatsapp', 'message-sticker', { type: 'sticker' }],
  ['whatsapp', 'message-location', { type: 'location', ...place }],
  ['messenger', 'message-text', { type: 'say', text: 'thanks' }],
  ['messenger', 'start', { type: 'follow', isUnblocked: false }],
  ['messenger', 'start-with-code', { type: 'follow', isUnblocked: false, code: 'g_1' }],
  ['messenger', 'press', { type: 'press', data: 'give', words: '捐款' }],
  [
    'messenger',
    'quick-reply',
    { type: 'press', data: 'give', words: '捐款', on: { messageId: 'm', message: suggestion } },
  ],
  ['messenger', 'message-image', { type: 'photo', ...photo }],
  ['messenger', 'message-sticker', { type: 'sticker' }],
  ['messenger', 'message-location', { type: 'location', ...place }],
  ['instagram', 'message-text', { type: 'say', text: 'ciao' }],
  ['instagram', 'press', { type: 'press', data: 'give', words: '捐款' }],
  [
    'instagram',
    'quick-reply',
    { type: 'press', data: 'give', words: '捐款', on: { messageId: 'm', message: suggestion } },
  ],
  ['instagram', 'message-image', { type: 'photo', ...photo }],
  ['instagram', 'unsend', { type: 'unsend', messageId: 'm_1' }],
  ['wechat', 'message-text', { type: 'say', text: '谢谢' }],
  ['wechat', 'follow', { type: 'follow', isUnblocked: false }],
  ['wechat', 'follow-by-code', { type: 'follow', isUnblocked: false, code: 'g_1' }],
  ['wechat', 'menu-press', { type: 'press', data: 'give' }],
  ['wechat', 'menu-answer', { type: 'press', data: 'give', words: '捐款', on: { messageId: '1', message: {} } }],
  ['wechat', 'message-image', { type: 'photo', ...photo }],
  ['wechat', 'message-location', { type: 'location', ...place }],
  ['wechat', 'unfollow', { type: 'block' }],
  ['viber', 'message-text', { type: 'say', text: '您好' }],
  ['viber', 'opened', { type: 'follow', isUnblocked: false }],
  ['viber', 'opened-by-link', { type: 'follow', isUnblocked: false, code: 'g_1' }],
  ['viber', 'subscribed', { type: 'follow', isUnblocked: true }],
  ['viber', 'press', { type: 'press', data: 'rsc-press:give' }],
  ['viber', 'message-picture', { type: 'photo', ...photo }],
  ['viber', 'message-sticker', { type: 'sticker' }],
  ['viber', 'message-location', { type: 'location', ...place }],
  ['viber', 'unsubscribed', { type: 'block' }],
  ['slack', 'message-direct', { type: 'say', text: '1 < 2 & 3' }],
  ['slack', 'command', { type: 'say', text: '/gift NT$500 & more' }],
  [
    'slack',
    'press',
    { type: 'press', data: 'take/7', words: 'I take it', on: { messageId: 'C0A:1767225600.000300', message: {} } },
  ],
  ['slack', 'message-files', { type: 'photo', ...photo }],
  ['slack', 'deleted', { type: 'unsend', messageId: 'D0A:1767225600.000300' }],
  ['email', 'raw-first', { type: 'say', text: '領収書' }],
  ['email', 'raw-first', { type: 'photo', ...photo }],
]
type Spoken = Deed extends infer One ? (One extends { id: string } ? Omit<One, 'id'> : One) : never

/** Fields this recording leaves out and another of the same kind has: a command's place in its words. */
const fromOtherRecordings = ['.message.entities']

/** What a payload need not have: words beside a picture, what was not asked for. */
const optional = ['text', 'quoted', 'profile', 'window', 'messageId']

test.each(recorded)('%s tells as in the recording "%s", and the adapter reads it so', async (kind, file, deed) => {
  // WeChat's recordings are not sealed.
  stage = await open(kind, { encodingAesKey: undefined })
  const id = stage.emulator.nextId(stage.person.userId)
  expect(await stage.act(withId(deed, id))).toBe(true)
  const folder = new URL(`../channels/${kind}/recorded/`, import.meta.url)
  const all = readRecordings(folder)
  const recording = all[fileNames(folder).indexOf(`${file}.json`)]
  if (recording === undefined) throw new Error('no recording')
  const body = bodyOf(stage.bodies.at(-1))
  const strangers = strangersIn(body, bodyOf(recording.webhook))
  expect(strangers.filter((path) => !fromOtherRecordings.includes(path))).toEqual([])
  const fields = (event: object) =>
    Object.keys(event)
      .filter((key) => !optional.includes(key))
      .sort()
  expect(stage.heard.map(({ type }) => type)).toEqual(recording.events.map(({ type }) => type))
  expect(stage.heard.map(fields)).toEqual(recording.events.map(fields))
})

test('a bot on Viber is opened: the one message of its answer comes into the phone', async () => {
  stage = await open('viber', { welcome: '您好' })
  await stage.act({ type: 'follow', isUnblocked: false })
  expect(stage.arrived).toMatchObject([{ userId: stage.person.userId, message: { type: 'text', text: '您好' } }])
  expect(await stage.send()).toBe('blocked')
})

test.each(['whatsapp', 'wechat'] as const)('%s takes a file of ours, and the phone fetches it there', async (kind) => {
  stage = await open(kind)
  await stage.act({ type: 'follow', isUnblocked: false })
  await stage.say()
  const url = 'http://127.0.0.1:1/files/kite.png'
  const blocks = [{ type: 'image' as const, url, description: 'A kite' }]
  const to = { type: 'user' as const, id: stage.person.userId }
  const [request] = stage.channel.compose({ blocks, quickReplies: [] }, to, stage.context())
  if (request?.upload === undefined) throw new Error('nothing to hand over')
  const form = new FormData()
  form.set(request.upload.field, new File([photo.bytes], request.upload.fileName, { type: 'image/png' }))
  const { method, url: address, headers } = request
  const answer = await stage.api.fetch(new Request(address, { method, headers, body: form }))
  const told = { kind: 'answered' as const, status: answer.status, headers: {}, body: await answer.text() }
  const outcome = stage.channel.interpret(told, request)
  const [next] = outcome.kind === 'next' ? outcome.requests : []
  if (next === undefined) throw new Error(JSON.stringify(outcome))
  expect(stage.channel.interpret(await stage.ask(next), next).kind).toBe('accepted')
  const [part] = openable[kind].draw(stage.arrived[0]?.message).parts
  const shown = part?.type === 'picture' ? part.url : ''
  const file = await stage.api.fetch(new Request(new URL(shown, address)))
  expect([file.status, new Uint8Array(await file.arrayBuffer())]).toEqual([200, photo.bytes])
})

test('an account remembers a bounded number of people and messages, the newest', () => {
  const taken: number[] = []
  const people = new Recent<number>()
  for (let count = 0; count < 3000; count += 1) {
    take(taken, count)
    people.set(String(count), count)
  }
  expect([taken.length, taken.at(-1), people.size, people.has('2999'), people.has('0')]).toEqual([
    200,
    2999,
    2000,
    true,
    false,
  ])
})

function withId(deed: Spoken, id: string): Deed {
  switch (deed.type) {
    case 'follow':
    case 'block':
    case 'unsend':
      return deed
    default:
      return { ...deed, id }
  }
}

function isOpenable(kind: string): kind is Kind {
  return Object.hasOwn(openable, kind)
}
