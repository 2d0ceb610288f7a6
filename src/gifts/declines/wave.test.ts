import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../organisations/testing.ts'
import { createPaymentAccount } from '../payment-account.ts'
import { sandboxSecret } from '../testing.ts'
import { endDeclineWave, tendDeclineWaves } from './end-wave.ts'
import { networkMark } from './network.ts'
import { noteDecline } from './note-decline.ts'
import { listDeclineWaves } from './shown.ts'
import { fallsBelow, tally } from './tally.ts'
import { openVisitors } from './visitors.fixture.ts'
import { beginWave, countHindered, countInWave, isAnyWaveOn } from './wave.ts'

/** What a wave counts, how long it lasts and how it is shown; see docs/decisions/0041. */
let house: TestHouse
let visitors: Awaited<ReturnType<typeof openVisitors>>
const minute = 60_000
const one = { address: '203.0.113.7' }
const another = { address: '198.51.100.1' }
const solving = { ...one, solves: true }
const third = { address: '192.0.2.1' }

beforeEach(async () => {
  house = await openTestHouse()
  visitors = await openVisitors(house)
})
afterEach(() => house.close())

const query = async (text: string) => (await house.context.databases.owner.query(text)).rows
const waves = () =>
  query('select declines, networks, held_back, began_at, ended_at from decline_waves order by began_at')
const tend = () => house.scope.transaction(tendDeclineWaves)

function mark(from: { address: string }): string {
  return networkMark(house.scope, from.address) ?? ''
}

/** Of another currency, so that nobody who gives to the campaign is sent there. */
function openAccount(name: string): Promise<string> {
  const config = { secret: sandboxSecret }
  return createPaymentAccount(house.scope, { provider: 'sandbox', name, currency: 'JPY', config })
}

test('a wave counts what was refused since the hour before it, and the networks of that', async () => {
  await visitors.refused(2, another)
  house.clock.advance(59 * minute)
  await visitors.refused(1, third)
  house.clock.advance(50 * minute)
  await visitors.refused(5, one)
  expect(await waves()).toMatchObject([{ declines: 6, networks: 2 }])
  await visitors.refused(1, solving)
  expect(await waves()).toMatchObject([{ declines: 7, networks: 2 }])
  await visitors.refused(1, another)
  expect(await waves()).toMatchObject([{ declines: 8, networks: 3 }])
})

test('it ends an hour after the last refusal above a bar: one below it prolongs nothing', async () => {
  await visitors.refused(5, one)
  house.clock.advance(30 * minute)
  await visitors.refused(1, solving)
  house.clock.advance(25 * minute)
  await visitors.refused(1, another)
  house.clock.advance(34 * minute)
  await tend()
  expect(await waves()).toMatchObject([{ ended_at: null, declines: 7 }])
  house.clock.advance(minute)
  await tend()
  expect(await waves()).toMatchObject([{ ended_at: house.clock.now() }])
  const ended = await waves()
  house.clock.advance(minute)
  await tend()
  expect(await waves()).toEqual(ended)
})

test('within the hour what came of an account and of a network is counted, of a network over all accounts', async () => {
  const pay = async (from: { address: string }) => visitors.told((await visitors.visit(from)).reference, 'paid')
  await visitors.refused(1, one)
  await pay(one)
  house.clock.advance(60 * minute)
  await visitors.refused(3, one)
  await query(`update payment_declines set payment_account_id = '${await openAccount('Other page')}'
    where declined_at = (select max(declined_at) from payment_declines)`)
  await visitors.refused(1, another)
  await pay(one)
  await pay(another)
  await pay(another)
  await visitors.visit(one)
  const met = await house.scope.transaction((tx) => tally(tx, visitors.accountId, mark(one)))
  expect(met).toEqual({ account: { declined: 3, paid: 3 }, network: { declined: 3, paid: 1 } })
  const unknown = await house.scope.transaction((tx) => tally(tx, visitors.accountId, null))
  expect(unknown.network).toEqual({ declined: 0, paid: 0 })
})

test('a network waits until an hour after the refusal that stands at the bar, counted from its newest', async () => {
  await visitors.refused(3, one)
  const oldest = house.clock.now().getTime()
  house.clock.advance(10 * minute)
  await visitors.refused(1, one)
  const next = house.clock.now().getTime()
  await visitors.refused(2, another)
  const until = (bar: number) => house.scope.transaction((tx) => fallsBelow(tx, mark(one), bar))
  expect((await until(1)).getTime()).toBe(next + 60 * minute)
  expect((await until(2)).getTime()).toBe(oldest + 60 * minute)
})

