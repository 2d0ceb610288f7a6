import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Pace } from './pace.ts'

const mostly = <Value>(usual: Value, other: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 20, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other })
/** Asked again and again, now and then after a while, and with replies in between. */
const steps = fc.array(
  fc.record({
    waitMilliseconds: mostly(0, fc.integer({ min: 0, max: 2000 })),
    replies: mostly(0, fc.integer({ min: 0, max: 50 })),
  }),
  { maxLength: 60, size: 'max' },
)

test('whatever replies come, bulk never takes more than a tenth of a second’s worth at once, nor more than the rate leaves', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3000 }), steps, (rate, all) => {
      const pace = new Pace(rate, 0)
      let [now, sent, replied] = [0, 0, 0]
      for (const { waitMilliseconds, replies } of all) {
        now += waitMilliseconds
        pace.spend(replies, now)
        replied += replies
        const slice = pace.bulkSlice(now)
        pace.spend(slice, now)
        sent += slice
        expect(slice).toBeLessThanOrEqual(Math.max(1, Math.min(100, rate / 10)))
        if (slice > 0) expect(sent + replied).toBeLessThanOrEqual(rate + (now / 1000) * rate + 1e-6)
      }
    }),
  )
})

test('after the wait it names, bulk may go on, however slow the provider’s rate', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 0, max: 5000 }), (rate, spent) => {
      const pace = new Pace(rate, 0)
      pace.spend(spent, 0)
      expect(pace.bulkSlice(pace.bulkWait(0) + 1)).toBeGreaterThan(0)
    }),
  )
})

test('replies beyond the rate are made up for by bulk', () => {
  const pace = new Pace(100, 0)
  expect(pace.bulkSlice(0)).toBe(10)
  pace.spend(150, 0)
  expect(pace.bulkSlice(500)).toBe(0)
  expect(pace.bulkSlice(1000)).toBe(10)
})

test('bulk leaves a fifth of a second’s worth to replies', () => {
  const pace = new Pace(100, 0)
  let sent = 0
  for (let slice = pace.bulkSlice(0); slice > 0; slice = pace.bulkSlice(0)) {
    pace.spend(slice, 0)
    sent += slice
  }
  expect(sent).toBe(80)
})
