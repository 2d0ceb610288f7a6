import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { tracesOf } from '../allocations/traces.ts'
import { reconcile } from '../books/reconcile.ts'
import { isoDay } from '../campaigns/day.ts'
import { listConnectorAccounts } from '../connectors/accounts.ts'
import { pullOrders } from '../connectors/pull.ts'
import { recordManualGift } from '../gifts/by-hand.ts'
import { fragmentFor, latestCheckpoint } from '../log/read.ts'
import { saltFor } from '../log/record.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { newRouter } from '../platform/http/api.ts'
import { openDoor } from '../platform/http/server.ts'
import { drainEvents } from '../platform/jobs/drain.ts'
import { type Context, Scope } from '../platform/scope.ts'
import { verify } from '../proofs/verify.ts'
import { readHost } from '../site/host.ts'
import { giftStory } from '../site/story/story-view.ts'
import { type LoadedDemo, loadDemo, needsDemo } from './load.ts'
import { findDemo, removeDemo } from './remove.ts'
import { demoRoutes } from './routes.ts'
import { demoSignIns } from './sign-ins.ts'
import { doors, figures, rowCounts } from './told.fixture.ts'

let house: TestHouse
let context: Context
let demo: LoadedDemo
let neighbourBefore: Record<string, number>

beforeAll(async () => {
  house = await openTestHouse()
  context = { ...house.context, ...doors.setting(house.context) }
  neighbourBefore = await rowCounts(context, house.organisationId)
  demo = await loadDemo(context, doors, { scale: 0.1 })
})
afterAll(() => house.close())

const rows = async (text: string) =>
  (await context.databases.owner.query(text, [demo.scope.organisationId])).rows as Record<string, unknown>[]

test('the books balance', async () => {
  const { differences } = await demo.scope.transaction(reconcile)
  expect(differences).toEqual([])
})

test('every gift verifies on its giver’s own device', async () => {
  const gifts = await rows('select gift_id, thanked_checkpoint from gifts where organisation_id = $1')
  expect(gifts.length).toBe(demo.gifts)
  expect(gifts.length).toBeGreaterThan(20)
  for (const { gift_id, thanked_checkpoint } of gifts) {
    const { check, fragment } = await demo.scope.transaction(async (transaction) => {
      const id = z.string().parse(gift_id)
      const told = await giftStory(transaction, id, 'it', await readHost(transaction, 'it'))
      const now = fragmentFor(await saltFor(transaction, 'gift', id), await latestCheckpoint(transaction))
      const { size, root, fingerprint }: Record<string, unknown> = Object(thanked_checkpoint)
      const fragment = size ? [...now.split('.').slice(0, 2), size, root, fingerprint].join('.') : now
      return { ...told, fragment }
    })
    const { ok, steps } = await verify(check, fragment)
    expect({ ok, failed: steps.filter((step) => !step.ok) }).toEqual({ ok: true, failed: [] })
  }
})

test('the story has its mishaps, its ends, its refunds and its round', async () => {
  const states = await rows('select distinct state from gift_intents where organisation_id = $1 order by 1')
  expect(states.map(({ state }) => state)).toEqual(['awaiting_offline', 'expired', 'failed', 'paid'])
  const stages = await rows('select distinct stage from cases where organisation_id = $1')
  expect(stages.map(({ stage }) => stage)).toEqual(expect.arrayContaining(['died', 'withdrawn', 'approved', 'treated']))
  const refunds = await rows('select state from refunds where organisation_id = $1 order by state')
  expect(refunds.map(({ state }) => state)).toEqual(['done', 'done', 'requested'])
  const rounds = await rows('select distinct state from feedback_rounds where organisation_id = $1')
  expect(rounds).toContainEqual({ state: 'done' })
  expect(await rows("select 1 from feedback_results where organisation_id = $1 and result = 'queued'")).toEqual([])
})

