import { createServer } from 'node:http'
import { describe, expect, it } from 'vitest'
import type { MenuEntry } from '../adapter.ts'
import { openChannel } from '../kinds.ts'
import { localTransport } from '../kit/transport.ts'
import { type OutboundMessage, textMessage } from '../message.ts'

const settings = {
  botToken: '123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawe',
  webhookSecret: 'a-secret-of-thirty-two-characters_',
}
const channel = openChannel('telegram', { ...settings, botName: 'helping_hands_bot' })
const context = { now: new Date(1767225601000), deliveryId: '0191e180-7d60-7000-aded-7d8b151cbd5b' }
const to = { type: 'user', id: '7100200300' } as const
const said = (...blocks: OutboundMessage['blocks']) =>
  channel
    .compose({ blocks, quickReplies: [] }, to, context)
    .map(({ url, body }) => ({ method: url.split('/').at(-1), ...JSON.parse(body) }))

const card: OutboundMessage['blocks'][number] = {
  type: 'card',
  picture: { url: 'https://example.org/smile.jpg', description: 'A drawing of a kite' },
  title: '小星的手術',
  body: '手術順利完成。',
  progress: { percent: 64, label: '已募得 64%' },
  fields: [{ label: '您的捐款', value: 'NT$500' }],
  buttons: [
    { type: 'link', label: '查看進度', url: 'https://example.org/g/1' },
    { type: 'postback', label: '再次捐款', payload: 'give' },
    { type: 'call', label: '來電', phone: '+886223456789' },
  ],
}

