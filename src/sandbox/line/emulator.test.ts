import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openChannel } from '../../channels/kinds.ts'
import { type OutboundMessage, textMessage } from '../../channels/message.ts'
import type { ProviderRequest } from '../../channels/request.ts'
import { sendOverHttp } from '../../conversations/wire/transport.ts'
import { readChat } from '../chat-store.ts'
import type { Mood } from '../mood.ts'
import type { Phone } from '../phone.ts'
import { addFriend, block, press, readPhone, say, sendPhoto, takePhone, unsend } from '../phone-deeds.ts'
import { channelId, channelSecret, openSandboxHouse, type SandboxHouse } from '../testing.ts'

let house: SandboxHouse
let phone: Phone
const channel = openChannel('line', { channelId, channelSecret })

beforeAll(async () => {
  house = await openSandboxHouse()
  phone = await befriended('小美')
})
afterAll(() => house.close())
afterEach(() => {
  house.hookStatus = 200
  house.emulator.conditions = { sending: 'normal', monthlyLimit: 3000 }
})

async function befriended(name: string): Promise<Phone> {
  const taken = await takePhone(house.app, { name, language: 'zh-Hant' })
  await addFriend({ ...house, phone: taken })
  return current(taken)
}

function current({ phoneId }: Phone): Promise<Phone> {
  return house.channel.scope.transaction((tx) => readPhone(tx, phoneId))
}

const chatOf = ({ phoneId }: Phone) => house.channel.scope.transaction((tx) => readChat(tx, phoneId))

/** What the account heard last, read by the real adapter from the very bytes. */
function lastEvent() {
  const hook = house.heard.at(-1)
  if (!hook) throw new Error('nothing heard')
  const request = { method: 'POST', path: hook.path, query: {}, headers: hook.headers, body: hook.body }
  const reception = channel.receive(request, house.clock.now())
  expect(reception.accepted).toBe(true)
  const [event] = reception.events
  if (!event) throw new Error('no event')
  return event
}

async function token(): Promise<string> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: channelId,
    client_secret: channelSecret,
  })
  const response = await fetch(`${house.origin}/sandbox/line/oauth2/v3/token`, { method: 'POST', body: form })
  return z.object({ access_token: z.string() }).parse(await response.json()).access_token
}

async function call(path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${house.origin}/sandbox/line${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${await token()}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: response.status, headers: response.headers, body: await response.json() }
}

const sentMessages = z.object({ sentMessages: z.array(z.object({ id: z.string() })) })

const text = (words: string) => ({ type: 'text', text: words })

describe('the adapter and the emulator', () => {
  const message: OutboundMessage = {
    blocks: [
      { type: 'text', text: '您好' },
      {
        type: 'card',
        title: '讓孩子好好笑',
        body: '唇顎裂手術',
        picture: { url: 'http://127.0.0.1:3000/assets/illustrations/valley.jpg', description: '山谷' },
        progress: { percent: 41, label: '41%' },
        fields: [{ label: '目標', value: 'NT$3,000,000' }],
        buttons: [
          { type: 'link', label: '捐款', url: 'http://127.0.0.1:3000/give/x' },
          { type: 'postback', label: '我的捐款', payload: 'gifts' },
        ],
      },
    ],
    quickReplies: [{ label: '選單', payload: 'menu' }],
  }

  test('understand each other: token, reply, push again after the token is spent', async () => {
    const sandboxOrigin = `${house.origin}/sandbox/line`
    const now = house.clock.now()
    const asking = channel.authorise({ now, sandboxOrigin })
    if (asking === null) throw new Error('no request')
    const accessToken = channel.readToken(await sendOverHttp(fetch, asking), now)
    if (accessToken === null) throw new Error('no token')
    await say({ ...house, phone }, '你好')
    const { replyToken } = lastEvent()
    const context = { now, sandboxOrigin, accessToken, deliveryId: randomUUID(), replyToken }
    const [reply] = channel.compose(message, { type: 'user', id: phone.userId }, context)
    if (!reply) throw new Error('nothing composed')
    expect(channel.interpret(await sendOverHttp(fetch, reply), reply)).toMatchObject({ kind: 'accepted' })
    const again = channel.interpret(await sendOverHttp(fetch, reply), reply)
    if (again.kind !== 'next' || !again.requests[0]) throw new Error(`expected a push, got ${again.kind}`)
    const [push] = again.requests
    const first = channel.interpret(await sendOverHttp(fetch, push), push)
    const second = channel.interpret(await sendOverHttp(fetch, push), push)
    expect(first).toMatchObject({ kind: 'accepted' })
    expect(second).toEqual(first)
    expect((await chatOf(phone)).map((line) => [line.isOwn, line.message.type])).toEqual([
      [true, 'text'],
      [false, 'text'],
      [false, 'flex'],
      [false, 'text'],
      [false, 'flex'],
    ])
  })
})

