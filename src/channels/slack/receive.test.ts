import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openChannel } from '../kinds.ts'
import { written } from './mrkdwn.ts'

const signingSecret = '8f742231b10e8888abcd99aaaaaa85a5'
const channel = openChannel('slack', { botToken: 'xoxb-000000000000-demo', signingSecret })
const now = new Date(1767225601000)

function receive(text: string, { secondsOff = 0, headers = {} } = {}) {
  const timestamp = String(now.getTime() / 1000 + secondsOff)
  const body = new TextEncoder().encode(text)
  const hex = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(body).digest('hex')
  const proof = { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${hex}` }
  return channel.receive({ method: 'POST', path: '/', query: {}, headers: { ...proof, ...headers }, body }, now)
}

const recorded = (name: string): unknown =>
  z
    .object({ webhook: z.unknown() })
    .parse(JSON.parse(readFileSync(new URL(`recorded/${name}.json`, import.meta.url), 'utf8'))).webhook

describe('hearing it from Slack', () => {
  it('answers the handshake with its challenge', () => {
    const { response } = receive('{"type":"url_verification","challenge":"3eZbrw1a"}')
    expect(response).toMatchObject({ status: 200, body: '3eZbrw1a' })
  })

  it('believes Slack’s own published example of a signature (docs.slack.dev, verifying requests, read 2026-11-22)', () => {
    const official = openChannel('slack', {
      botToken: 'xoxb-000000000000-demo',
      signingSecret: '8f742231b10e8888abcd99yyyzzz85a5',
    })
    const text =
      'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c'
    const heard = official.receive(
      {
        method: 'POST',
        path: '/',
        query: {},
        headers: {
          'x-slack-request-timestamp': '1531420618',
          'x-slack-signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
        },
        body: new TextEncoder().encode(text),
      },
      new Date(1531420618000),
    )
    expect(heard).toMatchObject({
      accepted: true,
      events: [{ type: 'command', command: 'webhook-collect', userId: 'U2CERLKJA' }],
    })
  })

  it('refuses a proof more than five minutes old, and one as far from the future', () => {
    const text = JSON.stringify(recorded('message-direct'))
    for (const secondsOff of [-300, 0, 300]) expect(receive(text, { secondsOff }).accepted).toBe(true)
    for (const secondsOff of [-301, 301, 1e9]) expect(receive(text, { secondsOff }).response.status).toBe(401)
  })

  it('refuses a true signature under another time', () => {
    const { accepted } = receive('{}', { headers: { 'x-slack-request-timestamp': String(now.getTime() / 1000 + 1) } })
    expect(accepted).toBe(false)
  })

  it('makes one message of a mention that comes as two events', () => {
    const event = { user: 'U1', text: '<@U0> hi', channel: 'C1', ts: '1767225600.000100' }
    const key = (type: string, event_id: string) =>
      receive(JSON.stringify({ type: 'event_callback', event_id, event_time: 1767225600, event: { ...event, type } }))
        .events[0]?.dedupeKey
    expect(key('message', 'Ev1')).toBe(key('app_mention', 'Ev2'))
  })

  it('says what Slack says again, and does not take the wrong kind of body for it', () => {
    const text = JSON.stringify(recorded('message-direct'))
    expect(receive(text, { headers: { 'x-slack-retry-num': '1' } }).events).toMatchObject([{ redelivered: true }])
    expect(receive('command=%2Fgift').response.status).toBe(400)
    expect(receive('payload=nothing').response.status).toBe(400)
  })

  it('keeps no secret of what it ignores', () => {
    const payload = { type: 'new', token: 'old', response_url: 'https://hooks.slack.com/x', more: 1 }
    const { events } = receive(new URLSearchParams({ payload: JSON.stringify(payload) }).toString())
    expect(events).toMatchObject([{ type: 'ignored' }])
    expect(events[0]?.raw).toEqual({ type: 'new', more: 1 })
  })

  it('gives words back as they were written', () => {
    expect(written('1 &lt; 2 &amp;amp; <https://example.org>')).toBe('1 < 2 &amp; https://example.org')
    expect(written('<mailto:a@example.org|a@example.org> <#C1|general> <!here> <@U1>')).toBe(
      'a@example.org #general @here <@U1>',
    )
    expect(written('<https://example.org/give|give here>')).toBe('give here https://example.org/give')
  })
})

describe('setting Slack up', () => {
  const context = { now }
  const answer = (body: object, headers = {}) => ({
    kind: 'answered' as const,
    status: 200,
    headers,
    body: JSON.stringify({ ok: true, ...body }),
  })

  it('finds who the app is and which rights it lacks', () => {
    const who = { user: 'riscontro', team: 'Helping Hands' }
    const scopes = 'chat:write,im:history,channels:history,users:read,files:read'
    expect(channel.readCheck([answer(who, { 'x-oauth-scopes': scopes })], '')).toEqual([
      { about: 'credentials', isRight: true },
      { about: 'name', isRight: true, words: 'riscontro · Helping Hands' },
      { about: 'permissions', isRight: true },
    ])
    expect(channel.readCheck([answer(who, { 'x-oauth-scopes': 'chat:write' })], '').at(-1)).toEqual({
      about: 'permissions',
      isRight: false,
      words: 'im:history, channels:history, users:read, files:read',
    })
    expect(channel.check(context)).toMatchObject([{ method: 'GET', url: 'https://slack.com/api/auth.test', body: '' }])
    expect(channel.readCheck([answer({ user: 'riscontro' })], '')).toEqual([
      { about: 'credentials', isRight: true },
      { about: 'name', isRight: true, words: 'riscontro' },
    ])
    const silence = { kind: 'unanswered', reason: 'timeout' } as const
    for (const nothing of [answer({ ok: false, error: 'invalid_auth' }), { ...answer(who), status: 500 }, silence])
      expect(channel.readCheck([nothing], '')).toEqual([{ about: 'credentials', isRight: false }])
    expect(channel.readCheck([], '')).toEqual([{ about: 'credentials', isRight: false }])
  })

  it('asks who somebody is, and knows nobody who has left', () => {
    expect(channel.profile('U1', context)?.url).toBe('https://slack.com/api/users.info?user=U1&include_locale=true')
    const user = { real_name: 'Mei Lin', locale: 'zh-TW', profile: { display_name: '', real_name: 'Mei Lin' } }
    expect(channel.readProfile(answer({ user }))).toEqual({ displayName: 'Mei Lin', language: 'zh-TW' })
    for (const nobody of [{ ...user, deleted: true }, { ...user, is_bot: true }, { name: '' }, {}])
      expect(channel.readProfile(answer({ user: nobody }))).toBeNull()
    expect(channel.readProfile({ ...answer({ user }), status: 500 })).toBeNull()
    const names = { name: 'mei', real_name: 'Mei', profile: { display_name: 'M.', real_name: 'M. L.' } }
    const shown = (user: object) => channel.readProfile(answer({ user }))?.displayName
    expect(shown(names)).toBe('M.')
    expect(shown({ ...names, profile: { real_name: 'M. L.' } })).toBe('M. L.')
    expect(shown({ ...names, profile: {} })).toBe('Mei')
    expect(shown({ name: 'mei' })).toBe('mei')
    const pictured = { ...user, profile: { display_name: 'Mei', image_192: 'https://avatars.example/192.png' } }
    expect(channel.readProfile(answer({ user: pictured }))?.pictureUrl).toBe('https://avatars.example/192.png')
    expect(channel.readProfile(answer({ user: { ...user, profile: { image_192: 'none' } } }))?.displayName).toBe(
      'Mei Lin',
    )
  })

  it('shows its token to Slack’s files and to nobody else', () => {
    const at = (url: string) => channel.contentAt(answer({ file: { url_private: url } }), context)
    expect(channel.content('F1', context)?.url).toBe('https://slack.com/api/files.info?file=F1')
    expect(at('https://files.slack.com/files-pri/T0-F1/a.jpg')?.headers).toEqual({
      authorization: 'Bearer xoxb-000000000000-demo',
    })
    const both = { url_private_download: 'https://files.slack.com/d', url_private: 'https://files.slack.com/p' }
    expect(channel.contentAt(answer({ file: both }), context)).toMatchObject({
      part: 0,
      method: 'GET',
      url: both.url_private_download,
      body: '',
    })
    expect(channel.contentAt({ ...answer({ file: both }), status: 404 }, context)).toBeNull()
    expect(channel.contentAt(answer({ ok: false, file: both }), context)).toBeNull()
    expect(channel.contentAt(answer({ file: {} }), context)).toBeNull()
    const demo = { ...context, sandboxOrigin: 'http://127.0.0.1:3000/sandbox/slack' }
    const inDemo = (url: string) => channel.contentAt(answer({ file: { url_private: url } }), demo)?.url
    expect(inDemo('http://127.0.0.1:3000/sandbox/slack/f/1')).toBe('http://127.0.0.1:3000/sandbox/slack/f/1')
    expect(inDemo('http://127.0.0.1:3000/sandbox/slacker/f/1')).toBeUndefined()
    for (const stranger of [
      'no address',
      'https://files.slack.com.example.org/a',
      'https://a@files.slack.com/a',
      'http://files.slack.com/a',
      'https://docs.google.com/a',
      'https://files.slack.com:8443/a',
    ]) {
      expect(at(stranger)).toBeNull()
    }
  })
})
