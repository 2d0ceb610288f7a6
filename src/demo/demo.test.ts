import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApp, subscriptions } from '../app.ts'
import { reconcile } from '../books/reconcile.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import type { Context } from '../platform/scope.ts'
import { createSandboxAccounts, testPaySecret } from '../sandbox/accounts.ts'
import type { DemoDoors } from './demo.ts'
import { type LoadedDemo, loadDemo } from './load.ts'

const doors: DemoDoors = {
  compose: (context) => openApp(context, { isWorker: false }),
  createSandboxAccounts,
  testPaySecret,
}

let house: TestHouse
let context: Context
let demo: LoadedDemo
beforeAll(async () => {
  house = await openTestHouse({ subscriptions })
  context = { ...house.context, settings: { ...house.context.settings, databaseUrl: undefined } }
  const began = performance.now()
  demo = await loadDemo(context, doors, { scale: Number(process.env.DEMO_SCALE ?? '0.15') })
  console.log(demo.people, demo.gifts, demo.children, Math.round(performance.now() - began))
}, 200_000)
afterAll(() => house.close())

test('the books of the demo balance', async () => {
  const { differences } = await demo.scope.transaction(reconcile)
  expect(differences).toEqual([])
})
