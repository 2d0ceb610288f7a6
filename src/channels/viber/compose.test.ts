import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openChannel } from '../kinds.ts'
import { localTransport } from '../kit/transport.ts'
import { type OutboundMessage, textMessage } from '../message.ts'

const authToken = '4453b6ac1s345678-e02c5f12174805f9-daec9cbb5448c51r'
const channel = openChannel('viber', { authToken, senderName: 'Helping Hands', chatUri: 'helpinghands' })
const context = { now: new Date(1767225601000), deliveryId: '0191e180-7d60-7000-aded-7d8b151cbd5b' }
const to = { type: 'user', id: '01234567890aBcDeFgHiJk==' } as const
const compose = (message: OutboundMessage) =>
  channel.compose(message, to, context).map(({ body }): Record<string, unknown> => JSON.parse(body))
const said = (...blocks: OutboundMessage['blocks']) => compose({ blocks, quickReplies: [] })

const card: OutboundMessage['blocks'][number] = {
  type: 'card',
  picture: { url: 'https://example.org/smile.jpg', description: 'A drawing of a kite' },
  title: '小星的手術',
  body: '手術順利完成。',
  progress: { percent: 64, label: '已募得 64%' },
  fields: [{ label: '您的捐款', value: 'NT$500' }],
  buttons: [
    { type: 'link', label: '查看 <進度> & 更多', url: 'https://example.org/g/1' },
    { type: 'postback', label: '再次捐款', payload: 'give' },
    { type: 'call', label: '來電', phone: '+886223456789' },
  ],
}

