import { afterAll, beforeAll, expect, test } from 'vitest'
import { createChannelAccount } from '../conversations/accounts.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { ensureIdentities, type SeenAddress } from './identities.ts'
import { learnUnion } from './identity-join.ts'
import { readProfile } from './profile.ts'

let house: TestHouse
let first: string
let second: string
beforeAll(async () => {
  house = await openTestHouse()
  first = await connect('1')
  second = await connect('2')
})
afterAll(() => house.close())

function connect(number: string): Promise<string> {
  const secret = '0123456789abcdef0123456789abcdef'
  const config = { appId: `wx${number.repeat(16)}`, appSecret: secret, token: 'token' }
  return createChannelAccount(house.scope, { kind: 'wechat', name: `WeChat ${number}`, config })
}

const meet = (account: string, seen: SeenAddress, scope = house.scope) =>
  scope.transaction(async (transaction) => {
    const met = await ensureIdentities(transaction, account, [seen], { name: '—', language: 'zh-Hans' })
    const identity = met.get(seen.address)
    if (identity === undefined) throw new Error('nobody was met')
    return identity
  })

test('whoever bears one union id on two accounts of an organisation is one person with two identities', async () => {
  const one = await meet(first, { address: 'o1-mei', unionId: 'wechat/u-mei' })
  const other = await meet(second, { address: 'o2-mei', unionId: 'wechat/u-mei' })
  const stranger = await meet(second, { address: 'o2-hua', unionId: 'wechat/u-hua' })
  expect(other).toMatchObject({ personId: one.personId, isNew: true })
  expect(other.identityId).not.toBe(one.identityId)
  expect(stranger.personId).not.toBe(one.personId)
})

test('the profile says that the provider tied them', async () => {
  const { personId } = await meet(first, { address: 'o1-mei' })
  const { identities } = await readProfile(house.scope, personId)
  expect(identities.map(({ proof }) => proof).sort()).toEqual(['first_contact', 'provider'])
})

test('another organisation has never heard of them', async () => {
  const neighbour = await house.neighbour('others')
  const config = { appId: 'wx0123456789abcdef', appSecret: '0123456789abcdef0123456789abcdef', token: 'token' }
  const account = await createChannelAccount(neighbour, { kind: 'wechat', name: 'Others', config })
  const one = await meet(first, { address: 'o1-mei' })
  const theirs = await meet(account, { address: 'o1-mei', unionId: 'wechat/u-mei' }, neighbour)
  expect(theirs.personId).not.toBe(one.personId)
})

test('two who wrote before WeChat said so become one when it does, a donor staying the donor', async () => {
  const one = await meet(first, { address: 'o1-wei' })
  house.clock.advance(1000)
  const other = await meet(second, { address: 'o2-wei' })
  const learn = (known: { identityId: string; personId: string }) =>
    house.scope.transaction((transaction) => learnUnion(transaction, { ...known, unionId: 'wechat/u-wei' }, []))
  expect(await learn(one)).toBe(one.personId)
  expect(await learn(other)).toBe(one.personId)
  expect((await meet(second, { address: 'o2-wei' })).personId).toBe(one.personId)
  expect(await learn({ ...other, personId: one.personId })).toBe(one.personId)
})

test('two workers who meet one person on two accounts at the same moment make one', async () => {
  for (let round = 0; round < 8; round += 1) {
    const unionId = `wechat/u-${round}`
    const both = await Promise.all([
      meet(first, { address: `o1-${round}`, unionId }),
      meet(second, { address: `o2-${round}`, unionId }),
    ])
    expect(new Set(both.map(({ personId }) => personId)).size).toBe(1)
  }
})
