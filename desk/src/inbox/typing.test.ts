import { expect, test } from 'vitest'
import { Typing } from './typing.ts'

test('while somebody writes it is told every five seconds, and at once in another conversation', () => {
  const told: string[] = []
  let now = 0
  const typing = new Typing(
    async (id) => {
      told.push(`${id} ${now}`)
      throw new Error('offline')
    },
    () => now,
  )
  for (const [at, id] of [
    [0, 'ann'],
    [100, 'ann'],
    [4_999, 'ann'],
    [5_000, 'ann'],
    [5_001, 'ben'],
    [5_002, 'ann'],
  ] as const) {
    now = at
    typing.pressed(id)
  }
  expect(told).toEqual(['ann 0', 'ann 5000', 'ben 5001', 'ann 5002'])
})
