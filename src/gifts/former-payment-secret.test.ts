import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { stopFormerPaymentSecret } from './former-payment-secret.ts'
import { changePaymentAccount, createPaymentAccount, openPaymentAccount } from './payment-account.ts'
import { give, hookPath, hookServer, openCampaign, openSandbox, sandboxSays } from './testing.ts'

let house: TestHouse
let campaignId: string
const renewed = 'another secret of the tests, over 32 letters'
beforeAll(async () => {
  house = await openTestHouse()
  campaignId = await openCampaign(house.scope)
})
afterAll(() => house.close())

test('money that is told of by the secret before is heard for a day, and once', async () => {
  const { id, tell } = await provider()
  await changePaymentAccount(house.scope, id, { config: { secret: renewed } })
  const gift = await start()
  expect([await tell(gift), await tell(gift)]).toEqual([200, 200])
  const { rows } = await house.context.databases.owner.query('select gift_id from gifts')
  expect(rows).toHaveLength(1)
  const late = await start()
  house.clock.advance(24 * 3_600_000)
  expect(await tell(late)).toBe(401)
})

test('a secret known to others is heard no more, whether that is said at once or a minute later', async () => {
  const [atOnce, later] = [await provider(), await provider()]
  await changePaymentAccount(house.scope, atOnce.id, { config: { secret: renewed }, isLeaked: true })
  await changePaymentAccount(house.scope, later.id, { config: { secret: renewed } })
  expect(await later.tell(await start())).toBe(200)
  await stopFormerPaymentSecret(house.scope, later.id)
  expect([await atOnce.tell(await start()), await later.tell(await start())]).toEqual([401, 401])
})

test('the keys of a rehearsal, which everybody knows, end with the rehearsal', async () => {
  const config = {
    environment: 'stage',
    merchantId: '3002607',
    hashKey: 'pwFHCqoQZGmho4w6',
    hashIv: 'EkRm7iFT261dpevs',
  }
  const account = { provider: 'ecpay', name: 'ECPay', currency: 'TWD', config } as const
  const id = await createPaymentAccount(house.scope, account)
  const real = { hashKey: 'aaaaaaaaaaaaaaaa', hashIv: 'bbbbbbbbbbbbbbbb' }
  const formerOf = async () => (await house.scope.transaction((tx) => openPaymentAccount(tx, id))).former
  await changePaymentAccount(house.scope, id, { config: { environment: 'production', merchantId: '3333333', ...real } })
  expect(await formerOf()).toBeNull()
  await changePaymentAccount(house.scope, id, { config: { hashKey: 'cccccccccccccccc' } })
  expect((await formerOf())?.provider.isPlayMoney).toBe(false)
})

/** The test pay page, and its word that a gift was paid, signed with its first secret. */
async function provider() {
  const id = await openSandbox(house.scope)
  const path = await hookPath(house.scope, id)
  const hook = hookServer(house.context)
  return { id, tell: async (reference: string) => (await hook(path, sandboxSays(reference, 'paid'))).status }
}

async function start(): Promise<string> {
  return (await give(house, campaignId)).reference
}