test('the visitor finds a day with something to do', async () => {
  const today = isoDay(context.clock.now(), 'Asia/Taipei')
  const given = await rows(`select currency from gifts where organisation_id = $1 and given_on = '${today}'`)
  expect(new Set(given.map(({ currency }) => currency))).toEqual(new Set(['TWD', 'EUR']))
  expect(await rows("select 1 from updates where organisation_id = $1 and state = 'submitted'")).not.toEqual([])
  const threads = await rows(
    `select a.kind, c.state, c.assignee_id is null as free, c.unread_count > 0 as unread from conversations c
     join identities i using (organisation_id, identity_id)
     join channel_accounts a on a.organisation_id = i.organisation_id and a.channel_account_id = i.channel_account_id
     where c.organisation_id = $1`,
  )
  expect(threads).toContainEqual({ kind: 'webchat', state: 'waiting', free: true, unread: true })
  expect(threads).toContainEqual(expect.objectContaining({ kind: 'webchat', state: 'resolved' }))
  expect(threads).toContainEqual(expect.objectContaining({ kind: 'line', state: 'waiting', unread: true }))
  expect(threads).toContainEqual(expect.objectContaining({ kind: 'line', state: 'waiting', free: false }))
  const quarantined = await rows(
    'select reason from payment_exceptions where organisation_id = $1 and resolved_at is null',
  )
  expect(quarantined).toEqual([{ reason: 'amount' }])
  expect(await rows('select 1 from order_exceptions where organisation_id = $1 and resolved_at is null')).toHaveLength(
    1,
  )
})

test('every expense has its bill, every order of the platform its gift', async () => {
  const expenses = await rows('select document_file_id from expenses where organisation_id = $1')
  expect(expenses.length).toBeGreaterThan(0)
  expect(expenses.every(({ document_file_id }) => document_file_id !== null)).toBe(true)
  const orders = await rows(
    `select g.currency from platform_orders o join gifts g using (organisation_id, gift_id) where o.organisation_id = $1`,
  )
  expect(orders.length).toBeGreaterThan(0)
  expect(orders.every(({ currency }) => currency === 'CNY')).toBe(true)
})

test('members write in the office’s hours, and nothing has happened that is still to come', async () => {
  const written = await rows("select at from messages where organisation_id = $1 and author_kind = 'member'")
  const acted = await rows("select at from audit_entries where organisation_id = $1 and actor_kind = 'member'")
  const moments = [...written, ...acted].map(({ at }) => new Date(z.date().parse(at).getTime() + 8 * 3_600_000))
  expect(moments.length).toBeGreaterThan(20)
  const outside = moments.filter((at) => at.getUTCHours() < 9 || at.getUTCHours() >= 18 || at.getUTCDay() % 6 === 0)
  expect(outside).toEqual([])
  const late = await rows(
    `select 1 from messages where organisation_id = $1 and at > '${context.clock.now().toISOString()}'`,
  )
  expect(late).toEqual([])
})

test('told once, it is not told a second time', async () => {
  await expect(loadDemo(context, doors, { scale: 0.1 })).rejects.toMatchObject({ code: 'demo.exists' })
})

test('of a child who died no machine ever spoke again; a person wrote', async () => {
  const automatic = await rows(
    `select 1 from feedback_results r join updates u using (organisation_id, update_id)
     join cases c using (organisation_id, case_id)
     where r.organisation_id = $1 and c.stage in ('died', 'withdrawn') and r.result <> 'held'`,
  )
  expect(automatic).toEqual([])
  const letters = await rows(
    `select author_kind from messages join deliveries using (organisation_id, message_id)
     where organisation_id = $1 and once_key like '%ended:%'`,
  )
  expect(letters.length).toBeGreaterThan(0)
  expect(letters.every(({ author_kind }) => author_kind === 'member')).toBe(true)
})

test('nothing of the story is left to be done at real time', async () => {
  const jobs = await rows("select 1 from graphile_worker._private_jobs where payload ->> 'organisationId' = $1")
  expect(jobs).toEqual([])
  expect(await rows('select 1 from event_deliveries where organisation_id = $1 and handled_at is null')).toEqual([])
  expect(await rows('select 1 from log_pending where organisation_id = $1')).toEqual([])
})

