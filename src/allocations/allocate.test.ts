import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AllocationPolicy, allocationPolicies } from '../campaigns/campaign.ts'
import { isoDay } from '../campaigns/day.ts'
import { closeNeeds } from '../cases/needs.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { newId } from '../platform/ids.ts'
import { languages } from '../platform/languages.ts'
import { Scope, type Transaction } from '../platform/scope.ts'
import { commitCase } from '../proofs/commitment.ts'
import { leafBytes } from '../proofs/entry-write.ts'
import { allocate } from './allocate.ts'
import { allocationReasons, atMost, portionOf } from './allocation.ts'
import { designate } from './designate.ts'
import { tellUntold } from './disclose.ts'
import { portionGift, shrinkPortion } from './portion.ts'
import { putForward } from './put-forward.ts'
import { allocateByHand, allocateNamedByHand, type Slice } from './reference.ts'
import { needLine } from './sides.ts'
import { takeBackFromCase, takeBackFromNeed } from './take-back.ts'
import { foundPurpose, giveTestGift, openTestCase, type Purpose } from './testing.ts'
import { tracesOf } from './traces.ts'
import { allocationWords } from './words.ts'
import { writeMovements } from './write.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

async function give(purpose: Purpose, amountMinor: bigint, feeMinor = 0n): Promise<string> {
  house.clock.advance(1000)
  const giftId = await giveTestGift(house.scope, purpose, { amountMinor, feeMinor })
  await house.scope.transaction((tx) => portionGift(tx, giftId))
  return giftId
}

async function refund(giftId: string, amountMinor: bigint): Promise<void> {
  house.clock.advance(1000)
  await house.scope.transaction(async (tx) => {
    const { db, organisationId } = tx
    await db
      .updateTable('gifts')
      .set((row) => ({ refunded_minor: row('refunded_minor', '+', amountMinor) }))
      .where('organisation_id', '=', organisationId)
      .where('gift_id', '=', giftId)
      .execute()
    await shrinkPortion(tx, giftId)
  })
}

async function spend(caseId: string, needId: string, amountMinor: bigint): Promise<void> {
  await house.scope.transaction(({ db, organisationId, now }) =>
    db
      .insertInto('expenses')
      .values({
        organisation_id: organisationId,
        expense_id: newId(now),
        case_id: caseId,
        need_id: needId,
        amount_minor: amountMinor,
        currency: 'TWD',
        spent_on: '2026-03-02',
        document_note: 'invoice',
        recorded_at: now,
      })
      .execute(),
  )
}

async function end(caseId: string): Promise<void> {
  house.clock.advance(1000)
  await house.scope.transaction(async (tx) => {
    const { db, organisationId } = tx
    await db
      .updateTable('cases')
      .set({ stage: 'withdrawn' })
      .where('organisation_id', '=', organisationId)
      .where('case_id', '=', caseId)
      .execute()
    await closeNeeds(tx, caseId)
    await takeBackFromCase(tx, caseId)
  })
}

async function cancel(needId: string): Promise<void> {
  house.clock.advance(1000)
  await house.scope.transaction(async (tx) => {
    const { db, organisationId, now } = tx
    await db
      .updateTable('needs')
      .set({ cancelled_at: now })
      .where('organisation_id', '=', organisationId)
      .where('need_id', '=', needId)
      .execute()
    await takeBackFromNeed(tx, needId)
  })
}

async function parts(giftId: string): Promise<[string, bigint][]> {
  const [trace] = await house.scope.transaction((tx) => tracesOf(tx, [giftId]))
  return (trace?.parts ?? []).map((part) => [part.needId, part.amountMinor])
}

async function openOf(needId: string): Promise<bigint> {
  const row = await house.scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('needs')
      .where('organisation_id', '=', organisationId)
      .where('need_id', '=', needId)
      .select('open_minor')
      .executeTakeFirstOrThrow(),
  )
  return row.open_minor
}

