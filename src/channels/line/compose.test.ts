import { createServer } from 'node:http'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { ComposeContext } from '../adapter.ts'
import { openChannel } from '../kinds.ts'
import { localTransport } from '../kit/transport.ts'
import { type OutboundMessage, textMessage } from '../message.ts'

const channel = openChannel('line', { channelId: '1234567890', channelSecret: '0123456789abcdef0123456789abcdef' })
const now = new Date(1767225601000)
const accessToken = { token: 'a-stateless-token', expiresAt: now.getTime() + 60_000 }
const context: ComposeContext = { now, accessToken, deliveryId: '0191e180-7d60-7000-aded-7d8b151cbd5b' }
const to = { type: 'user', id: 'U4af4980629a1b2c3d4e5f60718293a4b' } as const
const live = { token: 'nHuyWiB7yP5Zw52FIkcQobQuGDXCTA', expiresAt: now.getTime() + 1 }

const body = z.object({
  to: z.string().optional(),
  replyToken: z.string().optional(),
  messages: z.array(z.looseObject({ type: z.string() })),
  customAggregationUnits: z.array(z.string()).optional(),
})
const sent = (message: OutboundMessage, changes: Partial<ComposeContext> = {}) =>
  channel
    .compose(message, to, { ...context, ...changes })
    .map((request) => ({ request, body: body.parse(JSON.parse(request.body)) }))

const sevenTexts: OutboundMessage = {
  blocks: Array.from({ length: 7 }, (_, index) => ({ type: 'text', text: `${index + 1}` })),
  quickReplies: [{ label: '捐款', payload: 'give' }],
}

describe('answering on LINE', () => {
  it('spends a live reply token, which is free, and pushes what does not fit in five bubbles', () => {
    const [first, second, ...rest] = sent(sevenTexts, { replyToken: live })
    expect(rest).toEqual([])
    expect(first?.request).toMatchObject({
      url: 'https://api.line.me/v2/bot/message/reply',
      spendsReplyToken: true,
      quotaCount: 0,
    })
    expect(first?.request.headers).not.toHaveProperty('x-line-retry-key')
    expect(first?.body).toMatchObject({ replyToken: live.token, messages: { length: 5 } })
    expect(second?.request).toMatchObject({ url: 'https://api.line.me/v2/bot/message/push', quotaCount: 1 })
    expect(second?.request.headers['x-line-retry-key']).toBe(second?.request.idempotencyKey)
    expect(second?.body).toMatchObject({ to: to.id, messages: [{ text: '6' }, { text: '7', quickReply: {} }] })
  })

  it('hangs quick replies on the last bubble of all', () => {
    const bubbles = sent(sevenTexts).flatMap(({ body }) => body.messages)
    expect(bubbles.map((bubble) => 'quickReply' in bubble)).toEqual([false, false, false, false, false, false, true])
  })

  it('pushes when the reply token has ended, under the key its fallback would have had', () => {
    const [late] = sent(textMessage('hi'), { replyToken: { ...live, expiresAt: now.getTime() } })
    const [early] = sent(textMessage('hi'), { replyToken: live })
    expect(late?.request.url).toContain('/push')
    expect(early?.request.fallback).toEqual(late?.request)
  })

  it('names the broadcast to LINE in pushes', () => {
    expect(sent(textMessage('hi'), { aggregationUnit: 'appeal_7' })[0]?.body.customAggregationUnits).toEqual([
      'appeal_7',
    ])
  })
})

it('draws a card as a Flex bubble with picture, progress and buttons', () => {
  const [card] = sent({
    blocks: [
      {
        type: 'card',
        picture: { url: 'https://example.org/smile.jpg', description: 'A drawing of a smile' },
        title: '給孩子一個微笑',
        body: '您的捐款已幫助三位孩子。',
        progress: { percent: 62.4, label: '目標的 62%' },
        fields: [{ label: '階段', value: '已手術' }],
        buttons: [
          { type: 'link', label: '查看進度', url: 'https://example.org/c/smile' },
          { type: 'postback', label: '再次捐款', payload: 'give' },
        ],
      },
    ],
    quickReplies: [],
  })
  expect(card?.body.messages).toMatchSnapshot()
})

it('keeps the longest card under the 30 KB of a Flex bubble', () => {
  const long = (length: number) => '捐'.repeat(length)
  const { titleLimit, bodyLimit, fieldLimit, buttonLimit } = channel.abilities.cards ?? {
    titleLimit: 0,
    bodyLimit: 0,
    fieldLimit: 0,
    buttonLimit: 0,
  }
  const [card] = sent({
    blocks: [
      {
        type: 'card',
        title: long(titleLimit),
        body: long(bodyLimit),
        progress: { percent: 100, label: long(titleLimit) },
        fields: Array.from({ length: fieldLimit }, () => ({ label: long(titleLimit), value: long(titleLimit) })),
        buttons: Array.from({ length: buttonLimit }, () => ({
          type: 'postback',
          label: long(999),
          payload: long(300),
        })),
      },
    ],
    quickReplies: [],
  })
  expect(card?.body.messages.length).toBe(1)
  expect(Buffer.byteLength(JSON.stringify(card?.body.messages[0]?.contents))).toBeLessThan(30_000)
})

