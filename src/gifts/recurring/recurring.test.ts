import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dueOn, type Plan, rhythms } from './recurring.ts'

const days = (plan: Plan, count: number) => Array.from({ length: count }, (_, number) => dueOn(plan, number))

test('C1: day 29 and 30 of a month are the last where it is shorter, and themselves again after', () => {
  const monthly = { rhythm: 'monthly' } as const
  expect(days({ ...monthly, startsOn: '2021-01-01', dueDay: 29 }, 3)).toEqual([
    '2021-01-29',
    '2021-02-28',
    '2021-03-29',
  ])
  expect(days({ ...monthly, startsOn: '2020-01-01', dueDay: 30 }, 3)).toEqual([
    '2020-01-30',
    '2020-02-29',
    '2020-03-30',
  ])
  expect(days({ ...monthly, startsOn: '2026-01-31', dueDay: 31 }, 4).at(-1)).toBe('2026-04-30')
})

test('C1: yearly from 29 February comes back to it in the leap year; from 28 February never leaves it', () => {
  const yearly = { rhythm: 'yearly' } as const
  expect(days({ ...yearly, startsOn: '2020-02-29', dueDay: 29 }, 6).slice(1)).toEqual([
    '2021-02-28',
    '2022-02-28',
    '2023-02-28',
    '2024-02-29',
    '2025-02-28',
  ])
  expect(dueOn({ ...yearly, startsOn: '2021-02-28', dueDay: 28 }, 3)).toBe('2024-02-28')
})

test('the first instalment is never before the start', () => {
  expect(dueOn({ rhythm: 'quarterly', startsOn: '2026-12-10', dueDay: 5 }, 0)).toBe('2027-01-05')
  expect(dueOn({ rhythm: 'quarterly', startsOn: '2026-12-10', dueDay: 5 }, 1)).toBe('2027-04-05')
})

test('days only grow, by whole rhythms, and are the due day or the last of their month', () => {
  const plan = fc.record({
    startsOn: fc
      .date({ min: new Date('2000-01-01'), max: new Date('2060-12-31'), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10)),
    dueDay: fc.integer({ min: 1, max: 31 }),
    rhythm: fc.constantFrom(...rhythms),
  })
  fc.assert(
    fc.property(plan, fc.nat(200), (one, number) => {
      const [day, next] = [dueOn(one, number), dueOn(one, number + 1)]
      const lastDay = new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate()
      expect(day >= one.startsOn && next > day).toBe(true)
      expect(Number(day.slice(8))).toBe(Math.min(one.dueDay, lastDay))
    }),
  )
})
