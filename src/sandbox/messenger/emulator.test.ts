import { beforeEach, describe, expect, it } from 'vitest'
import type { ComposeContext } from '../../channels/adapter.ts'
import type { Channel } from '../../channels/channel.ts'
import type { ChannelEvent, Chat } from '../../channels/event.ts'
import { openChannel } from '../../channels/kinds.ts'
import { type OutboundMessage, textMessage } from '../../channels/message.ts'
import type { ProviderRequest } from '../../channels/request.ts'
import { sendOverHttp } from '../../conversations/wire/transport.ts'
import { PageEmulator } from './emulator.ts'
import { pageRoutes } from './routes.ts'

const settings = {
  pageId: '106540352242922',
  accessToken: 'EAAG-a-pages-own-token',
  appSecret: '0123456789abcdef0123456789abcdef',
  verifyToken: 'a-token-of-our-own-choice',
}
const hookUrl = 'https://example.org/hooks/key'
const instagramId = '17841405822304914'
const mei: Chat = { type: 'user', id: '6254785914612345' }
const start = 1767225601000
const hour = 3_600_000

let now: Date
let channel: Channel
let emulator: PageEmulator
let routes: ReturnType<typeof pageRoutes>
let heard: ChannelEvent[]

function begin(object: 'page' | 'instagram'): void {
  now = new Date(start)
  heard = []
  const accountId = object === 'page' ? settings.pageId : instagramId
  channel =
    object === 'page' ? openChannel('messenger', settings) : openChannel('instagram', { ...settings, instagramId })
  const page = { ...settings, object, accountId, name: 'a.charity', hookUrl }
  emulator = new PageEmulator(page, { fetch: hook, now: () => now, random: () => new Uint8Array(16) })
  routes = pageRoutes(emulator)
}

/** Our own hook: the adapter reads the very bytes. */
async function hook(url: string, { headers, body }: RequestInit): Promise<Response> {
  if (!(body instanceof Uint8Array)) throw new Error('no bytes')
  const request = { method: 'POST', path: url, query: {}, headers: Object.fromEntries(new Headers(headers)), body }
  const { response, events } = channel.receive(request, now)
  heard.push(...events)
  return new Response(response.body, { status: response.status })
}

const context = (): ComposeContext => ({
  now,
  deliveryId: '0191e180-7d60-7000-aded-7d8b151cbd5b',
  sandboxOrigin: `http://127.0.0.1:1/sandbox/${channel.kind}`,
})
const ask = (request: ProviderRequest) => sendOverHttp(async (url, init) => routes.request(String(url), init), request)

async function say(request: ProviderRequest): Promise<string> {
  const outcome = channel.interpret(await ask(request), request)
  const [instead] = outcome.kind === 'next' ? outcome.requests : []
  return instead === undefined ? outcome.kind : `next, ${await say(instead)}`
}

async function sendTo(to: Chat, message: OutboundMessage, changes: Partial<ComposeContext> = {}): Promise<string[]> {
  const outcomes = []
  for (const request of channel.compose(message, to, { ...context(), ...changes })) outcomes.push(await say(request))
  return outcomes
}

const everything: OutboundMessage = {
  blocks: [
    { type: 'text', text: '長'.repeat(2500) },
    { type: 'image', url: 'https://example.org/a.jpg', description: 'A kite' },
    { type: 'document', url: 'https://example.org/r.pdf', description: 'Receipt' },
    { type: 'location', title: '羅東', latitude: 24.67, longitude: 121.77 },
    {
      type: 'card',
      title: '小星'.repeat(60),
      body: '很長'.repeat(400),
      picture: { url: 'https://example.org/a.jpg', description: 'A kite' },
      progress: { percent: 64, label: '64%' },
      fields: [{ label: '您的捐款', value: 'NT$500' }],
      buttons: Array.from({ length: 5 }, (_, at) => ({ type: 'postback', label: `${at}`, payload: `p/${at}` })),
    },
  ],
  quickReplies: Array.from({ length: 15 }, (_, at) => ({ label: `選項 ${at}`, payload: `c/${at}` })),
}