it('leaves out a picture LINE could not fetch rather than lose the message', () => {
  const picture = { url: 'http://127.0.0.1:3000/smile.jpg', description: 'A drawing of a smile' }
  const message: OutboundMessage = { blocks: [{ type: 'image', ...picture }], quickReplies: [] }
  expect(sent(message)[0]?.body.messages).toEqual([{ type: 'text', text: 'A drawing of a smile' }])
  expect(sent(message, { sandboxOrigin: 'http://127.0.0.1:3000' })[0]?.body.messages[0]?.type).toBe('image')
})

describe('a LINE access token', () => {
  it('is asked for when there is none alive, and not otherwise', () => {
    const request = channel.authorise({ now })
    expect(request).toMatchObject({ part: 0, url: 'https://api.line.me/oauth2/v3/token' })
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toMatchObject({
      grant_type: 'client_credentials',
      client_id: '1234567890',
    })
    expect(channel.authorise({ now, accessToken })).toBeNull()
    expect(channel.authorise({ now, accessToken: { ...accessToken, expiresAt: now.getTime() } })).not.toBeNull()
  })

  it('is read with a minute to spare', () => {
    const answer = (status: number, text: string) => ({ kind: 'answered', status, headers: {}, body: text }) as const
    const issued = '{"token_type":"Bearer","access_token":"eyJhbGciOiJIUz","expires_in":899}'
    expect(channel.readToken(answer(200, issued), now)).toEqual({
      token: 'eyJhbGciOiJIUz',
      expiresAt: now.getTime() + 839_000,
    })
    expect(channel.readToken(answer(400, '{"error":"invalid_client"}'), now)).toBeNull()
  })

  it('is needed to say anything', () => {
    expect(() => channel.compose(textMessage('hi'), to, { now, deliveryId: context.deliveryId })).toThrow(
      expect.objectContaining({ code: 'channels.not-authorised' }),
    )
  })
})

it('asks for profiles and files on LINE’s two hosts, ids escaped', () => {
  expect(channel.profile('U/../x', context)?.url).toBe('https://api.line.me/v2/bot/profile/U%2F..%2Fx')
  expect(channel.content('4685', context)?.url).toBe('https://api-data.line.me/v2/bot/message/4685/content')
})

it('speaks to an emulator on this machine with the same requests', async () => {
  const heard: string[] = []
  const server = createServer((request, response) => {
    heard.push(`${request.method} ${request.url} ${request.headers.authorization}`)
    response.end('{"sentMessages":[{"id":"461230966842064897"}]}')
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  try {
    const requests = channel.compose(textMessage('hi'), to, {
      ...context,
      sandboxOrigin: `http://127.0.0.1:${port}/sandbox/line`,
    })
    const outcomes = await Promise.all(
      requests.map(async (request) => channel.interpret(await localTransport(request), request)),
    )
    expect(outcomes).toEqual([{ kind: 'accepted', providerIds: ['461230966842064897'] }])
    expect(heard).toEqual(['POST /sandbox/line/v2/bot/message/push Bearer a-stateless-token'])
  } finally {
    server.close()
  }
})

describe('films, recordings, places and stickers on LINE', () => {
  const types = (...blocks: OutboundMessage['blocks']) =>
    sent({ blocks, quickReplies: [] }).flatMap(({ body }) => body.messages)
  const film = { type: 'video', url: 'https://example.org/film.mp4', description: 'A film' } as const

  it('shows what it has everything for, and says the rest with a link', () => {
    expect(types({ ...film, previewUrl: 'https://example.org/still.jpg' }, film)).toEqual([
      { type: 'video', originalContentUrl: film.url, previewImageUrl: 'https://example.org/still.jpg' },
      { type: 'text', text: 'A film\nhttps://example.org/film.mp4' },
    ])
    const recording = { type: 'audio', url: 'https://example.org/thanks.m4a', description: 'Thank you' } as const
    expect(types({ ...recording, durationMilliseconds: 9000 }, recording)).toEqual([
      { type: 'audio', originalContentUrl: recording.url, duration: 9000 },
      { type: 'text', text: 'Thank you\nhttps://example.org/thanks.m4a' },
    ])
  })

  it('repeats the name of a place where LINE demands an address', () => {
    expect(types({ type: 'location', title: '羅東聖母醫院', latitude: 24.672, longitude: 121.772 })).toEqual([
      { type: 'location', title: '羅東聖母醫院', address: '羅東聖母醫院', latitude: 24.672, longitude: 121.772 },
    ])
  })

  it('sends its own stickers and says those of others', () => {
    const sticker = { type: 'sticker', kind: 'line', pack: '446', id: '1988', words: '🙏' } as const
    expect(types(sticker, { ...sticker, kind: 'telegram' })).toEqual([
      { type: 'sticker', packageId: '446', stickerId: '1988' },
      { type: 'text', text: '🙏' },
    ])
  })
})

it('opens a chat with the code typed, for an account whose public id is known', () => {
  const settings = { channelId: '1234567890', channelSecret: '0123456789abcdef0123456789abcdef' }
  const named = openChannel('line', { ...settings, basicId: '@helping.hands' })
  expect(named.entryLink('a_1-b')).toBe('https://line.me/R/oaMessage/%40helping.hands/?RSC%3Aa_1-b')
  expect(named.entryLink('a b')).toBeNull()
  expect(channel.entryLink('a_1-b')).toBeNull()
})
