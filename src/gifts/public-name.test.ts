import fc from 'fast-check'
import { expect, test } from 'vitest'
import { initialsOf, shownName } from './public-name.ts'

test.each([
  ['Lin Mei-ling', 'L. M.'],
  ['maria de la cruz gomez', 'M. D. L.'],
  ['林美玲', '林○○'],
  ['山田　太郎', '山○○'],
  ['阿弥陀・花子', '阿○○'],
  ['Élodie', 'É.'],
  ['“Ali”', 'A.'],
  ['mei@example.org', 'M.'],
  ['— !', null],
])('the initials of %j are %j', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})

test('initials never hold two letters of one word, and a friend has none', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const initials = shownName(name, 'initials') ?? ''
      expect(initials.replaceAll(/[^\p{L}\p{N}]/gu, '').length).toBeLessThanOrEqual(initials.split(' ').length * 2)
      expect(shownName(name, 'anonymous')).toBeNull()
    }),
  )
})
