import { expect, test } from 'vitest'
import { viber } from './adapter.ts'

const config = viber.parseConfig({
  authToken: '4453b6ac1s345678-e02c5f12174805f9-daec9cbb5448c51r',
  senderName: 'Helping Hands',
  chatUri: 'helpinghands',
})
const now = new Date(1767225601000)
const from = (url: string, sandboxOrigin?: string) => viber.contentFrom?.(url, config, { now, sandboxOrigin })?.url

test('a file is fetched from Viber’s own places, without the token', () => {
  const url = 'https://dl-media.viber.com/5/media/2/short/any/sig/image/0x0/a.jpg?Expires=1767229201'
  expect(viber.contentFrom?.(url, config, { now })).toEqual({
    ...{ part: 0, method: 'GET', url, headers: {}, body: '', quotaCount: 0 },
  })
  expect(from('https://media-direct.cdn.viber.com/pg_download?id=1')).toBeDefined()
})

test.each([
  'http://dl-media.viber.com/a.jpg',
  'https://viber.com.example.org/a.jpg',
  'https://dl-media.viber.com@169.254.169.254/latest/meta-data',
  'https://dl-media.viber.com:6379/a.jpg',
  'https://notviber.com/a.jpg',
  'file:///etc/passwd',
  'https://127.0.0.1/a.jpg',
  'not an address',
])('nothing is fetched from %s', (url) => {
  expect(from(url)).toBeUndefined()
})

test('a demo account fetches from its emulator and from nowhere else', () => {
  const origin = 'http://127.0.0.1:3000/sandbox/viber'
  expect(from('http://127.0.0.1:3000/sandbox/viber/files/1', origin)).toBeDefined()
  expect(from('https://dl-media.viber.com/a.jpg', origin)).toBeUndefined()
})
