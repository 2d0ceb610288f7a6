import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { newEdge } from '../platform/http/edge.ts'
import { paymentHookRoutes } from './hook-routes.ts'
import { createPaymentAccount } from './payment-account.ts'

const mebibyte = 1024 * 1024

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

test('a stranger who knows the address of a payment hook cannot fill the memory', async () => {
  const config = { accountHolder: 'Morning Light', bankName: 'Bank', bankCode: '000', accountNumber: '0000-0000' }
  await createPaymentAccount(house.scope, { provider: 'manual', name: 'Bank', currency: 'TWD', config })
  const { rows } = await house.context.databases.owner.query('select hook_key from payment_accounts')
  const edge = newEdge(house.context, (request) => request.text('', 500))
  edge.route('/', paymentHookRoutes())
  let sent = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent >= 16 * mebibyte) return controller.close()
      sent += mebibyte / 4
      controller.enqueue(new Uint8Array(mebibyte / 4))
    },
  })
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, duplex: 'half' }
  const response = await edge.request(`/hooks/pay/${rows[0].hook_key}`, init)
  expect(await response.json()).toMatchObject({ code: 'request.too-large' })
  expect(sent).toBeLessThanOrEqual(3 * mebibyte)
})
