import fc from 'fast-check'
import { expect, test } from 'vitest'
import { money } from '../platform/money.ts'
import { flowRows } from './flow.tsx'

test('every row of the flow is as wide as the part it comes from, and no part is lost or negative', () => {
  const part = fc.bigInt({ min: 0n, max: 10n ** 12n })
  fc.assert(
    fc.property(part, part, part, part, part, (kept, open, unspent, untold, reported) => {
      const spent = reported + untold
      const allocated = spent + unspent
      const received = allocated + open + kept
      fc.pre(received > 0n)
      const of = (minor: bigint) => money(minor, 'TWD')
      const books = { received, feesAndShare: kept, allocated, spent, reported }
      const rows = flowRows({
        received: of(books.received),
        feesAndShare: of(books.feesAndShare),
        allocated: of(books.allocated),
        spent: of(books.spent),
        reported: of(books.reported),
      })
      const sums = rows.map((row) => row.reduce((sum, { minor }) => sum + minor, 0n))
      expect(sums).toEqual([received, received, allocated, spent])
      for (const { start, share } of rows.flat()) expect(start + share).toBeLessThanOrEqual(1.000001)
    }),
  )
})

test('where nothing came in there is nothing to draw', () => {
  const none = money(0n, 'TWD')
  expect(flowRows({ received: none, feesAndShare: none, allocated: none, spent: none, reported: none })).toEqual([])
})
