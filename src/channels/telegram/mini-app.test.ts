import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import { openChannel } from '../kinds.ts'
import { miniAppUser } from './mini-app.ts'

/** The published vector of Telegram-Mini-Apps/telegram-apps (init-data-node tests @ 8905b04), read 2026-11-22. */
const botToken = '5768337691:AAH5YkoiEuPk8-FZa32hStHTqXiLPtAEhx8'
const initData =
  'query_id=AAHdF6IQAAAAAN0XohDhrOrc' +
  '&user=%7B%22id%22%3A279058397%2C%22first_name%22%3A%22Vladislav%22%2C%22last_name%22%3A%22Kibenko%22%2C%22username%22%3A%22vdkfrost%22%2C%22language_code%22%3A%22ru%22%2C%22is_premium%22%3Atrue%7D' +
  '&auth_date=1662771648' +
  '&hash=c501b71e775f74ce10e377dea85a7ea24ecd640b223ea86dfe453e0eaed2e2b2'
const signedAt = new Date(1662771648_000)
const after = (seconds: number) => new Date(signedAt.getTime() + seconds * 1000)

it('knows who opened the Mini App', () => {
  expect(miniAppUser(initData, botToken, after(60))).toBe('279058397')
})

it('refuses another bot’s proof, any changed byte, and one that is old or from the future', () => {
  expect(miniAppUser(initData, botToken.replace('AAH', 'AAJ'), after(60))).toBeNull()
  expect(miniAppUser(initData.replace('279058397', '279058398'), botToken, after(60))).toBeNull()
  expect(miniAppUser(`${initData}&start_param=x`, botToken, after(60))).toBeNull()
  expect(miniAppUser(initData, botToken, after(3601))).toBeNull()
  expect(miniAppUser(initData, botToken, after(-61))).toBeNull()
  expect(miniAppUser('', botToken, signedAt)).toBeNull()
})

it('takes a proof for an hour and a minute’s difference of clocks, and not a second longer', () => {
  for (const seconds of [-60, 0, 3600]) expect(miniAppUser(initData, botToken, after(seconds))).toBe('279058397')
})

/** What Telegram would sign for this bot. */
function signed(fields: Readonly<Record<string, string>>): string {
  const lines = Object.entries(fields).map(([name, value]) => `${name}=${value}`)
  const key = createHmac('sha256', 'WebAppData').update(botToken).digest()
  const hash = createHmac('sha256', key).update(lines.sort().join('\n')).digest('hex')
  return new URLSearchParams({ ...fields, hash }).toString()
}

it('knows nobody without a time, without a user, or without an id', () => {
  const auth_date = String(signedAt.getTime() / 1000)
  const user = '{"first_name":"\\"id\\":7","id":5}'
  expect(miniAppUser(signed({ auth_date, user }), botToken, signedAt)).toBe('5')
  expect(miniAppUser(signed({ user }), botToken, signedAt)).toBeNull()
  expect(miniAppUser(signed({ auth_date: 'soon', user }), botToken, signedAt)).toBeNull()
  expect(miniAppUser(signed({ auth_date }), botToken, signedAt)).toBeNull()
  expect(miniAppUser(signed({ auth_date, user: '{"id":"x"}' }), botToken, signedAt)).toBeNull()
})

it('gives each proof a name, so that it is taken once, and a reason where it is none', () => {
  const channel = openChannel('telegram', { botToken, webhookSecret: 'a-secret-of-thirty-two-characters_' })
  const signedIn = {
    kind: 'signed_in',
    userId: '279058397',
    proofId: 'c501b71e775f74ce10e377dea85a7ea24ecd640b223ea86dfe453e0eaed2e2b2',
  }
  expect(channel.readHanded(initData, after(60))).toEqual(signedIn)
  const otherwise = [...initData.split('&')].reverse().join('&')
  expect(channel.readHanded(otherwise, after(60))).toEqual(signedIn)
  expect(channel.readHanded('hash=a', after(60))).toEqual({
    kind: 'refused',
    words: 'not signed by Telegram for this bot, or too old',
  })
})
