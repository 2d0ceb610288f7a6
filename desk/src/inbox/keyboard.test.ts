import { expect, test } from 'vitest'
import { actFor, type Press, placeAfter } from './keyboard.ts'

function press(key: string, more: Partial<Press> = {}): Press {
  return { key, isTyping: false, hasModifier: false, isComposing: false, ...more }
}

test('a letter acts on the open conversation, in either case', () => {
  expect(actFor(press('e'))).toBe('resolve')
  expect(actFor(press('J'))).toBe('next')
  expect(actFor(press('x'))).toBeUndefined()
})

test('while somebody types only Escape acts', () => {
  expect(actFor(press('e', { isTyping: true }))).toBeUndefined()
  expect(actFor(press('Escape', { isTyping: true }))).toBe('leave')
})

test('keys of the browser and of an input method are left alone', () => {
  expect(actFor(press('r', { hasModifier: true }))).toBeUndefined()
  expect(actFor(press('Escape', { isTyping: true, isComposing: true }))).toBeUndefined()
})

test('moving stops at both ends and begins at the first', () => {
  const ids = ['a', 'b', 'c']
  expect(placeAfter(ids, 'a', 1)).toBe('b')
  expect(placeAfter(ids, 'c', 1)).toBe('c')
  expect(placeAfter(ids, 'a', -1)).toBe('a')
  expect(placeAfter(ids, undefined, 1)).toBe('a')
  expect(placeAfter(ids, 'gone', -1)).toBe('a')
  expect(placeAfter([], 'a', 1)).toBeUndefined()
})
