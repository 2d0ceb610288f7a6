import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import type { ProviderResponse } from '../request.ts'
import type { SignedIn } from '../sign-in.ts'
import { line } from './adapter.ts'
import { askSignedIn, readSignedIn, signInUrl } from './login.ts'

const config = line.parseConfig({
  ...{ channelId: '1234567890', channelSecret: '0123456789abcdef0123456789abcdef' },
  ...{ loginChannelId: '2000000001', loginChannelSecret: 'fedcba9876543210fedcba9876543210' },
})
const now = new Date('2026-11-22T10:00:00Z')
const ask = { returnUrl: 'https://example.org/me/a/b/back', state: 'ab'.repeat(16), nonce: 'n-of-this-page' }
const claims = {
  iss: 'https://access.line.me',
  sub: 'U4af4980629',
  aud: '2000000001',
  exp: now.getTime() / 1000 + 60,
  nonce: ask.nonce,
}

/** As LINE writes one for web login ("Get profile information from ID tokens", read 2026-11-22). */
function idToken(said: object, { alg = 'HS256', secret = 'fedcba9876543210fedcba9876543210' } = {}): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${part({ typ: 'JWT', alg })}.${part(said)}`
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
}

function told(token: string): SignedIn {
  const body = JSON.stringify({ access_token: 'x', token_type: 'Bearer', scope: 'openid', id_token: token })
  return readSignedIn({ kind: 'answered', status: 200, headers: {}, body }, ask, config, now)
}

it('sends a visitor to LINE to say who they are, and asks for nothing but that', () => {
  const url = new URL(signInUrl(ask, config, { now }) ?? '')
  expect(url.origin + url.pathname).toBe('https://access.line.me/oauth2/v2.1/authorize')
  expect(Object.fromEntries(url.searchParams)).toEqual({
    ...{ response_type: 'code', client_id: '2000000001', redirect_uri: ask.returnUrl, scope: 'openid' },
    ...{ state: ask.state, nonce: ask.nonce },
  })
  const { loginChannelSecret: _, ...unable } = config
  expect(signInUrl(ask, unable, { now })).toBeNull()
})

it('changes the code for an ID token, once and with its own secret', () => {
  const { url, method, headers, body, idempotencyKey } = askSignedIn('c0de', ask, config, { now })
  expect([method, url, idempotencyKey]).toEqual(['POST', 'https://api.line.me/oauth2/v2.1/token', undefined])
  expect(headers).toEqual({ 'content-type': 'application/x-www-form-urlencoded' })
  expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
    ...{ grant_type: 'authorization_code', code: 'c0de', redirect_uri: ask.returnUrl },
    ...{ client_id: '2000000001', client_secret: 'fedcba9876543210fedcba9876543210' },
  })
})

it('believes an ID token that LINE has signed for this very page', () => {
  expect(told(idToken(claims))).toEqual({ kind: 'signed_in', userId: 'U4af4980629', displayName: undefined })
})

it.each([
  ['signed by somebody else', idToken(claims, { secret: '0'.repeat(32) })],
  ['signed by nobody', `${idToken(claims, { alg: 'none' }).split('.').slice(0, 2).join('.')}.`],
  ['with our secret under another name', idToken(claims, { alg: 'ES256' })],
  ['changed by one byte', idToken(claims).replace(/.(?=\.[^.]*$)/, 'x')],
  ['for another channel', idToken({ ...claims, aud: '2000000002' })],
  ['of another issuer', idToken({ ...claims, iss: 'https://access.line.me.example.org' })],
  ['for another page', idToken({ ...claims, nonce: 'n-of-another' })],
  ['without the page’s own word', idToken({ ...claims, nonce: undefined })],
  ['that has ended', idToken({ ...claims, exp: now.getTime() / 1000 })],
  ['that is none', 'a.b'],
])('refuses an ID token %s', (_what, token) => {
  expect(told(token)).toMatchObject({ kind: 'refused' })
})

it('refuses what is no answer to the question', () => {
  const answers: ProviderResponse[] = [
    { kind: 'unreached', reason: 'ENOTFOUND' },
    { kind: 'answered', status: 400, headers: {}, body: '{"error":"invalid_grant","error_description":"used"}' },
    { kind: 'answered', status: 200, headers: {}, body: '<html>' },
  ]
  const words = ['ENOTFOUND', 'invalid_grant', '200']
  expect(answers.map((answer) => readSignedIn(answer, ask, config, now))).toEqual(
    words.map((one) => ({ kind: 'refused', words: one })),
  )
  const { loginChannelSecret: _, ...unable } = config
  const signed = {
    kind: 'answered',
    status: 200,
    headers: {},
    body: JSON.stringify({ id_token: idToken(claims) }),
  } as const
  expect(readSignedIn(signed, ask, unable, now)).toMatchObject({ kind: 'refused' })
  expect(() => askSignedIn('c0de', ask, unable, { now })).toThrow(
    expect.objectContaining({ code: 'channels.not-authorised' }),
  )
})
