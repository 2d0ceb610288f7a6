import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AllocationPolicy, allocationPolicies } from '../campaigns/campaign.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { Failure } from '../platform/errors.ts'
import { languages } from '../platform/languages.ts'
import { allocate } from './allocate.ts'
import { designate, designateGift } from './designate.ts'
import { releaseFinal } from './final.ts'
import { portionGift } from './portion.ts'
import { pour } from './pour.ts'
import { putForward } from './put-forward.ts'
import { allocateByHand, type GiftInLine, pourByHand } from './reference.ts'
import { foundPurpose, giveTestGift, openTestCase, type Purpose } from './testing.ts'
import { tracesOf } from './traces.ts'
import { ruleOf, whyOf, whyWords } from './why.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

function found(allocationPolicy: AllocationPolicy, minimumSliceMinor = 1n): Promise<Purpose> {
  return foundPurpose(house.scope, { allocationPolicy, minimumSliceMinor })
}

async function give(purpose: Purpose, amountMinor: bigint): Promise<string> {
  house.clock.advance(1000)
  const giftId = await giveTestGift(house.scope, purpose, { amountMinor })
  await house.scope.transaction((tx) => portionGift(tx, giftId))
  return giftId
}

function open(purpose: Purpose, amounts: readonly bigint[]) {
  house.clock.advance(1000)
  return openTestCase(house.scope, purpose, amounts)
}

async function partsOf(giftId: string): Promise<[string, bigint][]> {
  const [trace] = await house.scope.transaction((tx) => tracesOf(tx, [giftId]))
  return (trace?.parts ?? []).map((part) => [part.needId, part.amountMinor])
}

async function givenOf(needIds: readonly string[]): Promise<bigint[]> {
  const rows = await house.scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('needs')
      .where('organisation_id', '=', organisationId)
      .where('need_id', 'in', [...needIds])
      .select((row) => row('amount_minor', '-', row.ref('open_minor')).as('given'))
      .orderBy('need_id')
      .execute(),
  )
  return rows.map((row) => row.given)
}

test.each([
  [10_000n, [3_334n, 3_333n, 3_333n]],
  [100n, [34n, 33n, 33n]],
  [1n, [1n, 0n, 0n]],
])(
  'A3: %i in three equal parts loses nothing: the largest remainder goes to the first in line',
  async (amount, expected) => {
    const purpose = await found('even')
    const { needIds } = await open(purpose, [50_000n, 50_000n, 50_000n])
    await give(purpose, amount)
    await allocate(house.scope, purpose.fundId)
    expect(await givenOf(needIds)).toEqual(expected)
  },
)

test('an even share lifts those who have least first, and what one does not need the others have', async () => {
  const purpose = await found('even')
  const { needIds } = await open(purpose, [100n, 1_000n])
  await give(purpose, 300n)
  await allocate(house.scope, purpose.fundId)
  expect(await givenOf(needIds)).toEqual([100n, 200n])
  const { needIds: later } = await open(purpose, [1_000n])
  await give(purpose, 400n)
  await allocate(house.scope, purpose.fundId)
  expect(await givenOf([...needIds, ...later])).toEqual([100n, 300n, 300n])
})

test('an even share goes in steps of the smallest part: nobody gets crumbs', async () => {
  const purpose = await found('even', 500n)
  const { needIds } = await open(purpose, [2_000n, 2_000n, 2_000n])
  await give(purpose, 1_700n)
  await allocate(house.scope, purpose.fundId)
  expect(await givenOf(needIds)).toEqual([700n, 500n, 500n])
})

test('where every gift takes part none waits while another is used up, as long as there is a smallest part for each', async () => {
  const purpose = await found('every_gift', 100n)
  await open(purpose, [1_000n])
  const gifts = [await give(purpose, 5_000n), await give(purpose, 30n), await give(purpose, 5_000n)]
  await allocate(house.scope, purpose.fundId)
  const sums = (await Promise.all(gifts.map(partsOf))).map((parts) => parts.reduce((sum, [, minor]) => sum + minor, 0n))
  expect(sums).toEqual([500n, 30n, 470n])
})

