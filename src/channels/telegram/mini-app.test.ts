import { expect, it } from 'vitest'
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
