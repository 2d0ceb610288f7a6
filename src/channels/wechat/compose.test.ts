import { describe, expect, it } from 'vitest'
import type { ComposeContext } from '../adapter.ts'
import { openChannel } from '../kinds.ts'
import { type OutboundMessage, textMessage } from '../message.ts'

const channel = openChannel('wechat', {
  appId: 'wx2c2769f8efd9abc2',
  appSecret: '0123456789abcdef0123456789abcdef',
  token: 'aTokenOfOurOwn',
})
const now = new Date(1767225601000)
const context: ComposeContext = {
  now,
  deliveryId: '0191e180-7d60-7000-aded-7d8b151cbd5b',
  accessToken: { token: '88_a+b/c', expiresAt: now.getTime() + 7_200_000 },
}
const to = { type: 'user', id: 'oKJw86Vd2mQx0n3b7TzLr4cYpHsE' } as const
const compose = (message: OutboundMessage, changes: Partial<ComposeContext> = {}) =>
  channel.compose(message, to, { ...context, ...changes })
const said = (message: OutboundMessage, changes: Partial<ComposeContext> = {}) =>
  compose(message, changes).map(({ body }) => JSON.parse(body))
const blocks = (...all: OutboundMessage['blocks']): OutboundMessage => ({ blocks: all, quickReplies: [] })

const card: Extract<OutboundMessage['blocks'][number], { type: 'card' }> = {
  type: 'card',
  picture: { url: 'https://example.org/kite.jpg', description: '一只风筝' },
  title: '小星的手术',
  body: '手术顺利完成。',
  progress: { percent: 64, label: '已筹 64%' },
  fields: [{ label: '您的捐款', value: '¥50' }],
  buttons: [
    { type: 'link', label: '查看进展', url: 'https://example.org/g/1' },
    { type: 'postback', label: '再次捐款', payload: 'give' },
    { type: 'call', label: '来电', phone: '+862112345678' },
  ],
}

