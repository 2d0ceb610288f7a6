import { describe, expect, it } from 'vitest'
import type { ComposeContext } from '../adapter.ts'
import { openChannel } from '../kinds.ts'
import { type OutboundMessage, textMessage } from '../message.ts'

const channel = openChannel('messenger', {
  pageId: '106540352242922',
  accessToken: 'EAAG-a-pages-own-token',
  appSecret: '0123456789abcdef0123456789abcdef',
  verifyToken: 'a-token-of-our-own-choice',
})
const context: ComposeContext = { now: new Date(1767225601000), deliveryId: '0191e180-7d60-7000-aded-7d8b151cbd5b' }
const to = { type: 'user', id: '6254785914612345' } as const
const comment = { type: 'comment', id: '106540352242922_122103_998' } as const
const said = (message: OutboundMessage, changes: Partial<ComposeContext> = {}) =>
  channel.compose(message, to, { ...context, ...changes }).map(({ body }) => JSON.parse(body))
const contents = (message: OutboundMessage) => said(message).map(({ message: content }) => content)
const replies = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ label: `選項 ${at + 1}`, payload: `c/${at + 1}` }))
const card = {
  type: 'card' as const,
  title: '小星',
  progress: { percent: 64, label: '64%' },
  fields: [{ label: '您的捐款', value: 'NT$500' }],
  buttons: [
    { type: 'link' as const, label: '查看進度', url: 'https://example.org/g/1' },
    { type: 'postback' as const, label: '再次捐款', payload: 'give' },
    { type: 'call' as const, label: '打電話', phone: '+886223456789' },
  ],
}
const picture = { url: 'https://example.org/smile.jpg', description: 'A kite' }
const buttons = [
  { type: 'web_url', title: '查看進度', url: 'https://example.org/g/1' },
  { type: 'postback', title: '再次捐款', payload: 'give' },
  { type: 'phone_number', title: '打電話', payload: '+886223456789' },
]
const template = (payload: object) => ({ attachment: { type: 'template', payload } })

describe('saying it on Messenger', () => {
  it('speaks for the page, the token in a header and in no address', () => {
    const [request] = channel.compose(textMessage('hi'), to, context)
    expect(request).toMatchObject({
      method: 'POST',
      url: 'https://graph.facebook.com/v23.0/106540352242922/messages',
      headers: { authorization: 'Bearer EAAG-a-pages-own-token' },
    })
    expect(said(textMessage('hi'))).toEqual([
      { recipient: { id: to.id }, messaging_type: 'RESPONSE', message: { text: 'hi' } },
    ])
  })

  it('shows a card with a picture as a generic template while its words fit, links and calls beside answers', () => {
    const shown = { title: '小星', image_url: picture.url }
    expect(contents({ blocks: [{ ...card, picture }], quickReplies: [] })).toEqual([
      template({
        template_type: 'generic',
        elements: [{ ...shown, subtitle: '■■■■■■□□□□\n64%\n您的捐款: NT$500', buttons }],
      }),
    ])
    const body = 'Star went home today, and her mother sends you this picture with all her thanks and love.'
    expect(contents({ blocks: [{ ...card, picture, body }], quickReplies: [] })).toEqual([
      template({ template_type: 'generic', elements: [shown] }),
      template({ template_type: 'button', text: `■■■■■■□□□□\n${body}\n64%\n您的捐款: NT$500`, buttons }),
    ])
  })

  it('says the words of a card before its buttons when both do not fit into one', () => {
    const fields = Array.from({ length: 9 }, (_, at) => ({ label: `${at}`.repeat(40), value: 'x'.repeat(60) }))
    const [words, pressed, ...rest] = contents({ blocks: [{ ...card, fields }], quickReplies: [] })
    expect(words.text).toContain('x'.repeat(60))
    expect(pressed).toEqual(template({ template_type: 'button', text: '小星', buttons }))
    expect(rest).toEqual([])
  })

  it('hangs up to thirteen suggestions under the last message and puts more on cards', () => {
    const [chosen] = contents(textMessage('?', replies(1)))
    expect(chosen).toEqual({
      text: '?',
      quick_replies: [{ content_type: 'text', title: '選項 1', payload: 'c/1' }],
    })
    const many = contents(textMessage('?', replies(15)))
    expect(many.map(({ quick_replies }) => quick_replies?.length)).toEqual([undefined, 13])
    expect(many[1].attachment.payload.buttons.map(({ payload }: { payload: string }) => payload)).toEqual([
      'c/14',
      'c/15',
    ])
  })

  it('lets Meta fetch files, and says in words what it does not show', () => {
    expect(
      contents({
        blocks: [
          { type: 'document', url: 'https://example.org/r.pdf', description: 'Receipt' },
          { type: 'location', title: 'Taipei', latitude: 25, longitude: 121 },
        ],
        quickReplies: [],
      }),
    ).toMatchObject([
      { attachment: { type: 'file', payload: { url: 'https://example.org/r.pdf', is_reusable: false } } },
      { text: expect.stringContaining('openstreetmap') },
    ])
  })

  it('makes no sound when asked not to', () => {
    expect(said(textMessage('hi'), { silent: true })[0]).toMatchObject({ notification_type: 'SILENT_PUSH' })
  })
})

