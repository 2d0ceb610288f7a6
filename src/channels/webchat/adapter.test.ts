import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { conformance } from '../kit/conformance.ts'
import { readRecordings } from '../kit/recordings.ts'
import type { Inspection } from '../kit/subject.ts'
import { textMessage } from '../message.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import { webchat } from './adapter.ts'
import { streamEntry } from './compose.ts'
import { identifierHash, issueVisitorToken, readVisitorToken, verifyIdentity, verifyVisitorToken } from './visitor.ts'

const secret = 'a-visitor-secret-of-32-characters'
const settings = {
  visitorSecret: secret,
  identitySecret: 'an-identity-secret-of-32-letters',
  origins: ['https://example.org'],
}
const now = new Date(1767225601000)
const visitorId = 'f3Jm0Qk5d8R2t7Yw1ZxAeg'
const token = issueVisitorToken(visitorId, new Date(now.getTime() + 30 * 24 * 60 * 60 * 1000), secret)
const to = { type: 'user' as const, id: visitorId }
const context = { now, deliveryId: '0191e180-7d60-7000-aded-7d8b151cbd5b' }
const bytes = (text: string) => new TextEncoder().encode(text)

const post = (body: Uint8Array, headers: Record<string, string> = {}) => ({
  method: 'POST',
  path: '/webchat/key',
  query: {},
  headers: { authorization: `Bearer ${token}`, origin: 'https://example.org', ...headers },
  body,
})

const [append] = webchat.compose(textMessage('Thank you'), to, webchat.parseConfig(settings), context)
if (append === undefined) throw new Error('nothing composed')
const answer = (status: number, body = ''): ProviderResponse => ({ kind: 'answered', status, headers: {}, body })

conformance({
  adapter: webchat,
  settings,
  badSettings: [
    { settings: { visitorSecret: 'short' }, field: 'visitorSecret' },
    { settings: { ...settings, origins: ['https://example.org', 'example'] }, field: 'origins.1' },
  ],
  now,
  sign: (body) => post(body),
  proof: { place: 'headers', name: 'authorization', covers: 'sender' },
  recordings: readRecordings(new URL('recorded/', import.meta.url)),
  unknownEvent: '{"type":"wave","messageId":"7f9c24e8-3b12-4fef-91e0-1b6a5a0c9d77","hand":"left"}',
  redeliver: (body) => body,
  to,
  context,
  inspect,
  verdicts: [
    {
      name: '201 is appended, under our own id',
      request: append,
      response: answer(201),
      outcome: { kind: 'accepted', providerIds: [append.idempotencyKey ?? ''] },
    },
    {
      name: '200 is appended before',
      request: append,
      response: answer(200),
      outcome: { kind: 'accepted', providerIds: [append.idempotencyKey ?? ''] },
    },
    { name: '429 is too fast', request: append, response: answer(429), outcome: { kind: 'rate_limited' } },
    {
      name: '404 is no such visitor',
      request: append,
      response: answer(404, 'no such visitor'),
      outcome: { kind: 'rejected', code: '404', words: 'no such visitor' },
    },
    { name: '503 is repeatable', request: append, response: answer(503), outcome: { kind: 'retryable' } },
  ],
})

describe('the web chat endpoint', () => {
  const config = webchat.parseConfig(settings)
  const hello = bytes(
    '{"type":"message","messageId":"7f9c24e8-3b12-4fef-91e0-1b6a5a0c9d01","at":1767225600000,"text":"hi"}',
  )
  const receive = (request: ReturnType<typeof post>, at = now) => webchat.receive(request, config, at)

  it('refuses a site that is not on the list, and takes a caller without Origin', () => {
    expect(receive(post(hello, { origin: 'https://example.com' })).response.status).toBe(403)
    const { origin: _, ...headers } = post(hello).headers
    expect(receive({ ...post(hello), headers: { ...headers, origin: 'https://example.org' } }).accepted).toBe(true)
    expect(webchat.receive({ ...post(hello), headers }, config, now).accepted).toBe(true)
  })

  it('gives the same message id of two visitors two keys', () => {
    const other = issueVisitorToken('another-visitor-id-000', new Date(now.getTime() + 1000), secret)
    const keys = [post(hello), post(hello, { authorization: `Bearer ${other}` })].map(
      (request) => receive(request).events[0]?.dedupeKey,
    )
    expect(new Set(keys).size).toBe(2)
  })

  it('believes no clock that runs ahead or far behind', () => {
    const at = (claimed: number) =>
      receive(post(bytes(`{"type":"open","messageId":"7f9c24e8-3b12-4fef-91e0-1b6a5a0c9d02","at":${claimed}}`)))
        .events[0]?.at
    expect([at(9e15), at(-1)]).toEqual([now.getTime(), now.getTime() - 86_400_000])
  })

  const id = '7f9c24e8-3b12-4fef-91e0-1b6a5a0c9d03'
  const statusOf = (content: object) =>
    receive(post(bytes(JSON.stringify({ messageId: id, at: now.getTime(), ...content })))).response.status
  const file = { id, kind: 'file', fileName: 'a.pdf' }

  const bounds: readonly (readonly [string, object, object])[] = [
    ['a text', { type: 'message', text: 'x'.repeat(5000) }, { type: 'message', text: 'x'.repeat(5001) }],
    ['no words at all', { type: 'message', text: 'x' }, { type: 'message', text: '' }],
    ['no words and no files', { type: 'message', uploads: [file] }, { type: 'message', uploads: [] }],
    ['files', { type: 'message', uploads: Array(5).fill(file) }, { type: 'message', uploads: Array(6).fill(file) }],
    ...['image', 'video', 'audio'].map((kind): [string, object, object] => [
      `a file that is no ${kind}`,
      { type: 'message', uploads: [{ ...file, kind }] },
      { type: 'message', uploads: [{ ...file, kind: `${kind}s` }] },
    ]),
    [
      'the name of a file',
      { type: 'message', uploads: [{ ...file, fileName: 'x'.repeat(200) }] },
      { type: 'message', uploads: [{ ...file, fileName: 'x'.repeat(201) }] },
    ],
    ['a payload', { type: 'postback', payload: 'x'.repeat(64) }, { type: 'postback', payload: 'x'.repeat(65) }],
    ['an empty payload', { type: 'postback', payload: 'x' }, { type: 'postback', payload: '' }],
    [
      'a label',
      { type: 'postback', payload: 'x', text: 'x'.repeat(1000) },
      { type: 'postback', payload: 'x', text: 'x'.repeat(1001) },
    ],
    ['a code', { type: 'open', payload: 'x'.repeat(64) }, { type: 'open', payload: 'x'.repeat(65) }],
    ['what was read', { type: 'read', payload: 'x'.repeat(200) }, { type: 'read', payload: 'x'.repeat(201) }],
    ['what was read by no name', { type: 'read', payload: 'x' }, { type: 'read', payload: '' }],
  ]

  it.each(bounds)('takes %s to its last bound and answers 400 beyond', (_name, within, beyond) => {
    expect([statusOf(within), statusOf(beyond)]).toEqual([200, 400])
  })
})

