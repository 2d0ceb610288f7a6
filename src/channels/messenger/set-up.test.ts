import { describe, expect, it } from 'vitest'
import { openChannel } from '../kinds.ts'
import { metaSignature } from '../meta/hook.ts'
import type { ProviderResponse } from '../request.ts'

const settings = {
  pageId: '106540352242922',
  accessToken: 'EAAG-a-pages-own-token',
  appSecret: '0123456789abcdef0123456789abcdef',
  verifyToken: 'a-token-of-our-own-choice',
}
const channel = openChannel('messenger', settings)
const context = { now: new Date(1767225601000) }
const answer = (body: object, status = 200): ProviderResponse => ({
  kind: 'answered',
  status,
  headers: {},
  body: JSON.stringify(body),
})
const bodies = (requests: readonly { method: string; url: string; body: string }[] | null) =>
  requests?.map(({ method, url, body }) => [method, url.slice(33), body === '' ? null : JSON.parse(body)])
const fields =
  'messages,message_deliveries,message_echoes,message_edits,message_reactions,message_reads,messaging_account_linking,' +
  'messaging_optins,messaging_postbacks,messaging_referrals,standby,feed'

describe('setting Messenger up', () => {
  it('subscribes the page to everything we read and sets Get Started', () => {
    expect(bodies(channel.register('https://example.org/hooks/k', context))).toEqual([
      ['POST', '106540352242922/subscribed_apps', { subscribed_fields: fields }],
      ['POST', 'me/messenger_profile', { get_started: { payload: 'start' } }],
    ])
  })

  it('asks whose token it is and whom the page tells its news', () => {
    expect(bodies(channel.check(context))).toEqual([
      ['GET', 'me?fields=name', null],
      ['GET', '106540352242922/subscribed_apps', null],
    ])
    const found = channel.readCheck([answer({ id: settings.pageId }), answer({ data: [] })], '')
    expect(found[1]).toEqual({ about: 'name', isRight: true, words: settings.pageId })
  })

  it('fetches files from Meta’s own names only, without our token', () => {
    const from = (url: string, sandboxOrigin?: string) => channel.contentFrom(url, { ...context, sandboxOrigin })
    for (const host of ['cdn.fbsbx.com', 'scontent.xx.fbcdn.net', 'www.facebook.com', 'scontent.cdninstagram.com']) {
      const url = `https://${host}/v/1.jpg`
      expect(from(url)).toEqual({ part: 0, method: 'GET', url, headers: {}, body: '', quotaCount: 0 })
    }
    for (const stranger of [
      ...['https://cdn.fbsbx.net/1', 'https://fbcdn.com/1', 'https://evilfbcdn.net/1', 'https://fbcdn.net.example/1'],
      ...['http://cdn.fbsbx.com/1', 'https://cdn.fbsbx.com:8443/1', 'no address'],
    ])
      expect(from(stranger)).toBeNull()
    const demo = 'http://127.0.0.1:3000'
    expect(from('http://127.0.0.1:3000/f/1', demo)?.url).toBe('http://127.0.0.1:3000/f/1')
    expect(from('http://127.0.0.1:30001/f/1', demo)).toBeNull()
  })

  it('tells the page by name, and what is not subscribed', () => {
    const page = answer({ id: settings.pageId, name: 'A charity' })
    const subscribed = (list: string[]) => answer({ data: [{ id: '1', name: 'Riscontro', subscribed_fields: list }] })
    expect(channel.readCheck([page, subscribed(fields.split(','))], '')).toEqual([
      { about: 'credentials', isRight: true },
      { about: 'name', isRight: true, words: 'A charity' },
      { about: 'webhook', isRight: true, words: 'Riscontro' },
    ])
    expect(channel.readCheck([page, subscribed(fields.split(',').slice(0, -2))], '').at(-1)).toEqual({
      about: 'events',
      isRight: false,
      words: 'standby, feed',
    })
    expect(channel.readCheck([page, answer({ data: [] })], '').at(-1)).toMatchObject({
      about: 'webhook',
      isRight: false,
    })
    expect(channel.readCheck([answer({ error: { code: 190 } }, 400)], '')).toEqual([
      { about: 'credentials', isRight: false },
    ])
  })

  it('puts a menu beside the conversation, and takes it away', () => {
    const entries = [
      { label: 'A label of more than thirty characters', action: { type: 'postback' as const, payload: 'give' } },
      { label: '我的捐款', action: { type: 'link' as const, url: 'https://example.org/mine' } },
    ]
    expect(bodies(channel.menu(entries, context))?.[1]).toEqual([
      'POST',
      'me/messenger_profile',
      {
        persistent_menu: [
          {
            locale: 'default',
            composer_input_disabled: false,
            call_to_actions: [
              { type: 'postback', title: 'A label of more than thirty c…', payload: 'give' },
              { type: 'web_url', title: '我的捐款', url: 'https://example.org/mine' },
            ],
          },
        ],
      },
    ])
    expect(bodies(channel.menu([], context))).toEqual([
      ['DELETE', 'me/messenger_profile', { fields: ['persistent_menu'] }],
    ])
  })

  it('opens a conversation by a link whose code comes back', () => {
    expect(channel.entryLink('star-2026')).toBe('https://m.me/106540352242922?ref=star-2026')
    for (const code of ['a b', '', 'a'.repeat(101), '!a', 'a!']) expect(channel.entryLink(code)).toBeNull()
    expect(channel.chatLink()).toBe('https://m.me/106540352242922')
  })

  it('says names in the order of their language', () => {
    const named = (first_name: string, last_name: string) => channel.readProfile(answer({ first_name, last_name }))
    expect(named('小美', '林')?.displayName).toBe('林小美')
    expect(named('Ada', 'Rossi')?.displayName).toBe('Ada Rossi')
    expect(channel.readProfile(answer({ id: '1' }))).toBeNull()
    expect(channel.readProfile(answer({ first_name: 'Ada' }))).toEqual({ displayName: 'Ada' })
    expect(channel.readProfile(answer({ first_name: 'Ada' }, 400))).toBeNull()
    const pictured = { last_name: 'Rossi', profile_pic: 'https://scontent.xx.fbcdn.net/1.jpg' }
    expect(channel.readProfile(answer(pictured))).toEqual({ displayName: 'Rossi', pictureUrl: pictured.profile_pic })
    expect(channel.profile('1/2', context)?.url.slice(33)).toBe('1%2F2?fields=first_name,last_name,profile_pic')
  })

  it('shows the dots to a person', () => {
    const typing = channel.typing({ type: 'user', id: '62547859' }, context)
    expect(JSON.parse(typing?.body ?? '')).toEqual({ recipient: { id: '62547859' }, sender_action: 'typing_on' })
  })
})

