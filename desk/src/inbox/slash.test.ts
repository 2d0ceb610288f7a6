import { expect, test } from 'vitest'
import { insertAt, offersOf, slashAt } from './slash.ts'

test('a slash that begins a word asks for a saved reply; one inside an address or a date does not', () => {
  expect(slashAt('/', 1)).toEqual({ start: 0, query: '' })
  expect(slashAt('Dear Mei, /rec', 14)).toEqual({ start: 10, query: 'rec' })
  expect(slashAt('Dear Mei, /rec', 11)).toEqual({ start: 10, query: '' })
  expect(slashAt('https://example.org', 19)).toBeUndefined()
  expect(slashAt('1/2', 3)).toBeUndefined()
  expect(slashAt('either / or', 11)).toBeUndefined()
})

test('a reply is offered in the language of the person, else in what there is', () => {
  const replies = [
    { id: '1', name: 'Receipts', texts: { en: 'By mail.', 'zh-Hant': '郵寄。' } },
    { id: '2', name: 'Visits', texts: { it: 'Il lunedì.' } },
  ] as const
  expect(offersOf(replies, '', ['zh-Hant']).map(({ text }) => text)).toEqual(['郵寄。', 'Il lunedì.'])
  expect(offersOf(replies, 'REC', ['ja']).map(({ text }) => text)).toEqual(['By mail.'])
  expect(offersOf(replies, 'lunedì', ['en'])).toMatchObject([{ id: '2', language: 'it' }])
})

test('the text takes the place of the slash and nothing else', () => {
  expect(insertAt('Dear Mei, /rec and more', 10, 14, 'By mail.')).toEqual({
    text: 'Dear Mei, By mail. and more',
    caret: 18,
  })
})