test('a case that cannot wait comes before one that is due earlier, where the policy is urgency and only there', async () => {
  for (const [policy, expected] of [
    ['urgency', [0n, 500n, 0n]],
    ['queue', [500n, 0n, 0n]],
  ] as const) {
    const purpose = await found(policy)
    const { needIds: first } = await open(purpose, [1_000n])
    const urgent = await open(purpose, [1_000n])
    const soon = await open(purpose, [1_000n])
    await putForward(house.scope, urgent.caseId, 2)
    await putForward(house.scope, soon.caseId, 1)
    await give(purpose, 500n)
    await allocate(house.scope, purpose.fundId)
    expect(await givenOf([...first, ...urgent.needIds, ...soon.needIds])).toEqual(expected)
  }
})

test('a gift that names a case goes there first, before older gifts; what is beyond goes to the fund or waits, as agreed', async () => {
  const purpose = await found('queue')
  const { needIds: first } = await open(purpose, [1_000n])
  const named = await open(purpose, [600n])
  const [older, shared, bound] = [await give(purpose, 200n), await give(purpose, 400n), await give(purpose, 500n)]
  await house.scope.transaction(async (tx) => {
    await designate(tx, shared, { caseId: named.caseId, beyond: 'fund' })
    await designate(tx, bound, { caseId: named.caseId, beyond: 'wait' })
  })
  await allocate(house.scope, purpose.fundId)
  const [need = '', theirs = ''] = [...first, ...named.needIds]
  expect(await partsOf(older)).toEqual([[need, 200n]])
  expect(await partsOf(shared)).toEqual([[theirs, 400n]])
  expect(await partsOf(bound)).toEqual([[theirs, 200n]])
  const later = await give(purpose, 900n)
  await designateGift(house.scope, later, { caseId: named.caseId, beyond: 'fund' })
  expect(await partsOf(later)).toEqual([[need, 800n]])
  expect(await partsOf(bound)).toEqual([[theirs, 200n]])
})

test('a gift that was given to one case alone waits from its first moment, and never pays for another', async () => {
  const purpose = await found('queue')
  await open(purpose, [1_000n])
  const named = await open(purpose, [200n])
  house.clock.advance(1000)
  const giftId = await giveTestGift(house.scope, purpose, { amountMinor: 500n })
  await house.scope.transaction(async (tx) => {
    await designate(tx, giftId, { caseId: named.caseId, beyond: 'wait' })
    await portionGift(tx, giftId)
  })
  await allocate(house.scope, purpose.fundId)
  expect(await partsOf(giftId)).toEqual([[named.needIds[0], 200n]])
})

test('A9: a gift for one purpose may not name a case of another, and is told why', async () => {
  const [cleft, rent] = [await found('queue'), await found('queue')]
  const { caseId } = await open(rent, [1_000n])
  const giftId = await give(cleft, 500n)
  const refused = await designateGift(house.scope, giftId, { caseId, beyond: 'fund' }).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(Failure)
  const names = { purpose: expect.stringMatching(/^Fund \d+$/), other: expect.stringMatching(/^Fund \d+$/) }
  expect(refused).toMatchObject({ code: 'allocations.other-purpose', facts: names, field: 'caseId' })
  for (const language of languages) {
    const t = house.context.translator.in(language)
    const said = refused instanceof Failure ? t('failures.allocations:other-purpose.title', refused.facts) : ''
    for (const name of refused instanceof Failure ? Object.values(refused.facts) : []) expect(said).toContain(name)
  }
  expect(await partsOf(giftId)).toEqual([])
})

