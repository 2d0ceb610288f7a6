import { expect, test } from 'vitest'
import { smallestGroup } from '../../../src/cases/guard.ts'
import { fewest, untoldWords } from './untold.ts'

test('a member reads what donors are not told of a case, with the server’s own bound', () => {
  expect(untoldWords({ untold: [] })).toBeUndefined()
  expect(untoldWords({ untold: ['region'] })).toBe('guard.region')
  expect(untoldWords({ untold: ['region', 'ageBand'] })).toBe('guard.regionAndAge')
  expect(fewest).toBe(smallestGroup)
})
