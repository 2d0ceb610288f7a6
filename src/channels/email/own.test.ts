import { expect, it } from 'vitest'
import { emailConfig } from './config.ts'
import { isOwnId, ownId, readUnsubscribeToken, unsubscribeToken } from './own.ts'
import { settings } from './testing.ts'

const config = emailConfig.parse(settings)
const other = { ...config, inboundSecret: 'x'.repeat(48) }
const to = 'mei@donor.example'
const id = ownId('0191e180-7d60-7000-aded-7d8b151cbd5b', to, config)

it('an id of ours is that of its delivery and its reader, at our domain', () => {
  expect(id).toMatch(/^<[\da-f-]{36}\.[\w-]{22}@hands\.example\.org>$/)
  expect(isOwnId(` ${id}\n`, to, config)).toBe(true)
  expect(isOwnId(id, 'paolo@donor.example', config)).toBe(false)
  expect(isOwnId(id, to, other)).toBe(false)
})

it.each(['', '<>', 'anything', id.slice(1), id.slice(0, -1), id.replace('.', ''), `${id}${id}`, `x${id}`])(
  'no id of ours is "%s"',
  (wrong) => {
    expect(isOwnId(wrong, to, config)).toBe(false)
  },
)

it('a link to end mails speaks for the reader it was written for, and for nobody else', () => {
  const token = unsubscribeToken(to, config)
  expect(readUnsubscribeToken(token, config)).toBe(to)
  for (const wrong of [
    '',
    '.',
    token.split('.')[0] ?? '',
    `${token}A`,
    unsubscribeToken(to, other),
    unsubscribeToken('', config),
  ])
    expect(readUnsubscribeToken(wrong, config)).toBeNull()
})