test('the visitor’s gift of NT$1,000 helps one child, whose treatment can be told next', async () => {
  const [campaign] = await rows("select campaign_id from campaigns where organisation_id = $1 and currency = 'TWD'")
  const scope = new Scope({ ...demo.scope.context, subscriptions: doors.subscriptions }, demo.scope.organisationId, {
    kind: 'system',
    name: 'test',
  })
  const giftId = await recordManualGift(scope, {
    campaignId: z.string().parse(campaign?.campaign_id),
    donorName: 'Visitor',
    email: 'visitor@example.org',
    amountMinor: 100_000n,
    currency: 'TWD',
    givenOn: '2026-03-02',
    language: 'en',
  })
  await drainEvents(scope)
  const [trace] = await scope.transaction((transaction) => tracesOf(transaction, [giftId]))
  const helped = new Set(trace?.parts.map((part) => part.caseId))
  expect(helped.size).toBe(1)
  expect(trace?.openMinor).toBe(0n)
  for (const caseId of helped) {
    const [found] = await rows(`select stage from cases where organisation_id = $1 and case_id = '${caseId}'`)
    expect(found?.stage).toBe('approved')
  }
})

test('who sits at this machine is offered the sign-ins, nobody else', async () => {
  const { mode } = await stat(join(context.settings.dataFolder, 'demo-sign-ins.json'))
  expect(mode & 0o777).toBe(0o600)
  expect(await ask(context, 'http://127.0.0.1:3000')).toHaveLength(6)
  expect(await ask(context, 'http://evil.example')).toEqual([])
  expect(await ask(house.context, 'http://127.0.0.1:3000')).toEqual([])
})

async function ask(given: Context, origin: string): Promise<unknown[]> {
  const router = newRouter()
  router.use(async (request, next) => {
    request.set('context', given)
    request.set('translate', given.translator.in('en'))
    await next()
  })
  router.route('/', demoRoutes())
  const answer = await router.request(`${origin}/api/demo/sign-ins`)
  return z.object({ items: z.array(z.unknown()) }).parse(await answer.json()).items
}

test('a telling that was interrupted is told again, to the same figures', async () => {
  const before = await figures(context, demo.scope.organisationId)
  const again = await openTestHouse()
  try {
    const other = { ...again.context, ...doors.setting(again.context) }
    const cut = loadDemo(other, doors, {
      scale: 0.1,
      say: ({ gifts }) => {
        if (gifts > 2) throw new Error('the process was killed')
      },
    })
    await expect(cut).rejects.toThrow('killed')
    expect((await findDemo(other))?.isWhole).toBe(false)
    expect(await needsDemo(other)).toBe(true)
    const { scope } = await loadDemo(other, doors, { scale: 0.1 })
    expect(await needsDemo(other)).toBe(false)
    expect(await figures(other, scope.organisationId)).toEqual(before)
  } finally {
    await again.close()
  }
})

test('orders of the giving platform are fetched over HTTP', async () => {
  const door = await openDoor({ host: '127.0.0.1', port: 0 })
  const settings = { ...context.settings, publicUrl: `http://127.0.0.1:${door.port}` }
  const app = doors.compose({ ...context, settings })
  door.answer(app.fetch)
  try {
    const scope = new Scope({ ...context, settings }, demo.scope.organisationId, { kind: 'system', name: 'test' })
    const [account] = await listConnectorAccounts(scope)
    expect(account).toMatchObject({ kind: 'tencent', state: 'active', trouble: null, pulledCount: 0 })
    const id = account?.id ?? ''
    expect(await pullOrders(scope, id)).toEqual({ gifts: 5, exceptions: 0, known: 0, trouble: null })
    expect(await pullOrders(scope, id)).toMatchObject({ gifts: 0, exceptions: 0, trouble: null })
  } finally {
    await app.stop()
    await door.close(1)
  }
})

test('removed, the demo leaves nothing behind and its neighbour untouched', async () => {
  const { dataFolder } = context.settings
  expect(await removeDemo(context)).toBe(true)
  const left = await rowCounts(context, demo.scope.organisationId)
  expect(Object.entries(left).filter(([, count]) => count > 0)).toEqual([])
  expect(await rowCounts(context, house.organisationId)).toEqual(neighbourBefore)
  const { rows: users } = await context.databases.owner.query('select 1 from auth."user"')
  expect(users).toEqual([])
  expect(await demoSignIns(context)).toEqual([])
  expect(await readdir(join(dataFolder, 'log'))).toEqual([])
  expect(await needsDemo(context)).toBe(false)
})
