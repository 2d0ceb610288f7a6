import { expect, test } from 'vitest'
import { monthsOf } from './months.ts'

test('months in which nothing was added stand in the line as they were, over the turn of the year too', () => {
  const steps = [
    { month: '2025-11-01', reached: '1' },
    { month: '2026-02-01', reached: '3' },
  ]
  expect(monthsOf(steps).map(({ month, reached }) => [month.slice(0, 7), reached])).toEqual([
    ['2025-11', '1'],
    ['2025-12', '1'],
    ['2026-01', '1'],
    ['2026-02', '3'],
  ])
  expect(monthsOf([])).toEqual([])
})