test('money that can be reversed for eight weeks waits where only final money is given, and goes on the day after', async () => {
  const purpose = await foundPurpose(house.scope, { allocatesOnlyFinal: true })
  const { needIds } = await open(purpose, [1_000n])
  house.clock.advance(1000)
  const giftId = await giveTestGift(house.scope, purpose, { amountMinor: 300n })
  await asDebit(giftId, purpose)
  await house.scope.transaction((tx) => portionGift(tx, giftId))
  const ready = await give(purpose, 50n)
  await allocate(house.scope, purpose.fundId)
  house.clock.advance(55 * 24 * 3600 * 1000)
  await releaseFinal(house.scope)
  expect([await partsOf(giftId), await partsOf(ready)]).toEqual([[], [[needIds[0], 50n]]])
  const traces = await house.scope.transaction((tx) => tracesOf(tx, [giftId, ready]))
  expect(traces.map(({ finalAt, waitsFor }) => [finalAt !== null, waitsFor])).toEqual([
    [true, 'final'],
    [false, null],
  ])
  house.clock.advance(2 * 24 * 3600 * 1000)
  await releaseFinal(house.scope)
  expect(await partsOf(giftId)).toEqual([[needIds[0], 300n]])
})

/** Makes a gift the first instalment of a direct debit. */
async function asDebit(giftId: string, purpose: Purpose): Promise<void> {
  const { owner } = house.context.databases
  await owner.query(
    `with made as (
       insert into recurring_gifts (organisation_id, recurring_gift_id, person_id, campaign_id, provider, amount_minor, currency,
         rhythm, starts_on, due_day, next_due_on, donor_name, language, created_at)
       select organisation_id, gift_id, person_id, $2, 'manual', 300, 'TWD', 'monthly', given_on, 2, given_on, 'Donor', language,
         received_at from gifts where gift_id = $1 returning *)
     insert into instalments (organisation_id, recurring_gift_id, number, due_on, state, gift_id)
     select organisation_id, recurring_gift_id, 0, starts_on, 'received', $1 from made`,
    [giftId, purpose.campaignId],
  )
}

test('under an even share a need that has been lifted to the others waits behind those before it in line, however many', async () => {
  const purpose = await found('even', 100n)
  const { needIds: before } = await open(
    purpose,
    Array.from({ length: 29 }, () => 1_000n),
  )
  await give(purpose, 2_900n)
  await allocate(house.scope, purpose.fundId)
  const { needIds: last } = await open(purpose, [1_000n])
  await give(purpose, 1_050n)
  await allocate(house.scope, purpose.fundId)
  const lifted = Array.from({ length: 29 }, (_, index) => (index < 9 ? 200n : index === 9 ? 150n : 100n))
  expect([await givenOf(before), await givenOf(last)]).toEqual([lifted, [100n]])
})

test('an even share that reads only the needs that have least gives what the reference gives that reads all', async () => {
  // Most have one step, a few none or two, and some a part of the next.
  const steps = fc.oneof({ weight: 6, arbitrary: fc.constant(1n) }, fc.bigInt(0n, 2n))
  const beyond = fc.oneof({ weight: 4, arbitrary: fc.constant(0n) }, fc.bigInt(0n, 19n))
  const need = fc.record({ steps, beyond, openMinor: fc.bigInt(1n, 90n), isDue: fc.boolean() })
  const needs = fc.array(need, { minLength: 8, maxLength: 30 })
  const gifts = fc.array(fc.bigInt(1n, 250n), { minLength: 1, maxLength: 2 })
  await fc.assert(
    fc.asyncProperty(needs, gifts, fc.constantFrom(20n, 7n), async (drawn, amounts, minimumSliceMinor) => {
      const purpose = await found('even', minimumSliceMinor)
      const line = drawn.map((one) => ({ ...one, givenMinor: one.steps * 20n + one.beyond }))
      const { needIds } = await open(
        purpose,
        line.map(({ givenMinor, openMinor }) => givenMinor + openMinor),
      )
      const all = line.map((one, index) => ({ ...one, needId: needIds[index] ?? '' }))
      await house.context.databases.owner.query(
        `update needs set open_minor = open, due_on = case when due then date '2026-05-01' end
         from unnest($1::uuid[], $2::bigint[], $3::boolean[]) as each (id, open, due) where need_id = id`,
        [needIds, all.map(({ openMinor }) => String(openMinor)), all.map(({ isDue }) => isDue)],
      )
      const waiting: GiftInLine[] = []
      for (const minor of amounts) {
        const giftId = await give(purpose, minor)
        waiting.push({ giftId, openMinor: minor, allocatableMinor: minor, minimumSliceMinor })
      }
      await allocate(house.scope, purpose.fundId)
      const inLine = [...all.filter(({ isDue }) => isDue), ...all.filter(({ isDue }) => !isDue)]
      const expected = allocateByHand(waiting, inLine, 'even')
      for (const { giftId } of waiting) {
        const theirs = expected.filter((slice) => slice.giftId === giftId)
        const parts = theirs.map(({ needId, amountMinor }): [string, bigint] => [needId, amountMinor])
        expect((await partsOf(giftId)).toSorted()).toEqual(parts.toSorted())
      }
    }),
    { numRuns: 60 },
  )
})

