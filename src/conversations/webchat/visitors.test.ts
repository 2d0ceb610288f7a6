import { expect, test } from 'vitest'
import { Visitors } from './visitors.ts'

test('the thirty-first post of a minute waits; another visitor’s does not', async () => {
  const visitors = new Visitors()
  for (let posts = 0; posts < 30; posts += 1) expect(await visitors.waitToPost('eager')).toBe(0)
  expect(await visitors.waitToPost('eager')).toBeGreaterThan(0)
  expect(await visitors.waitToPost('calm')).toBe(0)
})

test('one visitor holds six streams, one address a hundred; whoever leaves makes room, once', () => {
  const visitors = new Visitors()
  const own = Array.from({ length: 6 }, () => visitors.openStream('one', 'here'))
  expect(visitors.openStream('one', 'elsewhere')).toBeUndefined()
  own[0]?.()
  own[0]?.()
  expect(visitors.openStream('one', 'here')).toBeTypeOf('function')
  expect(visitors.openStream('one', 'here')).toBeUndefined()
  for (let others = 0; others < 94; others += 1) {
    expect(visitors.openStream(`other ${others}`, 'here')).toBeTypeOf('function')
  }
  expect(visitors.openStream('one too many', 'here')).toBeUndefined()
  expect(visitors.openStream('one too many', 'there')).toBeTypeOf('function')
})
