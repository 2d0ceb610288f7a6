import { expect, test } from 'vitest'
import { telegram } from './adapter.ts'

const config = telegram.parseConfig({
  botToken: '123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawe',
  webhookSecret: 'a-secret-of-thirty-two-characters_',
})
const context = { now: new Date(1767225601000), deliveryId: '0191e180-7d60-7000-aded-7d8b151cbd5b' }
const to = { type: 'group', id: '-1001234567890' } as const

test('a poll is open about who votes, or Telegram would tell no vote', () => {
  const { url, body, part } = telegram.poll({ question: 'Which day?', options: ['Sat', 'Sun'] }, to, config, context)
  expect([url.split('/').at(-1), part]).toEqual(['sendPoll', 1])
  expect(JSON.parse(body)).toEqual({
    chat_id: '-1001234567890',
    question: 'Which day?',
    options: [{ text: 'Sat' }, { text: 'Sun' }],
    is_anonymous: false,
    allows_multiple_answers: false,
  })
})

test.each([
  ['one answer only', { question: '?', options: ['a'] }, 'options'],
  ['more answers than Telegram takes', { question: '?', options: Array.from({ length: 13 }, String) }, 'options'],
  ['an answer too long', { question: '?', options: ['a', 'b'.repeat(101)] }, 'options'],
  ['no question', { question: ' ', options: ['a', 'b'] }, 'question'],
])('%s is refused', (_name, poll, field) => {
  expect(() => telegram.poll(poll, to, config, context)).toThrow(
    expect.objectContaining({ code: 'channels.message-invalid', field }),
  )
})