test('the level to which a sum fills vessels is computed as if it were poured step by step', async () => {
  const vessel = fc.record({ level: fc.bigInt(0n, 90n), room: fc.bigInt(1n, 90n) })
  const vessels = fc.array(vessel, { minLength: 1, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(vessels, fc.bigInt(0n, 500n), fc.bigInt(1n, 40n), async (filled, total, step) => {
      const rows = sql.join(
        filled.map(({ level, room }, index) => sql`(${index + 1}::bigint, ${level}::bigint, ${room}::bigint)`),
      )
      const made = await house.scope.transaction(({ db }) =>
        sql<{ part: bigint }>`
          select part from (${pour(sql`select * from (values ${rows}) as v (ordinal, level, room)`, sql`${total}::bigint`, sql`${step}::bigint`)})
          as poured order by ordinal`.execute(db),
      )
      expect(made.rows.map((row) => row.part)).toEqual(pourByHand(filled, total, step))
    }),
    { numRuns: 150 },
  )
})

test('why this child and not another: the rule, the place in line and what the need lacked, in every language', async () => {
  const purpose = await found('queue')
  const { needIds, caseId } = await open(purpose, [800n])
  const { owner } = house.context.databases
  await owner.query("update needs set due_on = '2026-04-01' where need_id = $1", [needIds[0]])
  const [first, second] = [await give(purpose, 500n), await give(purpose, 500n)]
  await allocate(house.scope, purpose.fundId)
  const whys = await house.scope.transaction((tx) => whyOf(tx, { caseId }))
  const facts = { rule: 'queue', dueOn: '2026-04-01', caseId }
  expect(whys).toMatchObject([
    { ...facts, giftId: first, place: 1, lackedMinor: 800n, amountMinor: 500n },
    { ...facts, giftId: second, place: 2, lackedMinor: 300n, amountMinor: 300n },
  ])
  const [why] = whys
  if (!why) throw new Error('nothing was given')
  for (const language of languages) {
    const t = house.context.translator.in(language)
    const said = [...allocationPolicies, 'named' as const].map((rule) => whyWords(t, { ...why, rule }, language))
    expect(new Set(said).size).toBe(5)
    for (const words of said) {
      expect(words).toContain('2026-04-01')
      expect(words).not.toContain('cases:')
      expect(words).not.toContain('{{')
    }
  }
})

test('a gift that named its case says so, and not a policy', () => {
  expect(ruleOf({ reason: 'gift', policy: 'even', isNamed: true })).toBe('named')
  expect(ruleOf({ reason: 'gift', policy: 'even', isNamed: false })).toBe('even')
  expect(ruleOf({ reason: 'refund', policy: 'even', isNamed: true })).toBe('refund')
})

test('A4: a share above the whole, or below nothing, is refused before it can divide a gift', async () => {
  for (const programmeShareBasisPoints of [10_001, -1]) {
    await expect(foundPurpose(house.scope, { programmeShareBasisPoints })).rejects.toThrow()
  }
})
