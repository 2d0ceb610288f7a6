import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSolved, puzzleParts } from './puzzle.ts'
import { solve } from './solve.fixture.ts'

test('what was solved for one form is solved for no other', () => {
  const solution = solve('one form')
  expect(isSolved('one form', solution)).toBe(true)
  expect(isSolved('another form', solution)).toBe(false)
})

test('a part left out, put twice, or changed is not solved', () => {
  const parts = solve('a form').split('.')
  const [first = '', ...rest] = parts
  expect(isSolved('a form', rest.join('.'))).toBe(false)
  expect(isSolved('a form', [...parts, first].join('.'))).toBe(false)
  expect(isSolved('a form', [first, ...rest.toReversed()].join('.'))).toBe(false)
  expect(isSolved('a form', parts.map(() => first).join('.'))).toBe(false)
})

test('nothing that was not worked for passes', () => {
  const guess = fc.array(fc.nat(0xffffffff), { minLength: puzzleParts, maxLength: puzzleParts })
  fc.assert(fc.property(guess, (numbers) => !isSolved('a form', numbers.map((one) => one.toString(36)).join('.'))))
  fc.assert(fc.property(fc.string(), (text) => !isSolved('a form', text)))
  const [first, ...rest] = solve('a form').split('.')
  const beyond = (Number.parseInt(first ?? '', 36) + 2 ** 32).toString(36)
  expect(isSolved('a form', [beyond, ...rest].join('.'))).toBe(false)
  for (const no of ['-5', '', ' ', `${first} `, '1e3', 'ß'])
    expect(isSolved('a form', [no, ...rest].join('.'))).toBe(false)
})
