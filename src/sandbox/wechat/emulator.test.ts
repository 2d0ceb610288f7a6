import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { ComposeContext } from '../../channels/adapter.ts'
import type { ChannelEvent } from '../../channels/event.ts'
import { openChannel } from '../../channels/kinds.ts'
import { type OutboundMessage, textMessage } from '../../channels/message.ts'
import type { ProviderRequest } from '../../channels/request.ts'
import { wechatConfig } from '../../channels/wechat/config.ts'
import { sendOverHttp } from '../../conversations/wire/transport.ts'
import { WechatEmulator } from './emulator.ts'
import { wechatRoutes } from './routes.ts'

const plainAccount = wechatConfig.parse({
  appId: 'wx2c2769f8efd9abc2',
  appSecret: '0123456789abcdef0123456789abcdef',
  token: 'aTokenOfOurOwn',
})
const encodingAesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
const hookUrl = 'https://example.org/hooks/key'
const sandboxOrigin = 'http://127.0.0.1:1/sandbox/wechat'
const mei = { type: 'user', id: 'oMeiLin' } as const
const start = Date.parse('2026-03-02T02:00:00Z')

describe.each([
  ['plain', plainAccount],
  ['sealed', { ...plainAccount, encodingAesKey }],
])('the adapter and the emulated WeChat, %s', (_mode, account) => {
  const channel = openChannel('wechat', account)
  let now: Date
  let emulator: WechatEmulator
  let routes: ReturnType<typeof wechatRoutes>
  let heard: ChannelEvent[]
  let accessToken: ComposeContext['accessToken']
  let deafFor: number

  beforeEach(async () => {
    now = new Date(start)
    heard = []
    deafFor = 0
    emulator = new WechatEmulator(account, hookUrl, { fetch: hook, now: () => now, random: () => randomBytes(16) })
    routes = wechatRoutes(emulator)
    await authorise()
  })

  /** Our own hook: the adapter reads the very bytes. */
  async function hook(url: string, { method = 'GET', body }: RequestInit): Promise<Response> {
    const query = Object.fromEntries(new URL(url).searchParams)
    const bytes = body instanceof Uint8Array ? body : new Uint8Array()
    const { response, events } = channel.receive({ method, path: '/hooks/key', query, headers: {}, body: bytes }, now)
    heard.push(...events)
    deafFor -= 1
    return new Response(response.body, { status: deafFor >= 0 ? 503 : response.status })
  }

  const context = () => ({ now, sandboxOrigin, accessToken })
  const ask = (request: ProviderRequest) =>
    sendOverHttp(async (url, init) => routes.request(String(url), init), request)

  async function authorise() {
    const request = channel.authorise({ now, sandboxOrigin })
    if (request === null) throw new Error('no token asked for')
    accessToken = channel.readToken(await ask(request), now) ?? undefined
  }

  async function say(request: ProviderRequest) {
    return channel.interpret(await ask(request), request)
  }

  async function send(message: OutboundMessage = textMessage('hi'), window: 'open' | 'closed' = 'open') {
    const outcomes = []
    const deliveryId = '0191e180-7d60-7000-aded-7d8b151cbd5b'
    for (const request of channel.compose(message, mei, { ...context(), deliveryId, window })) {
      outcomes.push(await say(request))
    }
    return outcomes
  }
  const kinds = async (...asked: Parameters<typeof send>) => (await send(...asked)).map(({ kind }) => kind)

  it('shake hands, and find the credentials right', async () => {
    expect(await emulator.shakeHands('5838479218127813673')).toBe(true)
    const answers = []
    for (const request of channel.check(context()) ?? []) answers.push(await ask(request))
    const right = { isRight: true }
    expect(channel.readCheck(answers, hookUrl)).toMatchObject([right, right, { ...right, about: 'signIn' }])
  })

  it('hear what people do: a follow by code, words that look like XML, a tapped suggestion, a press, the end', async () => {
    await emulator.follow(mei.id, 'gift-1')
    await emulator.say(mei.id, '<b>谢谢</b> ]]> &amp; 👋')
    await emulator.say(mei.id, '再次捐款', 'give')
    await emulator.press(mei.id, 'menu/1')
    await emulator.unfollow(mei.id)
    expect(heard).toMatchObject([
      { type: 'follow', referral: 'gift-1', window: { messages: 3 } },
      { type: 'message', text: '<b>谢谢</b> ]]> &amp; 👋' },
      { type: 'postback', payload: 'give', text: '再次捐款' },
      { type: 'postback', payload: 'menu/1' },
      { type: 'unfollow' },
    ])
  })

  it('D5: told three times because nobody answered, it is one event by its name', async () => {
    await emulator.follow(mei.id)
    heard = []
    deafFor = 2
    expect(await emulator.say(mei.id, 'hello')).toBe(true)
    expect(heard).toHaveLength(3)
    expect(new Set(heard.map(({ dedupeKey }) => dedupeKey)).size).toBe(1)
  })

  it('W6: after a text five answers are taken and the sixth is not; after a press three within a minute', async () => {
    await emulator.follow(mei.id)
    now = new Date(start + 120_000)
    expect(await kinds()).toEqual(['window_closed'])
    await emulator.say(mei.id, 'hello')
    for (let count = 0; count < 5; count += 1) expect(await kinds()).toEqual(['accepted'])
    expect(await kinds()).toEqual(['window_closed'])
    await emulator.press(mei.id, 'menu/1')
    for (let count = 0; count < 3; count += 1) expect(await kinds()).toEqual(['accepted'])
    expect(await kinds()).toEqual(['window_closed'])
    expect(emulator.taken).toHaveLength(8)
  })

  it('W1: after 48 hours only a template goes through, and its receipt finds it by all nineteen digits', async () => {
    await emulator.follow(mei.id)
    await emulator.say(mei.id, 'hello')
    now = new Date(start + 48 * 3_600_000)
    await authorise()
    expect(await kinds()).toEqual(['window_closed'])
    emulator.templates.add('T1')
    const template = { kind: 'wechat', name: 'T1', language: 'zh_CN', values: { thing1: '小星' } }
    const outcomes = await send({ ...textMessage('小星'), templates: [template] }, 'closed')
    const receipt = heard.at(-1)
    expect(receipt).toMatchObject({ type: 'delivery', status: 'delivered' })
    expect(outcomes).toEqual([{ kind: 'accepted', providerIds: [receipt?.messageId] }])
  })

  it('spend a subscribe message with the yes it was given', async () => {
    await emulator.follow(mei.id)
    emulator.subscribed.set(mei.id, new Set(['S1']))
    const template = { kind: 'wechat', name: 'subscribe:S1', language: 'zh_CN', values: { thing1: '小星' } }
    const message = { ...textMessage('小星'), templates: [template] }
    expect(await kinds(message, 'closed')).toEqual(['accepted'])
    expect(await send(message, 'closed')).toMatchObject([{ kind: 'rejected', code: '43101' }])
  })

  it('take everything the adapter says', async () => {
    await emulator.follow(mei.id)
    await emulator.say(mei.id, 'hello')
    const outcomes = await kinds({
      blocks: [
        { type: 'text', text: '长\u2028'.repeat(700) },
        {
          type: 'card',
          title: '小星',
          body: '很长'.repeat(200),
          picture: { url: 'https://example.org/a.jpg', description: 'A kite' },
          fields: [{ label: '您的捐款', value: '¥50' }],
          buttons: [
            { type: 'link', label: '看', url: 'https://example.org' },
            { type: 'postback', label: '捐款', payload: 'give' },
          ],
        },
      ],
      quickReplies: [{ label: '谢谢', payload: 'ty' }],
    })
    expect(new Set(outcomes)).toEqual(new Set(['accepted']))
  })

  it('say a menu with links where the account has no menus', async () => {
    await emulator.follow(mei.id)
    emulator.hasMenus = false
    const [outcome] = await send(textMessage('好吗？', [{ label: '好', payload: 'yes' }]))
    const [instead] = outcome?.kind === 'next' ? outcome.requests : []
    if (instead === undefined) throw new Error('nothing instead')
    expect(await say(instead)).toMatchObject({ kind: 'accepted' })
    expect(emulator.taken).toMatchObject([{ msgtype: 'text' }])
  })

  it('know who has left, and who never was', async () => {
    expect(await send()).toMatchObject([{ kind: 'rejected', code: '40003' }])
    await emulator.follow(mei.id)
    await emulator.unfollow(mei.id)
    expect(await kinds()).toEqual(['blocked'])
  })

  it('refuse a token that was taken back, and give another', async () => {
    await emulator.follow(mei.id)
    emulator.accessToken = undefined
    expect(await kinds()).toEqual(['auth'])
    await authorise()
    expect(await kinds()).toEqual(['accepted'])
  })

  it.each([
    ['busy', 'rate_limited', 0],
    ['too-fast', 'rate_limited', 0],
    ['quota', 'quota', 0],
    ['error', 'unknown', 0],
    ['lost', 'unknown', 1],
  ] as const)('agree on what %s means: %s', async (mood, kind, taken) => {
    await emulator.follow(mei.id)
    emulator.mood = mood
    expect(await kinds()).toEqual([kind])
    expect(emulator.taken).toHaveLength(taken)
  })

  it('make the menu and the code that opens a conversation', async () => {
    const entries = Array.from({ length: 9 }, (_, at) => ({
      label: `第 ${at} 项`,
      action: { type: 'postback' as const, payload: `m/${at}` },
    }))
    for (const request of channel.menu(entries, context()) ?? [])
      expect(await say(request)).toMatchObject({ kind: 'accepted' })
    const request = channel.entryCode('gift-1', context())
    if (request === null) throw new Error('no request')
    expect(channel.readEntryCode(await ask(request))).toBe('http://weixin.qq.com/q/gift-1')
  })
})

describe('the recorded pushes', () => {
  const recording = z.object({ name: z.string(), webhook: z.string() })
  const folder = new URL('../../channels/wechat/recorded/', import.meta.url)
  const recordings = readdirSync(folder).map((file) =>
    recording.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))),
  )

  it('are written the way the emulator writes: every tag it uses is one of theirs', async () => {
    const bodies: string[] = []
    const listen = async (_url: string, { body }: RequestInit) => {
      bodies.push(body instanceof Uint8Array ? new TextDecoder().decode(body) : '')
      return new Response('success')
    }
    const world = { fetch: listen, now: () => new Date(start), random: () => randomBytes(16) }
    const emulator = new WechatEmulator(plainAccount, hookUrl, world)
    await emulator.follow(mei.id, 'c')
    await emulator.say(mei.id, '好', 'yes')
    await emulator.press(mei.id, 'k')
    const tags = (xml: string) => [...xml.matchAll(/<(\w+)>/g)].map(([, name]) => name)
    const known = new Set(recordings.flatMap(({ webhook }) => tags(webhook)))
    expect(bodies.flatMap(tags).filter((name) => !known.has(name))).toEqual([])
  })
})
