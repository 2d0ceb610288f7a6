import { randomInt } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findReference, isReference, makeReference, showReference } from './reference.ts'

const anyReference = fc
  .array(fc.nat({ max: 30 }), { minLength: 7, maxLength: 7 })
  .map((numbers) => makeReference(() => numbers.shift() ?? 0))

/** Deterministic, for the written examples. */
const reference = makeReference(
  (
    (next) => () =>
      next++ % 31
  )(5),
)

describe('a payment reference', () => {
  test('is letters and digits that nobody mistakes, and is new each time', () => {
    const made = Array.from({ length: 200 }, () => makeReference(randomInt))
    expect(made.every((each) => /^RSC[2-9A-HJKMNP-Z]{8}$/.test(each) && isReference(each))).toBe(true)
    expect(new Set(made).size).toBe(200)
  })

  test('is shown in groups', () => {
    expect(showReference(reference)).toBe(`RSC-${reference.slice(3, 7)}-${reference.slice(7)}`)
    expect(showReference('ECPAY123')).toBe('ECPAY123')
  })

  test('one wrong character or a swap of two is always noticed', () => {
    const alphabet = [...'23456789ABCDEFGHJKMNPQRSTUVWXYZ']
    const place = fc.integer({ min: 3, max: 10 })
    fc.assert(
      fc.property(anyReference, place, place, fc.constantFrom(...alphabet), (right, at, other, letter) => {
        const wrong = [...right]
        wrong[at] = letter
        const swapped = [...right]
        swapped[at] = right.charAt(other)
        swapped[other] = right.charAt(at)
        for (const each of [wrong.join(''), swapped.join('')]) expect(isReference(each)).toBe(each === right)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('finding a reference in what a bank prints', () => {
  const shown = showReference(reference)
  const spaced = [...reference].join(' ')

  test.each([
    shown,
    reference,
    shown.toLowerCase(),
    shown.replaceAll('-', ' '),
    shown.replaceAll('-', '_'),
    spaced,
    `ref:${shown}.`,
    `${shown} thank you`,
    `捐款${reference}謝謝`,
    `12345${reference}`,
    `${shown} / ${shown.toLowerCase()}`,
    [...shown].map((each) => (each === '-' ? '－' : String.fromCharCode(each.charCodeAt(0) + 0xfee0))).join(''),
  ])('%s', (text) => {
    expect(findReference(text)).toBe(reference)
  })

  const other = makeReference(() => 3)

  test.each([
    '2026-0110-1234',
    'H92F-MHKA-BC3R',
    '',
    'RSC',
    `${shown.slice(0, -1)}${shown.endsWith('2') ? '3' : '2'}`,
    `${reference}7`,
    `${reference} ${other}`,
  ])('nothing in %j', (text) => {
    expect(findReference(text)).toBeNull()
  })

  const anyText = fc.uint16Array({ maxLength: 200 }).map((units) => String.fromCharCode(...units))

  test('any text is read without harm', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(findReference(text)).toBeNull()
      }),
    )
  })
})
