import { beforeEach, describe, expect, it } from 'vitest'
import type { ChannelEvent } from '../../channels/event.ts'
import { openChannel } from '../../channels/kinds.ts'
import { type OutboundMessage, textMessage } from '../../channels/message.ts'
import type { ProviderRequest } from '../../channels/request.ts'
import { sendOverHttp } from '../../conversations/wire/transport.ts'
import { ViberEmulator } from './emulator.ts'
import { viberRoutes } from './routes.ts'

const authToken = '4453b6ac1s345678-e02c5f12174805f9-daec9cbb5448c51r'
const channel = openChannel('viber', { authToken, senderName: 'Helping Hands' })
const now = new Date(1767225601000)
const hookUrl = 'https://example.org/hooks/key'
const context = {
  now,
  deliveryId: '0191e180-7d60-7000-aded-7d8b151cbd5b',
  sandboxOrigin: 'http://127.0.0.1:1/sandbox/viber',
}
const mei = { type: 'user', id: 'meiLin==' } as const

let emulator: ViberEmulator
let routes: ReturnType<typeof viberRoutes>
let heard: ChannelEvent[]

beforeEach(async () => {
  heard = []
  emulator = new ViberEmulator(
    { authToken, name: 'Helping Hands' },
    { fetch: hook, now: () => now, random: () => new Uint8Array(16) },
  )
  routes = viberRoutes(emulator)
  for (const request of channel.register(hookUrl, context) ?? []) await say(request)
})

/** Our own hook: the adapter reads the very bytes. */
async function hook(url: string, { headers, body }: RequestInit): Promise<Response> {
  if (!(body instanceof Uint8Array)) throw new Error('no bytes')
  const request = { method: 'POST', path: url, query: {}, headers: Object.fromEntries(new Headers(headers)), body }
  const { response, events } = channel.receive(request, now)
  heard.push(...events)
  return new Response(response.body, { status: response.status })
}

const ask = (request: ProviderRequest) => sendOverHttp(async (url, init) => routes.request(String(url), init), request)

async function say(request: ProviderRequest) {
  return channel.interpret(await ask(request), request)
}

async function sendTo(to: typeof mei, message: OutboundMessage = textMessage('hi')) {
  const outcomes = []
  for (const request of channel.compose(message, to, context)) outcomes.push(await say(request))
  return outcomes
}

describe('the adapter and the emulated Viber', () => {
  it('agree on where events go and who the bot is', async () => {
    expect(heard).toMatchObject([{ type: 'webhook_check' }])
    const answers = []
    for (const request of channel.check(context) ?? []) answers.push(await ask(request))
    expect(channel.readCheck(answers, hookUrl)).toEqual([
      { about: 'credentials', isRight: true },
      { about: 'name', isRight: true, words: 'Helping Hands' },
      { about: 'webhook', isRight: true },
    ])
  })

  it('take everything the adapter says, and tell of it under the same 64-bit name', async () => {
    await emulator.say(mei.id, 'Mei', 'hello')
    const outcomes = await sendTo(mei, {
      blocks: [
        { type: 'text', text: '長'.repeat(8000) },
        { type: 'location', title: '羅東', latitude: 24.67, longitude: 121.77 },
        { type: 'sticker', kind: 'viber', id: '46105', words: '🙏' },
        {
          type: 'card',
          title: '小星',
          body: '很長'.repeat(400),
          picture: { url: 'https://example.org/a.jpg', description: 'A kite' },
          fields: [],
          buttons: [
            { type: 'link', label: '看', url: 'https://example.org' },
            { type: 'postback', label: '捐款', payload: 'give' },
          ],
        },
      ],
      quickReplies: [{ label: '好', payload: 'yes' }],
    })
    expect(outcomes.every(({ kind }) => kind === 'accepted')).toBe(true)
    expect(emulator.taken.map(({ type }) => type)).toEqual([
      'text',
      'text',
      'text',
      'location',
      'sticker',
      'picture',
      'text',
      'rich_media',
    ])
    const ids = outcomes.flatMap((outcome) => (outcome.kind === 'accepted' ? outcome.providerIds : []))
    expect(new Set(ids).size).toBe(outcomes.length)
    const [id = ''] = ids
    await emulator.tell('delivered', { user_id: mei.id }, BigInt(id))
    expect(heard.at(-1)).toMatchObject({ type: 'delivery', messageId: id, status: 'delivered' })
    expect(Number.isSafeInteger(Number(id))).toBe(false)
  })

  it('hear people: opened by a link, writing, pressing, leaving', async () => {
    await emulator.open(mei.id, 'Mei', 'g_1')
    await emulator.say(mei.id, 'Mei', 'hello')
    await emulator.say(mei.id, 'Mei', 'rsc-press:give')
    await emulator.open(mei.id, 'Mei')
    await emulator.unsubscribe(mei.id)
    expect(heard.slice(1).map(({ type }) => type)).toEqual([
      'referral',
      'message',
      'postback',
      'interaction',
      'unfollow',
    ])
    expect(await sendTo(mei)).toEqual([{ kind: 'blocked' }])
  })

  it('meet trouble: too fast, no balance, broken, lost', async () => {
    await emulator.say(mei.id, 'Mei', 'hello')
    const kinds = []
    for (const mood of ['too-fast', 'quota', 'error', 'lost'] as const) {
      emulator.mood = mood
      kinds.push(...(await sendTo(mei)).map(({ kind }) => kind))
    }
    expect(kinds).toEqual(['rate_limited', 'quota', 'unknown', 'unknown'])
    expect(emulator.taken).toHaveLength(1)
  })

  it('refuse strangers, unset webhooks and what breaks the rules', async () => {
    const [request] = channel.compose(textMessage('hi'), mei, context)
    if (request === undefined) throw new Error('nothing composed')
    expect(await say({ ...request, headers: { 'x-viber-auth-token': 'another' } })).toEqual({ kind: 'auth' })
    expect(
      await say({ ...request, body: JSON.stringify({ receiver: mei.id, type: 'text', text: 'no sender' }) }),
    ).toEqual({
      kind: 'rejected',
      code: '3',
      words: 'badData',
    })
    emulator.hook = undefined
    expect(await say(request)).toEqual({ kind: 'auth' })
  })
})