test('A5: gifts fill needs like a waterfall, and one gift may be part of two', async () => {
  const purpose = await foundPurpose(house.scope)
  const { needIds } = await openTestCase(house.scope, purpose, [439_800n, 439_800n])
  const [first = '', second = ''] = needIds
  const gifts = [await give(purpose, 5_000n), await give(purpose, 3_000n), await give(purpose, 439_800n)]
  await allocate(house.scope, purpose.fundId)
  expect(await Promise.all(gifts.map(parts))).toEqual([
    [[first, 5_000n]],
    [[first, 3_000n]],
    [
      [first, 431_800n],
      [second, 8_000n],
    ],
  ])
  expect([await openOf(first), await openOf(second)]).toEqual([0n, 431_800n])
  expect(await allocate(house.scope, purpose.fundId)).toBe(0)
})

test('A6: a refund takes its parts back by signed rows, and the next free money fills the need again', async () => {
  const purpose = await foundPurpose(house.scope)
  const { needIds } = await openTestCase(house.scope, purpose, [439_800n])
  const [need = ''] = needIds
  const [first, other] = [await give(purpose, 5_000n), await give(purpose, 434_800n)]
  await allocate(house.scope, purpose.fundId)
  await refund(first, 5_000n)
  expect(await parts(first)).toEqual([
    [need, 5_000n],
    [need, -5_000n],
  ])
  expect(await openOf(need)).toBe(5_000n)
  const next = await give(purpose, 9_000n)
  await allocate(house.scope, purpose.fundId)
  expect(await parts(next)).toEqual([[need, 5_000n]])
  expect(await parts(other)).toEqual([[need, 434_800n]])
})

test('A7: a withdrawn case gives back what was not spent; it goes to other needs, each move a log entry', async () => {
  const purpose = await foundPurpose(house.scope)
  const ended = await openTestCase(house.scope, purpose, [10_000n])
  const [first, second] = [await give(purpose, 6_000n), await give(purpose, 4_000n)]
  await allocate(house.scope, purpose.fundId)
  await spend(ended.caseId, ended.needIds[0] ?? '', 7_000n)
  await end(ended.caseId)
  const going = await openTestCase(house.scope, purpose, [10_000n])
  await allocate(house.scope, purpose.fundId)
  expect(await parts(first)).toEqual([[ended.needIds[0], 6_000n]])
  expect(await parts(second)).toEqual([
    [ended.needIds[0], 4_000n],
    [ended.needIds[0], -3_000n],
    [going.needIds[0], 3_000n],
  ])
  const told = await house.scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('log_pending as l')
      .innerJoin('allocations as a', 'a.allocation_id', 'l.subject_id')
      .where('l.organisation_id', '=', organisationId)
      .where('l.subject_kind', '=', 'allocation')
      .where('a.gift_id', 'in', [first, second])
      .select((row) => row.fn.countAll<bigint>().as('count'))
      .executeTakeFirstOrThrow(),
  )
  expect(told.count).toBe(4n)
})

test('A3: the share is floored and no minor unit is lost, whatever the fee', () => {
  fc.assert(
    fc.property(
      fc.bigInt(1n, 10_000_000n),
      fc.bigInt(0n, 10_000_000n),
      fc.bigInt(0n, 10_000_000n),
      fc.integer({ min: 0, max: 10_000 }),
      (amountMinor, fee, refunded, basisPoints) => {
        const gift = { amountMinor, feeMinor: fee, refundedMinor: atMost(refunded, amountMinor), basisPoints }
        const portion = portionOf(gift)
        const { feeMinor, shareMinor, allocatableMinor } = portion
        expect(feeMinor + shareMinor + allocatableMinor).toBe(amountMinor - gift.refundedMinor)
        for (const part of [feeMinor, shareMinor, allocatableMinor]) expect(part).toBeGreaterThanOrEqual(0n)
      },
    ),
  )
})

