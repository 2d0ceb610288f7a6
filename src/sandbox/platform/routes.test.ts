import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCampaign, createFund } from '../../campaigns/actions.ts'
import { changeConnectorAccount, listConnectorAccounts, openConnectorAccount } from '../../connectors/accounts.ts'
import type { FeedbackItem } from '../../connectors/connector.ts'
import { newAsk, pullOrders, testConnector } from '../../connectors/pull.ts'
import { exchange } from '../../connectors/transport.ts'
import { foundLegalEntity } from '../../gifts/testing.ts'
import { openSandboxHouse, type SandboxHouse } from '../testing.ts'
import { applicationOf, connectTencent, sandboxProject } from './application.ts'

let house: SandboxHouse
let accountId: string

beforeAll(async () => {
  house = await openSandboxHouse()
  const owner = await house.member('owner')
  const fundId = await createFund(owner, { code: 'ferry', name: 'Ferry', isRestricted: true })
  const texts = { 'zh-Hans': { title: '船票', summary: '', story: '' } }
  const campaignId = await createCampaign(owner, {
    ...{ slug: 'ferry', fundId, legalEntityId: await foundLegalEntity(house.scope), currency: 'CNY' },
    ...{ goalMinor: 1_000_000n, startsOn: '2026-01-01', minimumSliceMinor: 1n, suggestedMinor: [] },
    ...{ state: 'draft', texts },
  })
  accountId = await connectTencent(house.scope, campaignId)
})
afterAll(() => house.close())

const platform = (path: string, init?: RequestInit) => fetch(`${house.origin}/sandbox/tencent${path}`, init)
const give = (money: unknown, headers = {}) =>
  platform('/orders', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ money }),
  })

/** Hands something back to a project as the push does. */
async function report(projectId: string): Promise<unknown> {
  const item: FeedbackItem = {
    ...{ id: 'a', orderNumber: 'b', projectId, projectName: sandboxProject.name, updateId: 'c', pseudonym: '小星' },
    ...{ amount: { minor: 12_345n, currency: 'CNY' }, stage: 'treated', text: '平安回家。', language: 'zh-Hans' },
    day: '2026-03-02',
    corrects: null,
  }
  const { connector } = await house.scope.transaction((tx) => openConnectorAccount(tx, accountId))
  const ask = newAsk(house.scope)
  const answer = await exchange(connector.feedback([item], ask), house.context.settings)
  return 'kind' in answer ? answer : connector.readFeedback(answer, [item], ask)
}

test('an account of the sandbox finds orders that were given before, each once, and those given since', async () => {
  expect(await pullOrders(house.scope, accountId)).toEqual({ gifts: 5, exceptions: 0, known: 0, trouble: null })
  expect(await pullOrders(house.scope, accountId)).toMatchObject({ gifts: 0, trouble: null })
  house.clock.advance(5000)
  expect((await give(8_800)).status).toBe(201)
  expect(await pullOrders(house.scope, accountId)).toMatchObject({ gifts: 1, exceptions: 0, trouble: null })
  expect((await listConnectorAccounts(house.scope))[0]).toMatchObject({ pulledCount: 6, unreadableCount: 0 })
})

test('what is handed back is taken, and stands at the platform in yuan', async () => {
  expect(await report(sandboxProject.id)).toMatchObject({ kind: 'outcomes' })
  expect(await report('999')).toMatchObject({ kind: 'trouble', trouble: 'refused' })
  const held = await (await platform('/account')).json()
  expect(held).toMatchObject({ reports: [{ project_id: 20211, exe_money: '123.45', exe_images: { length: 3 } }] })
  expect(JSON.stringify(held)).not.toContain(applicationOf(house.scope).secret)
})

test('a browser sees what was given and handed back as a page, and gives there by its form', async () => {
  const asBrowser = { headers: { accept: 'text/html', 'accept-language': 'it' } }
  const before = await (await platform('/account', asBrowser)).text()
  expect(before).toContain('123,45')
  expect(before).not.toContain('777,00')
  const body = new URLSearchParams({ yuan: '777' })
  const given = await platform('/orders', { ...asBrowser, method: 'POST', body, redirect: 'manual' })
  expect([given.status, given.headers.get('location')]).toEqual([303, '/sandbox/tencent/account'])
  expect(await (await platform('/account', asBrowser)).text()).toContain('777,00')
  expect(before).not.toContain(applicationOf(house.scope).secret)
})

test('nobody gives nothing there, and no page of elsewhere gives', async () => {
  expect((await give(0)).status).not.toBe(201)
  expect((await give(100, { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })).status).not.toBe(201)
})

test('a wrong secret and a wrong application are refused in words of the platform', async () => {
  const { secret } = applicationOf(house.scope)
  await changeConnectorAccount(house.scope, accountId, { config: { secret: 'another secret, thirty-two letters' } })
  expect((await testConnector(house.scope, accountId)).trouble).toMatchObject({ trouble: 'auth' })
  await changeConnectorAccount(house.scope, accountId, { config: { secret, appId: 'gy_other' } })
  expect((await testConnector(house.scope, accountId)).trouble).toMatchObject({ trouble: 'auth' })
})

test('who reaches this machine by another name finds no platform, nor anybody where no demo may be', async () => {
  const asked = await platform('/account', { headers: { 'x-forwarded-for': '203.0.113.9' } })
  expect(asked.status).not.toBe(200)
  const ours = house.context.settings.publicUrl
  house.context.settings.publicUrl = 'https://give.example.org'
  expect((await platform('/account')).status).not.toBe(200)
  house.context.settings.publicUrl = ours
})
