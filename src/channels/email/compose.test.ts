import PostalMime from 'postal-mime'
import { describe, expect, it } from 'vitest'
import { openChannel } from '../kinds.ts'
import { type OutboundMessage, textMessage } from '../message.ts'
import { partsOf, settings } from './testing.ts'

const channel = openChannel('email', settings)
const hookUrl = 'https://riscontro.example.org/hooks/key'
const now = new Date('2026-03-02T02:00:00Z')
const context = { now, deliveryId: '0191e180-7d60-7000-aded-7d8b151cbd5b' }
const to = { type: 'user', id: 'Mei.Lin@donor.example' } as const
const composed = (message: OutboundMessage, changes = {}) => {
  const [request, ...others] = channel.compose(message, to, { ...context, ...changes })
  expect(others).toEqual([])
  if (request === undefined) throw new Error('nothing composed')
  return request
}
const read = (message: OutboundMessage, changes = {}) => PostalMime.parse(composed(message, changes).body)
const header = (mail: Awaited<ReturnType<typeof read>>, name: string) =>
  mail.headers.filter(({ key }) => key === name).map(({ value }) => value)

const card: OutboundMessage['blocks'][number] = {
  type: 'card',
  picture: { url: 'https://example.org/smile.jpg', description: 'A drawing of a kite' },
  title: '小星的手術 <1>',
  body: '手術順利完成。\n\n謝謝您。',
  progress: { percent: 64, label: '已募得 64%' },
  fields: [{ label: '您的捐款', value: 'NT$500' }],
  buttons: [
    { type: 'link', label: '查看進度', url: 'https://example.org/g/1?a=1&b=2' },
    { type: 'postback', label: '再次捐款', payload: 'give' },
    { type: 'call', label: '來電', phone: '+886223456789' },
  ],
}

