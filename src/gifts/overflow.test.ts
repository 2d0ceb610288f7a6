import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeCampaign } from '../campaigns/actions.ts'
import { progressOf } from '../campaigns/progress.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { foundLegalEntity, give, hookPath, hookServer, openCampaign, openSandbox, sandboxSays } from './testing.ts'

let house: TestHouse
let path: string
let call: ReturnType<typeof hookServer>
beforeAll(async () => {
  house = await openTestHouse()
  path = await hookPath(house.scope, await openSandbox(house.scope))
  call = hookServer(house.context)
})
afterAll(() => house.close())

const cap = 3_114_000_000n

/** A campaign with ten dollars of room, and the sibling it names where there is one. */
async function almostFull(name: string, hasSibling: boolean) {
  const legalEntityId = await foundLegalEntity(house.scope)
  const siblingId = await openCampaign(house.scope, { slug: `${name}-sibling`, legalEntityId })
  const overflow = hasSibling ? { overflowCampaignId: siblingId } : {}
  const terms = { slug: name, legalEntityId, goalMinor: cap, capMinor: cap, ...overflow }
  const campaignId = await openCampaign(house.scope, terms)
  await raise(campaignId, cap - 10_000n)
  return { campaignId, siblingId }
}

async function raise(campaignId: string, raisedMinor: bigint): Promise<void> {
  await house.scope.transaction(({ db, organisationId }) =>
    db
      .insertInto('campaign_progress')
      .values({
        ...{ organisation_id: organisationId, campaign_id: campaignId, shard: 0 },
        ...{ raised_minor: raisedMinor, gift_count: 1n },
      })
      .execute(),
  )
}

async function giftsTo(campaignIds: readonly string[]) {
  const { rows } = await house.context.databases.owner.query(
    `select campaign_id, amount_minor, fund_id, gift_intent_id is not null as of_intent from gifts
     where campaign_id = any($1) order by amount_minor`,
    [campaignIds],
  )
  return rows
}

test('A8: the gift that goes beyond the cap is refused before payment where no sibling is named', async () => {
  const { campaignId } = await almostFull('stopping', false)
  const refused = give(house, campaignId, { amount: '500', overflow: 'yes' })
  await expect(refused).rejects.toMatchObject({ code: 'gifts.more-than-remains', facts: { remaining: 'NT$100' } })
  const { rows } = await house.context.databases.owner.query('select from gift_intents where campaign_id = $1', [
    campaignId,
  ])
  expect(rows).toHaveLength(0)
  await expect(give(house, campaignId, { amount: '100' })).resolves.toBeDefined()
})

test('A8: where a sibling is named the donor is asked, and what is beyond the cap is a gift to the sibling’s fund', async () => {
  const { campaignId, siblingId } = await almostFull('overflowing', true)
  await expect(give(house, campaignId, { amount: '500' })).rejects.toMatchObject({
    code: 'gifts.beyond-the-cap',
    field: 'overflow',
    facts: { remaining: 'NT$100', sibling: expect.anything() },
  })
  const { reference } = await give(house, campaignId, { amount: '500', overflow: 'yes' })
  expect((await call(path, sandboxSays(reference, 'paid', 50_000n))).status).toBe(200)
  await call(path, sandboxSays(reference, 'paid', 50_000n))
  const made = await giftsTo([campaignId, siblingId])
  expect(made).toMatchObject([
    { campaign_id: campaignId, amount_minor: 10_000n, of_intent: true },
    { campaign_id: siblingId, amount_minor: 40_000n, of_intent: false },
  ])
  expect(new Set(made.map((gift) => gift.fund_id)).size).toBe(2)
  const raised = await house.scope.transaction((tx) =>
    Promise.all([progressOf(tx, campaignId), progressOf(tx, siblingId)]),
  )
  expect(raised.map(({ raisedMinor }) => raisedMinor)).toEqual([cap, 40_000n])
})

test('what is beyond the cap may go to a sibling of the same legal entity only, never to the campaign itself or to none', async () => {
  const { campaignId } = await almostFull('kin', true)
  const stranger = await openCampaign(house.scope, { slug: 'stranger' })
  for (const overflowCampaignId of [stranger, campaignId, '018f2f2e-7d5c-7c8a-9d51-6f4d7c1f0a11']) {
    await expect(changeCampaign(house.scope, campaignId, { overflowCampaignId })).rejects.toMatchObject({
      code: 'campaigns.no-sibling',
    })
  }
})

