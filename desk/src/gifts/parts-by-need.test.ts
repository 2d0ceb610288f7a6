import { expect, test } from 'vitest'
import { partsByNeed } from './parts-by-need.ts'

const part = (caseId: string, needItem: string, minor: string) => ({
  caseId,
  pseudonym: `child ${caseId}`,
  needItem,
  amount: { minor, currency: 'TWD' },
  at: '2026-03-05T00:00:00Z',
})

test('what a gift gave is summed by need, and what was taken back is taken off', () => {
  const parts = [part('a', 'surgery', '300'), part('b', 'travel', '100'), part('a', 'surgery', '-120')]
  expect(partsByNeed(parts).map(({ caseId, minor }) => [caseId, minor])).toEqual([
    ['a', '180'],
    ['b', '100'],
  ])
})

test('a need that gave everything back is not among the places the money is', () => {
  expect(partsByNeed([part('a', 'surgery', '300'), part('a', 'surgery', '-300')])).toEqual([])
})
