import { afterAll, beforeAll, expect, test } from 'vitest'
import { createChannelAccount } from '../conversations/accounts.ts'
import { ensureConversations } from '../conversations/conversations.ts'
import { channelSecret } from '../conversations/testing.ts'
import { giftJobs, giftSubscriptions } from '../gifts/jobs.ts'
import { give, hookPath, hookServer, openCampaign, openSandbox, sandboxSays } from '../gifts/testing.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { ensureIdentities, linkIdentity } from '../people/identities.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ subscriptions: giftSubscriptions })
})
afterAll(() => house.close())

test('F5: a charge that is told as begun and then as settled, each twice, is thanked for once', async () => {
  const campaignId = await openCampaign(house.scope)
  const path = await hookPath(house.scope, await openSandbox(house.scope))
  const { reference } = await give(house, campaignId)
  const say = hookServer(house.context)
  const { owner } = house.context.databases
  for (const result of ['waiting', 'waiting', 'paid', 'waiting', 'paid'] as const) {
    await say(path, sandboxSays(reference, result))
    const { rows } = await owner.query('select person_id from gifts')
    if (result === 'paid' && rows[0]) await chatWith(rows[0].person_id)
    await house.drainEvents()
    for (const { gift_id: giftId } of (await owner.query('select gift_id from gifts')).rows)
      await giftJobs[0]?.run(house.scope, { giftId })
  }
  const { rows } = await owner.query(`select count(*)::int as thanks from deliveries where source_kind = 'gift'`)
  expect(rows).toEqual([{ thanks: 1 }])
})

let account: string | undefined

/** Gives the donor a chat to be thanked in. */
async function chatWith(personId: string): Promise<void> {
  if (account !== undefined) return
  const config = { channelId: '1234567890', channelSecret }
  const channelAccountId = await createChannelAccount(house.scope, { kind: 'line', name: 'LINE', config })
  account = channelAccountId
  await house.scope.transaction(async (transaction) => {
    const seen = [{ address: 'U-giver' }]
    const known = await ensureIdentities(transaction, channelAccountId, seen, { name: 'Lin', language: 'en' })
    const identityId = known.get('U-giver')?.identityId ?? ''
    await linkIdentity(transaction, { identityId, personId, proof: 'member' })
    await ensureConversations(transaction, channelAccountId, [identityId])
  })
}