describe('saying it by e-mail', () => {
  it('writes one mail to one reader, its credentials apart from it, its id the same at every attempt', () => {
    const request = composed(textMessage('謝謝您'))
    expect(request).toMatchObject({ part: 1, method: 'MAIL', url: 'smtps://smtp.example.org:465', quotaCount: 0 })
    expect(request.headers).toMatchObject({
      'mail-from': 'hello@hands.example.org',
      'rcpt-to': 'mei.lin@donor.example',
      authorization: `Basic ${Buffer.from(`hands:${settings.password}`).toString('base64')}`,
    })
    expect(request.body).toMatch(/^[\x20-\x7e\r\n]*$/)
    expect(request.body.split('\r\n').every((line) => line.length <= 998 && !line.includes('\n'))).toBe(true)
    expect(composed(textMessage('謝謝您')).body).toBe(request.body)
    expect(composed(textMessage('謝謝您'), { deliveryId: crypto.randomUUID() }).headers['message-id']).not.toBe(
      request.headers['message-id'],
    )
  })

  it('says a card in words and in HTML without tables, everything escaped', () => {
    const { plain, html } = partsOf(
      composed({ blocks: [card], quickReplies: [{ label: '不用了', payload: 'no' }] }).body,
    )
    expect(plain).toMatchInlineSnapshot(`
      "小星的手術 <1>
      手術順利完成。

      謝謝您。
      ■■■■■■■■■■■■■□□□□□□□
      已募得 64%
      您的捐款: NT$500
      查看進度: https://example.org/g/1?a=1&b=2
      ↩ 再次捐款
      來電: +886223456789

      ↩ 不用了"
    `)
    expect(html).toMatchInlineSnapshot(`
      "<!doctype html>
      <html dir="auto"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
      <title>小星的手術 &lt;1&gt;</title></head>
      <body><div style="margin:0 auto;max-width:36em;padding:1.25em;font:1em/1.6 system-ui,sans-serif;color:#1d1d1f">
      <section style="border:1px solid #d2d2d7;border-radius:.75em;padding:1em;margin:1em 0">
      <img src="https://example.org/smile.jpg" alt="A drawing of a kite" style="max-width:100%;height:auto;border-radius:.5em">
      <h2 style="font-size:1.2em;margin:.2em 0" dir="auto">小星的手術 &lt;1&gt;</h2>
      <p dir="auto">手術順利完成。</p><p dir="auto">謝謝您。</p>
      <div aria-hidden="true" style="background:#d2d2d7;border-radius:.3em"><div style="background:#1d5fa8;height:.6em;border-radius:.3em;width:64%"></div></div><p style="margin:.3em 0" dir="auto">已募得 64%</p>
      <dl><dt style="color:#6e6e73">您的捐款</dt><dd style="margin:0">NT$500</dd></dl>
      <ul style="list-style:none;padding:0"><li style="margin:.5em 0"><a href="https://example.org/g/1?a=1&amp;b=2" style="display:inline-block;padding:.6em 1em;border:1px solid #1d5fa8;border-radius:.5em;color:#1d5fa8">查看進度</a></li><li style="margin:.5em 0"><a href="mailto:hello@hands.example.org?subject=Re%3A%20%E5%B0%8F%E6%98%9F%E7%9A%84%E6%89%8B%E8%A1%93%20%3C1%3E&amp;body=%E5%86%8D%E6%AC%A1%E6%8D%90%E6%AC%BE" style="display:inline-block;padding:.6em 1em;border:1px solid #1d5fa8;border-radius:.5em;color:#1d5fa8">↩ 再次捐款</a></li><li style="margin:.5em 0"><a href="tel:+886223456789" style="display:inline-block;padding:.6em 1em;border:1px solid #1d5fa8;border-radius:.5em;color:#1d5fa8">來電 (+886223456789)</a></li></ul>
      </section>
      <ul style="list-style:none;padding:0"><li style="margin:.5em 0"><a href="mailto:hello@hands.example.org?subject=Re%3A%20%E5%B0%8F%E6%98%9F%E7%9A%84%E6%89%8B%E8%A1%93%20%3C1%3E&amp;body=%E4%B8%8D%E7%94%A8%E4%BA%86" style="display:inline-block;padding:.6em 1em;border:1px solid #1d5fa8;border-radius:.5em;color:#1d5fa8">↩ 不用了</a></li></ul>
      </div></body></html>"
    `)
  })

  it('is read by a mail program as it was meant', async () => {
    const mail = await read({ blocks: [card], quickReplies: [], altText: '小星的手術\r\nBcc: everyone@example.org' })
    expect(mail.from).toEqual({ name: 'Helping Hands 善手', address: 'hello@hands.example.org' })
    expect(mail.to).toEqual([{ name: '', address: 'mei.lin@donor.example' }])
    expect(mail.subject).toBe('小星的手術 Bcc: everyone@example.org')
    expect(mail.bcc).toBeUndefined()
    expect(mail.date).toBe('2026-03-02T02:00:00.000Z')
    expect(header(mail, 'content-type')[0]).toMatch(/^multipart\/alternative/)
    expect(header(mail, 'auto-submitted')).toEqual(['auto-generated'])
    expect(header(mail, 'x-riscontro-id')).toEqual([mail.messageId])
    expect(mail.text).toContain('手術順利完成。')
    expect(mail.html).toContain('<h2')
  })

  it('goes below what it answers, and not once that is too old', async () => {
    const replyToken = { token: '<q-1@mail.donor.example> 收據\r\nX: y', expiresAt: now.getTime() + 1 }
    const answered = await read(textMessage('好的'), { replyToken, byMember: true })
    expect(answered).toMatchObject({ subject: 'Re: 收據 X: y', inReplyTo: '<q-1@mail.donor.example>' })
    expect(header(answered, 'auto-submitted')).toEqual([])
    const late = await read(textMessage('好的'), { replyToken: { ...replyToken, expiresAt: now.getTime() } })
    expect(late).toMatchObject({ subject: '好的' })
    expect(late.inReplyTo).toBeUndefined()
  })

  it('asks for answers where mail comes in', async () => {
    const elsewhere = openChannel('email', { ...settings, replyDomain: 'in.hands.example.org' })
    const [request] = elsewhere.compose(textMessage('hi'), to, context)
    expect((await PostalMime.parse(request?.body ?? '')).replyTo?.[0]?.address).toBe('hello@in.hands.example.org')
    expect(elsewhere.entryLink('smile-2026')).toBe('mailto:hello@in.hands.example.org?subject=RSC%3Asmile-2026')
    expect(channel.entryLink('RSC:a')).toBeNull()
  })

  it.each(['a@example.org, b@example.org', 'a@example.org\r\nDATA', '<a@example.org>', 'nobody', 'a b@example.org'])(
    'does not write to “%s”',
    (id) => {
      expect(() => channel.compose(textMessage('hi'), { type: 'user', id }, context)).toThrow(
        expect.objectContaining({ code: 'channels.address-unfit' }),
      )
    },
  )

  it('writes to no group', () => {
    expect(() => channel.compose(textMessage('hi'), { type: 'group', id: 'a@example.org' }, context)).toThrow(
      expect.objectContaining({ code: 'channels.address-unfit' }),
    )
  })

  it('hands a demo’s mail to the emulator by HTTP', () => {
    const sandboxOrigin = 'http://127.0.0.1:3000/sandbox/email'
    expect(composed(textMessage('hi'), { sandboxOrigin })).toMatchObject({
      method: 'POST',
      url: `${sandboxOrigin}/mails`,
    })
  })
})

