import { expect, test } from 'vitest'
import { lengthOf } from './length.ts'

test('a text counts as its channel counts it, without the spaces that are not sent', () => {
  expect(lengthOf('  謝謝 ', 999, 'utf8-bytes')).toEqual({ length: 6, messages: 1 })
  expect(lengthOf('謝謝', 4096, 'utf16')).toEqual({ length: 2, messages: 1 })
  expect(lengthOf('', 4096, 'utf16')).toEqual({ length: 0, messages: 0 })
})

test('one character too many is a second message', () => {
  expect(lengthOf('a'.repeat(2000), 2000, 'utf16').messages).toBe(1)
  expect(lengthOf('a'.repeat(2001), 2000, 'utf16').messages).toBe(2)
  expect(lengthOf('謝'.repeat(334), 999, 'utf8-bytes').messages).toBe(2)
})
