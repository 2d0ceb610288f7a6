import { describe, expect, it } from 'vitest'
import type { ComposeContext } from '../adapter.ts'
import { openChannel } from '../kinds.ts'
import { type OutboundMessage, textMessage } from '../message.ts'
import type { ProviderResponse } from '../request.ts'

const settings = {
  instagramId: '17841405822304914',
  pageId: '106540352242922',
  accessToken: 'EAAG-a-pages-own-token',
  appSecret: '0123456789abcdef0123456789abcdef',
  verifyToken: 'a-token-of-our-own-choice',
}
const channel = openChannel('instagram', { ...settings, userName: 'a.charity' })
const context: ComposeContext = { now: new Date(1767225601000), deliveryId: '0191e180-7d60-7000-aded-7d8b151cbd5b' }
const to = { type: 'user', id: '1254785914612345' } as const
const said = (message: OutboundMessage, changes: Partial<ComposeContext> = {}) =>
  channel.compose(message, to, { ...context, ...changes }).map(({ body }) => JSON.parse(body).message)
const answer = (body: object, status = 200): ProviderResponse => ({
  kind: 'answered',
  status,
  headers: {},
  body: JSON.stringify(body),
})

describe('saying it on Instagram', () => {
  it('speaks through the linked page', () => {
    const [request] = channel.compose(textMessage('hi'), to, context)
    expect(request?.url).toBe('https://graph.facebook.com/v23.0/106540352242922/messages')
  })

  it('counts words in bytes: 333 of our characters are one message, 334 are two', () => {
    expect(said(textMessage('謝'.repeat(333)))).toHaveLength(1)
    expect(said(textMessage('謝'.repeat(334)))).toHaveLength(2)
  })

  it('hangs suggestions under words alone, never under a card', () => {
    const quickReplies = [{ label: '捐款', payload: 'give' }]
    const card = {
      type: 'card' as const,
      title: '小星',
      fields: [],
      buttons: [
        { type: 'postback' as const, label: '再次捐款', payload: 'again' },
        { type: 'call' as const, label: '打電話', phone: '+886223456789' },
      ],
    }
    const suggestions = [{ content_type: 'text', title: '捐款', payload: 'give' }]
    expect(said({ blocks: [card], quickReplies })).toEqual([
      {
        attachment: {
          type: 'template',
          payload: {
            template_type: 'button',
            text: '小星\n打電話: +886223456789',
            buttons: [{ type: 'postback', title: '再次捐款', payload: 'again' }],
          },
        },
      },
      { text: '👇', quick_replies: suggestions },
    ])
    expect(said(textMessage('?', quickReplies))).toEqual([{ text: '?', quick_replies: suggestions }])
  })

  it('sends the files Instagram takes and links to others', () => {
    const media = (type: 'video' | 'audio' | 'document', url: string) => ({ type, url, description: 'It' })
    const [film, record, paper, other] = said({
      blocks: [
        media('video', 'https://example.org/a.mp4'),
        media('audio', 'https://example.org/a.m4a?v=1'),
        media('document', 'https://example.org/a.pdf'),
        media('audio', 'https://example.org/a.mp3'),
      ],
      quickReplies: [],
    })
    expect([film, record, paper].map(({ attachment }) => attachment.type)).toEqual(['video', 'audio', 'file'])
    expect(other).toEqual({ text: 'It\nhttps://example.org/a.mp3' })
  })

  it('has no templates: a closed window is closed to all but a member, and no message is silent', () => {
    const approved = { kind: 'instagram', name: 'x', language: 'en', values: {} }
    const message = { ...textMessage('hi'), templates: [approved] }
    const closed = { ...context, window: 'closed' as const }
    expect(() => channel.compose(message, to, closed)).toThrow(
      expect.objectContaining({ code: 'channels.window-closed' }),
    )
    const [request] = channel.compose(message, to, { ...closed, byMember: true, silent: true })
    expect(JSON.parse(request?.body ?? '')).toEqual({
      recipient: { id: to.id },
      messaging_type: 'MESSAGE_TAG',
      tag: 'HUMAN_AGENT',
      message: { text: 'hi' },
    })
  })

  it('answers a comment in private with one text of 999 bytes at most', () => {
    const comment = { type: 'comment', id: '17919697626119712' } as const
    const [request, ...rest] = channel.compose(textMessage('您好'), comment, context)
    expect(JSON.parse(request?.body ?? '')).toMatchObject({
      recipient: { comment_id: comment.id },
      message: { text: '您好' },
    })
    expect(rest).toEqual([])
    expect(() => channel.compose(textMessage('謝'.repeat(334)), comment, context)).toThrow(
      expect.objectContaining({ code: 'channels.too-long-for-comment' }),
    )
  })
})

