import fc from 'fast-check'
import { expect, it } from 'vitest'
import { graphemes, measure, shorten, shortenTo, splitText } from './text.ts'

const units = fc.constantFrom('utf16' as const, 'code-points' as const, 'utf8-bytes' as const)
/** Flags, families, skin tones and accents: what a careless cut tears. */
const tricky = fc
  .array(fc.constantFrom('🇹🇼', '👨‍👩‍👧', '👋🏽', 'e\u0301', ' ', '\r\n', '捐', 'a', '\u0301', '한', 'क्षि'), {
    maxLength: 60,
  })
  .map((parts) => parts.join(''))
const text = fc.oneof(tricky, fc.string({ unit: 'binary' }))

it('finds the same grapheme clusters window by window as all at once', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 12 }), (whole, window) => {
      const atOnce = Array.from(new Intl.Segmenter('und').segment(whole), (part) => part.segment)
      expect([...graphemes(whole, window)]).toEqual(atOnce)
    }),
  )
})

it('splits into pieces that join to the same text, none too long, none empty, no cluster torn that fits', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 4, max: 40 }), units, (whole, limit, unit) => {
      const pieces = splitText(whole, limit, unit)
      expect(pieces.join('')).toBe(whole)
      expect(pieces.every((piece) => piece !== '' && measure(piece, unit) <= limit)).toBe(true)
      const clusters = [...graphemes(whole)]
      if (clusters.every((cluster) => measure(cluster, unit) <= limit)) {
        expect(pieces.flatMap((piece) => [...graphemes(piece)])).toEqual(clusters)
      }
    }),
  )
})

it.each(['\x7f', '\x80', '\u07ff', '\u0800', '\uffff', '\u{10000}', '\u{10ffff}'])(
  'counts the bytes of a sign as UTF-8 does, at every width: %j',
  (sign) => {
    expect(measure(sign, 'utf8-bytes')).toBe(Buffer.byteLength(sign))
    expect([measure(sign, 'utf16'), measure(sign, 'code-points')]).toEqual([sign.length, 1])
  },
)

it('cuts nothing that fits to the last unit, and fills every piece before it begins another', () => {
  expect(splitText('x'.repeat(12), 12, 'utf16')).toEqual(['x'.repeat(12)])
  expect(splitText('x'.repeat(25), 12, 'utf16').map((piece) => piece.length)).toEqual([12, 12, 1])
  expect(shortenTo('x'.repeat(13), 12, 'utf16')).toBe(`${'x'.repeat(11)}…`)
})

it('prefers to cut after a line, then after a word', () => {
  expect(splitText('one two\nthree four', 12, 'utf16')).toEqual(['one two\n', 'three four'])
  expect(splitText('seventeen eighteen', 12, 'utf16')).toEqual(['seventeen ', 'eighteen'])
})

it('shortens to the limit, ellipsis included, and leaves alone what fits', () => {
  expect(shorten('捐款給孩子', 3)).toBe('捐款…')
  expect(shorten('👨‍👩‍👧👨‍👩‍👧', 2)).toBe('👨‍👩‍👧👨‍👩‍👧')
  fc.assert(
    fc.property(text, fc.integer({ min: 4, max: 40 }), units, (whole, limit, unit) => {
      const short = shortenTo(whole, limit, unit)
      expect(measure(short, unit)).toBeLessThanOrEqual(limit)
      if (measure(whole, unit) <= limit) expect(short).toBe(whole)
    }),
  )
})