describe('saying it on Telegram', () => {
  it('draws a card as a picture with words, the title in bold, a bar of squares, and the number among the facts', () => {
    expect(said(card)).toEqual([
      {
        method: 'sendPhoto',
        chat_id: '7100200300',
        photo: 'https://example.org/smile.jpg',
        caption: '小星的手術\n手術順利完成。\n■■■■■■□□□□\n已募得 64%\n您的捐款: NT$500\n來電: +886223456789',
        caption_entities: [{ type: 'bold', offset: 0, length: 5 }],
        reply_markup: {
          inline_keyboard: [
            [{ text: '查看進度', url: 'https://example.org/g/1' }],
            [{ text: '再次捐款', callback_data: 'give' }],
          ],
        },
      },
    ])
  })

  it('gathers pictures side by side into albums of ten, and keeps one back to hang suggestions under', () => {
    const picture = (at: number) => ({
      type: 'image' as const,
      url: `https://example.org/${at}.jpg`,
      description: `${at}`,
    })
    const pictures = Array.from({ length: 12 }, (_, at) => picture(at))
    const parts = said(...pictures)
    expect(parts.map(({ method, media }) => [method, media.length])).toEqual([
      ['sendMediaGroup', 10],
      ['sendMediaGroup', 2],
    ])
    expect(parts[0].media[0]).toEqual({ type: 'photo', media: 'https://example.org/0.jpg', caption: '0' })
    const asked = channel.compose(
      { blocks: pictures.slice(0, 3), quickReplies: [{ label: 'ok', payload: 'ok' }] },
      to,
      context,
    )
    expect(asked.map(({ url }) => url.split('/').at(-1))).toEqual(['sendMediaGroup', 'sendPhoto'])
    expect(said(picture(1), card, picture(2)).map(({ method }) => method)).toEqual(Array(3).fill('sendPhoto'))
  })

  it('never pays for speed with Stars', () => {
    const bodies = channel.compose({ blocks: [card], quickReplies: [] }, to, context).map(({ body }) => body)
    expect(bodies.join()).not.toContain('paid')
  })

  it('shows the picture first when the words are more than a caption holds', () => {
    const parts = said({ ...card, body: '長'.repeat(1000), fields: [{ label: 'a', value: 'b'.repeat(200) }] })
    expect(parts.map(({ method }) => method)).toEqual(['sendPhoto', 'sendMessage'])
    expect(parts[1].reply_markup.inline_keyboard).toHaveLength(2)
  })

  it('cuts words too long for a caption, and says the rest below', () => {
    const description = `${'x'.repeat(1020)} rest`
    const url = 'https://example.org/report.pdf'
    for (const type of ['image', 'document'] as const)
      expect(said({ type, url, description })).toMatchObject([
        { caption: `${'x'.repeat(1020)} ` },
        { method: 'sendMessage', text: 'rest' },
      ])
    expect(said({ type: 'image', url, description: 'x'.repeat(1024) })).toHaveLength(1)
  })

  it('says with a link what Telegram does not fetch by address', () => {
    const paper = { type: 'document', url: 'https://example.org/report.docx', description: 'Report' } as const
    expect(said(paper, { ...paper, url: 'https://example.org/report.pdf' })).toMatchObject([
      { method: 'sendMessage', text: 'Report\nhttps://example.org/report.docx' },
      { method: 'sendDocument', document: 'https://example.org/report.pdf', caption: 'Report' },
    ])
  })

  it('sends places, its own stickers, and the words of others', () => {
    const sticker = { type: 'sticker', kind: 'telegram', id: 'CAACAgIAAxkBAAIBdA', words: '🙏' } as const
    const place = { type: 'location', title: '羅東', latitude: 24.67, longitude: 121.77 } as const
    expect(said(place, sticker, { ...sticker, kind: 'line' })).toMatchObject([
      { method: 'sendVenue', title: '羅東', address: '羅東' },
      { method: 'sendSticker', sticker: 'CAACAgIAAxkBAAIBdA' },
      { method: 'sendMessage', text: '🙏' },
    ])
  })

  it('writes to groups, not to comments', () => {
    expect(channel.compose(textMessage('hi'), { type: 'group', id: '-100' }, context)).toHaveLength(1)
    expect(() => channel.compose(textMessage('hi'), { type: 'comment', id: '1' }, context)).toThrow(
      expect.objectContaining({ code: 'channels.address-unfit' }),
    )
  })

  it('sends a demo’s messages to the emulator, token in the path and nowhere else', async () => {
    const heard: string[] = []
    const server = createServer((request, response) => {
      heard.push(`${request.method} ${request.url}`)
      response.end('{"ok":true,"result":{"message_id":1,"chat":{"id":7}}}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const sandboxOrigin = `http://127.0.0.1:${port}/sandbox/telegram`
    for (const request of channel.compose(textMessage('hi'), to, { ...context, sandboxOrigin })) {
      expect(channel.interpret(await localTransport(request), request)).toEqual({
        kind: 'accepted',
        providerIds: ['7:1'],
      })
    }
    server.close()
    expect(heard).toEqual(['POST /sandbox/telegram/bot123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawe/sendMessage'])
  })
})

describe('setting Telegram up', () => {
  const hookUrl = 'https://example.org/hooks/key'
  const answer = (result: object) => ({
    kind: 'answered' as const,
    status: 200,
    headers: {},
    body: JSON.stringify({ ok: true, result }),
  })
  const bot = answer({ id: 123456789, is_bot: true, username: 'helping_hands_bot' })

  const events = [
    ...['message', 'edited_message', 'callback_query', 'my_chat_member'],
    ...['chat_member', 'message_reaction', 'poll_answer'],
  ]

  it('registers our address with the secret, for everything we read', () => {
    const [request, ...rest] = channel.register(hookUrl, context) ?? []
    expect(request?.url).toMatch(/\/setWebhook$/)
    expect(JSON.parse(request?.body ?? '')).toEqual({
      url: hookUrl,
      secret_token: 'a-secret-of-thirty-two-characters_',
      allowed_updates: events,
      max_connections: 100,
    })
    expect(rest).toEqual([])
  })

  it('asks who the bot is and where Telegram delivers', () => {
    expect(channel.check(context)?.map(({ url }) => url.split('/').at(-1))).toEqual(['getMe', 'getWebhookInfo'])
  })

  it('finds what is right and what is not', () => {
    const delivering = answer({ url: hookUrl, pending_update_count: 0 })
    expect(channel.readCheck([bot, delivering], hookUrl)).toEqual([
      { about: 'credentials', isRight: true },
      { about: 'name', isRight: true, words: '@helping_hands_bot' },
      { about: 'webhook', isRight: true },
    ])
    const failing = answer({
      url: 'https://old.example.org',
      last_error_message: 'Wrong response: 404',
      allowed_updates: ['message'],
    })
    expect(channel.readCheck([bot, failing], hookUrl).slice(2)).toMatchObject([
      { about: 'webhook', isRight: false, words: 'Wrong response: 404' },
      { about: 'events', isRight: false, words: events.slice(1).join(', ') },
    ])
    const silence = { kind: 'unanswered', reason: 'timeout' } as const
    expect(channel.readCheck([bot, silence], hookUrl).slice(2)).toEqual([{ about: 'webhook', isRight: false }])
    expect(channel.readCheck([{ ...bot, status: 401 }], hookUrl)).toEqual([{ about: 'credentials', isRight: false }])
    expect(channel.readCheck([{ kind: 'unanswered', reason: 'timeout' }], hookUrl)).toEqual([
      { about: 'credentials', isRight: false },
    ])
  })

  it('makes commands of what can be a command, and links that carry a code', () => {
    const [request] =
      channel.menu(
        [
          { label: '捐款', action: { type: 'postback', payload: 'give' } },
          { label: '我的捐款', action: { type: 'postback', payload: 'my-gifts' } },
        ],
        context,
      ) ?? []
    expect(JSON.parse(request?.body ?? '')).toEqual({ commands: [{ command: 'give', description: '捐款' }] })
    expect(channel.entryLink('RSC-a_1')).toBe('https://t.me/helping_hands_bot?start=RSC-a_1')
    expect(channel.entryLink('RSC:a')).toBeNull()
    expect(channel.entryLink('a'.repeat(64))).toBe(`https://t.me/helping_hands_bot?start=${'a'.repeat(64)}`)
    for (const code of ['', 'a'.repeat(65), '!a', 'a!']) expect(channel.entryLink(code)).toBeNull()
    expect(channel.chatLink()).toBe('https://t.me/helping_hands_bot')
    const nameless = openChannel('telegram', settings)
    expect([nameless.chatLink(), nameless.entryLink('a')]).toEqual([null, null])
  })

  it('opens a page of ours by the button beside the words; without one the button is Telegram’s own', () => {
    const menu = (...entries: MenuEntry[]) =>
      (channel.menu(entries, context) ?? []).map(({ url, body }) => [url.split('/').at(-1), JSON.parse(body)])
    const long = { action: { type: 'page', url: 'https://example.org/mine' }, label: `${'長'.repeat(63)}👋` } as const
    const command = (payload: string, label = 'Give'): MenuEntry => ({ label, action: { type: 'postback', payload } })
    expect(menu(long, { ...long, label: 'Another' })).toEqual([
      ['deleteMyCommands', {}],
      [
        'setChatMenuButton',
        { menu_button: { type: 'web_app', text: `${'長'.repeat(63)}…`, web_app: { url: 'https://example.org/mine' } } },
      ],
    ])
    expect(menu(command('a'.repeat(32), `${'長'.repeat(255)}👋`), command('a'.repeat(33)), command('Give'))).toEqual([
      ['setMyCommands', { commands: [{ command: 'a'.repeat(32), description: `${'長'.repeat(255)}…` }] }],
      ['setChatMenuButton', { menu_button: { type: 'default' } }],
    ])
  })

  it('finds a file in two steps', () => {
    const asked = channel.content('AgAC', context)
    expect(JSON.parse(asked?.body ?? '')).toEqual({ file_id: 'AgAC' })
    const found = answer({ file_id: 'AgAC', file_path: 'photos/file 0.jpg' })
    expect(channel.contentAt(found, context)?.url).toMatch(/\/file\/bot123456789:[\w-]+\/photos\/file%200\.jpg$/)
    expect(channel.contentAt(found, context)).toMatchObject({ part: 0, method: 'GET', headers: {}, body: '' })
    expect(channel.contentAt({ kind: 'unanswered', reason: 'timeout' }, context)).toBeNull()
    expect(channel.contentAt({ ...found, status: 404 }, context)).toBeNull()
    expect(channel.contentAt(answer({ file_id: 'AgAC' }), context)).toBeNull()
  })
})
