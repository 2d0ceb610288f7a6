import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type BookLine, isNeed } from '../../books/book-lines.ts'
import { type FlowNode, flowOf } from './flow-shape.ts'

const part = fc.bigInt({ min: 0n, max: 10n ** 12n })
const line = fc
  .record({
    source: fc.constantFrom('a', 'b', 'c'),
    use: fc.constantFrom('surgery', 'travel', 'open', 'share', 'fees'),
  })
  .chain(({ source, use }) =>
    fc.tuple(part, part, part).map(([reported, untold, unspent]) => {
      const spent = isNeed(use) ? reported + untold : 0n
      const row: BookLine & { source: string } = {
        ...{ source, use, campaignId: source, currency: 'TWD' },
        ...{ amount: spent + unspent, spent, reported: isNeed(use) ? reported : 0n },
      }
      return row
    }),
  )

function sum(nodes: readonly FlowNode[]): bigint {
  return nodes.reduce((total, { minor }) => total + minor, 0n)
}

test('every layer of the flow is as wide as what runs into it, and every band ends within its parts', () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
      const { gifts, uses, results, giftBands, resultBands } = flowOf(lines)
      expect(sum(gifts)).toBe(sum(uses))
      expect(sum(uses.filter(({ isSource }) => isSource))).toBe(sum(results))
      for (const node of [...gifts, ...uses, ...results]) expect(node.minor).toBeGreaterThan(0n)
      const near = (value: number, aim: number) => expect(Math.abs(value - aim)).toBeLessThan(0.0001)
      const width = (from: readonly { share: number }[]) => from.reduce((total, { share }) => total + share, 0)
      near(width(giftBands), width(gifts))
      near(width(resultBands), width(results))
      for (const { from, to, share } of [...giftBands, ...resultBands]) {
        expect(Math.max(from, to) + share).toBeLessThanOrEqual(1.0001)
      }
    }),
  )
})

test('where nothing came in there is nothing to draw', () => {
  expect(flowOf([])).toEqual({ gifts: [], uses: [], results: [], giftBands: [], resultBands: [] })
})