test('A2: a fee, a stated share and what needs may have are the gift, to the cent', () => {
  const gift = { amountMinor: 10_001n, feeMinor: 2_500n, refundedMinor: 0n, basisPoints: 2_500 }
  expect(portionOf(gift)).toEqual({
    amountMinor: 10_001n,
    feeMinor: 2_500n,
    shareMinor: 1_875n,
    allocatableMinor: 5_626n,
  })
})

test('A4: the database takes no part below zero that takes nothing back, and no more than a need lacks', async () => {
  const purpose = await foundPurpose(house.scope)
  const { caseId, needIds } = await openTestCase(house.scope, purpose, [1_000n])
  const giftId = await give(purpose, 5_000n)
  const write = (amountMinor: bigint) =>
    house.scope.transaction((tx) =>
      writeMovements(tx, { ...purpose, currency: 'TWD', reason: 'gift' }, [
        { giftId, needId: needIds[0] ?? '', caseId, amountMinor },
      ]),
    )
  await expect(write(-1n)).rejects.toMatchObject({ constraint: expect.stringContaining('check') })
  await expect(write(1_001n)).rejects.toMatchObject({ constraint: expect.stringContaining('needs') })
  expect(await parts(giftId)).toEqual([])
})

test('A9: money given for one purpose never pays for another, however long it waits', async () => {
  const [cleft, heart] = [await foundPurpose(house.scope), await foundPurpose(house.scope)]
  const { needIds } = await openTestCase(house.scope, heart, [1_000n])
  const giftId = await give(cleft, 5_000n)
  expect(await allocate(house.scope, cleft.fundId)).toBe(0)
  expect(await allocate(house.scope, heart.fundId)).toBe(0)
  expect([await parts(giftId), await openOf(needIds[0] ?? '')]).toEqual([[], 1_000n])
})

test('one more gift reads the head of the line only: the index gives the order of needs, nothing is sorted', async () => {
  const purpose = await foundPurpose(house.scope)
  const { rows } = await house.scope.transaction(async (tx) => {
    await sql`set local enable_seqscan = off`.execute(tx.db)
    await sql`set local enable_bitmapscan = off`.execute(tx.db)
    return sql<{ 'QUERY PLAN': string }>`
      explain (costs off) ${needLine(tx, { ...purpose, currency: 'TWD', policy: 'queue' }, 100)}`.execute(tx.db)
  })
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
  expect(plan).toContain('needs_in_line')
  expect(plan.slice(plan.indexOf('Limit'))).not.toContain('Sort')
})

test('what a great run has used up is swept out of the line at once; a small one leaves it to the database', async () => {
  const purpose = await foundPurpose(house.scope)
  await openTestCase(house.scope, purpose, [1_000n])
  await give(purpose, 100n)
  await give(purpose, 200n)
  const before = await sweeps()
  expect(await allocate(house.scope, purpose.fundId)).toBe(2)
  expect(await sweeps()).toBe(before)
  await give(purpose, 300n)
  await give(purpose, 400n)
  expect(await allocate(house.scope, purpose.fundId, { sweepsFrom: 2 })).toBe(2)
  expect(await sweeps()).toBe(before + 1)
})

/** How often the line was swept, not counting the database's own sweeping. */
async function sweeps(): Promise<number> {
  const { rows } = await house.context.databases.owner.query<{ count: number }>(
    `select vacuum_count::int as count from pg_stat_user_tables where relname = 'open_gifts'`,
  )
  return rows[0]?.count ?? Number.NaN
}

test('why a child and not another is said in every language', () => {
  for (const language of languages) {
    const t = house.context.translator.in(language)
    const said = new Set(allocationReasons.map((reason) => allocationWords(t, { reason })))
    expect(said.size).toBe(allocationReasons.length)
  }
})

