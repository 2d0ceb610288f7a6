import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApp, subscriptions } from '../app.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import type { Context } from '../platform/scope.ts'
import { createSandboxAccounts, testPaySecret } from '../sandbox/accounts.ts'
import type { DemoDoors } from './demo.ts'
import { Donor } from './donor.ts'
import { foundDemo } from './found.ts'
import { StoryWorld } from './world.ts'

const doors: DemoDoors = {
  compose: (context) => openApp(context, { isWorker: false }),
  createSandboxAccounts,
  testPaySecret,
}

let house: TestHouse
let context: Context
beforeAll(async () => {
  house = await openTestHouse({ subscriptions })
  context = { ...house.context, settings: { ...house.context.settings, databaseUrl: undefined } }
})
afterAll(() => house.close())

test('thin', async () => {
  const world = new StoryWorld(context, doors, new Date('2026-03-02T02:00:00Z'))
  const it = await foundDemo(world.context, doors, { first: '2026-01-01', last: '2026-03-02' })
  const donors = ['甲', '乙', '丙'].map(
    (name) => new Donor(world, { name, language: 'zh-Hant', way: 'phone', contact: `${name.codePointAt(0)}@example.org` }),
  )
  await Promise.all(donors.map((donor, i) => world.clock.alone(i, () => donor.takePhone())))
  world.clock.wait(5)
  await world.settle(it.scope, it.lineAccountId)
  await Promise.all(donors.map((donor, i) => world.clock.alone(i, () => donor.press('give'))))
  world.clock.wait(5)
  await world.settle(it.scope, it.lineAccountId)
  await Promise.all(
    donors.map((donor, i) =>
      world.clock.alone(i * 20, () =>
        donor.giveFromPhone(it.scope, {
          purpose: it.taiwan,
          amount: 1000,
          receipt: 'each',
          isNamed: true,
          wantsFeedback: true,
          method: 'sandbox',
          choice: 'succeed',
        }),
      ),
    ),
  )
  world.clock.wait(200)
  await world.evening(it.scope, it.lineAccountId)
  const { rows } = await context.databases.owner.query(
    'select thanked_at is not null as thanked, amount_minor from gifts where organisation_id = $1',
    [it.scope.organisationId],
  )
  expect(rows).toEqual(Array(3).fill({ thanked: true, amount_minor: 100_000n }))
  await world.app.stop()
})