test('A8: a sibling that takes no gifts itself takes nothing from another, whatever the form sends', async () => {
  const { campaignId, siblingId } = await almostFull('closed-kin', true)
  const refusal = { code: 'gifts.more-than-remains', facts: { remaining: 'NT$100' } }
  for (const closed of [{ state: 'closed' }, { state: 'public', endsOn: '2026-03-01' }] as const) {
    await changeCampaign(house.scope, siblingId, closed)
    for (const overflow of ['yes', '']) {
      await expect(give(house, campaignId, { amount: '500', overflow })).rejects.toMatchObject(refusal)
    }
  }
  await expect(give(house, campaignId, { amount: '100', overflow: 'yes' })).resolves.toBeDefined()
})

test('A8: what is beyond one cap does not go beyond the sibling’s own: the two together say what remains', async () => {
  const { campaignId, siblingId } = await almostFull('capped-kin', true)
  await changeCampaign(house.scope, siblingId, { goalMinor: 1_000_000n, capMinor: 1_000_000n })
  await raise(siblingId, 970_000n)
  const agreed = (amount: string) => give(house, campaignId, { amount, overflow: 'yes' })
  await expect(agreed('500')).rejects.toMatchObject({
    code: 'gifts.more-than-remains',
    facts: { remaining: 'NT$400' },
  })
  await expect(agreed('400')).resolves.toBeDefined()
  const other = { amount: '200', overflow: 'yes', contact: 'other@example.org' }
  await expect(give(house, campaignId, other)).rejects.toMatchObject({ code: 'gifts.rest-being-given' })
})

test('A8: what would overflow is held at the sibling while it is being paid, and free again when it is not', async () => {
  const { campaignId, siblingId } = await almostFull('held-kin', true)
  await changeCampaign(house.scope, siblingId, { goalMinor: 100_000n, capMinor: 100_000n })
  // 100 of these 700 fit at the campaign, 600 at the sibling, which takes 1,000.
  await give(house, campaignId, { amount: '700', overflow: 'yes', contact: 'held-first@example.org' })
  const atSibling = (amount: string) => give(house, siblingId, { amount, contact: 'held-second@example.org' })
  await expect(atSibling('500')).rejects.toMatchObject({
    code: 'gifts.more-than-remains',
    facts: { remaining: 'NT$400' },
  })
  await expect(give(house, siblingId, { amount: '1000', contact: 'held-first@example.org' })).resolves.toBeDefined()
  house.clock.advance(31 * 60_000)
  await expect(atSibling('1000')).resolves.toBeDefined()
})

test('A8: of two at once, one overflowing into a sibling and one giving to it, both leave to pay only where both fit', async () => {
  const { campaignId, siblingId } = await almostFull('at-once', true)
  await changeCampaign(house.scope, siblingId, { goalMinor: 100_000n, capMinor: 100_000n })
  const both = await meetAtTheRow(siblingId, [
    () => give(house, campaignId, { amount: '700', overflow: 'yes', contact: 'overflowing@example.org' }),
    () => give(house, siblingId, { amount: '500', contact: 'direct@example.org' }),
  ])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'gifts.more-than-remains' },
  })
  await expect(give(house, siblingId, { amount: '50', contact: 'third@example.org' })).resolves.toBeDefined()
})

/** Begins each when the one before waits for the campaign, and lets go of it when all wait. */
async function meetAtTheRow(campaignId: string, begin: readonly (() => Promise<unknown>)[]) {
  const { owner } = house.context.databases
  const holder = await owner.connect()
  await holder.query('begin')
  await holder.query('select from campaigns where campaign_id = $1 for update', [campaignId])
  const waiting = async () => {
    const { rows } = await owner.query(
      `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    )
    return rows.length
  }
  const begun: Promise<unknown>[] = []
  for (const one of begin) {
    const next = one()
    next.catch(() => {})
    begun.push(next)
    await expect.poll(waiting, { timeout: 60_000 }).toBe(begun.length)
  }
  await holder.query('commit')
  holder.release()
  return Promise.allSettled(begun)
}