test('A5: a giving day goes through temporary tables and still agrees with the reference', async () => {
  const purpose = await foundPurpose(house.scope, { minimumSliceMinor: 60n })
  const amounts = Array.from({ length: 240 }, (_, index) => BigInt(((index * 7919) % 191) + 1))
  const lacking = Array.from({ length: 90 }, (_, index) => BigInt(((index * 104_729) % 283) + 1))
  const { needIds } = await openTestCase(house.scope, purpose, lacking)
  const giftIds: string[] = []
  for (const amountMinor of amounts) giftIds.push(await give(purpose, amountMinor))
  const moved = await allocate(house.scope, purpose.fundId, { batch: 210 })
  const gifts = giftIds.map((giftId, index) => {
    const allocatableMinor = amounts[index] ?? 0n
    return { giftId, openMinor: allocatableMinor, allocatableMinor, minimumSliceMinor: 60n }
  })
  const needs = needIds.map((needId, index) => ({ needId, openMinor: lacking[index] ?? 0n, givenMinor: 0n }))
  const traces = await house.scope.transaction((tx) => tracesOf(tx, giftIds))
  const given = traces.flatMap(({ giftId, parts }) =>
    parts.map(({ needId, amountMinor }) => ({ giftId, needId, amountMinor })),
  )
  const bySlice = (slice: { giftId: string; needId: string }) => `${slice.giftId} ${slice.needId}`
  const expected = allocateByHand(gifts, needs)
  expect(moved).toBe(expected.length)
  expect(given.toSorted((a, b) => bySlice(a).localeCompare(bySlice(b)))).toEqual(
    expected.toSorted((a, b) => bySlice(a).localeCompare(bySlice(b))),
  )
  expect(expected.some((slice) => slice.amountMinor < 60n)).toBe(true)
  await expectToldOnce(purpose.fundId)
})

/** A scope that is killed before its n-th transaction, counted from nothing, is durable. */
class Dying extends Scope {
  left: number

  constructor({ context, organisationId, actor }: Scope, left: number) {
    super(context, organisationId, actor)
    this.left = left
  }

  override transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return super.transaction(async (transaction) => {
      const answer = await work(transaction)
      this.left -= 1
      if (this.left < 0) throw new Error('killed')
      return answer
    })
  }
}

test('killed between any two of its transactions the allocator goes on where it stood, and ends as if it had never been', async () => {
  const purpose = await foundPurpose(house.scope)
  const amounts = Array.from({ length: 430 }, (_, index) => BigInt(((index * 7919) % 191) + 1))
  const lacking = Array.from({ length: 120 }, (_, index) => BigInt(((index * 104_729) % 283) + 200))
  const { needIds } = await openTestCase(house.scope, purpose, lacking)
  const giftIds: string[] = []
  for (const amountMinor of amounts) giftIds.push(await give(purpose, amountMinor))
  const batches: number[] = []
  for (let lived = false; !lived; ) {
    // What the first is about to write is lost with it, then one more transaction becomes durable.
    await expect(allocate(new Dying(house.scope, 0), purpose.fundId, { batch: 210 })).rejects.toThrow('killed')
    lived = await allocate(new Dying(house.scope, 1), purpose.fundId, { batch: 210 }).then(
      () => true,
      () => false,
    )
    batches.push((await givenTo(giftIds)).length)
  }
  expect(new Set(batches).size).toBeGreaterThan(1)
  const gifts = giftIds.map((giftId, index) => {
    const allocatableMinor = amounts[index] ?? 0n
    return { giftId, openMinor: allocatableMinor, allocatableMinor, minimumSliceMinor: 1n }
  })
  const needs = needIds.map((needId, index) => ({ needId, openMinor: lacking[index] ?? 0n, givenMinor: 0n }))
  const bySlice = (slice: Slice) => `${slice.giftId} ${slice.needId}`
  expect((await givenTo(giftIds)).toSorted((a, b) => bySlice(a).localeCompare(bySlice(b)))).toEqual(
    allocateByHand(gifts, needs).toSorted((a, b) => bySlice(a).localeCompare(bySlice(b))),
  )
})

