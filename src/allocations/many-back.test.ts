import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeNeeds } from '../cases/needs.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { allocate } from './allocate.ts'
import { tellUntold } from './disclose.ts'
import { portionGift } from './portion.ts'
import { takeBackFromCase } from './take-back.ts'
import { foundPurpose, giveTestGift, openTestCase } from './testing.ts'
import { toldAtOnce } from './write.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

test('A7: a case that more gave to than are told at once gives all of it back, each gift to its place in line', async () => {
  const { owner } = house.context.databases
  const purpose = await foundPurpose(house.scope)
  const gifts = toldAtOnce + 100
  const { caseId } = await openTestCase(house.scope, purpose, [BigInt(gifts) * 300n, BigInt(gifts) * 200n])
  const first = await giveTestGift(house.scope, purpose, { amountMinor: 500n })
  await house.scope.transaction((tx) => portionGift(tx, first))
  await owner.query(
    `insert into gifts select (jsonb_populate_record(row, jsonb_build_object('gift_id', gen_random_uuid(),
       'received_at', row.received_at + n * interval '1 second',
       'public_reference', left(translate(encode(sha256(random()::text::bytea), 'base64'), '+/', '-_'), 21) || 'A'))).*
     from gifts row, generate_series(2, ${gifts}) n`,
  )
  for (const table of ['gift_portions', 'open_gifts'])
    await owner.query(
      `insert into ${table} select (jsonb_populate_record(row, jsonb_build_object('gift_id', g.gift_id,
         'received_at', g.received_at))).* from ${table} row, gifts g where g.gift_id <> row.gift_id`,
    )
  const line = async () => (await owner.query('select gift_id, open_minor from open_gifts order by received_at')).rows
  const before = await line()
  expect(before.length).toBe(gifts)
  expect(await allocate(house.scope, purpose.fundId)).toBeGreaterThan(toldAtOnce)
  expect(await line()).toEqual([])
  await house.scope.transaction(async (tx) => {
    await closeNeeds(tx, caseId)
    await takeBackFromCase(tx, caseId)
  })
  expect(await line()).toEqual(before)
  await tellUntold(house.scope)
  const { rows } = await owner.query(
    `select count(*) = count(l.subject_id) as told, sum(amount_minor)::integer as left
     from allocations a left join log_pending l on l.subject_id = a.allocation_id`,
  )
  expect(rows).toEqual([{ told: true, left: 0 }])
})
