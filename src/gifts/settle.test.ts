import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { progressOf } from '../campaigns/progress.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { give, hookPath, hookServer, openCampaign, openSandbox, sandboxSays } from './testing.ts'

let house: TestHouse
let campaignId: string
let path: string
let call: ReturnType<typeof hookServer>
beforeAll(async () => {
  house = await openTestHouse()
  campaignId = await openCampaign(house.scope)
  path = await hookPath(house.scope, await openSandbox(house.scope))
  call = hookServer(house.context)
})
afterAll(() => house.close())

describe('a payment callback', () => {
  test('fifty at once make one gift, one entry of the log, one piece of news', async () => {
    const { reference, giftIntentId, action } = await give(house, campaignId)
    expect(action).toMatchObject({ kind: 'redirect', url: `http://127.0.0.1:3000/sandbox/pay/${reference}` })
    const answers = await Promise.all(Array.from({ length: 50 }, () => call(path, sandboxSays(reference, 'paid'))))
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 50 }, () => 200))
    expect(await answers[0]?.text()).toBe('ok')
    const gifts = await giftsOf(giftIntentId)
    expect(gifts).toHaveLength(1)
    expect(gifts[0]).toMatchObject({
      amount_minor: 100_000n,
      currency: 'TWD',
      given_on: '2026-03-02',
      donor_name: '林美玲',
      source: 'provider',
    })
    expect(await count('log_pending')).toBe(1n)
    expect(await count('ledger_transfers')).toBe(1n)
    expect(await count('persons')).toBe(1n)
    const progress = await house.scope.transaction((transaction) => progressOf(transaction, campaignId))
    expect(progress).toEqual({ raisedMinor: 100_000n, giftCount: 1 })
  })

  test('the same name and phone again are somebody of their own until it is proved who they are', async () => {
    const { reference } = await give(house, campaignId, { name: '林 美玲', contact: '+886912345678' })
    await call(path, sandboxSays(reference, 'paid'))
    expect(await count('persons')).toBe(2n)
    expect(await count('gifts')).toBe(2n)
  })

  test('a wrong signature is refused and nothing is kept', async () => {
    const before = await count('provider_events')
    const forged = { ...sandboxSays('RSC2222222A', 'paid'), headers: { 'x-sandbox-signature': '00' } }
    expect((await call(path, forged)).status).toBe(401)
    expect((await call('/hooks/pay/unknown', forged)).status).toBe(404)
    expect(await count('provider_events')).toBe(before)
  })

  test('failed after paid changes nothing, paid after failed is money', async () => {
    const first = await give(house, campaignId, { contact: 'a@example.org' })
    await call(path, sandboxSays(first.reference, 'paid'))
    await call(path, sandboxSays(first.reference, 'failed'))
    const second = await give(house, campaignId, { contact: 'b@example.org' })
    await call(path, sandboxSays(second.reference, 'failed'))
    expect(await giftsOf(second.giftIntentId)).toHaveLength(0)
    await call(path, sandboxSays(second.reference, 'paid'))
    for (const { giftIntentId } of [first, second]) {
      expect(await stateOf(giftIntentId)).toBe('paid')
      expect(await giftsOf(giftIntentId)).toHaveLength(1)
    }
  })

  test('another amount is put aside and books nothing', async () => {
    const { reference, giftIntentId } = await give(house, campaignId, { contact: 'c@example.org' })
    const transfers = await count('ledger_transfers')
    expect((await call(path, sandboxSays(reference, 'paid', 99_900n))).status).toBe(200)
    expect(await giftsOf(giftIntentId)).toHaveLength(0)
    expect(await count('ledger_transfers')).toBe(transfers)
    expect(await exceptions()).toContainEqual({ kind: 'quarantine', reason: 'amount', amount_minor: 99_900n })
  })

  test('money nobody announced goes to suspense, once', async () => {
    const transfers = await count('ledger_transfers')
    for (let again = 0; again < 3; again += 1) await call(path, sandboxSays('RSC9999999X', 'paid', 77_700n))
    expect(await exceptions()).toContainEqual({ kind: 'suspense', reason: 'no-intent', amount_minor: 77_700n })
    expect(await count('ledger_transfers')).toBe(transfers + 1n)
  })

  test('a provider is told to come again while nothing can be kept', async () => {
    const broken = {
      ...house.context,
      databases: { ...house.context.databases, app: house.context.databases.app.withSchema('nowhere') },
    }
    const { reference, giftIntentId } = await give(house, campaignId, { contact: 'd@example.org' })
    expect((await hookServer(broken)(path, sandboxSays(reference, 'paid'))).status).toBe(503)
    expect((await call(path, sandboxSays(reference, 'paid'))).status).toBe(200)
    expect(await giftsOf(giftIntentId)).toHaveLength(1)
  })

  test('every currency of the ledger balances, and suspense holds what nobody claimed', async () => {
    const sums = await house.scope.transaction(({ db, organisationId }) =>
      db
        .selectFrom('ledger_transfers as t')
        .innerJoin('ledger_accounts as a', (join) =>
          join
            .onRef('a.organisation_id', '=', 't.organisation_id')
            .onRef('a.ledger_account_id', '=', 't.credit_account_id'),
        )
        .where('t.organisation_id', '=', organisationId)
        .where('a.code', '=', 'suspense')
        .select((select) => select.fn.sum<string>('t.amount_minor').as('held'))
        .execute(),
    )
    expect(sums).toEqual([{ held: '77700' }])
  })
})

function giftsOf(giftIntentId: string) {
  return house.scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('gifts')
      .where('organisation_id', '=', organisationId)
      .where('gift_intent_id', '=', giftIntentId)
      .selectAll()
      .execute(),
  )
}

async function stateOf(giftIntentId: string): Promise<string | undefined> {
  const row = await house.scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('gift_intents')
      .where('organisation_id', '=', organisationId)
      .where('gift_intent_id', '=', giftIntentId)
      .select('state')
      .executeTakeFirst(),
  )
  return row?.state
}

function exceptions() {
  return house.scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('payment_exceptions')
      .where('organisation_id', '=', organisationId)
      .select(['kind', 'reason', 'amount_minor'])
      .execute(),
  )
}

async function count(
  table: 'gifts' | 'persons' | 'log_pending' | 'ledger_transfers' | 'provider_events',
): Promise<bigint> {
  const { rows } = await house.scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom(table)
      .where('organisation_id', '=', organisationId)
      .select((select) => select.fn.countAll<bigint>().as('rows'))
      .executeTakeFirstOrThrow(),
  )
  return rows
}
