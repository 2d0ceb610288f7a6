import { expect, test } from 'vitest'
import { isOfficeOpen, officeHoursLine } from './office.ts'

const hours = {
  mon: ['09:00', '18:00'],
  tue: ['09:00', '18:00'],
  wed: ['09:00', '18:00'],
  sat: ['10:00', '12:00'],
} as const

test.each([
  ['2026-03-02T00:59:59Z', false],
  ['2026-03-02T01:00:00Z', true],
  ['2026-03-02T09:59:59Z', true],
  ['2026-03-02T10:00:00Z', false],
  ['2026-03-05T02:00:00Z', false],
])('at %s in Taipei the office is open: %s', (at, isOpen) => {
  expect(isOfficeOpen(hours, 'Asia/Taipei', new Date(at))).toBe(isOpen)
})

test('the day is the one where the organisation is, summer time included', () => {
  expect(isOfficeOpen(hours, 'Europe/Rome', new Date('2026-07-06T07:30:00Z'))).toBe(true)
  expect(isOfficeOpen(hours, 'Europe/Rome', new Date('2026-01-05T07:30:00Z'))).toBe(false)
})

test('days with the same hours stand together, in the language of the reader', () => {
  expect(officeHoursLine(hours, 'en')).toMatch(/^Mon–Wed 09:00–18:00.*Sat 10:00–12:00$/)
  expect(officeHoursLine(hours, 'zh-Hant')).toMatch(/^週一–週三 09:00–18:00.*週六 10:00–12:00$/)
  expect(officeHoursLine({}, 'en')).toBe('—')
})
