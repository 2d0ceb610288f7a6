import { expect, it } from 'vitest'
import { openChannel } from '../kinds.ts'
import type { ProviderResponse } from '../request.ts'

const channel = openChannel('line', { channelId: '1234567890', channelSecret: '0123456789abcdef0123456789abcdef' })
const now = new Date(1767225601000)
const context = { now, accessToken: { token: 't', expiresAt: now.getTime() + 60_000 } }
const hookUrl = 'https://give.example.org/hooks/k3y'
const answer = (body: object, status = 200): ProviderResponse => ({
  kind: 'answered',
  status,
  headers: {},
  body: JSON.stringify(body),
})
/** The examples of messaging-api.yml @ 6e4c2a2, read 2026-11-22. */
const info = answer({ userId: 'Ub9952f8', basicId: '@216ru', displayName: 'Example name', chatMode: 'bot' })
const reached = answer({
  success: true,
  timestamp: '2020-09-30T05:38:20.031Z',
  statusCode: 200,
  reason: 'OK',
  detail: '200',
})
const at = (endpoint: string, active = true) => answer({ endpoint, active })

it('tells LINE where to deliver, then asks who we are, whether LINE reaches us, and where it delivers', () => {
  expect(channel.register(hookUrl, context)).toMatchObject([
    { method: 'PUT', url: 'https://api.line.me/v2/bot/channel/webhook/endpoint', body: `{"endpoint":"${hookUrl}"}` },
  ])
  expect(channel.check(context)?.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
    'GET /v2/bot/info',
    'POST /v2/bot/channel/webhook/test',
    'GET /v2/bot/channel/webhook/endpoint',
  ])
  const sandbox = { ...context, sandboxOrigin: 'http://127.0.0.1:3000/sandbox/line' }
  expect([channel.register(hookUrl, sandbox), channel.check(sandbox)?.length]).toEqual([[], 2])
})

it('says what is right and what is left, in LINE’s words', () => {
  const right = [
    { about: 'credentials', isRight: true },
    { about: 'name', isRight: true, words: 'Example name @216ru' },
  ]
  const found = (...answers: ProviderResponse[]) => channel.readCheck(answers, hookUrl)
  expect(found(info, reached, at(hookUrl))).toEqual([...right, { about: 'webhook', isRight: true }])
  expect(found(info, reached)).toEqual([...right, { about: 'webhook', isRight: true }])
  expect(found(info, reached, at(hookUrl, false)).at(-1)).toMatchObject({ about: 'events', isRight: false })
  expect(found(info, reached, at('https://old.example.org/bot'))).toContainEqual({
    about: 'webhook',
    isRight: false,
    words: 'https://old.example.org/bot',
  })
  const unreached = answer({ success: false, reason: 'COULD_NOT_CONNECT', detail: 'TLS handshake failure' })
  expect(found(info, unreached, at(hookUrl))).toContainEqual({
    about: 'webhook',
    isRight: false,
    words: 'COULD_NOT_CONNECT TLS handshake failure',
  })
  expect(found(answer({ message: 'Authentication failed' }, 401))).toEqual([
    { about: 'credentials', isRight: false, words: 'Authentication failed' },
  ])
  expect(found({ kind: 'unanswered', reason: 'timeout' })).toMatchObject([{ words: 'timeout' }])
  expect(found()).toMatchObject([{ about: 'credentials', isRight: false }])
})
