import { describe, expect, it } from 'vitest'
import type { ComposeContext } from '../adapter.ts'
import { openChannel } from '../kinds.ts'
import { type OutboundMessage, textMessage } from '../message.ts'

const channel = openChannel('whatsapp', {
  phoneNumberId: '106540352242922',
  businessAccountId: '102290129340398',
  accessToken: 'EAAG-a-system-users-token',
  appSecret: '0123456789abcdef0123456789abcdef',
  verifyToken: 'a-token-of-our-own-choice',
  publicNumber: '+886223456789',
})
const context: ComposeContext = { now: new Date(1767225601000), deliveryId: '0191e180-7d60-7000-aded-7d8b151cbd5b' }
const to = { type: 'user', id: '886912000000' } as const
const said = (message: OutboundMessage, changes: Partial<ComposeContext> = {}) =>
  channel.compose(message, to, { ...context, ...changes }).map(({ body }) => JSON.parse(body))
const choice = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ label: `選項 ${at}`, payload: `c/${at}` }))

describe('saying it on WhatsApp', () => {
  it('addresses a number with "to" and a user id with "recipient"', () => {
    expect(said(textMessage('hi'))[0]).toMatchObject({ to: '886912000000', type: 'text' })
    const [byUser] = channel.compose(textMessage('hi'), { type: 'user', id: 'TW.1349' }, context)
    expect(JSON.parse(byUser?.body ?? '')).toMatchObject({ recipient: 'TW.1349' })
    expect(byUser?.url).toBe('https://graph.facebook.com/v23.0/106540352242922/messages')
  })

  it('speaks in a group by the group’s name', () => {
    const [inGroup] = channel.compose(textMessage('hi'), { type: 'group', id: 'Y2FwaV9ncm91cA' }, context)
    expect(JSON.parse(inGroup?.body ?? '')).toMatchObject({ recipient_type: 'group', to: 'Y2FwaV9ncm91cA' })
    expect(() => channel.compose(textMessage('hi'), { type: 'comment', id: '1' }, context)).toThrow(
      expect.objectContaining({ code: 'channels.address-unfit' }),
    )
  })

  it('offers up to three suggestions as buttons and more as a list', () => {
    expect(said(textMessage('?', choice(3)))[0].interactive).toMatchObject({ type: 'button', body: { text: '?' } })
    const list = said(textMessage('?', choice(10)))[0].interactive
    expect(list).toMatchObject({ type: 'list', action: { button: '☰', sections: [{ rows: { length: 10 } }] } })
  })

  it('gives labels that begin alike different titles, none longer than Meta counts', () => {
    const alike = ['一', '二', '三'].map((end) => ({
      label: `${'我想看孩子們的新校舍照片和影片'.repeat(2)}${end}`,
      payload: end,
    }))
    const titles = (labels: typeof alike) =>
      said(textMessage('?', labels))[0].interactive.action.buttons.map(
        (one: { reply: { title: string } }) => one.reply.title,
      )
    expect(new Set(titles(alike)).size).toBe(3)
    const families = alike.map((one) => ({ ...one, label: '👨‍👩‍👧‍👦'.repeat(9) }))
    for (const title of [...titles(alike), ...titles(families)]) expect(title.length).toBeLessThanOrEqual(20)
    expect(new Set(titles(families)).size).toBe(3)
  })

  it('gives a link a bubble of its own, because no message mixes it with answers', () => {
    const messages = said({
      blocks: [
        {
          type: 'card',
          title: '小星',
          progress: { percent: 64, label: '64%' },
          fields: [{ label: '您的捐款', value: 'NT$500' }],
          picture: { url: 'https://example.org/smile.jpg', description: 'A kite' },
          buttons: [
            { type: 'link', label: '查看進度', url: 'https://example.org/g/1' },
            { type: 'postback', label: '再次捐款', payload: 'give' },
          ],
        },
      ],
      quickReplies: [],
    })
    expect(messages.map(({ interactive }) => interactive)).toEqual([
      {
        type: 'button',
        header: { type: 'image', image: { link: 'https://example.org/smile.jpg' } },
        body: { text: '*小星*\n■■■■■■□□□□\n64%\n您的捐款: NT$500' },
        action: { buttons: [{ type: 'reply', reply: { id: 'give', title: '再次捐款' } }] },
      },
      {
        type: 'cta_url',
        body: { text: '查看進度' },
        action: { name: 'cta_url', parameters: { display_text: '查看進度', url: 'https://example.org/g/1' } },
      },
    ])
  })

  it('cuts words too long for a caption, and says the rest below', () => {
    const url = 'https://example.org/report.pdf'
    for (const type of ['image', 'video', 'document'] as const) {
      const description = `${'x'.repeat(1020)} rest`
      expect(said({ blocks: [{ type, url, description }], quickReplies: choice(1) })).toMatchObject([
        { type, [type]: { link: url, caption: `${'x'.repeat(1020)} ` } },
        { type: 'interactive', interactive: { body: { text: 'rest' } } },
      ])
      const whole = { type, url, description: 'x'.repeat(1024) }
      expect(said({ blocks: [whole], quickReplies: [] })).toHaveLength(1)
    }
  })

  it('writes into a closed window by template alone, gaps by place or by name', () => {
    const template = { kind: 'whatsapp', name: 'treated', language: 'zh_TW', values: { '2': 'NT$500', '1': '林小美' } }
    const message = {
      ...textMessage('小星已完成手術'),
      templates: [{ ...template, url: 'https://example.org/g/abc#s' }],
    }
    expect(said(message, { window: 'closed' })).toMatchObject([
      {
        type: 'template',
        template: {
          name: 'treated',
          language: { code: 'zh_TW' },
          components: [
            { type: 'body', parameters: [{ text: '林小美' }, { text: 'NT$500' }] },
            { type: 'button', sub_type: 'url', index: '0', parameters: [{ text: 'g/abc#s' }] },
          ],
        },
      },
    ])
    const named = { ...message, templates: [{ ...template, values: { amount: 'NT$500' } }] }
    expect(said(named, { window: 'closed' })[0].template.components).toEqual([
      { type: 'body', parameters: [{ type: 'text', parameter_name: 'amount', text: 'NT$500' }] },
    ])
    expect(() => said(textMessage('hi'), { window: 'closed' })).toThrow(
      expect.objectContaining({ code: 'channels.window-closed' }),
    )
    expect(said(message)[0]).toMatchObject({ type: 'text' })
  })
})