describe('ending mails with one press (RFC 8058)', () => {
  const press = (url: string, method = 'POST') => {
    const { pathname, searchParams } = new URL(url)
    const query = Object.fromEntries(searchParams)
    const body = new TextEncoder().encode('List-Unsubscribe=One-Click')
    return channel.receive({ method, path: pathname, query, headers: {}, body }, now)
  }
  const link = async () =>
    /<(https[^>]+)>/.exec(header(await read(textMessage('hi'), { hookUrl }), 'list-unsubscribe')[0] ?? '')

  it('carries a link of its own, folded or not, and the word that makes it one press', async () => {
    const mail = await read(textMessage('hi'), { hookUrl })
    expect(header(mail, 'list-unsubscribe-post')).toEqual(['List-Unsubscribe=One-Click'])
    expect((await link())?.[1]).toMatch(
      /^https:\/\/riscontro\.example\.org\/hooks\/key\?unsubscribe=[\w-]+\.[\w-]{22}$/,
    )
    expect(header(await read(textMessage('hi')), 'list-unsubscribe')).toEqual([])
  })

  it('offers a mail of one word where nothing can be pressed, and understands it', async () => {
    const [, address, subject] =
      /<mailto:([^?]+)\?subject=(\w+)>/.exec(
        header(await read(textMessage('hi'), { hookUrl }), 'list-unsubscribe')[0] ?? '',
      ) ?? []
    expect(address).toBe('hello@hands.example.org')
    const body = new TextEncoder().encode(`From: mei.lin@donor.example\r\nSubject: ${subject}\r\n\r\n\r\n`)
    const query = { secret: settings.inboundSecret }
    const posted = { method: 'POST', path: '/', query, headers: { 'content-type': 'message/rfc822' }, body }
    expect(channel.receive(await channel.unpack(posted), now).events).toMatchObject([
      { type: 'message', text: 'unsubscribe' },
    ])
  })

  it('counts a press as the word that ends messages, a visit as nothing, and another’s link as nobody’s', async () => {
    const url = (await link())?.[1] ?? ''
    expect(press(url)).toMatchObject({
      accepted: true,
      response: { status: 200 },
      events: [{ type: 'message', userId: 'mei.lin@donor.example', text: 'unsubscribe' }],
    })
    expect(press(url, 'GET')).toMatchObject({ accepted: false, response: { status: 405 }, events: [] })
    const name = Buffer.from('paolo@donor.example').toString('base64url')
    expect(press(url.replace(/=[\w-]+\./, `=${name}.`))).toMatchObject({ accepted: false, response: { status: 401 } })
    expect(press(`${url}A`)).toMatchObject({ accepted: false, response: { status: 401 } })
  })
})