describe.each(['page', 'instagram'] as const)('the adapter and the emulated %s', (object) => {
  beforeEach(() => begin(object))

  it('agree on who is spoken for, what is subscribed and what the menu holds', async () => {
    for (const request of channel.register(hookUrl, context()) ?? []) expect((await ask(request)).kind).toBe('answered')
    const answers = []
    for (const request of channel.check(context()) ?? []) answers.push(await ask(request))
    const findings = channel.readCheck(answers, hookUrl)
    expect(findings.map(({ about, isRight }) => [about, isRight])).toEqual([
      ['credentials', true],
      ['name', true],
      ['webhook', true],
    ])
    const entries = [{ label: '捐款', action: { type: 'postback' as const, payload: 'give' } }]
    for (const request of channel.menu(entries, context()) ?? []) {
      expect(await ask(request)).toMatchObject({ status: 200 })
    }
    expect(emulator.profile.has('persistent_menu')).toBe(true)
  })

  it('take everything the adapter says', async () => {
    await emulator.say(mei.id, 'hello')
    const outcomes = await sendTo(mei, everything)
    expect(new Set(outcomes)).toEqual(new Set(['accepted']))
    expect(emulator.taken).toHaveLength(outcomes.length)
  })

  it('hear people: writing, pressing, coming by a link, reading', async () => {
    await emulator.say(mei.id, 'hello')
    await emulator.press(mei.id, 'Donate', 'give')
    await emulator.press(mei.id, 'Get Started', 'start', 'g_1')
    await emulator.happen(mei.id, { read: { mid: 'm_1' } })
    expect(heard.map(({ type, text, payload, referral }) => text ?? payload ?? referral ?? type)).toEqual([
      'hello',
      'Donate',
      'g_1',
      'read',
    ])
  })

  it('hold to the windows: a script for a day, a member for seven', async () => {
    await emulator.say(mei.id, 'hello')
    now = new Date(start + 23 * hour)
    expect(await sendTo(mei, textMessage('hi'))).toEqual(['accepted'])
    now = new Date(start + 25 * hour)
    expect(await sendTo(mei, textMessage('hi'))).toEqual(['window_closed'])
    expect(await sendTo(mei, textMessage('hi'), { byMember: true })).toEqual(['next, accepted'])
    expect(await sendTo(mei, textMessage('hi'), { byMember: true, window: 'closed' })).toEqual(['accepted'])
    now = new Date(start + 169 * hour)
    expect(await sendTo(mei, textMessage('hi'), { byMember: true })).toEqual(['next, window_closed'])
  })

  it('answer a comment in private once, and not after seven days', async () => {
    await emulator.comment('c_1', '7254', 'How?')
    const chat = heard.at(-1)?.chat
    expect(chat).toEqual({ type: 'comment', id: 'c_1' })
    if (chat === undefined) throw new Error('no chat')
    expect(await sendTo(chat, textMessage('Like this'))).toEqual(['accepted'])
    expect(await sendTo(chat, textMessage('Once more'))).toEqual(['rejected'])
    await emulator.comment('c_2', '7254', 'And now?')
    now = new Date(start + 169 * hour)
    expect(await sendTo({ type: 'comment', id: 'c_2' }, textMessage('Late'))).toEqual(['rejected'])
  })

  it('meet trouble: too fast, broken, lost, blocked, a stranger, a foreign token', async () => {
    await emulator.say(mei.id, 'hello')
    const kinds = []
    for (const mood of ['too-fast', 'error', 'lost'] as const) {
      emulator.mood = mood
      kinds.push(...(await sendTo(mei, textMessage('hi'))))
    }
    expect(kinds).toEqual(['rate_limited', 'unknown', 'unknown'])
    expect(emulator.taken).toHaveLength(1)
    emulator.mood = 'normal'
    emulator.blocked.add(mei.id)
    expect(await sendTo(mei, textMessage('hi'))).toEqual(['blocked'])
    expect(await sendTo({ type: 'user', id: '999' }, textMessage('hi'))).toEqual(['rejected'])
    const [request] = channel.compose(textMessage('hi'), mei, context())
    if (request === undefined) throw new Error('nothing composed')
    expect(await say({ ...request, headers: { ...request.headers, authorization: 'Bearer another' } })).toBe('auth')
  })
})

describe('the emulated Messenger', () => {
  it('takes an approved utility template at any hour, and no other', async () => {
    begin('page')
    await emulator.say(mei.id, 'hello')
    emulator.templates.add('treated')
    now = new Date(start + 1000 * hour)
    const template = { kind: 'messenger', name: 'treated', language: 'zh_TW', values: { '1': '小星' } }
    const closed = { window: 'closed' } as const
    expect(await sendTo(mei, { ...textMessage('x'), templates: [template] }, closed)).toEqual(['accepted'])
    const unknown = { ...template, name: 'unheard-of' }
    expect(await sendTo(mei, { ...textMessage('x'), templates: [unknown] }, closed)).toEqual(['rejected'])
  })
})
