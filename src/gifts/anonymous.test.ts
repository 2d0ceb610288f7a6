import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { give, hookPath, hookServer, openCampaign, openSandbox, sandboxSays } from './testing.ts'

let house: TestHouse
let campaignId: string
let accountId: string
beforeAll(async () => {
  house = await openTestHouse()
  campaignId = await openCampaign(house.scope)
  accountId = await openSandbox(house.scope)
})
afterAll(() => house.close())

test.each([
  ['named', false],
  ['anonymous', true],
  ['', true],
  [undefined, true],
])('who chose %j is kept anonymous: %s, from the form to the gift', async (publicName, isAnonymous) => {
  const { reference } = await give(house, campaignId, { publicName })
  const paid = await hookServer(house.context)(await hookPath(house.scope, accountId), sandboxSays(reference, 'paid'))
  expect(paid.status).toBe(200)
  const { rows } = await house.context.databases.owner.query(
    `select i.is_anonymous as typed, g.is_anonymous as kept from gifts g
     join gift_intents i on i.gift_intent_id = g.gift_intent_id where i.reference = $1`,
    [reference],
  )
  expect(rows).toEqual([{ typed: isAnonymous, kept: isAnonymous }])
})