describe('what people do', () => {
  const doings: [string, () => Promise<void>, object][] = [
    ['words', () => say({ ...house, phone }, '我要捐款'), { type: 'message', text: '我要捐款' }],
    [
      'a press',
      () => press({ ...house, phone }, { data: 'give', words: '我要捐款' }),
      { type: 'postback', payload: 'give' },
    ],
  ]
  test.each(doings)('%s arrive as LINE tells them', async (_name, act, event) => {
    await act()
    expect(lastEvent()).toMatchObject({ ...event, userId: phone.userId, redelivered: false })
  })

  test('every event has the very fields of the recorded official payloads', async () => {
    const friend = await befriended('Anna')
    const held = { ...house, phone: friend }
    const wires: [string, () => Promise<void>][] = [
      ['message-text', () => say(held, 'ciao')],
      ['postback', () => press(held, { data: 'menu' })],
      ['message-image', () => sendPhoto(held, Buffer.from('ffd8ffe000104a464946', 'hex'))],
      ['unfollow', () => block(held)],
    ]
    const optional = ['emojis', 'mention', 'markAsReadToken', 'imageSet']
    for (const [recorded, act] of wires) {
      await act()
      expect(fieldsOf(JSON.parse(String(house.heard.at(-1)?.body)), optional)).toEqual(
        fieldsOf(recording(recorded), optional),
      )
    }
    await addFriend({ ...house, phone: await current(friend) })
    expect(fieldsOf(JSON.parse(String(house.heard.at(-1)?.body)), [])).toEqual(
      fieldsOf(recording('follow-unblocked'), []),
    )
    expect(lastEvent()).toMatchObject({ type: 'follow', unblocked: true })
  })

  test('an unsent message is gone from the phone and told', async () => {
    await say({ ...house, phone }, '打錯了')
    const line = (await chatOf(phone)).at(-1)
    await unsend({ ...house, phone }, line?.providerMessageId ?? '')
    expect((await chatOf(phone)).map(({ id }) => id)).not.toContain(line?.id)
    expect(lastEvent()).toMatchObject({ type: 'unsend', messageId: line?.providerMessageId })
  })

  test('a photo can be fetched by its message id, by the account alone', async () => {
    const bytes = Buffer.from('89504e470d0a1a0a0102', 'hex')
    await sendPhoto({ ...house, phone }, bytes)
    const path = `/sandbox/line/v2/bot/message/${lastEvent().attachments[0]?.mediaId}/content`
    const got = await fetch(house.origin + path, { headers: { authorization: `Bearer ${await token()}` } })
    expect(Buffer.from(await got.arrayBuffer())).toEqual(bytes)
    expect((await fetch(house.origin + path)).status).toBe(401)
  })

  test('what nobody acknowledged is told again, as the same event', async () => {
    house.hookStatus = 503
    await say({ ...house, phone }, '有人在嗎')
    const first = lastEvent()
    expect(await house.emulator.webhooks.tellAgain()).toBe(1)
    house.hookStatus = 200
    expect(await house.emulator.webhooks.tellAgain()).toBe(0)
    expect(lastEvent()).toMatchObject({ dedupeKey: first.dedupeKey, at: first.at, redelivered: true })
  })
})

