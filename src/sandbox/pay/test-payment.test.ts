import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPaymentAccount } from '../../gifts/payment-account.ts'
import type { StartedGift } from '../../gifts/start-gift.ts'
import { give, openCampaign } from '../../gifts/testing.ts'
import { createSandboxAccounts } from '../accounts.ts'
import { openSandboxHouse, type SandboxHouse } from '../testing.ts'

let house: SandboxHouse
let campaignId: string
let accountId: string

beforeAll(async () => {
  house = await openSandboxHouse()
  campaignId = await openCampaign(house.scope)
  accountId = (await createSandboxAccounts(house.scope, { name: '晨光', currency: 'TWD' })).testPaymentAccountId
})
afterAll(() => house.close())

async function leaveToPay(): Promise<StartedGift & { url: string }> {
  const started = await give(house, campaignId, { method: 'sandbox' })
  if (started.action.kind !== 'redirect') throw new Error('expected the pay page')
  expect(started.action.url.startsWith(house.origin)).toBe(true)
  return { ...started, url: started.action.url }
}

const open = async (url: string) => (await fetch(url, { headers: { 'accept-language': 'en' } })).text()

function choose(url: string, choice: string): Promise<Response> {
  const headers = { origin: house.origin }
  return fetch(url, { method: 'POST', body: new URLSearchParams({ choice }), headers, redirect: 'manual' })
}

async function stateOf({ giftIntentId }: StartedGift): Promise<string> {
  const row = await house.scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('gift_intents')
      .where('organisation_id', '=', organisationId)
      .where('gift_intent_id', '=', giftIntentId)
      .select('state')
      .executeTakeFirstOrThrow(),
  )
  return row.state
}

/** Asks the pay page as the sweeper does. */
async function ask({ reference }: StartedGift) {
  const { provider } = await house.scope.transaction((tx) => openPaymentAccount(tx, accountId))
  const now = house.clock.now()
  const request = provider.query(reference, { now, publicUrl: house.origin })
  const answer = await fetch(request?.url ?? '')
  const headers = Object.fromEntries(answer.headers)
  return provider.readState({ status: answer.status, headers, body: await answer.text() }, now)
}

test('the page says that no money moves, how much it is and for whom', async () => {
  const page = await open((await leaveToPay()).url)
  expect(page).toContain('This is a test payment. No money moves.')
  expect(page).toContain('1,000')
  expect(page).toContain('Morning Light')
})

test('a payment that succeeds becomes a gift and leads back', async () => {
  const started = await leaveToPay()
  const back = await choose(started.url, 'succeed')
  expect([back.status, back.headers.get('location')]).toEqual([303, started.returnUrl])
  expect(await stateOf(started)).toBe('paid')
  expect(await ask(started)).toMatchObject({ kind: 'reported', event: { type: 'paid', reference: started.reference } })
})

test('a payment that is declined may be tried again, and one that is paid stays paid', async () => {
  const started = await leaveToPay()
  await choose(started.url, 'fail')
  expect(await stateOf(started)).toBe('failed')
  await choose(started.url, 'succeed')
  expect(await stateOf(started)).toBe('paid')
  await choose(started.url, 'fail')
  expect(await ask(started)).toMatchObject({ event: { type: 'paid' } })
})

test('whoever never returns is heard of by nobody, until somebody asks', async () => {
  const started = await leaveToPay()
  const before = await stateOf(started)
  expect(await ask(started)).toEqual({ kind: 'not-found' })
  expect(await (await choose(started.url, 'leave')).text()).not.toContain('http-equiv')
  expect(await stateOf(started)).toBe(before)
  expect(await ask(started)).toMatchObject({ event: { type: 'requires_action' } })
})

test('another site’s form decides nothing', async () => {
  const started = await leaveToPay()
  const headers = { origin: 'https://elsewhere.example' }
  await fetch(started.url, { method: 'POST', body: new URLSearchParams({ choice: 'succeed' }), headers })
  expect(await stateOf(started)).not.toBe('paid')
})
