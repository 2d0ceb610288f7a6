import { expect, test } from 'vitest'
import type { Settings } from '../platform/settings.ts'
import { isPublicAddress } from './public-address.ts'
import { exchange, mayAsk } from './transport.ts'

const open: Settings = {
  ...{ port: 3000, host: '0.0.0.0', databaseUrl: 'postgres://db', dataFolder: '', secret: undefined, wantsDemo: false },
  publicUrl: 'https://give.example.org',
}
const alone: Settings = { ...open, host: '127.0.0.1', databaseUrl: undefined, publicUrl: 'http://127.0.0.1:3000' }

test.each(['https://give.example.org/platform', 'https://93.184.216.34', 'https://[2606:2800:220:1::1]'])(
  '%s may be asked',
  (url) => {
    expect(mayAsk(new URL(url), open)).toBe(true)
  },
)

test.each([
  'http://give.example.org',
  'https://localhost',
  'https://127.0.0.1',
  'https://10.0.0.1',
  'https://169.254.169.254',
  'https://192.168.1.1',
  'https://0x7f000001',
  'https://[::1]',
  'https://[::ffff:10.0.0.1]',
  'https://[fd00::1]',
  'https://database',
  'https://user:secret@give.example.org',
])('%s may not', (url) => {
  expect(mayAsk(new URL(url), open)).toBe(false)
})

test('only an installation for this machine alone asks this machine', () => {
  expect(mayAsk(new URL('http://127.0.0.1:3001'), alone)).toBe(true)
  expect(mayAsk(new URL('http://192.168.1.1'), alone)).toBe(false)
})

test('an address of a private network is none of the internet, however it is written', () => {
  for (const closed of ['172.16.0.1', '100.64.0.1', '::ffff:127.0.0.1', '2002:7f00:1::', '64:ff9b::a00:1', 'x', '']) {
    expect([closed, isPublicAddress(closed)]).toEqual([closed, false])
  }
  expect(isPublicAddress('1.1.1.1')).toBe(true)
})

test('a request that may not be made is not made', async () => {
  const request = { method: 'GET', url: 'https://169.254.169.254/latest', headers: {} } as const
  expect(await exchange(request, open)).toMatchObject({ kind: 'trouble', trouble: 'unsafe' })
})
