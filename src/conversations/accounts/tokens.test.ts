import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ProviderRequest, ProviderResponse } from '../../channels/request.ts'
import { openTestHouse, type TestHouse } from '../../organisations/testing.ts'
import type { OpenAccount } from '../account.ts'
import { createChannelAccount, openAccountRow } from '../accounts.ts'
import { AccessTokens } from './tokens.ts'

let house: TestHouse
let account: OpenAccount
beforeAll(async () => {
  house = await openTestHouse()
  const config = { appId: 'wx2c2769f8efd9abc2', appSecret: '0123456789abcdef0123456789abcdef', token: 'ours' }
  const id = await createChannelAccount(house.scope, { kind: 'wechat', name: 'WeChat', config })
  account = await house.scope.transaction((transaction) => openAccountRow(transaction, id))
})
afterAll(() => house.close())

/** A provider that answers when it is told to. */
function provider() {
  const asked: ProviderRequest[] = []
  const waiting: ((response: ProviderResponse) => void)[] = []
  const tokens = new AccessTokens(house.context, (request) => {
    asked.push(request)
    return new Promise((resolve) => waiting.push(resolve))
  })
  const answer = (body: object) =>
    waiting.shift()?.({ kind: 'answered', status: 200, headers: {}, body: JSON.stringify(body) })
  return { asked, tokens, answer }
}

test('two that need a token at once make one request, and so do those who come later', async () => {
  const { asked, tokens, answer } = provider()
  const both = [tokens.get(account), tokens.get(account)]
  answer({ access_token: '88_one', expires_in: 7200 })
  const [first, second] = await Promise.all(both)
  expect(first).toMatchObject({ token: { token: '88_one' } })
  expect(second).toEqual(first)
  expect(await tokens.get(account)).toEqual(first)
  expect(asked.map(({ url }) => url)).toEqual(['https://api.weixin.qq.com/cgi-bin/stable_token'])
})

test('a refused token is forgotten: the next request asks again, once for all', async () => {
  const { asked, tokens, answer } = provider()
  const before = tokens.get(account)
  answer({ access_token: '88_one', expires_in: 7200 })
  await before
  tokens.forget(account.channelAccountId)
  const both = [tokens.get(account), tokens.get(account)]
  answer({ access_token: '88_two', expires_in: 7200 })
  expect(await Promise.all(both)).toMatchObject([{ token: { token: '88_two' } }, { token: { token: '88_two' } }])
  expect(asked).toHaveLength(2)
})

test('one that got no token does not keep the others from asking', async () => {
  const { asked, tokens, answer } = provider()
  const refused = tokens.get(account)
  answer({ errcode: 40125, errmsg: 'invalid appsecret' })
  expect(await refused).toEqual({ refusal: { kind: 'auth' } })
  const again = tokens.get(account)
  answer({ access_token: '88_one', expires_in: 7200 })
  expect(await again).toMatchObject({ token: { token: '88_one' } })
  expect(asked).toHaveLength(2)
})
