import { expect, test } from 'vitest'
import { formatsOf, shareOf } from './formats.ts'

const noon = Date.parse('2026-03-05T12:00:00Z')
const taiwan = formatsOf('zh-Hant', () => noon)
const english = formatsOf('en', () => noon)

test('minor units become money with its own sign and decimals', () => {
  expect(taiwan.money({ minor: '100000', currency: 'TWD' })).toBe('NT$1,000')
  expect(english.money({ minor: '1250', currency: 'EUR' })).toBe('€12.50')
  expect(english.money({ minor: '1000', currency: 'JPY' })).toBe('¥1,000')
})

test('a calendar day stays the day it is, wherever the device is', () => {
  expect(english.day('2026-03-05')).toBe('Mar 5, 2026')
  expect(taiwan.day('2026-12-31')).toContain('12月31日')
})

test('what is near is told as distance, what is far as a day', () => {
  expect(english.ago('2026-03-05T11:00:00Z')).toBe('1 hr. ago')
  expect(english.ago('2026-03-05T11:59:40Z')).toBe('this minute')
  expect(english.ago('2026-01-02T12:00:00Z')).toContain('2026')
})

test('a share is never below nothing nor above all', () => {
  expect(shareOf('50', '200')).toBe(0.25)
  expect(shareOf('300', '200')).toBe(1)
  expect(shareOf('-5', '200')).toBe(0)
  expect(shareOf('5', '0')).toBe(0)
})