describe('setting Instagram up', () => {
  it('asks for the account with the page’s token', () => {
    const asked = channel.check(context)?.map(({ url }) => url.slice(33))
    expect(asked).toEqual(['17841405822304914?fields=username', '106540352242922/subscribed_apps'])
    const account = answer({ id: settings.instagramId, username: 'a.charity' })
    expect(channel.readCheck([account, answer({ data: [] })], '')).toEqual([
      { about: 'credentials', isRight: true },
      { about: 'name', isRight: true, words: '@a.charity' },
      { about: 'webhook', isRight: false, words: '' },
    ])
    expect(channel.readCheck([answer({ error: { code: 100 } }, 400)], '')).toEqual([
      { about: 'credentials', isRight: false },
    ])
  })

  it('makes the first four presses of the menu ice breakers too', () => {
    const entries = Array.from({ length: 5 }, (_, at) => ({
      label: `Question ${at}`,
      action: { type: 'postback' as const, payload: `q/${at}` },
    }))
    const [request, ...rest] = channel.menu(entries, context) ?? []
    expect(request?.url).toContain('me/messenger_profile?platform=instagram')
    const body = JSON.parse(request?.body ?? '')
    expect(body.persistent_menu[0].call_to_actions).toHaveLength(5)
    expect(body.ice_breakers[0].call_to_actions.at(-1)).toEqual({ question: 'Question 3', payload: 'q/3' })
    expect(rest).toEqual([])
    expect(body.ice_breakers[0].locale).toBe('default')
    expect(body.persistent_menu[0].locale).toBe('default')
    expect(channel.menu([], context)).toMatchObject([
      { method: 'DELETE', url: request?.url, body: JSON.stringify({ fields: ['persistent_menu', 'ice_breakers'] }) },
    ])
    const link = { label: 'Ours', action: { type: 'link' as const, url: 'https://example.org/' } }
    const [plain] = channel.menu([link], context) ?? []
    expect(Object.keys(JSON.parse(plain?.body ?? ''))).toEqual(['persistent_menu'])
    const long = { label: '長'.repeat(81), action: { type: 'postback' as const, payload: 'q' } }
    const [cut] = channel.menu([long], context) ?? []
    expect(JSON.parse(cut?.body ?? '').ice_breakers[0].call_to_actions[0].question).toBe(`${'長'.repeat(79)}…`)
  })

  it('opens a chat by name only', () => {
    expect(channel.entryLink('star-2026')).toBe('https://ig.me/m/a.charity?ref=star-2026')
    for (const code of ['', 'a'.repeat(101), '!a', 'a!']) expect(channel.entryLink(code)).toBeNull()
    expect(channel.chatLink()).toBe('https://ig.me/m/a.charity')
    const nameless = openChannel('instagram', settings)
    expect([nameless.entryLink('star-2026'), nameless.chatLink()]).toEqual([null, null])
  })

  it('fetches files from Meta’s own places, and never a story', () => {
    const from = (url: string) => channel.contentFrom(url, context)
    const file = 'https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=1'
    expect(from(file)).toMatchObject({ method: 'GET', url: file, headers: {} })
    expect(from(`${file}#story`)).toBeNull()
    expect(from('https://fbsbx.com.example.org/a')).toBeNull()
    expect(from('http://169.254.169.254/latest')).toBeNull()
  })

  it('knows a person by name, else by user name', () => {
    expect(channel.readProfile(answer({ name: '林小美', username: 'lin.mei' }))?.displayName).toBe('林小美')
    expect(channel.readProfile(answer({ name: '', username: 'lin.mei' }))?.displayName).toBe('lin.mei')
    expect(channel.readProfile(answer({}))).toBeNull()
    const pictured = { name: 'Mei', profile_pic: 'https://scontent.cdninstagram.com/1.jpg' }
    expect(channel.readProfile(answer(pictured))).toEqual({ displayName: 'Mei', pictureUrl: pictured.profile_pic })
    expect(channel.readProfile(answer(pictured, 400))).toBeNull()
    expect(channel.profile('12/3', context)?.url.slice(33)).toBe('12%2F3?fields=name,username,profile_pic')
  })

  it('subscribes the linked page, and tells the account by its id where it has no name', () => {
    const [request, ...rest] = channel.register('https://example.org/hooks/k', context) ?? []
    expect([request?.method, request?.url.slice(33), rest]).toEqual(['POST', '106540352242922/subscribed_apps', []])
    const found = channel.readCheck([answer({ id: settings.instagramId }), answer({ data: [] })], '')
    expect(found[1]).toEqual({ about: 'name', isRight: true, words: `@${settings.instagramId}` })
  })
})
