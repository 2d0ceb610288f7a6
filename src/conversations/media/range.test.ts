import fc from 'fast-check'
import { expect, test } from 'vitest'
import { askedStretch } from './range.ts'

test.each([
  [undefined, undefined],
  ['bytes=0-', { start: 0, end: 100 }],
  ['bytes=10-19', { start: 10, end: 20 }],
  ['bytes=90-500', { start: 90, end: 100 }],
  ['bytes=-10', { start: 90, end: 100 }],
  ['bytes=-500', { start: 0, end: 100 }],
  ['bytes=100-', 'none'],
  ['bytes=-0', 'none'],
  ['bytes=20-10', undefined],
  ['bytes=0-1,5-6', undefined],
  ['lines=1-2', undefined],
  ['bytes=-', undefined],
])('%s of a hundred bytes', (header, stretch) => {
  expect(askedStretch(header, 100)).toEqual(stretch)
})

test('whatever is asked for, what is answered lies within the file', () => {
  const header = fc.oneof(
    fc.string(),
    fc.tuple(fc.nat(), fc.nat()).map(([first, last]) => `bytes=${first}-${last}`),
  )
  fc.assert(
    fc.property(header, fc.integer({ min: 0, max: 2 ** 31 }), (asked, length) => {
      const stretch = askedStretch(asked, length)
      if (stretch === undefined || stretch === 'none') return
      expect(stretch.start).toBeGreaterThanOrEqual(0)
      expect(stretch.end).toBeGreaterThan(stretch.start)
      expect(stretch.end).toBeLessThanOrEqual(length)
    }),
  )
})
