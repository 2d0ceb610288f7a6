import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { channelKinds } from './adapter.ts'
import { adapters, openChannel } from './exported.ts'
import { lineSignature } from './line/receive.ts'

const settings = {
  channelId: '1234567890',
  channelSecret: '0123456789abcdef0123456789abcdef',
  accessToken: 'a-token-of-more-than-twenty-characters',
}
const line = openChannel('line', settings)
const config = adapters.line.parseConfig(settings)
/** As far as composing needs them. */
const settingsOf: Readonly<Partial<Record<string, object>>> = {
  line: settings,
  slack: { botToken: 'xoxb-0' },
  telegram: { botToken: '1:a' },
  whatsapp: { phoneNumberId: '1', accessToken: 'a' },
  messenger: { pageId: '1', accessToken: 'a' },
  instagram: { pageId: '1', accessToken: 'a' },
  viber: { authToken: 'a', senderName: 'b' },
  wechat: {},
  webchat: {},
  email: { smtpHost: 'localhost', smtpPort: 25, fromAddress: 'a@b.example', fromName: 'b', inboundSecret: 'c' },
}
const person = { type: 'user', id: 'U1' } as const
const deliveryId = '0191e180-7d60-7000-aded-7d8b151cbd5b'
const body = new TextEncoder().encode('{"destination":"U0","events":[]}')
const proof = lineSignature(body, settings.channelSecret)

describe('a webhook is heard as any server hands it over', () => {
  test.each([
    ['names in the provider’s own case', { 'X-Line-Signature': proof }],
    ['values in lists, as Node gives what came twice', { 'x-line-signature': [proof], cookie: ['a', 'b'] }],
    ['a name without a value', { 'x-line-signature': proof, host: undefined }],
    ['Headers', new Headers({ 'x-line-signature': proof })],
    ['a Map', new Map([['X-LINE-SIGNATURE', proof]])],
  ])('%s', (_name, headers) => {
    expect(line.receive({ method: 'post', headers, body })).toMatchObject({ accepted: true })
    expect(adapters.line.receive({ method: 'POST', headers, body }, config)).toMatchObject({ accepted: true })
  })

  test('a proof that came twice proves nothing', () => {
    for (const twice of [
      [proof, proof],
      [proof, 'x'],
    ]) {
      expect(line.receive({ method: 'POST', headers: { 'x-line-signature': twice }, body }).accepted).toBe(false)
    }
    expect(
      line.receive({ method: 'POST', headers: { 'x-line-signature': proof, 'X-Line-Signature': 'x' }, body }).accepted,
    ).toBe(false)
  })

  test('the query is read from the path where it is not given', () => {
    const meta = { pageId: '12345', accessToken: settings.accessToken, appSecret: settings.channelSecret }
    const page = openChannel('messenger', { ...meta, verifyToken: 'a-token-of-ours-to-be-repeated' })
    const asked = 'hub.mode=subscribe&hub.verify_token=a-token-of-ours-to-be-repeated&hub.challenge=1158201444'
    for (const request of [
      { path: `/hook?${asked}` },
      { query: new URLSearchParams(asked) },
      { query: Object.fromEntries(new URLSearchParams(asked)) },
    ]) {
      const { accepted, response } = page.receive({ method: 'GET', headers: {}, ...request })
      expect([accepted, response.body]).toEqual([true, '1158201444'])
    }
  })

  test('bytes may come as text or as an ArrayBuffer; a body somebody has parsed is refused by name', () => {
    const headers = { 'x-line-signature': proof }
    const text = new TextDecoder().decode(body)
    const foreign: unknown = runInNewContext('Uint8Array.from(bytes)', { bytes: [...body] })
    for (const same of [text, body.slice().buffer, Buffer.from(body), foreign]) {
      expect(untyped(line, 'receive')({ method: 'POST', headers, body: same })).toMatchObject({ accepted: true })
    }
    expect(() => untyped(line, 'receive')({ method: 'POST', headers, body: JSON.parse(text) })).toThrow(
      expect.objectContaining({ code: 'channels.body-parsed', field: 'body' }),
    )
  })

  test('no bytes at all are no proof', () => {
    expect(line.receive({ method: 'POST', headers: { 'x-line-signature': proof } }).response.status).toBe(401)
  })
})