describe('sending', () => {
  test('a reply token works once, and for a minute', async () => {
    await say({ ...house, phone }, '一')
    const once = { replyToken: lastEvent().replyToken?.token, messages: [text('答')] }
    expect((await call('/v2/bot/message/reply', once)).status).toBe(200)
    expect(await call('/v2/bot/message/reply', once)).toMatchObject({
      status: 400,
      body: { message: 'Invalid reply token' },
    })
    await say({ ...house, phone }, '二')
    const late = { replyToken: lastEvent().replyToken?.token, messages: [text('答')] }
    house.clock.advance(60_000)
    expect(await call('/v2/bot/message/reply', late)).toMatchObject({
      status: 400,
      body: { message: 'Invalid reply token' },
    })
  })

  test('a retry key is taken once, however many come at the same time', async () => {
    const before = (await chatOf(phone)).length
    const key = { 'x-line-retry-key': randomUUID() }
    const body = { to: phone.userId, messages: [text('一次'), text('就好')] }
    const answers = await Promise.all([1, 2, 3, 4].map(() => call('/v2/bot/message/push', body, key)))
    const accepted = answers.filter(({ status }) => status === 200)
    const repeated = answers.filter(({ status }) => status === 409)
    expect([accepted.length, repeated.length]).toEqual([1, 3])
    const ids = ({ body }: { body: unknown }) => sentMessages.parse(body).sentMessages.map(({ id }) => id)
    for (const answer of repeated) {
      expect(ids(answer)).toEqual(accepted.flatMap((one) => ids(one)))
      expect(answer.headers.get('x-line-accepted-request-id')).toBe(accepted[0]?.headers.get('x-line-request-id'))
    }
    expect((await chatOf(phone)).length - before).toBe(2)
  })

  test.each([
    ['no messages', { messages: [] }, 'messages'],
    ['six messages', { messages: Array.from({ length: 6 }, () => text('x')) }, 'messages'],
    ['an empty text', { messages: [text('')] }, 'messages[0].text'],
    ['5,001 letters', { messages: [text('好'.repeat(5001))] }, 'messages[0].text'],
    ['an unknown type', { messages: [{ type: 'song' }] }, 'messages[0].type'],
    ['a field LINE has not', { messages: [{ ...text('x'), colour: 'red' }] }, 'messages[0]'],
    ['a stranger spelt wrongly', { to: 'somebody', messages: [text('x')] }, 'to'],
  ])('%s is refused with its place', async (_name, change, property) => {
    const answer = await call('/v2/bot/message/push', { to: phone.userId, ...change })
    expect(answer).toMatchObject({
      status: 400,
      body: { message: 'The request body has 1 error', details: [{ property }] },
    })
  })

  test('fourteen quick replies are one too many', async () => {
    const item = { type: 'action', action: { type: 'postback', label: 'x', data: 'x' } }
    const messages = [{ ...text('x'), quickReply: { items: Array.from({ length: 14 }, () => item) } }]
    expect((await call('/v2/bot/message/push', { to: phone.userId, messages })).status).toBe(400)
  })

  test('somebody who blocks the account gets nothing, and the sender is not told', async () => {
    const friend = await befriended('Luca')
    await block({ ...house, phone: friend })
    const key = { 'x-line-retry-key': randomUUID() }
    const body = { to: friend.userId, messages: [text('hello')] }
    expect((await call('/v2/bot/message/push', body, key)).status).toBe(200)
    expect((await call('/v2/bot/message/push', body, key)).status).toBe(409)
    expect(await chatOf(friend)).toEqual([])
    expect((await call(`/v2/bot/profile/${friend.userId}`, undefined)).status).toBe(404)
    expect((await call(`/v2/bot/profile/${phone.userId}`, undefined)).body).toMatchObject({
      displayName: '小美',
      language: 'zh-TW',
    })
  })

  test('the two meanings of 429 and a broken LINE are told apart by the adapter', async () => {
    const request = {
      part: 1,
      method: 'POST',
      url: '',
      headers: {},
      body: '',
      quotaCount: 1,
      idempotencyKey: 'k',
    } as const
    const outcome = async () => {
      const { status, body } = await call('/v2/bot/message/push', { to: phone.userId, messages: [text('x')] })
      return channel.interpret({ kind: 'answered', status, headers: {}, body: JSON.stringify(body) }, request).kind
    }
    const outcomes: string[] = []
    for (const sending of ['too-fast', 'quota', 'error'] as const) {
      await fetch(`${house.origin}/sandbox/conditions`, { method: 'PUT', body: JSON.stringify({ sending }) })
      outcomes.push(await outcome())
    }
    expect(outcomes).toEqual(['rate_limited', 'quota', 'retryable'])
  })

  test('a spent reply token, a lost answer and silence mean the same to the adapter and to LINE', async () => {
    const accessToken = { token: await token(), expiresAt: house.clock.now().getTime() + 60_000 }
    const context = {
      now: house.clock.now(),
      accessToken,
      deliveryId: randomUUID(),
      sandboxOrigin: `${house.origin}/sandbox/line`,
    }
    await say({ ...house, phone }, 'ciao')
    const { replyToken } = lastEvent()
    const to = { type: 'user', id: phone.userId } as const
    const send = async (request: ProviderRequest | undefined) => {
      if (request === undefined) throw new Error('nothing composed')
      return channel.interpret(await sendOverHttp(fetch, request, 300), request)
    }
    const moods: Partial<Record<Mood, unknown>> = {}
    for (const mood of ['token-spent', 'lost', 'hang'] as const) {
      await house.sandbox.setMood('line', mood)
      const [request] = channel.compose(
        textMessage('hi'),
        to,
        mood === 'token-spent' ? { ...context, replyToken } : context,
      )
      moods[mood] = (await send(request)).kind
    }
    await house.sandbox.setMood('line', 'normal')
    const [again] = channel.compose(textMessage('hi'), to, context)
    // What was lost was taken: the same key is not taken twice.
    expect((await send(again)).kind).toBe('accepted')
    expect((await chatOf(phone)).filter(({ message }) => message.text === 'hi')).toHaveLength(1)
    expect(moods).toEqual({ 'token-spent': 'next', lost: 'retryable', hang: 'retryable' })
  })

  test('the monthly limit counts people pushed to, not replies, and then says so', async () => {
    const consumption = await call('/v2/bot/message/quota/consumption', undefined)
    const used = z.object({ totalUsage: z.number() }).parse(consumption.body).totalUsage
    house.emulator.conditions = { sending: 'normal', monthlyLimit: used + 1 }
    const body = { to: phone.userId, messages: [text('a'), text('b')] }
    expect((await call('/v2/bot/message/push', body)).status).toBe(200)
    expect(await call('/v2/bot/message/push', body)).toMatchObject({
      status: 429,
      body: { message: 'You have reached your monthly limit.' },
    })
    expect((await call('/v2/bot/message/quota', undefined)).body).toEqual({ type: 'limited', value: used + 1 })
  })

  test('a forged or expired token opens nothing', async () => {
    const old = await token()
    house.clock.advance(900_000)
    for (const bearer of [old, `${(await token()).slice(0, -2)}AA`, '']) {
      const headers = { authorization: `Bearer ${bearer}` }
      expect((await call('/v2/bot/message/quota', undefined, headers)).status).toBe(401)
    }
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: channelId,
      client_secret: 'guessed',
    })
    const refused = await fetch(`${house.origin}/sandbox/line/oauth2/v3/token`, { method: 'POST', body: form })
    expect([refused.status, await refused.json()]).toMatchObject([400, { error: 'invalid_client' }])
  })

  test('the console’s webhook check reaches our hook', async () => {
    expect((await call('/v2/bot/channel/webhook/test', {})).body).toMatchObject({ success: true, statusCode: 200 })
    expect(lastEvent().type).toBe('webhook_check')
  })
})

const recordings = new URL('../../channels/line/recorded/', import.meta.url)

function recording(name: string): unknown {
  expect(readdirSync(recordings)).toContain(`${name}.json`)
  return JSON.parse(readFileSync(new URL(`${name}.json`, recordings), 'utf8')).webhook
}

/** The names of all fields, with their depth and the kind of value; ids and words differ. */
function fieldsOf(value: unknown, leftOut: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((one) => fieldsOf(one, leftOut))
  if (typeof value !== 'object' || value === null) return typeof value
  const fields = Object.entries(value).filter(([name]) => !leftOut.includes(name))
  return Object.fromEntries(fields.sort().map(([name, held]) => [name, fieldsOf(held, leftOut)]))
}