async function givenTo(giftIds: readonly string[]): Promise<Slice[]> {
  const traces = await house.scope.transaction((tx) => tracesOf(tx, giftIds))
  return traces.flatMap(({ giftId, parts }) =>
    parts.map(({ needId, amountMinor }) => ({ giftId, needId, amountMinor })),
  )
}

/** The lines of many allocations are made after them: until then the books miss none, and afterwards each is there once. */
async function expectToldOnce(fundId: string): Promise<void> {
  const count = async () => {
    const { rows } = await house.context.databases.owner.query<{ given: number; told: number }>(
      `select count(*)::int as given, count(l.subject_id)::int as told
       from allocations a join gifts g using (organisation_id, gift_id)
       left join log_pending l on l.organisation_id = a.organisation_id and l.subject_id = a.allocation_id
       where g.fund_id = $1`,
      [fundId],
    )
    return rows[0] ?? { given: 0, told: 0 }
  }
  expect((await count()).told).toBeLessThan((await count()).given)
  await Promise.all([tellUntold(house.scope), tellUntold(house.scope)])
  await tellUntold(house.scope)
  const { given, told } = await count()
  expect(told).toBe(given)
}

type Step =
  | { do: 'give'; amount: number; fee: number; names?: { which: number; beyond: 'fund' | 'wait' } | undefined }
  | { do: 'case'; needs: number[] }
  | { do: 'urge'; which: number; rank: 1 | 2 }
  | { do: 'refund' | 'end' | 'cancel' | 'spend'; which: number; amount: number }
  | { do: 'allocate' }

