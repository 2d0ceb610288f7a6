import { afterAll, beforeAll, expect, test } from 'vitest'
import { createChannelAccount } from '../conversations/accounts.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { ensureIdentities, type SeenAddress } from './identities.ts'

let house: TestHouse
let accountId: string
beforeAll(async () => {
  house = await openTestHouse()
  const config = { channelId: '1234567890', channelSecret: '0123456789abcdef0123456789abcdef' }
  accountId = await createChannelAccount(house.scope, { kind: 'line', name: 'Names', config })
})
afterAll(() => house.close())

const meet = (...seen: SeenAddress[]) =>
  house.scope.transaction((tx) => ensureIdentities(tx, accountId, seen, { name: '—', language: 'en' }))

test('openid first and unionid later, or the other way round, is one identity', async () => {
  const first = (await meet({ address: 'openid-a' })).get('openid-a')
  const again = (await meet({ address: 'openid-a', aliases: ['unionid-a'] })).get('openid-a')
  const both = await meet({ address: 'unionid-b' })
  const later = await meet({ address: 'openid-b', aliases: ['unionid-b'] })
  expect(again?.identityId).toBe(first?.identityId)
  expect(later.get('openid-b')?.identityId).toBe(both.get('unionid-b')?.identityId)
  expect((await meet({ address: 'openid-b' })).get('openid-b')?.identityId).toBe(both.get('unionid-b')?.identityId)
})

test('who comes by two names in one batch is made once', async () => {
  const made = await meet({ address: 'c-one' }, { address: 'c-two', aliases: ['c-one'] }, { address: 'c-other' })
  expect(made.get('c-one')?.identityId).toBe(made.get('c-two')?.identityId)
  expect(made.get('c-other')?.identityId).not.toBe(made.get('c-one')?.identityId)
  expect(made.get('c-two')?.isNew).toBe(true)
})

test('twenty transactions that meet one person by either name at once make one', async () => {
  const either = (n: number): SeenAddress => (n % 2 ? { address: 'd-one', aliases: ['d-two'] } : { address: 'd-two' })
  const all = await Promise.all(Array.from({ length: 20 }, (_, n) => meet(either(n))))
  expect(new Set(all.flatMap((made) => [...made.values()].map(({ identityId }) => identityId))).size).toBe(1)
})
