import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boxBetween, moved, resized } from './hidden-box.ts'

const anywhere = fc.record({
  x: fc.double({ min: -1, max: 2, noNaN: true }),
  y: fc.double({ min: -1, max: 2, noNaN: true }),
})
const step = fc.record({ x: fc.constantFrom(-0.01, 0, 0.01), y: fc.constantFrom(-0.01, 0, 0.01) })

test('a box stays inside the picture, wherever it is drawn, moved or pulled', () => {
  fc.assert(
    fc.property(anywhere, anywhere, fc.array(fc.tuple(fc.boolean(), step)), (one, other, steps) => {
      let box = boxBetween(one, other)
      for (const [pulls, by] of steps) box = pulls ? resized(box, by) : moved(box, by)
      for (const [at, length] of [
        [box.x, box.width],
        [box.y, box.height],
      ] as const) {
        expect(at).toBeGreaterThanOrEqual(0)
        expect(length).toBeGreaterThanOrEqual(0)
        expect(at + length).toBeLessThanOrEqual(1 + 1e-9)
      }
    }),
  )
})