const amount = fc.integer({ min: 1, max: 400 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('give' as const),
      amount,
      fee: fc.integer({ min: 0, max: 9 }),
      names: fc.option(fc.record({ which: fc.nat(20), beyond: fc.constantFrom('fund' as const, 'wait' as const) }), {
        nil: undefined,
        freq: 2,
      }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('case' as const), needs: fc.array(amount, { minLength: 1, maxLength: 3 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('refund' as const, 'end' as const, 'cancel' as const, 'spend' as const),
      which: fc.nat(20),
      amount,
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('allocate' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('urge' as const),
      which: fc.nat(20),
      rank: fc.constantFrom(1 as const, 2 as const),
    }),
  },
)

interface ModelGift {
  giftId: string
  amountMinor: bigint
  feeMinor: bigint
  refundedMinor: bigint
  openMinor: bigint
  allocatableMinor: bigint
  minimumSliceMinor: bigint
  named?: { caseId: string; beyond: 'fund' | 'wait' }
}
interface ModelNeed {
  needId: string
  caseId: string
  amountMinor: bigint
  openMinor: bigint
  spentMinor: bigint
  isClosed: boolean
  rank: number
}
interface ModelPart {
  giftId: string
  needId: string
  netMinor: bigint
}

const minimumSliceMinor = 50n
const basisPoints = 500

/** The same story told by the reference: parts newest last. */
class Model {
  readonly gifts: ModelGift[] = []
  readonly needs: ModelNeed[] = []
  readonly parts: ModelPart[] = []

  readonly policy: AllocationPolicy

  constructor(policy: AllocationPolicy) {
    this.policy = policy
  }

  allocate(): void {
    const named = this.gifts.flatMap((gift) => (gift.named ? [{ ...gift, caseId: gift.named.caseId }] : []))
    this.write(allocateNamedByHand(named, this.line()))
    const free = this.gifts.filter((gift) => gift.named?.beyond !== 'wait')
    this.write(allocateByHand(free, this.line(), this.policy))
  }

  line() {
    const open = this.needs.filter((need) => !need.isClosed)
    const line = open.map((need) => ({ ...need, givenMinor: need.amountMinor - need.openMinor }))
    return this.policy === 'urgency' ? line.toSorted((a, b) => b.rank - a.rank) : line
  }

  write(slices: readonly Slice[]): void {
    for (const slice of slices) {
      this.parts.push({ giftId: slice.giftId, needId: slice.needId, netMinor: slice.amountMinor })
      const gift = this.gifts.find((one) => one.giftId === slice.giftId)
      const need = this.needs.find((one) => one.needId === slice.needId)
      if (gift) gift.openMinor -= slice.amountMinor
      if (need) need.openMinor -= slice.amountMinor
    }
  }

  refund(gift: ModelGift, amountMinor: bigint): void {
    gift.refundedMinor += amountMinor
    const given = gift.allocatableMinor - gift.openMinor
    gift.allocatableMinor = portionOf({ ...gift, basisPoints }).allocatableMinor
    const kept = atMost(given, gift.allocatableMinor)
    this.takeBack((part) => part.giftId === gift.giftId, given - kept, false)
    this.coverSpent()
    gift.openMinor = gift.allocatableMinor - kept
  }

  /** Nothing is spent here before it is there, so whatever is spent and not there was taken back just now. */
  coverSpent(): void {
    for (const need of this.needs) {
      const short = need.spentMinor - (need.amountMinor - need.openMinor)
      if (short > 0n) need.openMinor -= short
    }
  }

  close(need: ModelNeed): void {
    need.isClosed = true
    const standing = need.amountMinor - need.openMinor
    this.takeBack((part) => part.needId === need.needId, standing - need.spentMinor, true)
  }

  takeBack(of: (part: ModelPart) => boolean, wanted: bigint, opens: boolean): void {
    let left = wanted
    for (const part of this.parts.filter(of).toReversed()) {
      if (left <= 0n) return
      const taken = atMost(part.netMinor, left)
      part.netMinor -= taken
      left -= taken
      const need = this.needs.find((one) => one.needId === part.needId)
      if (need) need.openMinor += taken
      const gift = this.gifts.find((one) => one.giftId === part.giftId)
      if (gift && opens) gift.openMinor += taken
    }
  }

  standing(): Map<string, bigint> {
    const net = new Map<string, bigint>()
    for (const { giftId, needId, netMinor } of this.parts) {
      if (netMinor > 0n) net.set(`${giftId} ${needId}`, (net.get(`${giftId} ${needId}`) ?? 0n) + netMinor)
    }
    return net
  }
}

async function play(purpose: Purpose, model: Model, one: Step): Promise<void> {
  if (one.do === 'give') {
    const [amountMinor, feeMinor] = [BigInt(one.amount), atMost(BigInt(one.fee), BigInt(one.amount))]
    const giftId = await give(purpose, amountMinor, feeMinor)
    const { allocatableMinor } = portionOf({ amountMinor, feeMinor, refundedMinor: 0n, basisPoints })
    const gift = { giftId, amountMinor, feeMinor, refundedMinor: 0n, allocatableMinor, minimumSliceMinor }
    const named = await name(model, giftId, one.names)
    model.gifts.push({ ...gift, openMinor: allocatableMinor, ...(named ? { named } : {}) })
  } else if (one.do === 'case') {
    house.clock.advance(1000)
    const amounts = one.needs.map(BigInt)
    const { caseId, needIds } = await openTestCase(house.scope, purpose, amounts)
    needIds.forEach((needId, index) => {
      const amountMinor = amounts[index] ?? 0n
      model.needs.push({
        needId,
        caseId,
        amountMinor,
        openMinor: amountMinor,
        spentMinor: 0n,
        isClosed: false,
        rank: 0,
      })
    })
  } else if (one.do === 'allocate') {
    house.clock.advance(1000)
    await allocate(house.scope, purpose.fundId)
    model.allocate()
  } else if (one.do === 'urge') {
    const need = model.needs[one.which % Math.max(1, model.needs.length)]
    if (!need || need.isClosed) return
    await putForward(house.scope, need.caseId, one.rank)
    for (const each of model.needs.filter(({ caseId }) => caseId === need.caseId)) each.rank = one.rank
  } else await upset(model, one.do, one.which, BigInt(one.amount))
}

async function name(model: Model, giftId: string, wish: { which: number; beyond: 'fund' | 'wait' } | undefined) {
  const need = model.needs[(wish?.which ?? 0) % Math.max(1, model.needs.length)]
  if (!wish || !need || need.isClosed) return undefined
  const named = { caseId: need.caseId, beyond: wish.beyond }
  await house.scope.transaction((tx) => designate(tx, giftId, named))
  return named
}

async function upset(model: Model, what: 'refund' | 'end' | 'cancel' | 'spend', which: number, wanted: bigint) {
  const gift = model.gifts[which % Math.max(1, model.gifts.length)]
  const need = model.needs[which % Math.max(1, model.needs.length)]
  if (what === 'refund' && gift) {
    const amountMinor = atMost(wanted, gift.amountMinor - gift.refundedMinor)
    await refund(gift.giftId, amountMinor)
    model.refund(gift, amountMinor)
  }
  if (!need || need.isClosed) return
  if (what === 'spend') {
    const amountMinor = atMost(wanted, need.amountMinor - need.openMinor - need.spentMinor)
    if (amountMinor <= 0n) return
    await spend(need.caseId, need.needId, amountMinor)
    need.spentMinor += amountMinor
  }
  if (what === 'cancel') {
    await cancel(need.needId)
    model.close(need)
  }
  if (what === 'end') {
    await end(need.caseId)
    for (const one of model.needs.filter((other) => other.caseId === need.caseId)) model.close(one)
  }
}

async function expectSame(purpose: Purpose, model: Model): Promise<void> {
  const { gifts, needs, net } = await house.scope.transaction(async ({ db, organisationId }) => ({
    gifts: await db
      .selectFrom('gift_portions as p')
      .leftJoin('open_gifts as o', 'o.gift_id', 'p.gift_id')
      .where('p.organisation_id', '=', organisationId)
      .where('p.fund_id', '=', purpose.fundId)
      .select(['p.gift_id', 'p.fee_minor', 'p.share_minor', 'p.amount_minor', 'o.open_minor'])
      .execute(),
    needs: await db
      .selectFrom('needs as n')
      .innerJoin('cases as c', 'c.case_id', 'n.case_id')
      .where('n.organisation_id', '=', organisationId)
      .where('c.programme_id', '=', purpose.programmeId)
      .select(['n.need_id', 'n.open_minor', 'n.amount_minor'])
      .execute(),
    net: await db
      .selectFrom('allocations as a')
      .innerJoin('gift_portions as p', 'p.gift_id', 'a.gift_id')
      .where('a.organisation_id', '=', organisationId)
      .where('p.fund_id', '=', purpose.fundId)
      .select(['a.gift_id', 'a.need_id', (row) => row.fn.sum<string>('a.amount_minor').as('net')])
      .groupBy(['a.gift_id', 'a.need_id'])
      .execute(),
  }))
  const standing = new Map(net.map((row) => [`${row.gift_id} ${row.need_id}`, BigInt(row.net)]))
  for (const [key, value] of standing) if (value === 0n) standing.delete(key)
  expect(standing).toEqual(model.standing())
  expect(new Map(needs.map((need) => [need.need_id, need.open_minor]))).toEqual(
    new Map(model.needs.map((need) => [need.needId, need.openMinor])),
  )
  for (const gift of gifts) {
    const given = net.filter((row) => row.gift_id === gift.gift_id).reduce((total, row) => total + BigInt(row.net), 0n)
    expect(gift.fee_minor + gift.share_minor + given + (gift.open_minor ?? 0n)).toBe(gift.amount_minor)
    expect(gift.open_minor ?? 0n).toBe(model.gifts.find((one) => one.giftId === gift.gift_id)?.openMinor)
  }
}

test.each(allocationPolicies)(
  'A1: under %s SQL and the reference agree to the minor unit through gifts, refunds, ends and cancellations',
  async (allocationPolicy) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
        const terms = { minimumSliceMinor, programmeShareBasisPoints: basisPoints, allocationPolicy }
        const purpose = await foundPurpose(house.scope, terms)
        const model = new Model(allocationPolicy)
        for (const one of [...steps, { do: 'allocate' } as const]) await play(purpose, model, one)
        await expectSame(purpose, model)
      }),
      { numRuns: 40 },
    )
  },
  180_000,
)

