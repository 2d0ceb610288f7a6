import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ChatHouse, openChatHouse } from '../testing.ts'
import { hookRoutes } from './hooks.ts'

const mebibyte = 1024 * 1024

let house: ChatHouse
beforeAll(async () => {
  house = await openChatHouse()
})
afterAll(() => house.close())

test('a webhook that does not tell its length is refused while it comes in, not after all of it was kept', async () => {
  let sent = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent >= 16 * mebibyte) return controller.close()
      sent += mebibyte / 4
      controller.enqueue(new Uint8Array(mebibyte / 4))
    },
  })
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, duplex: 'half' }
  const response = await hookRoutes(house.board).request(`/hooks/${house.hookKey}`, init)
  expect(response.status).toBe(413)
  expect(sent).toBeLessThanOrEqual(2 * mebibyte)
})

test('a webhook that says it is too large is not read', async () => {
  const headers = { 'content-length': String(2 * mebibyte) }
  const response = await hookRoutes(house.board).request(`/hooks/${house.hookKey}`, { method: 'POST', headers })
  expect(response.status).toBe(413)
})