describe('what is told about other pages', () => {
  const receive = (webhook: object) => {
    const body = new TextEncoder().encode(JSON.stringify(webhook))
    const headers = { 'x-hub-signature-256': metaSignature(body, settings.appSecret) }
    return channel.receive({ method: 'POST', path: '', query: {}, headers, body }, context.now).events
  }
  const item = (to: string, mid: string) => ({
    sender: { id: '6254' },
    recipient: { id: to },
    timestamp: 1767225600,
    message: { mid, text: 'hi' },
  })

  it('is kept and not read', () => {
    const webhook = { object: 'page', entry: [{ id: '999', time: 1, messaging: [item('999', 'm_1')] }] }
    expect(receive(webhook).map(({ type }) => type)).toEqual(['ignored'])
    const elsewhere = { object: 'instagram', entry: [{ id: settings.pageId, messaging: [item(settings.pageId, 'm')] }] }
    expect(receive(elsewhere).map(({ type }) => type)).toEqual(['ignored'])
  })

  it('a message in the clothes of a change is real only when it is addressed to us', () => {
    const change = (to: string) => ({
      object: 'page',
      entry: [{ id: settings.pageId, time: 1767225600, changes: [{ field: 'messages', value: item(to, 'm_1') }] }],
    })
    expect(receive(change('23245'))).toMatchObject([{ type: 'webhook_check' }])
    expect(receive(change(settings.pageId))).toMatchObject([{ type: 'message', text: 'hi', at: 1767225600000 }])
  })

  it('ids too long for a key are told apart by their end', () => {
    const long = (end: string) => `m_${'x'.repeat(300)}${end}`
    const messaging = [item(settings.pageId, long('1')), item(settings.pageId, long('2'))]
    const keys = receive({ object: 'page', entry: [{ id: settings.pageId, messaging }] }).map((one) => one.dedupeKey)
    expect(new Set(keys).size).toBe(2)
    expect(keys.every((key) => key.length <= 200)).toBe(true)
  })
})