test('what is told of a test, or was not refused, or belongs to an attempt of two hours ago, counts for nothing', async () => {
  const { reference } = await visitors.visit(one)
  // The events themselves are of no matter here.
  await query('alter table payment_declines drop constraint payment_declines_organisation_id_provider_event_id_fkey')
  const said = { reference, providerReference: '', amount: null, at: house.clock.now() }
  const note = (change: { simulated?: boolean; type?: 'failed' | 'expired' }) =>
    house.scope.transaction(async (tx) => {
      const intents = tx.db.selectFrom('gift_intents').where('reference', '=', reference).selectAll()
      const eventId = crypto.randomUUID()
      const event = { ...said, type: 'failed', simulated: false, dedupeKey: eventId, ...change } as const
      await noteDecline(tx, await intents.executeTakeFirstOrThrow(), event, eventId)
    })
  await note({ simulated: true })
  await note({ type: 'expired' })
  expect(await query('select from payment_declines')).toHaveLength(0)
  house.clock.advance(120 * minute)
  await note({})
  expect(await query('select from payment_declines')).toHaveLength(1)
  house.clock.advance(1000)
  await note({})
  expect(await query('select from payment_declines')).toHaveLength(1)
})

test('of two that begin at once one begins; ended, it is counted no more, and only its own account is forgotten', async () => {
  const owner = await house.member('owner')
  const begin = (accountId: string) => house.scope.transaction((tx) => beginWave(tx, accountId))
  const isOn = () => house.scope.transaction(isAnyWaveOn)
  const otherId = await openAccount('Other page')
  await visitors.refused(2, one)
  await query(`update payment_declines set payment_account_id = '${otherId}'
    where declined_at = (select max(declined_at) from payment_declines)`)
  expect(await isOn()).toBe(false)
  expect([await begin(visitors.accountId), await begin(visitors.accountId)]).toEqual([true, false])
  expect(await isOn()).toBe(true)
  await countHindered(house.scope, 'held_back')
  const [wave] = await query('select decline_wave_id as id from decline_waves')
  await endDeclineWave(owner, wave.id)
  await countHindered(house.scope, 'held_back')
  expect(await waves()).toMatchObject([{ declines: 1, held_back: 1, ended_at: house.clock.now() }])
  expect(await isOn()).toBe(false)
  expect(await query('select payment_account_id from payment_declines')).toEqual([{ payment_account_id: otherId }])
})

test('what is refused at one account is counted in its own wave, and only while that is on', async () => {
  const owner = await house.member('owner')
  const otherId = await openAccount('Other page')
  await visitors.refused(1, another)
  await query(`update payment_declines set payment_account_id = '${otherId}'`)
  for (const id of [visitors.accountId, otherId]) await house.scope.transaction((tx) => beginWave(tx, id))
  const count = () => house.scope.transaction((tx) => countInWave(tx, visitors.accountId, false))
  const wave = async (id: string) =>
    (await query(`select decline_wave_id, declines, networks from decline_waves where payment_account_id = '${id}'`))[0]
  expect(await count()).toBe(true)
  expect(await wave(visitors.accountId)).toMatchObject({ declines: 1, networks: 0 })
  expect(await wave(otherId)).toMatchObject({ declines: 1, networks: 1 })
  await endDeclineWave(owner, (await wave(visitors.accountId)).decline_wave_id)
  expect(await count()).toBe(false)
  expect(await wave(visitors.accountId)).toMatchObject({ declines: 1 })
})

test('on the list stand those that are on, however long, then those that ended, the newest first', async () => {
  const owner = await house.member('owner')
  const begin = async (name: string, ends: boolean) => {
    house.clock.advance(minute)
    const accountId = await openAccount(name)
    await house.scope.transaction((tx) => beginWave(tx, accountId))
    const [wave] = await query(
      `select decline_wave_id as id from decline_waves where payment_account_id = '${accountId}'`,
    )
    if (ends) await endDeclineWave(owner, wave.id)
  }
  const shown = async () => (await house.scope.transaction(listDeclineWaves)).map(({ accountName }) => accountName)
  await begin('on first', false)
  await begin('ended first', true)
  await begin('on later', false)
  await begin('ended later', true)
  expect(await shown()).toEqual(['on later', 'on first', 'ended later', 'ended first'])
  house.clock.advance(31 * 24 * 60 * minute)
  expect(await shown()).toEqual(['on later', 'on first'])
})
