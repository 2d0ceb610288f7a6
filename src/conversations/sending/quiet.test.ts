import fc from 'fast-check'
import { expect, test } from 'vitest'
import { endOfQuiet } from './quiet.ts'

const end = (at: string, zone: string) => endOfQuiet(new Date(at), zone)?.toISOString()

test('Q2: 20:59:59 may be written to, 21:00:00 is quiet, 08:59:59 is quiet, 09:00:00 is not', () => {
  expect(end('2026-03-02T12:59:59Z', 'Asia/Taipei')).toBeUndefined()
  expect(end('2026-03-02T13:00:00Z', 'Asia/Taipei')).toBe('2026-03-03T01:00:00.000Z')
  expect(end('2026-03-03T00:59:59Z', 'Asia/Taipei')).toBe('2026-03-03T01:00:00.000Z')
  expect(end('2026-03-03T01:00:00Z', 'Asia/Taipei')).toBeUndefined()
})

test('Q3: the night the clocks go forward in Rome still ends at 09:00 local', () => {
  expect(end('2027-03-27T21:00:00Z', 'Europe/Rome')).toBe('2027-03-28T07:00:00.000Z')
  expect(end('2027-03-28T01:30:00Z', 'Europe/Rome')).toBe('2027-03-28T07:00:00.000Z')
})

test('Q3: the night the clocks go back in Rome ends at 09:00 local, whichever 02:30 it is', () => {
  expect(end('2027-10-31T00:30:00Z', 'Europe/Rome')).toBe('2027-10-31T08:00:00.000Z')
  expect(end('2027-10-31T01:30:00Z', 'Europe/Rome')).toBe('2027-10-31T08:00:00.000Z')
})

test('whenever a message is held, it is held at most twelve hours and a clock change, and never held again', () => {
  const zones = ['Europe/Rome', 'America/New_York', 'Asia/Taipei', 'Australia/Lord_Howe', 'Asia/Kathmandu']
  const moments = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(moments, fc.constantFrom(...zones), (at, zone) => {
      const until = endOfQuiet(at, zone)
      if (until === undefined) return
      expect(until.getTime()).toBeGreaterThan(at.getTime())
      expect(until.getTime() - at.getTime()).toBeLessThanOrEqual(13 * 3_600_000)
      expect(endOfQuiet(until, zone)).toBeUndefined()
    }),
  )
})
