import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSolved, puzzleOf, puzzleParts } from './puzzle.ts'
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
  expect(isSolved('a form', parts.slice(0, -1).join('.'))).toBe(false)
  expect(isSolved('a form', [...parts, first].join('.'))).toBe(false)
  expect(isSolved('a form', [first, ...rest.toReversed()].join('.'))).toBe(false)
  expect(isSolved('a form', parts.map(() => first).join('.'))).toBe(false)
})

test('eight parts are asked for, each of fourteen bits: thirteen are not enough', () => {
  const parts = solve('a form').split('.')
  expect(parts).toHaveLength(8)
  const tail = Buffer.alloc(8)
  const begins = (number: number) => {
    tail.writeUInt32BE(number, 4)
    return createHash('sha256').update(puzzleOf('a form'), 'hex').update(tail).digest().readUInt32BE(0)
  }
  const first = (fits: (begin: number) => boolean) => {
    let number = 0
    while (!fits(begins(number))) number += 1
    return number.toString(36)
  }
  const withFirst = (part: string) => isSolved('a form', [part, ...parts.slice(1)].join('.'))
  expect(withFirst(first((begin) => begin >= 2 ** 17 && begin < 2 ** 18))).toBe(true)
  expect(withFirst(first((begin) => begin >= 2 ** 18 && begin < 2 ** 19))).toBe(false)
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
