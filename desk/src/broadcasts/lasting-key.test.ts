import { expect, test } from 'vitest'
import { changedInto, keyOf } from './lasting-key.ts'

test('a thing keeps its key when it is changed and when one before it goes', () => {
  const [first, second] = [{ kind: 'reachable' }, { kind: 'reachable' }]
  const keys = [first, second].map(keyOf)
  expect(new Set(keys).size).toBe(2)
  const changed = changedInto(second, { kind: 'people' })
  expect([changed].map(keyOf)).toEqual(keys.slice(1))
  expect(keyOf({ kind: 'people' })).not.toBe(keyOf(changed))
})
