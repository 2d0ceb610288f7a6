import fc from 'fast-check'
import { expect, test } from 'vitest'
import { advance, type DeliveryState } from './delivery.ts'

const receipts = ['sent', 'delivered', 'read'] as const

test('O1: read, delivered, sent in any order end as read', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...receipts], { minLength: 3 }), (order) => {
      expect(order.reduce<DeliveryState>(advance, 'sending')).toBe('read')
    }),
  )
})

test('O2: a late "sent" does not raise the failed', () => {
  expect(advance('failed', 'sent')).toBe('failed')
})

test('O3: what was delivered does not fail afterwards', () => {
  expect(advance('delivered', 'failed')).toBe('delivered')
  expect(advance('sent', 'failed')).toBe('failed')
})

test('an unknown end becomes known by a receipt', () => {
  expect(advance('unknown', 'delivered')).toBe('delivered')
})