describe('settings may be given as they were typed', () => {
  const visitorSecret = 'v'.repeat(32)

  test('with defaults left out, and incomplete where what is asked needs no more', () => {
    const token = adapters.webchat.issueVisitorToken('A'.repeat(24), new Date(Date.now() + 60_000), visitorSecret)
    const opened = { type: 'open', messageId: '3f0c2a60-0000-4000-8000-000000000001', at: 1 }
    const request = {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}` },
      body: new TextEncoder().encode(JSON.stringify(opened)),
    }
    expect(untyped(adapters.webchat, 'receive')(request, { visitorSecret })).toMatchObject({ accepted: true })
    const signed = { method: 'POST', headers: { 'x-line-signature': proof }, body }
    const { channelSecret } = settings
    expect(untyped(adapters.line, 'receive')(signed, { channelSecret })).toMatchObject({ accepted: true })
  })

  test('what is missing is named', () => {
    const signed = { method: 'POST', headers: { 'x-line-signature': proof }, body }
    for (const given of [{}, undefined, { channelId: '1234567890' }]) {
      expect(() => untyped(adapters.line, 'receive')(signed, given)).toThrow(
        expect.objectContaining({ code: 'channels.config-invalid' }),
      )
    }
  })
})

describe('a message may be written short', () => {
  test('empty lists and the time may be left out', () => {
    const [request] = line.compose({ blocks: [{ type: 'card', title: 'Rice' }] }, person, { deliveryId })
    expect(request?.url).toBe('https://api.line.me/v2/bot/message/push')
    expect(
      adapters.line.compose({ blocks: [{ type: 'text', text: 'Thanks' }] }, person, config, { deliveryId }),
    ).toEqual(line.compose({ blocks: [{ type: 'text', text: 'Thanks' }], quickReplies: [] }, person, { deliveryId }))
  })

  test('mere words to mere names are enough', () => {
    const [request] = line.compose('Thanks', 'U1', { deliveryId })
    expect(request).toEqual(line.compose({ blocks: [{ type: 'text', text: 'Thanks' }] }, person, { deliveryId })[0])
  })

  test('without a delivery’s id every call is a delivery of its own, as two thanks to one person are', () => {
    const keys = [line.compose('Thanks', 'U1'), line.compose('Thanks', 'U1', { deliveryId: '' })].map(
      ([request]) => request?.idempotencyKey,
    )
    expect(new Set([...keys, undefined]).size).toBe(3)
  })

  test('half a character is replaced, on every channel', () => {
    const torn = {
      blocks: [{ type: 'card' as const, title: '\ud83d', buttons: [] }],
      quickReplies: [{ label: '\udc4d', payload: 'p' }],
    }
    for (const kind of channelKinds) {
      const compose = untyped(adapters[kind], 'compose')
      const to = kind === 'email' ? { type: 'user', id: 'mei@donor.example' } : person
      const accessToken = { token: 'T', expiresAt: Number.POSITIVE_INFINITY }
      const requests = compose(torn, to, settingsOf[kind], { deliveryId, accessToken })
      expect(JSON.stringify(requests)).not.toMatch(/\\+ud[89a-f]/i)
    }
  })

  test.each([
    ['a block nobody knows', { blocks: [{ type: 'fax', text: 'x' }] }, { deliveryId }, 'blocks.0.type'],
    ['no blocks', { blocks: [] }, { deliveryId }, 'blocks'],
    ['no message', null, { deliveryId }, 'message'],
    ['no words', '', { deliveryId }, 'blocks.0.text'],
  ])('%s is refused, naming the field', (_name, message, context, field) => {
    const refusal = expect.objectContaining({ code: 'channels.message-invalid', field })
    for (const kind of channelKinds) {
      expect(() => untyped(adapters[kind], 'compose')(message, person, {}, context)).toThrow(refusal)
    }
  })
})

test('an answer may have its headers in any case', () => {
  const settingsOfSlack = { botToken: 'xoxb-0123456789', signingSecret: settings.channelSecret }
  const slack = openChannel('slack', settingsOfSlack)
  const [request] = slack.compose({ blocks: [{ type: 'text', text: 'x' }] }, person, { deliveryId })
  if (request === undefined) throw new Error('nothing composed')
  const headers = new Headers({ 'Retry-After': '30' })
  const slower = { kind: 'rate_limited', waitSeconds: 30 }
  expect(slack.interpret({ kind: 'answered', status: 429, headers, body: '' }, request)).toEqual(slower)
  expect(
    adapters.slack.interpret({ kind: 'answered', status: 429, headers: { 'Retry-After': '30' }, body: '' }, request),
  ).toEqual(slower)
})

test('an answer may be parsed, bare, or to nobody knows what: then it cannot be repeated', () => {
  const [request] = line.compose('Thanks', 'U1', { deliveryId })
  const limit = { status: 429, body: { message: 'You have reached your monthly limit.' } }
  expect(line.interpret(limit, request)).toEqual({ kind: 'quota' })
  expect(adapters.line.interpret(limit)).toEqual({ kind: 'quota' })
  expect(line.interpret({ status: 500 }, request)).toEqual({ kind: 'retryable' })
  expect(line.interpret({ status: 500 })).toEqual({ kind: 'unknown' })
  expect(adapters.line.interpret({ kind: 'unanswered', reason: 'timeout' })).toEqual({ kind: 'unknown' })
})

test('a kind nobody knows is refused by name', () => {
  expect(() => untyped({ openChannel }, 'openChannel')('fax', {})).toThrow(
    expect.objectContaining({ code: 'channels.kind-unknown' }),
  )
})

/** As a program without types calls it. */
function untyped(owner: object, name: string): (...given: readonly unknown[]) => unknown {
  const called: unknown = Reflect.get(owner, name)
  if (typeof called !== 'function') throw new Error(`${name} is no function`)
  return (...given) => Reflect.apply(called, owner, given)
}