test('the lines that the database spells are those of the verifier, to the byte, whatever the child and the fund are called', async () => {
  const purpose = await foundPurpose(house.scope)
  const { owner } = house.context.databases
  await owner.query('update funds set code = $1 where fund_id = $2', ['"gift":"\\小', purpose.fundId])
  const names = ['Zoe\u0301 "R"', '小星', '가나', "D'Angelo\\"]
  const giftIds: string[] = []
  for (const name of names) {
    const { caseId } = await openTestCase(house.scope, purpose, [1_000n])
    await owner.query('update cases set pseudonym = $1 where case_id = $2', [name, caseId])
    giftIds.push(await give(purpose, 1_000n))
  }
  await allocate(house.scope, purpose.fundId)
  const { rows } = await owner.query(
    `select w.entry, a.gift_id, a.amount_minor, c.pseudonym, g.public_reference, s.salt from allocations a
     join cases c using (organisation_id, case_id) join gifts g using (organisation_id, gift_id)
     join log_pending w on w.subject_id = a.allocation_id
     join log_salts s on s.subject_kind = 'gift' and s.subject_id = a.gift_id
     where a.gift_id = any($1) order by w.log_pending_id`,
    [giftIds],
  )
  expect(rows.map((row) => row.pseudonym)).toEqual(names)
  for (const { entry, amount_minor, pseudonym, public_reference, salt } of rows) {
    const expected = leafBytes({
      kind: 'gift.allocated',
      amountMinor: String(amount_minor),
      case: await commitCase(salt, pseudonym),
      currency: 'TWD',
      day: isoDay(house.clock.now(), 'Asia/Taipei'),
      fund: '"gift":"\\小',
      gift: public_reference,
    })
    expect(entry.toString()).toBe(Buffer.from(expected).toString())
  }
})

