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
