import fc from 'fast-check'
import { expect, test } from 'vitest'
import { costOf, leftAfter, totalCost } from './cost.ts'

const price = { minor: 20n, currency: 'TWD' }
const line = { isMetered: true, messagePrice: price }

test('messages within the plan cost nothing, those beyond it their price, and without word from the plan all of them', () => {
  expect(costOf({ ...line, people: 480, messagesLeft: 480 }, 'TWD')).toEqual({ minor: 0n, currency: 'TWD' })
  expect(costOf({ ...line, people: 500, messagesLeft: 480 }, 'TWD')).toEqual({ minor: 400n, currency: 'TWD' })
  expect(costOf({ ...line, people: 500, messagesLeft: null }, 'TWD')).toEqual({ minor: 10_000n, currency: 'TWD' })
  expect(leftAfter({ people: 500, messagesLeft: 480 })).toBe(0)
})

test('a price nobody has told makes a cost unknown only where something would be charged', () => {
  const unpriced = { ...line, messagePrice: null, people: 3 }
  expect(costOf({ ...unpriced, messagesLeft: 2 }, 'JPY')).toBeNull()
  expect(costOf({ ...unpriced, messagesLeft: 3 }, 'JPY')).toEqual({ minor: 0n, currency: 'JPY' })
  expect(costOf({ ...unpriced, isMetered: false, messagesLeft: null }, 'JPY')).toEqual({ minor: 0n, currency: 'JPY' })
})

test('costs add up in one currency; two currencies or one unknown cost have no sum', () => {
  const minors = fc.array(fc.bigInt(0n, 1_000_000n), { maxLength: 6 })
  fc.assert(
    fc.property(minors, (costs) => {
      const total = totalCost(
        costs.map((minor) => ({ minor, currency: 'TWD' })),
        'TWD',
      )
      expect(total).toEqual({ minor: costs.reduce((sum, minor) => sum + minor, 0n), currency: 'TWD' })
    }),
  )
  expect(totalCost([price, { minor: 1n, currency: 'EUR' }], 'TWD')).toBeNull()
  expect(totalCost([price, { minor: 0n, currency: 'EUR' }], 'TWD')).toEqual(price)
  expect(totalCost([price, null], 'TWD')).toBeNull()
})