test('A6: what was spent before its gift was charged back the reserve stands in for, and no other gift is touched', async () => {
  const purpose = await foundPurpose(house.scope)
  const { caseId, needIds } = await openTestCase(house.scope, purpose, [439_800n])
  const [need = ''] = needIds
  const [first, other] = [await give(purpose, 5_000n), await give(purpose, 434_800n)]
  await allocate(house.scope, purpose.fundId)
  await spend(caseId, need, 438_000n)
  await refund(first, 5_000n)
  await give(purpose, 9_000n)
  expect(await openOf(need)).toBe(1_800n)
  await allocate(house.scope, purpose.fundId)
  expect([await openOf(need), await parts(other)]).toEqual([0n, [[need, 434_800n]]])
  const { rows } = await house.context.databases.owner.query(
    `select t.kind, t.amount_minor, d.code as debit, c.code as credit from ledger_transfers t
     join reserve_covers r on r.reserve_cover_id = t.source_id and r.gift_id = $1
     join ledger_accounts d on d.ledger_account_id = t.debit_account_id
     join ledger_accounts c on c.ledger_account_id = t.credit_account_id`,
    [first],
  )
  const booked = { kind: 'shortfall', amount_minor: 3_200n, debit: 'reserve', credit: `gifts:${purpose.fundId}` }
  expect(rows).toEqual([booked])
})
