import { request as send } from 'node:http'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { isDemoAllowed } from '../demo/demo.ts'
import { isSandboxAllowed } from './allowed.ts'
import { openSandboxHouse, type SandboxHouse } from './testing.ts'

let house: SandboxHouse
let ours: string
beforeAll(async () => {
  house = await openSandboxHouse()
  ours = house.origin
})
afterAll(() => house.close())
afterEach(() => {
  house.context.settings.publicUrl = ours
})

/** `fetch` would not let us choose a Host. */
function ask(headers: Record<string, string> = {}): Promise<number> {
  const { port } = house.context.settings
  return new Promise((resolve, reject) => {
    send({ host: '127.0.0.1', port, path: '/sandbox/line/v2/bot/info', headers }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0))
    })
      .on('error', reject)
      .end()
  })
}

test('the sandbox answers this machine alone: not another name that leads here, not a proxy beside it', async () => {
  expect(await ask()).toBe(401)
  expect(await ask({ host: 'localhost:3000' })).toBe(401)
  expect(await ask({ host: 'evil.example' })).toBe(404)
  expect(await ask({ 'x-forwarded-for': '203.0.113.9' })).toBe(404)
  expect(await ask({ forwarded: 'for=203.0.113.9' })).toBe(404)
})

test('an installation with a public address has neither sandbox nor demo, whatever it listens on', async () => {
  house.context.settings.publicUrl = 'https://give.example.org'
  expect(isSandboxAllowed(house.context)).toBe(false)
  expect(isDemoAllowed(house.context)).toBe(false)
  expect(await ask()).toBe(404)
})