describe('setting WhatsApp up', () => {
  const ask = (query: Record<string, string>) =>
    channel.receive({ method: 'GET', path: '/hooks/key', query, headers: {}, body: new Uint8Array() }, context.now)

  it('gives the challenge back to who knows our token, and 403 to others', () => {
    const query = {
      'hub.mode': 'subscribe',
      'hub.challenge': '1158201444',
      'hub.verify_token': 'a-token-of-our-own-choice',
    }
    expect(ask(query)).toMatchObject({
      accepted: true,
      response: { status: 200, body: '1158201444' },
      events: [{ type: 'webhook_check' }],
    })
    expect(ask({ ...query, 'hub.verify_token': 'guess' })).toMatchObject({ accepted: false, response: { status: 403 } })
    expect(ask({})).toMatchObject({ accepted: false, response: { status: 403 } })
  })

  it('keeps news of the account’s other numbers without reading it', () => {
    const value = { metadata: { phone_number_id: '999' }, messages: [{ id: 'wamid.1', type: 'text' }] }
    const webhook = { object: 'whatsapp_business_account', entry: [{ changes: [{ field: 'messages', value }] }] }
    const body = new TextEncoder().encode(JSON.stringify(webhook))
    expect(channel.receive({ method: 'POST', path: '', query: {}, headers: {}, body }, context.now).accepted).toBe(
      false,
    )
  })

  it('fetches files from Meta’s own places only', () => {
    const at = (url: string) =>
      channel.contentAt({ kind: 'answered', status: 200, headers: {}, body: JSON.stringify({ url }) }, context)
    expect(at('https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1')?.headers).toEqual({
      authorization: 'Bearer EAAG-a-system-users-token',
    })
    for (const stranger of [
      'https://fbsbx.com.example.org/x',
      'http://lookaside.fbsbx.com/x',
      'file:///etc/passwd',
      '',
    ]) {
      expect(at(stranger)).toBeNull()
    }
  })

  it('opens a chat with the code already typed', () => {
    expect(channel.entryLink('a_1-b')).toBe('https://wa.me/886223456789?text=RSC%3Aa_1-b')
  })
})
