import { afterAll, beforeAll, expect, test } from 'vitest'
import { progressOf } from '../campaigns/progress.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { give, hookPath, hookServer, openCampaign, openSandbox, sandboxSays } from './testing.ts'

let house: TestHouse
let path: string
let call: ReturnType<typeof hookServer>
let slug = 0
const minute = 60_000

beforeAll(async () => {
  house = await openTestHouse()
  path = await hookPath(house.scope, await openSandbox(house.scope))
  call = hookServer(house.context)
})
afterAll(() => house.close())

/** A campaign that may take 10,000 dollars. */
function capped(): Promise<string> {
  slug += 1
  return openCampaign(house.scope, { slug: `capped-${slug}`, goalMinor: 1_000_000n, capMinor: 1_000_000n })
}

function from(giver: string, campaignId: string, amount: string) {
  return give(house, campaignId, { amount, contact: `${giver}-${slug}@example.org` })
}

test('what somebody is paying is held for half an hour, then free again', async () => {
  const campaignId = await capped()
  await from('first', campaignId, '8000')
  const second = from('second', campaignId, '3000')
  await expect(second).rejects.toMatchObject({ code: 'gifts.more-than-remains', facts: { remaining: 'NT$2,000' } })
  await from('third', campaignId, '2000')
  const fourth = from('fourth', campaignId, '100')
  await expect(fourth).rejects.toMatchObject({ code: 'gifts.rest-being-given', facts: { minutes: 30 } })
  house.clock.advance(31 * minute)
  await from('fifth', campaignId, '10000')
})

test('whoever tries again is not held up by what they tried before', async () => {
  const campaignId = await capped()
  await from('same', campaignId, '10000')
  await from('same', campaignId, '10000')
  await expect(from('other', campaignId, '100')).rejects.toMatchObject({ code: 'gifts.rest-being-given' })
})

test('of many at once only as many leave to pay as there is room for', async () => {
  const campaignId = await capped()
  const many = Array.from({ length: 16 }, (_, one) => from(`many-${one}`, campaignId, '2500'))
  const outcomes = await Promise.allSettled(many)
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(4)
})

test('money that comes late is booked, over the cap too, and the form is closed', async () => {
  const campaignId = await capped()
  const late = await from('late', campaignId, '10000')
  house.clock.advance(31 * minute)
  const early = await from('early', campaignId, '10000')
  for (const { reference } of [early, late]) await call(path, sandboxSays(reference, 'paid', 1_000_000n))
  const progress = await house.scope.transaction((transaction) => progressOf(transaction, campaignId))
  expect(progress).toEqual({ raisedMinor: 2_000_000n, giftCount: 2 })
  await expect(from('after', campaignId, '100')).rejects.toMatchObject({ code: 'gifts.campaign-closed' })
})