describe('the window of Messenger', () => {
  const approved = { kind: 'messenger', name: 'treated', language: 'zh_TW', values: { '2': 'NT$500', '1': '林小美' } }

  it('W5: sends what a member typed as an answer, with a human agent’s word in reserve', () => {
    const [request] = channel.compose(textMessage('hi'), to, { ...context, byMember: true })
    expect(JSON.parse(request?.body ?? '')).toMatchObject({ messaging_type: 'RESPONSE' })
    expect(JSON.parse(request?.fallback?.body ?? '')).toEqual({
      recipient: { id: to.id },
      messaging_type: 'MESSAGE_TAG',
      tag: 'HUMAN_AGENT',
      message: { text: 'hi' },
    })
    expect(request?.fallback?.part).toBe(1)
  })

  it('never tags what a script says', () => {
    const [request] = channel.compose(textMessage('hi'), to, context)
    expect(request?.fallback).toBeUndefined()
    expect(request?.body).not.toContain('HUMAN_AGENT')
    expect(() => said(textMessage('hi'), { window: 'closed' })).toThrow(
      expect.objectContaining({ code: 'channels.window-closed' }),
    )
  })

  it('W5: says a member’s word as a human agent’s when the window is closed', () => {
    expect(said(textMessage('hi'), { window: 'closed', byMember: true })[0]).toMatchObject({ tag: 'HUMAN_AGENT' })
  })

  it('writes into a closed window by utility template, gaps by place or by name, a link by its ending', () => {
    const message = { ...textMessage('x'), templates: [{ ...approved, url: 'https://example.org/g/abc#s' }] }
    expect(said(message, { window: 'closed', byMember: true })).toEqual([
      {
        recipient: { id: to.id },
        messaging_type: 'UTILITY',
        message: {
          template: {
            name: 'treated',
            language: { code: 'zh_TW' },
            components: [
              {
                type: 'body',
                parameters: [
                  { type: 'text', text: '林小美' },
                  { type: 'text', text: 'NT$500' },
                ],
              },
              { type: 'buttons', parameters: [{ type: 'URL', url: 'g/abc#s' }] },
            ],
          },
        },
      },
    ])
    const named = { ...message, templates: [{ ...approved, values: { amount: 'NT$500' } }] }
    expect(said(named, { window: 'closed' })[0].message.template.components).toEqual([
      { type: 'body', parameters: [{ type: 'text', parameter_name: 'amount', text: 'NT$500' }] },
    ])
    const foreign = { ...message, templates: [{ ...approved, kind: 'whatsapp' }] }
    expect(() => said(foreign, { window: 'closed' })).toThrow(
      expect.objectContaining({ code: 'channels.window-closed' }),
    )
  })
})

describe('answering a public comment in private', () => {
  it('says everything in one text: cards, pictures and suggestions as words', () => {
    const requests = channel.compose(
      {
        blocks: [
          { type: 'text', text: '您好' },
          { ...card, picture },
          { type: 'image', url: picture.url, description: 'A kite' },
        ],
        quickReplies: replies(2),
      },
      comment,
      context,
    )
    expect(requests.map(({ body }) => JSON.parse(body))).toEqual([
      {
        recipient: { comment_id: comment.id },
        messaging_type: 'RESPONSE',
        message: {
          text: [
            '您好',
            '小星',
            '64%',
            '您的捐款: NT$500',
            '查看進度: https://example.org/g/1',
            '再次捐款',
            '打電話: +886223456789',
            'A kite',
            picture.url,
            '1. 選項 1',
            '2. 選項 2',
          ].join('\n'),
        },
      },
    ])
  })

  it('refuses what does not fit into one', () => {
    expect(() => channel.compose(textMessage('x'.repeat(2001)), comment, context)).toThrow(
      expect.objectContaining({ code: 'channels.too-long-for-comment' }),
    )
    expect(channel.compose(textMessage('x'.repeat(2000)), comment, context)).toHaveLength(1)
  })

  it('does not ask whether the conversation has a window: a comment is answered without one', () => {
    const requests = channel.compose(textMessage('hi'), comment, { ...context, window: 'closed' })
    expect(requests.map(({ body }) => JSON.parse(body).recipient)).toEqual([{ comment_id: comment.id }])
  })

  it('knows no groups', () => {
    expect(() => channel.compose(textMessage('hi'), { type: 'group', id: '1' }, context)).toThrow(
      expect.objectContaining({ code: 'channels.address-unfit' }),
    )
  })
})
