import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { allocate } from './allocate.ts'
import { portionGift } from './portion.ts'
import { type Looked, payingGifts, type ReachPage, reachedCases, reachOf } from './reach.ts'
import { foundPurpose, giveTestGift, openTestCase, type Purpose } from './testing.ts'

let house: TestHouse
let purpose: Purpose
beforeAll(async () => {
  house = await openTestHouse()
  purpose = await foundPurpose(house.scope)
})
afterAll(() => house.close())

async function give(amountMinor: bigint): Promise<string> {
  house.clock.advance(1000)
  const giftId = await giveTestGift(house.scope, purpose, { amountMinor, feeMinor: 10n })
  await house.scope.transaction((tx) => portionGift(tx, giftId))
  await allocate(house.scope, purpose.fundId)
  return giftId
}

const reach = (looked: Looked) => house.scope.transaction((tx) => reachOf(tx, looked))
const cases = (looked: Looked, page: Partial<ReachPage> & { stage?: 'treated' } = {}) =>
  house.scope.transaction((tx) => reachedCases(tx, looked, { limit: 50, ...page }))
const gifts = (looked: Looked, page: Partial<ReachPage> = {}) =>
  house.scope.transaction((tx) => payingGifts(tx, looked, { limit: 50, ...page }))

const idOf = (item: { caseId: string } | { giftId: string }) => ('caseId' in item ? item.caseId : item.giftId)

test('seen from a gift, a case and a campaign, the pieces add up to the whole, and each leads to the other', async () => {
  const first = await openTestCase(house.scope, purpose, [100n], 'treated')
  house.clock.advance(1000)
  const second = await openTestCase(house.scope, purpose, [200n])
  const [large, small] = [await give(160n), await give(60n)]
  const seen = [{ side: 'gift', id: large } as const, { side: 'case', id: second.caseId } as const]
  const campaign = { side: 'campaign', id: purpose.campaignId } as const
  for (const looked of [...seen, campaign]) {
    const { whole, given, cost, open, stages, caseCount } = await reach(looked)
    expect(given + cost + open).toBe(whole)
    expect(stages.reduce((sum, { minor }) => sum + minor, 0n)).toBe(given)
    const { items } = await cases(looked)
    expect(items).toHaveLength(caseCount)
    expect(items.reduce((sum, { minor }) => sum + minor, 0n)).toBe(given)
    const paying = await gifts(looked)
    expect(paying.items.reduce((sum, { minor }) => sum + minor, 0n)).toBe(given)
  }
  expect((await cases({ side: 'gift', id: large })).items.map(({ caseId, minor }) => [caseId, minor])).toEqual([
    [first.caseId, 100n],
    [second.caseId, 50n],
  ])
  expect((await gifts({ side: 'case', id: second.caseId })).items.map(({ giftId }) => giftId).toSorted()).toEqual(
    [large, small].toSorted(),
  )
  expect((await cases(campaign, { stage: 'treated' })).items.map(({ caseId }) => caseId)).toEqual([first.caseId])
})

test('pages neither lose nor repeat a line, whatever is equal', async () => {
  for (let made = 0; made < 6; made += 1) {
    await openTestCase(house.scope, purpose, [40n])
    await give(50n)
  }
  const campaign = { side: 'campaign', id: purpose.campaignId } as const
  for (const list of [cases, gifts]) {
    const whole = (await list(campaign)).items.map(idOf)
    const turned: string[] = []
    let cursor: string | undefined
    do {
      const page = await list(campaign, { limit: 2, ...(cursor === undefined ? {} : { cursor }) })
      turned.push(...page.items.map(idOf))
      cursor = page.next ?? undefined
    } while (cursor !== undefined)
    expect(turned).toEqual(whole)
  }
})

test('what is not there is said, another organisation included', async () => {
  const neighbour = await house.neighbour('evening-star')
  const looked = { side: 'campaign', id: purpose.campaignId } as const
  await expect(neighbour.transaction((tx) => reachOf(tx, looked))).rejects.toMatchObject({
    code: 'allocations.nothing-there',
  })
})
