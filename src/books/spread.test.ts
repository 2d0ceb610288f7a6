import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bookLines } from './book-lines.ts'
import { type NeedPart, spreadSpending } from './spread.ts'

const rough = fc.record({
  campaignId: fc.constantFrom('smile', 'heart'),
  givenYear: fc.constantFrom(2025, 2026),
  item: fc.constantFrom('surgery', 'travel', 'medicine'),
  allocated: fc.bigInt({ min: 1n, max: 1_000_000n }),
  toldPercent: fc.bigInt({ min: 0n, max: 100n }),
})

const oneCase = fc
  .tuple(fc.uniqueArray(rough, { minLength: 1, selector: (one) => `${one.campaignId}${one.givenYear}${one.item}` }))
  .chain(([parts]) =>
    fc
      .record({
        surgery: fc.bigInt({ min: 0n, max: 2_000_000n }),
        travel: fc.bigInt({ min: 0n, max: 2_000_000n }),
        medicine: fc.bigInt({ min: 0n, max: 2_000_000n }),
      })
      .map((spent) =>
        parts.map(
          ({ toldPercent, ...one }): NeedPart => ({
            ...one,
            ...{ programmeId: 'p', caseId: 'c', currency: 'TWD' },
            told: (one.allocated * toldPercent) / 100n,
            itemSpent: spent[one.item],
            caseSpent: spent.surgery + spent.travel + spent.medicine,
          }),
        ),
      ),
  )

function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n)
}

test('what was spent on a case is spread to the cent over the gifts it has, an item’s over that item first', () => {
  fc.assert(
    fc.property(oneCase, (parts) => {
      const spread = spreadSpending(parts)
      const allocated = sum(parts.map((part) => part.allocated))
      const caseSpent = parts[0]?.caseSpent ?? 0n
      expect(sum(spread.map(({ spent }) => spent))).toBe(caseSpent < allocated ? caseSpent : allocated)
      for (const part of spread) {
        expect(part.spent).toBeLessThanOrEqual(part.allocated)
        expect(part.reported).toBeLessThanOrEqual(part.spent)
      }
      for (const item of new Set(parts.map((part) => part.item))) {
        const mine = spread.filter((part) => part.item === item)
        const room = sum(mine.map((part) => part.allocated))
        const own = mine[0]?.itemSpent ?? 0n
        expect(sum(mine.map(({ spent }) => spent))).toBeGreaterThanOrEqual(own < room ? own : room)
      }
    }),
  )
})

test('what one case cost is not taken from another’s gifts, though their parts stand mixed', () => {
  fc.assert(
    fc.property(oneCase, oneCase, (parts, rest) => {
      const mine = parts.map((part) => ({ ...part, caseId: 'c1' }))
      const others = rest.map((part) => ({ ...part, caseId: 'c2' }))
      const mixed = [...mine, ...others].toSorted((a, b) => Number(a.allocated - b.allocated))
      const spent = (from: readonly NeedPart[], caseId: string) =>
        sum(spreadSpending(from).flatMap((part) => (part.caseId === caseId ? [part.spent] : [])))
      expect([spent(mixed, 'c1'), spent(mixed, 'c2')]).toEqual([spent(mine, 'c1'), spent(others, 'c2')])
    }),
  )
})

test('each gift bears of its item what it gave of it, and of what other items cost beyond theirs what it has left', () => {
  const part = (
    campaignId: string,
    item: string,
    [allocated, told, itemSpent]: [bigint, bigint, bigint],
  ): NeedPart => ({
    ...{ campaignId, item, allocated, told, itemSpent, caseSpent: 110n },
    ...{ givenYear: 2026, programmeId: 'p', caseId: 'c', currency: 'TWD' },
  })
  const spread = spreadSpending([
    part('smile', 'surgery', [60n, 30n, 40n]),
    part('heart', 'travel', [20n, 20n, 50n]),
    part('heart', 'surgery', [20n, 0n, 40n]),
    part('smile', 'medicine', [40n, 40n, 0n]),
  ])
  expect(spread.map(({ campaignId, item, spent, reported }) => [campaignId, item, spent, reported])).toEqual([
    // 30 of its own item; of the 50 beyond, as 30 of the 80 left.
    ['smile', 'surgery', 49n, 24n],
    ['heart', 'surgery', 16n, 0n],
    ['heart', 'travel', 20n, 20n],
    ['smile', 'medicine', 25n, 25n],
  ])
})

test('the lines of a campaign add up to what it received, and those of every year to those of all', () => {
  const gift = fc.record({
    givenYear: fc.constantFrom(2025, 2026),
    campaignId: fc.constantFrom('smile', 'heart'),
    received: fc.bigInt({ min: 0n, max: 10n ** 9n }),
  })
  fc.assert(
    fc.property(fc.array(gift), (given) => {
      const gifts = given.map((one) => ({
        ...one,
        ...{ currency: 'TWD', giftCount: 1n, fees: one.received / 50n, share: one.received / 10n },
      }))
      const needs = given.map(({ received, ...one }) => ({
        ...one,
        ...{ currency: 'TWD', programmeId: 'p', item: 'surgery', allocated: received / 2n },
        ...{ spent: received / 3n, reported: received / 4n },
      }))
      const of = (filter: { year?: number; campaignId?: string }) => bookLines({ gifts, needs }, filter)
      const total = (lines: readonly { amount: bigint }[]) => sum(lines.map(({ amount }) => amount))
      for (const campaignId of ['smile', 'heart']) {
        const received = sum(gifts.filter((one) => one.campaignId === campaignId).map((one) => one.received))
        expect(total(of({ campaignId }))).toBe(received)
        expect(total([...of({ campaignId, year: 2025 }), ...of({ campaignId, year: 2026 })])).toBe(received)
      }
      expect(total(of({}))).toBe(sum(gifts.map((one) => one.received)))
    }),
  )
})
