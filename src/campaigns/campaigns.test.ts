import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { newId } from '../platform/ids.ts'
import type { Scope } from '../platform/scope.ts'
import { changeCampaign, createCampaign, createFund, findCampaign, getCampaign, listCampaigns } from './actions.ts'
import { campaignText, type NewCampaign, opennessOf } from './campaign.ts'
import { isoDay } from './day.ts'
import { addProgress, openness, progressOf } from './progress.ts'

let house: TestHouse
let fundraiser: Scope
let base: NewCampaign
beforeAll(async () => {
  house = await openTestHouse()
  fundraiser = await house.member('fundraiser')
  const legalEntityId = await foundLegalEntity(house.scope, 'TW')
  const fundId = await createFund(fundraiser, { code: 'heart', name: 'Heart surgery', isRestricted: true })
  base = {
    slug: 'first-steps',
    fundId,
    legalEntityId,
    currency: 'TWD',
    goalMinor: 100_000_000n,
    startsOn: '2026-01-01',
    texts: { 'zh-Hant': { title: '陪孩子走第一步', summary: '', story: '' } },
  }
})
afterAll(() => house.close())

test('a campaign in Taiwan is shown only with permit, authority and end date', async () => {
  const campaignId = await createCampaign(fundraiser, base)
  const filing = { permitNumber: '衛部救字第1150000001號', permitAuthority: '衛生福利部', endsOn: '2026-12-31' }
  for (const field of ['permitNumber', 'permitAuthority', 'endsOn']) {
    const change = { ...filing, [field]: null, state: 'public' as const }
    await expect(changeCampaign(fundraiser, campaignId, change)).rejects.toMatchObject({
      code: 'campaigns.not-fileable',
      field,
    })
  }
  expect(await findCampaign(house.context, 'first-steps')).toBeUndefined()
  await changeCampaign(fundraiser, campaignId, { ...filing, state: 'public' })
  expect((await findCampaign(house.context, 'first-steps'))?.campaign).toMatchObject({ ...filing, fundCode: 'heart' })
})

test('where the law asks no permit a campaign is shown without one', async () => {
  const legalEntityId = await foundLegalEntity(house.scope, 'IT')
  const italian = { ...base, legalEntityId, slug: 'primi-passi', currency: 'EUR', state: 'public' as const }
  await createCampaign(fundraiser, italian)
  expect((await findCampaign(house.context, 'primi-passi'))?.campaign.currency).toBe('EUR')
})

test('a slug belongs to one campaign of the whole installation', async () => {
  const neighbour = await house.neighbour('evening-star')
  const legalEntityId = await foundLegalEntity(neighbour, 'IT')
  const fundId = await createFund(neighbour, { code: 'heart', name: 'Heart', isRestricted: true })
  const again = createCampaign(neighbour, { ...base, legalEntityId, fundId, slug: 'first-steps' })
  await expect(again).rejects.toMatchObject({ code: 'campaigns.slug-taken', field: 'slug', kind: 'conflict' })
  expect(await neighbour.transaction(listCampaigns)).toEqual([])
})

test('who may not change campaigns changes nothing', async () => {
  const viewer = await house.member('viewer')
  await expect(createCampaign(viewer, { ...base, slug: 'mine' })).rejects.toMatchObject({ kind: 'forbidden' })
})

test('many gifts at once add up, and the cap closes the form', async () => {
  const campaignId = await createCampaign(fundraiser, { ...base, slug: 'cap', capMinor: 100_000n })
  const add = () => house.scope.transaction((transaction) => addProgress(transaction, campaignId, 2_500n, 1))
  await Promise.all(Array.from({ length: 30 }, add))
  const [progress, now] = await house.scope.transaction(async (transaction) => {
    const campaign = await getCampaign(transaction, campaignId)
    return [await progressOf(transaction, campaignId), await openness(transaction, { ...campaign, state: 'public' })]
  })
  expect(progress).toEqual({ raisedMinor: 75_000n, giftCount: 30 })
  expect(now).toEqual({ open: true, remainingMinor: 25_000n })
})

test.each([
  ['draft', '2026-03-02', 0n, 'draft'],
  ['closed', '2026-03-02', 0n, 'ended'],
  ['public', '2026-02-28', 0n, 'not_started'],
  ['public', '2026-03-31', 0n, undefined],
  ['public', '2026-04-01', 0n, 'ended'],
  ['public', '2026-03-02', 99_999n, undefined],
  ['public', '2026-03-02', 100_000n, 'cap'],
  ['public', '2026-03-02', 100_500n, 'cap'],
] as const)('%s on %s with %s raised: %s', (state, today, raised, because) => {
  const campaign = { state, startsOn: '2026-03-01', endsOn: '2026-03-31', capMinor: 100_000n }
  const now = opennessOf(campaign, raised, today)
  expect(now.open ? undefined : now.because).toBe(because)
})

test('an open campaign never has less than one unit left', () => {
  const campaign = { state: 'public', startsOn: '2026-03-01', endsOn: null, capMinor: 100_000n } as const
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 200_000n }), (raised) => {
      const now = opennessOf(campaign, raised, '2026-03-02')
      expect(now.open).toBe(raised < 100_000n)
      if (now.open) expect(now.remainingMinor).toBe(100_000n - raised)
    }),
  )
})

test('the day is the one where the organisation is', () => {
  expect(isoDay(new Date('2026-12-31T16:00:00Z'), 'Asia/Taipei')).toBe('2027-01-01')
  expect(isoDay(new Date('2026-12-31T15:59:59Z'), 'Asia/Taipei')).toBe('2026-12-31')
})

test('words missing in a language are taken from the nearest one', () => {
  const words = (title: string) => ({ title, summary: '', story: '' })
  const texts = { 'zh-Hant': words('繁'), en: words('English') }
  expect(campaignText({ slug: 'x', texts }, 'zh-Hans').title).toBe('繁')
  expect(campaignText({ slug: 'x', texts }, 'it').title).toBe('English')
  expect(campaignText({ slug: 'x', texts: {} }, 'it').title).toBe('x')
})

async function foundLegalEntity(scope: Scope, country: string): Promise<string> {
  return scope.transaction(async ({ db, organisationId, now }) => {
    const id = newId(now)
    await db
      .insertInto('legal_entities')
      .values({
        organisation_id: organisationId,
        legal_entity_id: id,
        name: 'Morning Light Foundation',
        country,
        address: '1 Harbour Road',
        registration_number: '04595257',
        receipt_prefix: 'ML',
      })
      .execute()
    return id
  })
}
