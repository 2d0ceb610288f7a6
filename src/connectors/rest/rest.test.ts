import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openRest } from './rest.ts'
import { requireSignature, signatureOf } from './signature.ts'

const secret = 'a secret of the tests, over 32 letters'
const rest = openRest({ baseUrl: 'https://give.example', keyId: 'k', secret }, 'give')
const ask = { now: new Date(1_772_416_800_000), nonce: 'n'.repeat(32) }
const answer = (content: object, status = 200, headers = {}) => ({ status, headers, body: JSON.stringify(content) })
const order = {
  orderNumber: 'P-0001',
  programmeCode: 'heart',
  programmeName: 'Heart',
  amountMinor: '5000',
  currency: 'TWD',
  day: '2026-03-02',
  language: 'zh-Hant',
  state: 'paid',
}

test('the signature of docs/connectors.md is the one that is made', () => {
  const signed = { method: 'GET', target: '/platform/v1/orders?limit=200', body: '' }
  expect(signatureOf(signed, '1772416800', secret)).toBe(
    '1dd9ad536752ac7aa8b96881d12c0cc97809c53cd8dd687e1b434d5dc35966cb',
  )
  expect(rest.orders(null, ask)).toMatchObject({
    url: 'https://give.example/platform/v1/orders?limit=200',
    headers: { 'riscontro-signature': signatureOf(signed, '1772416800', secret) },
  })
})

test('a signature is of everything that was sent, and of its time', () => {
  const part = fc.string({ maxLength: 20 })
  fc.assert(
    fc.property(part, part, part, part, fc.nat(3), (method, target, body, other, which) => {
      const signed = { method, target, body }
      const signature = signatureOf(signed, '1772416800', secret)
      const letIn = (given: typeof signed, now = ask.now) =>
        requireSignature(given, { timestamp: '1772416800', signature }, [secret], now)
      letIn(signed)
      const changed = [
        { ...signed, method: `${method}!` },
        { ...signed, target: `${target}?` },
      ][which] ?? {
        ...signed,
        body: `${body}${other}.`,
      }
      expect(() => letIn(changed)).toThrow(expect.objectContaining({ code: 'connectors.signature-wrong' }))
      expect(() => letIn(signed, new Date(ask.now.getTime() + 301_000))).toThrow(
        expect.objectContaining({ code: 'connectors.clock-apart' }),
      )
    }),
  )
})

test('whoever does not know the secret is not told that it is the clock', () => {
  const signed = { method: 'GET', target: '/', body: '' }
  expect(() => requireSignature(signed, { timestamp: '1', signature: 'x'.repeat(64) }, [secret], ask.now)).toThrow(
    expect.objectContaining({ code: 'connectors.signature-wrong' }),
  )
})

test('a page is read order by order; what cannot be read is named and holds up nobody', () => {
  const page = answer({
    items: [order, { ...order, orderNumber: 'P-0002', amountMinor: '0' }],
    next: 'c2',
    hasMore: true,
  })
  expect(rest.readOrders(page, 'c1', ask)).toEqual({
    kind: 'orders',
    orders: [
      {
        platform: 'give',
        orderNumber: 'P-0001',
        projectId: 'heart',
        projectName: 'Heart',
        amountMinor: '5000',
        currency: 'TWD',
        language: 'zh-Hant',
        paidAt: '2026-03-02T12:00:00.000Z',
        day: '2026-03-02',
        isPaid: true,
      },
    ],
    unreadable: ['P-0002'],
    cursor: 'c2',
    hasMore: true,
  })
  expect(rest.readOrders(answer({ items: [order], next: 'c1', hasMore: true }), 'c1', ask)).toMatchObject({
    trouble: 'unreadable',
  })
})

test.each([
  [401, 'connectors.signature-wrong', 'auth'],
  [401, 'connectors.clock-apart', 'clock'],
  [503, '', 'busy'],
  [429, '', 'busy'],
  [422, '', 'refused'],
])('status %i with code %j is trouble of the kind %s', (status, code, kind) => {
  const got = rest.readOrders(answer({ code, title: 'no' }, status, { 'retry-after': '9' }), null, ask)
  expect(got).toMatchObject({ kind: 'trouble', trouble: kind, detail: 'no' })
})