describe('a visitor token', () => {
  it('speaks for its visitor until it ends', () => {
    const end = new Date(now.getTime() + 1000)
    const short = issueVisitorToken(visitorId, end, secret)
    expect(verifyVisitorToken(short, secret, now)).toBe(visitorId)
    expect(verifyVisitorToken(short, secret, end)).toBeNull()
    expect(verifyVisitorToken(short, `${secret}!`, now)).toBeNull()
  })

  it('says who is signed in only in the second form, and nobody in the first; an id too short to be a secret is none', () => {
    const end = new Date(now.getTime() + 1000)
    const named = issueVisitorToken(visitorId, end, secret, 'donor.4711 梅')
    expect(readVisitorToken(named, secret, now)).toEqual({ visitorId, identifier: 'donor.4711 梅' })
    expect(readVisitorToken(issueVisitorToken(visitorId, end, secret), secret, now)).toEqual({ visitorId })
    expect(readVisitorToken(issueVisitorToken('x'.repeat(21), end, secret), secret, now)).toBeNull()
    const [, , ends] = named.split('.')
    for (const claim of [`v1.${visitorId}.${ends}.bmFtZQ`, `v2.${visitorId}.${ends}`]) {
      const signature = createHmac('sha256', secret).update(claim).digest('base64url')
      expect(readVisitorToken(`${claim}.${signature}`, secret, now)).toBeNull()
    }
  })
})

describe('an identity vouched for by the host site', () => {
  const seconds = now.getTime() / 1000
  const claim = (expiresAt: number) => ({
    identifier: 'donor-4711',
    expiresAt,
    hash: identifierHash('donor-4711', expiresAt, settings.identitySecret),
  })

  it('holds until it ends, and never for longer than a day', () => {
    expect(verifyIdentity(claim(seconds + 60), settings.identitySecret, now)).toBe(true)
    expect(verifyIdentity(claim(seconds), settings.identitySecret, now)).toBe(false)
    expect(verifyIdentity(claim(seconds + 86_400), settings.identitySecret, now)).toBe(true)
    expect(verifyIdentity(claim(seconds + 86_401), settings.identitySecret, now)).toBe(false)
  })

  it('covers both the identifier and the end', () => {
    const good = claim(seconds + 60)
    expect(verifyIdentity({ ...good, identifier: 'donor-4712' }, settings.identitySecret, now)).toBe(false)
    expect(verifyIdentity({ ...good, expiresAt: seconds + 61 }, settings.identitySecret, now)).toBe(false)
  })
})

function inspect(request: ProviderRequest): Inspection {
  const { blocks, quickReplies } = streamEntry.parse(JSON.parse(request.body))
  const buttons = blocks.map((block) => (block.type === 'card' ? block.buttons : []))
  const postbacks = buttons.flat().flatMap((button) => (button.type === 'postback' ? [button.payload] : []))
  return {
    words: blocks.flatMap((block) => {
      if (block.type === 'text') return [block.text]
      if (block.type === 'location') return [block.title, block.address ?? '']
      if (block.type !== 'card') return []
      const fields = block.fields.flatMap(({ label, value }) => [label, value])
      return [block.title, block.body ?? '', block.progress?.label ?? '', ...fields]
    }),
    texts: blocks.flatMap((block) => (block.type === 'text' ? [block.text] : [])),
    bubbles: blocks.length,
    buttonLabels: buttons.flat().map(({ label }) => label),
    buttonCounts: buttons.map((list) => list.length),
    payloads: [...postbacks, ...quickReplies.map(({ payload }) => payload)],
    quickReplyLabels: [quickReplies.map(({ label }) => label)],
  }
}
