import { afterAll, beforeAll, expect, test } from 'vitest'
import { moveGifts } from '../gifts/claim.ts'
import { issueReceipt } from '../gifts/receipts/issue.ts'
import { returnToken } from '../gifts/return-token.ts'
import { hookPath, hookServer, openCampaign, openSandbox, sandboxSays } from '../gifts/testing.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { readProfile } from '../people/profile.ts'
import { acceptSuggestion } from '../people/settle-suggestion.ts'
import { newId } from '../platform/ids.ts'
import { toDecimal } from '../platform/money.ts'
import type { Scope } from '../platform/scope.ts'
import { hiddenField, openSite } from './testing.ts'

let house: TestHouse
let site: ReturnType<typeof openSite>
let sandbox: string

beforeAll(async () => {
  house = await openTestHouse({ fetch: async () => new Response('', { status: 404 }) })
  site = openSite(house.context)
  sandbox = await openSandbox(house.scope)
  await openCampaign(house.scope, {
    slug: 'first-steps',
    texts: { en: { title: 'First steps', summary: 'Help a child walk.', story: 'One.' } },
  })
})
afterAll(() => house.close())

/** Gives on the public form, always with the same name and phone; answers the gift and the page it leads to. */
async function give(amountMinor: bigint) {
  const token = hiddenField(await site.read('/c/first-steps/give'))
  house.clock.advance(5000)
  const giver = { name: 'Lin Mei-ling', contact: '0912-345-678', receipt: 'none', publicName: 'named' }
  const ownAmount = toDecimal({ minor: amountMinor, currency: 'TWD' })
  const sent = await site.send('/c/first-steps/give', { amount: 'own', ownAmount, ...giver, token })
  const reference = sent.headers.get('location')?.split('/').at(-1) ?? ''
  await hookServer(house.context)(await hookPath(house.scope, sandbox), sandboxSays(reference, 'paid', amountMinor))
  const { rows } = await house.context.databases.owner.query(
    `select g.gift_id, g.person_id, i.gift_intent_id from gifts g
     join gift_intents i using (organisation_id, gift_intent_id) where i.reference = $1`,
    [reference],
  )
  const { gift_id: giftId, person_id: personId, gift_intent_id: intentId } = rows[0]
  const thanks = await site.read(`/return/${returnToken(house.scope, intentId)}`)
  return { giftId, personId, page: /\/g\/[\w-]{43}/.exec(thanks)?.[0] ?? '' }
}

test('who types the name and phone of a donor and pays a little sees nothing of what that donor gave', async () => {
  const donor = await give(100_000n)
  const receiptId = await house.scope.transaction((transaction) => issueReceipt(transaction, donor.giftId))
  const stranger = await give(50_000n)
  expect(stranger.personId).not.toBe(donor.personId)
  const page = await site.read(stranger.page)
  expect(page).toContain('NT$500')
  expect(page).not.toContain('NT$1,000')
  expect((await site.get(`${stranger.page}/gifts/${donor.giftId}`)).status).toBe(404)
  expect((await site.get(`${stranger.page}/receipts/${receiptId}.pdf`)).status).toBe(404)
  expect((await site.get(`${stranger.page}/gifts/${stranger.giftId}`)).status).toBe(303)
  expect((await site.get(`${donor.page}/receipts/${receiptId}.pdf`)).status).toBe(200)
})

test('once a gift is a known donor’s, the page of whoever made it says nothing about that donor’s wishes', async () => {
  await give(100_000n)
  const stranger = await give(50_000n)
  const before = await site.read(stranger.page)
  expect(before).toContain(`${stranger.page}/preferences`)
  const token = hiddenField(before)
  const member = await house.member('agent')
  await acceptSuggestion(member, stranger.personId, (await suggestedTo(member, stranger.personId)) ?? '', [moveGifts])
  const wishes = { feedback: 'yes', appeals: 'yes', token }
  expect((await site.send(`${stranger.page}/preferences`, wishes)).status).toBe(404)
  expect(await site.read(stranger.page)).not.toContain('/preferences')
})

test('a gift from the web never joins somebody who has a chat, whatever name and phone are typed', async () => {
  const first = await give(100_000n)
  await giveChat(first.personId)
  const later = await give(100_000n)
  expect(later.personId).not.toBe(first.personId)
})

async function suggestedTo(member: Scope, personId: string): Promise<string | undefined> {
  return (await readProfile(member, personId)).suggestions[0]?.other.id
}

/** Gives a person an address on a chat account, as a proved link would. */
async function giveChat(personId: string): Promise<void> {
  const now = house.clock.now()
  await house.scope.transaction(async ({ db, organisationId }) => {
    const of = { organisation_id: organisationId, channel_account_id: newId(now), created_at: now }
    const sealed = { config_cipher: Buffer.of(1), organisation_is_demo: true }
    await db
      .insertInto('channel_accounts')
      .values({ ...of, ...sealed, kind: 'line', name: 'LINE', hook_key: 'stranger' })
      .execute()
    await db
      .insertInto('identities')
      .values({ ...of, identity_id: newId(now), address: 'U-donor', person_id: personId })
      .execute()
  })
}
