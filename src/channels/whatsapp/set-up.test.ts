import { describe, expect, it } from 'vitest'
import type { MenuEntry } from '../adapter.ts'
import { openChannel } from '../kinds.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'

const settings = {
  phoneNumberId: '106540352242922',
  businessAccountId: '102290129340398',
  accessToken: 'EAAG-a-system-users-token',
  appSecret: '0123456789abcdef0123456789abcdef',
  verifyToken: 'a-token-of-our-own-choice',
}
const channel = openChannel('whatsapp', settings)
const known = openChannel('whatsapp', { ...settings, publicNumber: '+886223456789' })
const context = { now: new Date(1767225601000) }
const hookUrl = 'https://give.example.org/hooks/key'
const answer = (body: object, status = 200): ProviderResponse => ({
  kind: 'answered',
  status,
  headers: {},
  body: JSON.stringify(body),
})
const silence: ProviderResponse = { kind: 'unanswered', reason: 'timeout' }
const asked = (requests: readonly ProviderRequest[] | null) =>
  (requests ?? []).map(({ method, url, body }) => [
    method,
    url.replace('https://graph.facebook.com/v23.0/', ''),
    ...(body === '' ? [] : [JSON.parse(body)]),
  ])

describe('setting WhatsApp up', () => {
  it('makes the account deliver to us, with the word by which we know Meta', () => {
    expect(asked(channel.register(hookUrl, context))).toEqual([
      [
        'POST',
        '102290129340398/subscribed_apps',
        { override_callback_uri: hookUrl, verify_token: 'a-token-of-our-own-choice' },
      ],
    ])
  })

  it('asks who the number is and where the account delivers', () => {
    expect(asked(channel.check(context))).toEqual([
      ['GET', '106540352242922?fields=display_phone_number,verified_name'],
      ['GET', '102290129340398/subscribed_apps'],
    ])
  })

  it('tells name and number, and whether Meta delivers to us', () => {
    const number = answer({ verified_name: 'Helping Hands', display_phone_number: '+886 2 2345 6789' })
    const to = (override_callback_uri?: string) =>
      answer({ data: [{ whatsapp_business_api_data: {} }, { override_callback_uri }] })
    const found = channel.readCheck([number, to(hookUrl)], hookUrl)
    expect(found).toEqual([
      { about: 'credentials', isRight: true },
      { about: 'name', isRight: true, words: 'Helping Hands +886 2 2345 6789' },
      { about: 'webhook', isRight: true },
    ])
    for (const elsewhere of [to('https://elsewhere.example/'), to(), answer({ data: [] }), silence, answer({}, 500)])
      expect(channel.readCheck([number, elsewhere], hookUrl).at(-1)).toEqual({ about: 'webhook', isRight: false })
    const unnamed = channel.readCheck([answer({ display_phone_number: '+886' }), to(hookUrl)], hookUrl)
    expect(unnamed[1]).toEqual({ about: 'name', isRight: true, words: '+886' })
  })

  it.each([[silence], [answer({ error: { code: 190 } }, 401)]])(
    'says of %j that the credentials are wrong',
    (refusal) => {
      expect(channel.readCheck([refusal, silence], hookUrl)).toEqual([{ about: 'credentials', isRight: false }])
    },
  )
})

describe('the menu of WhatsApp', () => {
  const command = (payload: string, label = 'Give'): MenuEntry => ({ label, action: { type: 'postback', payload } })
  const commandsOf = (entries: readonly MenuEntry[]) =>
    JSON.parse(channel.menu(entries, context)?.[0]?.body ?? '').commands

  it('is slash commands; a link has no place in it', () => {
    const link: MenuEntry = { label: 'Ours', action: { type: 'link', url: 'https://give.example.org/' } }
    expect(asked(channel.menu([command('give'), link], context))).toEqual([
      [
        'POST',
        '106540352242922/conversational_automation',
        { commands: [{ command_name: 'give', command_description: 'Give' }] },
      ],
    ])
    expect(commandsOf([])).toEqual([])
  })

  it('holds thirty of at most thirty characters, described in at most 256, no character torn', () => {
    const many = Array.from({ length: 31 }, (_, at) => command(`c${at}`.padEnd(31, 'x'), `${'長'.repeat(255)}👋`))
    const commands: { command_name: string; command_description: string }[] = commandsOf(many)
    expect(commands).toHaveLength(30)
    expect(commands[0]).toEqual({ command_name: 'c0'.padEnd(30, 'x'), command_description: `${'長'.repeat(255)}…` })
    expect(commandsOf([command('a', 'y'.repeat(256))])[0].command_description).toBe('y'.repeat(256))
  })
})

describe('a file on WhatsApp', () => {
  it('is asked for by its id, and fetched under our token without saying anything', () => {
    expect(asked([channel.content('wamid/1', context)].flatMap((one) => one ?? []))).toEqual([['GET', 'wamid%2F1']])
    const url = 'https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1'
    expect(channel.contentAt(answer({ url }), context)).toEqual({
      part: 0,
      method: 'GET',
      url,
      headers: { authorization: 'Bearer EAAG-a-system-users-token' },
      body: '',
      quotaCount: 0,
    })
    for (const nothing of [silence, answer({ url }, 404), answer({}), answer({ url: 'https://fbsbx.net/x' })])
      expect(channel.contentAt(nothing, context)).toBeNull()
  })
})

describe('a link to WhatsApp', () => {
  it('needs the number; one with a code only a code that comes back whole', () => {
    expect([known.chatLink(), known.callLink()]).toEqual([
      'https://wa.me/886223456789',
      'https://wa.me/call/886223456789',
    ])
    expect([channel.chatLink(), channel.callLink(), channel.entryLink('a')]).toEqual([null, null, null])
    expect(known.entryLink('a'.repeat(100))).toBe(`https://wa.me/886223456789?text=RSC%3A${'a'.repeat(100)}`)
    for (const code of ['', 'a'.repeat(101), 'a b', '!a', 'a!']) expect(known.entryLink(code)).toBeNull()
  })
})