describe('saying it on WeChat', () => {
  it('sends by the customer-service API, as raw UTF-8 and under the token', () => {
    const [request] = compose(textMessage('谢谢您👋'))
    expect(request).toMatchObject({
      method: 'POST',
      url: 'https://api.weixin.qq.com/cgi-bin/message/custom/send?access_token=88_a%2Bb%2Fc',
      quotaCount: 0,
    })
    expect(request?.body).toContain('谢谢您👋')
    expect(said(textMessage('谢谢您'))).toEqual([{ touser: to.id, msgtype: 'text', text: { content: '谢谢您' } }])
  })

  it('draws a card as an article with a menu under it', () => {
    expect(said(blocks(card))).toEqual([
      {
        touser: to.id,
        msgtype: 'news',
        news: {
          articles: [
            {
              title: '小星的手术',
              description: '■■■■■■□□□□\n手术顺利完成。\n已筹 64%\n您的捐款: ¥50\n来电: +862112345678',
              url: 'https://example.org/g/1',
              picurl: 'https://example.org/kite.jpg',
            },
          ],
        },
      },
      {
        touser: to.id,
        msgtype: 'msgmenu',
        msgmenu: { head_content: '👇', list: [{ id: 'give', content: '再次捐款' }], tail_content: '' },
      },
    ])
  })

  it('says a card that leads nowhere in the words above its menu, suggestions below', () => {
    const { picture: _, ...plain } = card
    const message = {
      ...blocks({ ...plain, buttons: card.buttons.slice(1, 2) }),
      quickReplies: [{ label: '谢谢', payload: 'ty' }],
    }
    expect(said(message)).toMatchObject([
      {
        msgtype: 'msgmenu',
        msgmenu: {
          head_content: '小星的手术\n■■■■■■□□□□\n手术顺利完成。\n已筹 64%\n您的捐款: ¥50',
          list: [
            { id: 'give', content: '再次捐款' },
            { id: 'ty', content: '谢谢' },
          ],
        },
      },
    ])
  })

  it('spends as few of the five messages as it can: neighbouring words go together while they fit', () => {
    const image = { type: 'image', url: 'https://example.org/kite.jpg', description: '一只风筝' } as const
    const text = { type: 'text', text: '您好' } as const
    expect(said({ ...blocks(text, image, text), quickReplies: [{ label: '好', payload: 'ok' }] })).toMatchObject([
      { msgtype: 'msgmenu', msgmenu: { head_content: '您好\n\n一只风筝\nhttps://example.org/kite.jpg\n\n您好' } },
    ])
    const long = { type: 'text', text: '长'.repeat(600) } as const
    expect(said(blocks(text, long, long, text))).toHaveLength(2)
  })

  it('hangs a menu under a line of its own when the words above are long', () => {
    const message = textMessage('长'.repeat(400), [{ label: '好', payload: 'ok' }])
    expect(said(message).map(({ msgtype }) => msgtype)).toEqual(['text', 'msgmenu'])
  })

  it('has the same words with links ready for accounts WeChat gives no menus', () => {
    const [menu] = compose(textMessage('好吗？', [{ label: '好 <', payload: 'a&b=c' }]))
    const refusal = {
      kind: 'answered' as const,
      status: 200,
      headers: {},
      body: '{"errcode":40200,"errmsg":"invalid"}',
    }
    if (menu === undefined) throw new Error('nothing composed')
    const next = channel.interpret(refusal, menu)
    expect(next).toMatchObject({ kind: 'next', requests: [{ part: 1 }] })
    expect(JSON.parse(menu.fallback?.body ?? '').text.content).toBe(
      '好吗？\n<a href="weixin://bizmsgmenu?msgmenucontent=%E5%A5%BD%20%3C&msgmenuid=a%26b%3Dc">好 <</a>',
    )
  })

  it('writes to people only', () => {
    expect(() => channel.compose(textMessage('hi'), { type: 'group', id: '1' }, context)).toThrow(
      expect.objectContaining({ code: 'channels.address-unfit' }),
    )
  })

  it('asks for a token first, and for a new one when the old has ended', () => {
    const ended = { token: 'old', expiresAt: now.getTime() }
    for (const accessToken of [undefined, ended]) {
      expect(() => compose(textMessage('hi'), { accessToken })).toThrow(
        expect.objectContaining({ code: 'channels.not-authorised' }),
      )
      expect(channel.authorise({ now, accessToken })?.url).toBe('https://api.weixin.qq.com/cgi-bin/stable_token')
    }
    expect(channel.authorise(context)).toBeNull()
    const answer = {
      kind: 'answered' as const,
      status: 200,
      headers: {},
      body: '{"access_token":"t","expires_in":7200}',
    }
    expect(channel.readToken(answer, now)).toEqual({ token: 't', expiresAt: now.getTime() + 7_140_000 })
    expect(channel.readToken({ ...answer, body: '{"errcode":40125,"errmsg":"invalid appsecret"}' }, now)).toBeNull()
  })
})

describe('writing into a closed window of WeChat', () => {
  const template = { kind: 'wechat', name: 'ngqIpbwh8bUfcSsECmogfXcV14J0tQlEpBO27izEYtY', language: 'zh_CN' }
  const values = { thing1: '小星已完成手术', amount2: '¥50' }
  const url = 'https://example.org/g/1'
  const message = (name: string) => ({
    ...textMessage('小星已完成手术'),
    templates: [
      { ...template, kind: 'whatsapp', values: {} },
      { ...template, name, values, url },
    ],
  })
  const data = { thing1: { value: '小星已完成手术' }, amount2: { value: '¥50' } }

  it('W1: says it by the template message of this kind, once however often WeChat hears it within ten minutes', () => {
    const [request] = compose(message(template.name), { window: 'closed' })
    expect(request?.url).toContain('/cgi-bin/message/template/send?')
    const body = JSON.parse(request?.body ?? '')
    expect(body).toMatchObject({ touser: to.id, template_id: template.name, url, data })
    expect(body.client_msg_id).toMatch(/^[0-9a-f]{32}$/)
    expect(said(message(template.name), { window: 'closed' })).toEqual([body])
    expect(request?.idempotencyKey).toBeUndefined()
  })

  it('says it by a subscribe message where the template is one', () => {
    const [request] = compose(message(`subscribe:${template.name}`), { window: 'closed' })
    expect(request?.url).toContain('/cgi-bin/message/subscribe/bizsend?')
    expect(JSON.parse(request?.body ?? '')).toEqual({ touser: to.id, template_id: template.name, page: url, data })
  })

  it('W1: without a template makes no call at all', () => {
    expect(() => compose(textMessage('hi'), { window: 'closed' })).toThrow(
      expect.objectContaining({ code: 'channels.window-closed' }),
    )
    expect(said(message(template.name), { window: 'open' })).toMatchObject([{ msgtype: 'text' }])
  })
})
