import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AllocationPolicy } from '../campaigns/campaign.ts'
import { saltsFor } from '../log/record.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import type { Transaction } from '../platform/scope.ts'
import { allocateBatch } from './allocate.ts'
import type { Batch } from './allocation.ts'
import { lockFund } from './hold.ts'
import { portionGift } from './portion.ts'
import { foundPurpose, giveTestGift, openTestCase, type Purpose } from './testing.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

/** So many needs that have everything, so many that lack something, and so many remainders that wait at the head of the line. */
const many = 3_000

async function foundGreatFund(policy: AllocationPolicy): Promise<Purpose> {
  const { owner } = house.context.databases
  const purpose = await foundPurpose(house.scope, { minimumSliceMinor: 100n, allocationPolicy: policy })
  const { caseId } = await openTestCase(house.scope, purpose, [1_000_000n])
  const again = async (table: string, changes: string, which: string) => {
    const { rows } = await owner.query<{ names: string }>(
      `select string_agg(quote_ident(attname), ', ') as names from pg_attribute
       where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
      [table],
    )
    await owner.query(
      `insert into ${table} (${rows[0]?.names}) select ${rows[0]?.names}
       from (select (jsonb_populate_record(row, jsonb_build_object(${changes}))).* from ${table} row, ${which}) as made`,
    )
  }
  const older = `row.created_at - n * interval '1 second'`
  await again(
    'needs',
    `'need_id', gen_random_uuid(), 'created_at', ${older}, 'open_minor', case when n > ${many} then 0 else 1000000 end`,
    `generate_series(1, ${2 * many}) n where row.case_id = '${caseId}'`,
  )
  const first = await give(purpose, 500n)
  await owner.query('update open_gifts set open_minor = 50 where gift_id = $1', [first])
  await again(
    'gifts',
    `'gift_id', gen_random_uuid(), 'received_at', row.received_at - n * interval '1 second',
     'public_reference', left(translate(encode(sha256(random()::text::bytea), 'base64'), '+/', '-_'), 21) || 'A'`,
    `generate_series(2, ${many}) n where row.gift_id = '${first}'`,
  )
  const others = `gifts g where row.gift_id = '${first}' and g.fund_id = row.fund_id and g.gift_id <> row.gift_id`
  for (const table of ['gift_portions', 'open_gifts'])
    await again(table, `'gift_id', g.gift_id, 'received_at', g.received_at`, others)
  await give(purpose, 500n)
  await owner.query('analyze')
  return purpose
}

async function give(purpose: Purpose, amountMinor: bigint): Promise<string> {
  house.clock.advance(1000)
  const giftId = await giveTestGift(house.scope, purpose, { amountMinor })
  await house.scope.transaction(async (tx) => {
    await saltsFor(tx, 'gift', [giftId])
    await portionGift(tx, giftId)
  })
  return giftId
}

/** Gives what waits; how often the server waited for the database, and how many rows were read in all tables. */
async function costOfGiving(purpose: Purpose, given = 1): Promise<{ trips: number; rows: number }> {
  return house.scope.transaction(async (tx) => {
    const before = await rowsRead(tx)
    let trips = 0
    const db = tx.db.withPlugin({
      transformQuery: ({ node }) => {
        // What only sets something leaves with the question after it.
        if (node.kind !== 'RawNode' || !node.sqlFragments[0]?.startsWith('set local')) trips += 1
        return node
      },
      transformResult: async ({ result }) => result,
    })
    expect(await allocateBatch({ ...tx, db }, purpose.fundId)).toEqual({ given, isDone: true })
    return { trips, rows: (await rowsRead(tx)) - before }
  })
}

async function rowsRead({ db }: Transaction): Promise<number> {
  const { rows } = await sql<{ read: number }>`
    select sum(seq_tup_read + idx_tup_fetch)::integer as read from pg_stat_xact_user_tables`.execute(db)
  return rows[0]?.read ?? Number.NaN
}

test.each(['queue', 'urgency'] as const)(
  'under %s one more gift reads less than a hundred rows of a line with thousands, in three trips',
  async (policy) => {
    const { trips, rows } = await costOfGiving(await foundGreatFund(policy))
    expect(rows).toBeLessThan(100)
    // The fund and what waits, the gift with the log's wake-up, and whether a remainder closes a need now.
    expect(trips).toBe(3)
  },
)

test('under even one more gift reads the few needs that have least, of thousands', async () => {
  const purpose = await foundGreatFund('even')
  const { trips, rows } = await costOfGiving(purpose, 5)
  expect(rows).toBeLessThan(150)
  expect(trips).toBe(3)
  // Five of them have a step more now; the next five are those after them in line.
  await give(purpose, 500n)
  expect((await costOfGiving(purpose, 5)).rows).toBeLessThan(150)
})

test('where nothing waits to close a need, one more gift is two trips', async () => {
  const purpose = await foundPurpose(house.scope, { minimumSliceMinor: 100n })
  await openTestCase(house.scope, purpose, [1_000n])
  await give(purpose, 500n)
  expect((await costOfGiving(purpose)).trips).toBe(2)
})

test('where all of a gift is given no remainder is looked for, although it was split', async () => {
  const purpose = await foundPurpose(house.scope, { minimumSliceMinor: 100n })
  await openTestCase(house.scope, purpose, [300n, 300n])
  await give(purpose, 500n)
  expect(await costOfGiving(purpose, 2)).toMatchObject({ trips: 2 })
})

test('looking for what waits is planned once by a connection, for whatever fund', async () => {
  const { fundId } = await foundPurpose(house.scope)
  const look = () =>
    house.scope.transaction(async (tx) => {
      await allocateBatch(tx, fundId)
      const { rows } = await sql<{ custom: bigint; generic: bigint }>`
        select custom_plans as custom, generic_plans as generic from pg_prepared_statements
        where statement like '%with held as%'`.execute(tx.db)
      return rows
    })
  // It is kept from the third time on.
  await look()
  await look()
  const rows = await look()
  expect(rows).toHaveLength(1)
  expect(rows[0]?.custom).toBe(0n)
  expect(rows[0]?.generic).toBeGreaterThan(0n)
})

test('whoever waited for the fund gives to what came meanwhile', async () => {
  const purpose = await foundPurpose(house.scope)
  await house.scope.transaction((tx) => lockFund(tx, purpose.fundId))
  const { caseId } = await openTestCase(house.scope, purpose, [1_000n])
  const { owner } = house.context.databases
  await owner.query('update needs set cancelled_at = created_at where case_id = $1', [caseId])
  await give(purpose, 500n)
  const given: Promise<Batch>[] = []
  await house.scope.transaction(async (tx) => {
    await lockFund(tx, purpose.fundId)
    given.push(house.scope.transaction((late) => allocateBatch(late, purpose.fundId)))
    await someoneWaits()
    await tx.db
      .updateTable('needs')
      .set({ cancelled_at: null })
      .where('organisation_id', '=', tx.organisationId)
      .where('case_id', '=', caseId)
      .execute()
  })
  expect(await Promise.all(given)).toEqual([{ given: 1, isDone: true }])
})

/** Until a transaction of this database waits for another. */
async function someoneWaits(): Promise<void> {
  const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  while ((await house.context.databases.owner.query(waiting)).rows.length === 0) await setTimeout(5)
}
