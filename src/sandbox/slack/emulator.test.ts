import { beforeEach, describe, expect, it } from 'vitest'
import type { ChannelEvent } from '../../channels/event.ts'
import { openChannel } from '../../channels/kinds.ts'
import { type OutboundMessage, textMessage } from '../../channels/message.ts'
import type { ProviderRequest } from '../../channels/request.ts'
import { sendOverHttp } from '../../conversations/wire/transport.ts'
import { SlackEmulator } from './emulator.ts'
import { slackRoutes } from './routes.ts'

const app = {
  botToken: 'xoxb-000000000000-demo',
  signingSecret: '8f742231b10e8888abcd99aaaaaa85a5',
  botUserId: 'U0HELPERBOT',
}
const channel = openChannel('slack', { botToken: app.botToken, signingSecret: app.signingSecret })
const now = new Date(1767225601000)
const context = {
  now,
  deliveryId: '0191e180-7d60-7000-aded-7d8b151cbd5b',
  sandboxOrigin: 'http://127.0.0.1:1/sandbox/slack',
}
const mei = { type: 'user', id: 'U02MEILIN01' } as const
const volunteers = 'C0VOLUNTEER'

let emulator: SlackEmulator
let routes: ReturnType<typeof slackRoutes>
let heard: ChannelEvent[]

beforeEach(() => {
  heard = []
  emulator = new SlackEmulator(app, 'https://example.org/hooks/key', {
    fetch: hook,
    now: () => now,
    random: () => new Uint8Array(16),
    photo: async (id) =>
      id === 'F1' ? { mediaType: 'text/plain', bytes: new TextEncoder().encode('kite') } : undefined,
  })
  emulator.members.set(mei.id, 'Mei')
  emulator.channels.add(volunteers)
  routes = slackRoutes(emulator)
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

async function sendTo(to: { type: 'user' | 'group'; id: string }, message: OutboundMessage = textMessage('hi')) {
  const outcomes = []
  for (const request of channel.compose(message, to, context)) {
    outcomes.push(channel.interpret(await ask(request), request))
  }
  return outcomes
}

describe('the adapter and the emulated Slack', () => {
  it('agree on the address, on who the app is and what it may do', async () => {
    expect(await emulator.verifyAddress()).toBe(true)
    const [question] = channel.check(context) ?? []
    if (question === undefined) throw new Error('no question')
    expect(channel.readCheck([await ask(question)], '')).toEqual([
      { about: 'credentials', isRight: true },
      { about: 'name', isRight: true, words: 'riscontro · Emulated' },
      { about: 'permissions', isRight: true },
    ])
  })

  it('take everything the adapter says', async () => {
    const outcomes = await sendTo(mei, {
      blocks: [
        { type: 'text', text: '<&>'.repeat(2000) },
        { type: 'image', url: 'https://example.org/a.jpg', description: 'A kite' },
        { type: 'location', title: '羅東', latitude: 24.67, longitude: 121.77 },
        {
          type: 'card',
          title: '小星'.repeat(100),
          body: '&'.repeat(600),
          progress: { percent: 64, label: '64%' },
          fields: Array.from({ length: 12 }, (_, index) => ({ label: `事 ${index}`, value: '是' })),
          buttons: Array.from({ length: 12 }, (_, index) => ({
            type: 'postback' as const,
            label: `捐款 ${index}`,
            payload: `give/${index}`,
          })),
        },
      ],
      quickReplies: [{ label: '好', payload: 'yes' }],
    })
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['accepted']))
    expect(emulator.taken.map(({ channel: place }) => place)).toEqual(outcomes.map(() => mei.id))
  })

  it('answer in the thread somebody wrote in', async () => {
    const root = await emulator.say(mei.id, volunteers, 'Who?')
    await emulator.say(mei.id, volunteers, 'Me', root)
    const where = heard.at(-1)?.chat
    expect(where).toEqual({ type: 'group', id: `${volunteers}/${root}` })
    await sendTo({ type: 'group', id: where?.id ?? '' })
    expect(emulator.taken.at(-1)).toMatchObject({ channel: volunteers, thread_ts: root })
  })

  it('hear presses and commands under the message’s own name', async () => {
    const [outcome] = await sendTo(mei)
    const name = outcome?.kind === 'accepted' ? (outcome.providerIds[0] ?? '') : ''
    const [place = '', ts = ''] = name.split(':')
    await emulator.press(mei.id, place, ts, { label: 'I take it', value: 'take/7' })
    await emulator.command(mei.id, volunteers, '/gift', '500 & more')
    expect(heard).toMatchObject([
      { type: 'postback', messageId: name, chat: mei, payload: 'take/7' },
      { type: 'command', command: 'gift', text: '500 & more' },
    ])
  })

  it('find the bytes of a file in two steps', async () => {
    const where = channel.content('F1', context)
    const bytes = where === null ? null : channel.contentAt(await ask(where), context)
    if (bytes === null) throw new Error('no file')
    expect(await ask(bytes)).toMatchObject({ status: 200, body: 'kite' })
    expect(await ask({ ...bytes, headers: {} })).toMatchObject({ status: 404 })
  })

  it('meet trouble: too fast, a revoked token, broken, lost, strangers, closed doors', async () => {
    const outcomes = []
    for (const mood of ['too-fast', 'refused', 'error', 'lost'] as const) {
      emulator.mood = mood
      outcomes.push(...(await sendTo(mei)))
    }
    expect(outcomes).toEqual([
      { kind: 'rate_limited', waitSeconds: 30 },
      { kind: 'auth' },
      { kind: 'unknown' },
      { kind: 'unknown' },
    ])
    emulator.mood = 'normal'
    expect(await sendTo({ type: 'user', id: 'U0GONE' })).toEqual([{ kind: 'blocked' }])
    expect(await sendTo({ type: 'group', id: 'C0ELSEWHERE' })).toMatchObject([
      { kind: 'rejected', code: 'not_in_channel' },
    ])
  })
})
