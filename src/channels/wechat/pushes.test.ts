import { describe, expect, it } from 'vitest'
import { readPush } from './pushes.ts'

const now = new Date(1767225601000)
const push = (fields: Record<string, string>) =>
  readPush(
    `<xml>${Object.entries({ FromUserName: 'oA', CreateTime: '1767225600', ...fields })
      .map(([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`)
      .join('')}</xml>`,
    now,
  ) ?? []
const keysOf = (...pushes: ReturnType<typeof push>[]) => new Set(pushes.flat().map(({ dedupeKey }) => dedupeKey)).size
const event = (Event: string, EventKey: string, more = {}) => push({ MsgType: 'event', Event, EventKey, ...more })
const text = (fields: Record<string, string>) => push({ MsgType: 'text', Content: '你好', ...fields })

describe('naming what WeChat pushes', () => {
  it('D5: a text with the same MsgId three times within fifteen seconds is one', () => {
    expect(keysOf(text({ MsgId: '1' }), text({ MsgId: '1', CreateTime: '1767225610' }), text({ MsgId: '1' }))).toBe(1)
  })

  it('keeps ids apart that are the same number to a computer', () => {
    expect(keysOf(text({ MsgId: '9007199254740993' }), text({ MsgId: '9007199254740992' }))).toBe(2)
  })

  it('D5: a follow, a scan and an unfollow of the same person in the same second are three', () => {
    expect(keysOf(event('subscribe', ''), event('SCAN', ''), event('unsubscribe', ''))).toBe(3)
  })

  it('takes two lines of the menu pressed in one second for two, and one delivered twice for one', () => {
    expect(keysOf(event('CLICK', 'give'), event('CLICK', 'ask'))).toBe(2)
    expect(keysOf(event('CLICK', 'give'), event('CLICK', 'give'))).toBe(1)
  })

  it('stays short, however long the link of a menu is', () => {
    const [viewed] = event('VIEW', `https://example.org/${'a'.repeat(1000)}`, { FromUserName: 'o'.repeat(64) })
    expect(viewed?.dedupeKey.length).toBeLessThanOrEqual(200)
  })
})

describe('the windows WeChat opens', () => {
  const second = 1767225600000

  it('W6: a tap on the menu, a follow and a scan allow three messages within a minute', () => {
    const brief = { closesAt: second + 60_000, messages: 3 }
    for (const name of ['CLICK', 'subscribe', 'SCAN']) expect(event(name, 'x')).toMatchObject([{ window: brief }])
  })

  it('W6: words and answers to our menus allow five within 48 hours', () => {
    const long = { closesAt: second + 48 * 3_600_000, messages: 5 }
    expect(text({ MsgId: '1' })).toMatchObject([{ type: 'message', at: second, window: long }])
    expect(text({ MsgId: '2', bizmsgmenuid: 'give' })).toMatchObject([{ type: 'postback', window: long }])
  })

  it('opens none for what nobody wrote', () => {
    for (const name of ['unsubscribe', 'VIEW', 'TEMPLATESENDJOBFINISH'])
      expect(event(name, '')[0]?.window).toBeUndefined()
  })

  it('W2: counts from WeChat’s clock and not from ours', () => {
    expect(event('CLICK', 'give', { CreateTime: '1767214800' })).toMatchObject([
      { at: second - 3 * 3_600_000, window: { closesAt: second - 3 * 3_600_000 + 60_000 } },
    ])
  })
})

describe('who follows', () => {
  it('brings the code of a QR along, but not a payment’s number', () => {
    expect(event('subscribe', 'qrscene_gift-1')).toMatchObject([{ type: 'follow', referral: 'gift-1' }])
    expect(event('subscribe', 'last_trade_no_4200000001')[0]?.referral).toBeUndefined()
  })
})
