import { expect, test } from 'vitest'
import { Turnstile } from './turnstile.ts'

test('whoever asks for many waits behind whoever asks for one', async () => {
  const turnstile = new Turnstile(1, 1)
  const done: string[] = []
  const pass = (asker: string) => turnstile.pass(asker, async () => void done.push(asker))
  await Promise.all([pass('large'), pass('large'), pass('large'), pass('small'), pass('other')])
  expect(done).toEqual(['large', 'large', 'small', 'other', 'large'])
})

test('one whose work hangs holds its own places only, and a failure gives its place back', async () => {
  const turnstile = new Turnstile(4, 2)
  let release = () => {}
  const hangs = new Promise<void>((resolve) => {
    release = resolve
  })
  const stuck = Array.from({ length: 5 }, () => turnstile.pass('stuck', () => hangs))
  for (let n = 0; n < 4; n += 1) {
    await expect(turnstile.pass('well', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  }
  expect(await turnstile.pass('well', async () => 'served')).toBe('served')
  release()
  await Promise.all(stuck)
})