describe('saying it on Viber', () => {
  it('stays below the 30 KB of a request, however long words, labels and links are', () => {
    const family = '👨‍👩‍👧‍👦'.repeat(40)
    const buttons = Array.from({ length: 7 }, (_, at) => ({
      type: 'link' as const,
      label: family,
      url: `https://example.org/${'u'.repeat(900)}${at}`,
    }))
    const quickReplies = Array.from({ length: 12 }, (_, at) => ({ label: family, payload: `${'p'.repeat(60)}${at}` }))
    const requests = [
      ...channel.compose({ blocks: [{ type: 'card', title: 'x', fields: [], buttons }], quickReplies }, to, context),
      ...channel.compose(textMessage('字'.repeat(7000), quickReplies), to, context),
    ]
    for (const { body } of requests) expect(Buffer.byteLength(body)).toBeLessThanOrEqual(30 * 1024)
  })

  it('draws a card as a picture with words and a group of buttons that come back as presses', () => {
    expect(said(card)).toMatchInlineSnapshot(`
      [
        {
          "media": "https://example.org/smile.jpg",
          "receiver": "01234567890aBcDeFgHiJk==",
          "sender": {
            "name": "Helping Hands",
          },
          "text": "小星的手術
      手術順利完成。
      ■■■■■■□□□□
      已募得 64%
      您的捐款: NT$500
      來電: +886223456789",
          "type": "picture",
        },
        {
          "alt_text": "查看 <進度> & 更多: https://example.org/g/1
      再次捐款",
          "min_api_version": 7,
          "receiver": "01234567890aBcDeFgHiJk==",
          "rich_media": {
            "BgColor": "#FFFFFF",
            "Buttons": [
              {
                "ActionBody": "https://example.org/g/1",
                "ActionType": "open-url",
                "BgColor": "#E6E6E6",
                "Columns": 6,
                "Rows": 1,
                "Text": "查看 &lt;進度&gt; &amp; 更多",
              },
              {
                "ActionBody": "rsc-press:give",
                "ActionType": "reply",
                "BgColor": "#E6E6E6",
                "Columns": 6,
                "Rows": 1,
                "Silent": true,
                "Text": "再次捐款",
              },
            ],
            "ButtonsGroupColumns": 6,
            "ButtonsGroupRows": 2,
            "Type": "rich_media",
          },
          "sender": {
            "name": "Helping Hands",
          },
          "type": "rich_media",
        },
      ]
    `)
  })

  it('hangs suggestions on the last message only', () => {
    const parts = compose({
      blocks: [
        { type: 'text', text: 'one' },
        { type: 'text', text: 'two' },
      ],
      quickReplies: [{ label: 'Yes', payload: 'yes' }],
    })
    expect(parts).toMatchObject([{ text: 'one' }, { text: 'two', min_api_version: 7 }])
    expect(parts[0]).not.toHaveProperty('keyboard')
    expect(parts[1]).toMatchObject({ keyboard: { Type: 'keyboard', Buttons: [{ ActionBody: 'rsc-press:yes' }] } })
  })

  it('lets long words follow a picture, and says with a link what it cannot carry', () => {
    const picture = { type: 'image', url: 'https://example.org/a.png', description: '長'.repeat(600) } as const
    expect(said(picture).map(({ type, text }) => [type, text])).toEqual([
      ['picture', ''],
      ['text', '長'.repeat(600)],
    ])
    const film = { type: 'video', url: 'https://example.org/a.mp4', description: 'Film' } as const
    expect(said({ ...picture, url: 'https://example.org/photo', description: 'Kite' }, film)).toMatchObject([
      { type: 'text', text: 'Kite' },
      { type: 'text', text: 'Film\nhttps://example.org/a.mp4' },
    ])
  })

  it('sends places with their names, its own stickers, and the words of others', () => {
    const place = { type: 'location', title: '羅東', latitude: 24.67, longitude: 121.77 } as const
    const sticker = { type: 'sticker', kind: 'viber', id: '46105', words: '🙏' } as const
    expect(said(place, sticker, { ...sticker, id: 'none' }, { ...sticker, kind: 'line' })).toMatchObject([
      { type: 'text', text: '羅東' },
      { type: 'location', location: { lat: 24.67, lon: 121.77 } },
      { type: 'sticker', sticker_id: 46105 },
      { type: 'text', text: '🙏' },
      { type: 'text', text: '🙏' },
    ])
  })

  it('writes to persons only', () => {
    expect(() => channel.compose(textMessage('hi'), { type: 'group', id: '1' }, context)).toThrow(
      expect.objectContaining({ code: 'channels.address-unfit' }),
    )
  })

  it('sends a demo’s messages to the emulator, the token in a header', async () => {
    const heard: unknown[] = []
    const server = createServer((request, response) => {
      heard.push([request.method, request.url, request.headers['x-viber-auth-token']])
      response.end('{"status":0,"status_message":"ok","message_token":5741311803571721087}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = z.object({ port: z.number() }).parse(server.address())
    const sandboxOrigin = `http://127.0.0.1:${port}/sandbox/viber`
    for (const request of channel.compose(textMessage('hi'), to, { ...context, sandboxOrigin })) {
      expect(channel.interpret(await localTransport(request), request)).toEqual({
        kind: 'accepted',
        providerIds: ['5741311803571721087'],
      })
    }
    server.close()
    expect(heard).toEqual([['POST', '/sandbox/viber/pa/send_message', authToken]])
  })
})

describe('hearing it on Viber', () => {
  const receive = (text: string) => {
    const body = new TextEncoder().encode(text)
    const signature = createHmac('sha256', authToken).update(body).digest('hex')
    const headers = { 'x-viber-content-signature': signature }
    return channel.receive({ method: 'POST', path: '/', query: {}, headers, body }, context.now)
  }
  const delivered = (token: string) =>
    receive(`{"event":"delivered","timestamp":1767225600100,"message_token":${token},"user_id":"a="}`).events[0]

  it('tells two tokens apart that JavaScript would round to one', () => {
    expect(Number('4912661846655238145')).toBe(Number('4912661846655238146'))
    expect(delivered('4912661846655238145')?.messageId).toBe('4912661846655238145')
    expect(delivered('4912661846655238146')?.messageId).toBe('4912661846655238146')
    expect(delivered('7')).toMatchObject({ messageId: '7', dedupeKey: 'delivered:7:a=' })
  })

  it('reads degrees as numbers and as texts', () => {
    const at = (degrees: string) =>
      receive(
        `{"event":"message","timestamp":1767225600100,"message_token":7,"sender":{"id":"a="},"message":{"type":"location","location":{"lat":${degrees},"lon":${degrees}}}}`,
      ).events[0]?.attachments
    expect(at('24.677')).toEqual([{ kind: 'location', latitude: 24.677, longitude: 24.677 }])
    expect(at('"24.677"')).toEqual(at('24.677'))
    expect(at('"north"')).toEqual([])
  })

  it('keeps an unknown callback as it was written, digits and all', () => {
    const text = '{"event":"client_status","message_token":4912661846655238145}'
    expect(receive(text).events).toMatchObject([{ type: 'ignored', raw: text }])
  })

  it('answers an opened chat with nothing: the greeting goes the way of every message', () => {
    const text =
      '{"event":"conversation_started","timestamp":1767225600100,"message_token":7,"type":"open","user":{"id":"a="}}'
    expect(receive(text)).toMatchObject({ response: { status: 200, body: '' }, events: [{ type: 'follow' }] })
  })
})

describe('setting Viber up', () => {
  const hookUrl = 'https://example.org/hooks/key'
  const answer = (body: object) => ({
    kind: 'answered' as const,
    status: 200,
    headers: {},
    body: JSON.stringify({ status: 0, status_message: 'ok', ...body }),
  })
  const events = ['delivered', 'seen', 'failed', 'subscribed', 'unsubscribed', 'conversation_started']

  it('registers our address for everything it reads', () => {
    const [request] = channel.register(hookUrl, context) ?? []
    expect(request?.url).toBe('https://chatapi.viber.com/pa/set_webhook')
    expect(JSON.parse(request?.body ?? '')).toEqual({
      url: hookUrl,
      event_types: events,
      send_name: true,
      send_photo: false,
    })
    expect(channel.check(context)).toMatchObject([{ url: 'https://chatapi.viber.com/pa/get_account_info', body: '{}' }])
  })

  it('finds what is right and what is not', () => {
    const right = answer({ name: 'Helping Hands', webhook: hookUrl, event_types: [...events, 'message'] })
    expect(channel.readCheck([right], hookUrl)).toEqual([
      { about: 'credentials', isRight: true },
      { about: 'name', isRight: true, words: 'Helping Hands' },
      { about: 'webhook', isRight: true },
    ])
    const wrong = answer({ name: 'Helping Hands', webhook: 'https://old.example.org', event_types: ['delivered'] })
    expect(channel.readCheck([wrong], hookUrl).slice(2)).toEqual([
      { about: 'webhook', isRight: false },
      { about: 'events', isRight: false, words: events.slice(1).join(', ') },
    ])
    const silence = { kind: 'unanswered', reason: 'timeout' } as const
    for (const nothing of [answer({ status: 2 }), { ...right, status: 500 }, silence])
      expect(channel.readCheck([nothing], hookUrl)).toEqual([{ about: 'credentials', isRight: false }])
    expect(channel.readCheck([], hookUrl)).toEqual([{ about: 'credentials', isRight: false }])
    expect(channel.readCheck([answer({ name: 'Helping Hands' })], hookUrl).slice(2)).toEqual([
      { about: 'webhook', isRight: false },
    ])
  })

  it('asks who somebody is', () => {
    expect(channel.profile('a=', context)?.url).toBe('https://chatapi.viber.com/pa/get_user_details')
    expect(JSON.parse(channel.profile('a=', context)?.body ?? '')).toEqual({ id: 'a=' })
    const user = { id: 'a=', name: 'Mei Lin', avatar: 'https://example.org/mei.jpg', language: 'zh-TW' }
    expect(channel.readProfile(answer({ user }))).toEqual({
      displayName: 'Mei Lin',
      pictureUrl: 'https://example.org/mei.jpg',
      language: 'zh-TW',
    })
    expect(channel.readProfile(answer({ user: { name: 'Mei', avatar: '' } }))).toEqual({ displayName: 'Mei' })
    for (const nobody of [answer({ status: 6, user }), answer({ user: { name: '' } }), answer({})])
      expect(channel.readProfile(nobody)).toBeNull()
  })

  it('links with a code that comes back bare', () => {
    expect(channel.entryLink('g_9f2c-A1')).toBe('viber://pa?chatURI=helpinghands&context=g_9f2c-A1')
    expect(channel.entryLink('a'.repeat(100))).toHaveLength('viber://pa?chatURI=helpinghands&context='.length + 100)
    for (const code of ['RSC:a', '', 'a'.repeat(101), '!a', 'a!']) expect(channel.entryLink(code)).toBeNull()
    const nameless = openChannel('viber', { authToken, senderName: 'Helping Hands' })
    expect([nameless.entryLink('a'), nameless.chatLink()]).toEqual([null, null])
    expect(channel.chatLink()).toBe('viber://pa?chatURI=helpinghands')
  })
})

describe('the welcome', () => {
  const opened = (welcome: string | undefined, more: object) => {
    const account = openChannel('viber', { authToken, senderName: 'Helping Hands', welcome })
    const user = { id: '01234567890A=', name: 'Mei' }
    const callback = { event: 'conversation_started', timestamp: 1767225600000, message_token: 49126, user, ...more }
    const body = new TextEncoder().encode(JSON.stringify(callback))
    const headers = { 'x-viber-content-signature': createHmac('sha256', authToken).update(body).digest('hex') }
    return account.receive({ method: 'POST', path: '/', query: {}, headers, body }, context.now)
  }

  it('is the answer to a chat opened for the first time, and to nobody who has written before', () => {
    const { response, events } = opened('您好,請傳一句話給我們。', { subscribed: false })
    expect(JSON.parse(response.body)).toEqual({
      sender: { name: 'Helping Hands' },
      type: 'text',
      text: '您好,請傳一句話給我們。',
    })
    expect(events).toMatchObject([{ type: 'follow' }])
    expect(opened('hello', { subscribed: true }).response.body).toBe('')
    expect(opened(undefined, { subscribed: false }).response.body).toBe('')
    expect(opened('', {}).response.body).toBe('')
  })
})
