import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../organisations/testing.ts'
import type { Scope } from '../../platform/scope.ts'
import { issueFormToken } from '../form-token.ts'
import { createPaymentAccount } from '../payment-account.ts'
import { wellTyped } from '../testing.ts'
import { endDeclineWave, tendDeclineWaves } from './end-wave.ts'
import { forgetNetworks, networkMark } from './network.ts'
import { solve } from './solve.fixture.ts'
import { openVisitors } from './visitors.fixture.ts'

type Visitors = Awaited<ReturnType<typeof openVisitors>>

let house: TestHouse
let owner: Scope
let campaignId: string
let visit: Visitors['visit']
let told: Visitors['told']
let refused: Visitors['refused']
const hour = 60 * 60 * 1000
const unsolved = { code: 'gifts.puzzle-unsolved' }
const paused = { code: 'gifts.network-paused' }

beforeEach(async () => {
  house = await openTestHouse()
  owner = await house.member('owner')
  ;({ campaignId, visit, told, refused } = await openVisitors(house))
})
afterEach(() => house.close())

/** Twelve of one network, which waits from then on. */
async function refusedTwelve(): Promise<void> {
  await refused(5, { address: '203.0.113.7' })
  await refused(7, { address: '203.0.113.7', solves: true })
}

const rows = async (query: string) => (await house.context.databases.owner.query(query)).rows
const waves = () =>
  rows(`select decline_wave_id as id, declines, networks, held_back, turned_away, ended_at, ended_by
    from decline_waves order by began_at, decline_wave_id`)
const alarms = () => rows(`select from events where type = 'payments.decline-wave'`)

test('a donor whose card is refused twice, and a third time, is asked for nothing and nobody is told', async () => {
  await refused(3, { address: '203.0.113.7' })
  const { reference } = await visit({ address: '203.0.113.7' })
  await told(reference, 'paid')
  expect([await waves(), await alarms()]).toEqual([[], []])
})

test('five refused from one network: it is asked for a puzzle, no other network is, and members hear once', async () => {
  await refused(5, (one) => ({ address: `203.0.113.${one}` }))
  await expect(visit({ address: '203.0.113.99' })).rejects.toMatchObject(unsolved)
  await expect(visit({ address: '203.0.113.99', solves: true })).resolves.toBeDefined()
  await expect(visit({ address: '198.51.100.1' })).resolves.toBeDefined()
  await expect(visit({})).resolves.toBeDefined()
  await refused(2, { address: '203.0.113.7', solves: true })
  expect(await alarms()).toHaveLength(1)
  const [wave] = await waves()
  expect(wave).toMatchObject({ declines: 7, networks: 1, held_back: 1, turned_away: 0, ended_at: null })
  expect(await rows(`select subject_id, after from audit_entries where action = 'payments.begin-wave'`)).toEqual([
    { subject_id: wave.id, after: expect.objectContaining({ declines: 5, networks: 1 }) },
  ])
})

test('a solution passes once, for its own form only, and a forged form not at all', async () => {
  await refused(5, { address: '203.0.113.7' })
  const from = { address: '203.0.113.7' }
  const formToken = issueFormToken(house.scope, campaignId)
  const puzzle = solve(formToken)
  await expect(visit({ ...from, change: { puzzle } })).rejects.toMatchObject(unsolved)
  await expect(visit({ ...from, change: { formToken, puzzle } })).resolves.toBeDefined()
  await expect(visit({ ...from, change: { formToken, puzzle } })).rejects.toMatchObject({ code: 'gifts.form-used' })
  const forged = 'm0.AAAAAAAAAAAAAAAAAAAAAA.x'
  const own = { formToken: forged, puzzle: solve(forged) }
  await expect(visit({ ...from, change: own })).rejects.toMatchObject({ code: 'gifts.form-not-ours' })
})

test('twelve refused: the network waits, solved or not, until an hour after enough of them', async () => {
  await refusedTwelve()
  await expect(visit({ address: '203.0.113.8', solves: true })).rejects.toMatchObject({
    ...paused,
    facts: { minutes: 59 },
  })
  await expect(visit({ address: '198.51.100.1' })).resolves.toBeDefined()
  house.clock.advance(hour)
  await expect(visit({ address: '203.0.113.7' })).resolves.toBeDefined()
  expect(await waves()).toMatchObject([{ declines: 12, turned_away: 1 }])
})

test('twenty refused from as many networks: all are asked for a puzzle, and one with six refused waits', async () => {
  await refused(20, (one) => ({ address: `10.${one}.0.1` }))
  expect(await waves()).toMatchObject([{ declines: 20, networks: 20 }])
  await expect(visit({ address: '198.51.100.1' })).rejects.toMatchObject(unsolved)
  await expect(visit({})).rejects.toMatchObject(unsolved)
  await refused(6, { address: '203.0.113.7', solves: true })
  await expect(visit({ address: '203.0.113.7', solves: true })).rejects.toMatchObject(paused)
  await expect(visit({ address: '198.51.100.1', solves: true })).resolves.toBeDefined()
  expect(await alarms()).toHaveLength(1)
})

test('twenty refused among many that were paid is a busy day', async () => {
  for (let one = 0; one < 50; one += 1) await told((await visit({ address: `10.${one}.0.1` })).reference, 'paid')
  await refused(20, (one) => ({ address: `10.${one}.0.1` }))
  expect(await waves()).toEqual([])
})

test('a bank transfer is never hindered', async () => {
  await refusedTwelve()
  const config = { accountHolder: 'Morning Light', bankName: 'Bank', accountNumber: '0001' }
  await createPaymentAccount(house.scope, { provider: 'manual', name: 'Bank', currency: 'TWD', config })
  const typed = { ...wellTyped, contact: 'by-bank@example.org', method: 'transfer' }
  await expect(visit({ address: '203.0.113.7', change: { typed } })).resolves.toBeDefined()
})

test('what the provider says again, or of an attempt of long ago, counts for nothing', async () => {
  const { reference } = await visit({ address: '203.0.113.7' })
  for (let again = 0; again < 8; again += 1) await told(reference, 'failed')
  const old = await Promise.all(Array.from({ length: 8 }, () => visit({ address: '203.0.113.7' })))
  house.clock.advance(3 * hour)
  for (const one of old) await told(one.reference, 'failed')
  expect(await waves()).toEqual([])
})

test('a wave ends by itself after an hour without, and the next one is told anew', async () => {
  await refused(5, { address: '203.0.113.7' })
  await house.scope.transaction(tendDeclineWaves)
  expect(await waves()).toMatchObject([{ ended_at: null }])
  house.clock.advance(hour)
  await house.scope.transaction(tendDeclineWaves)
  expect(await waves()).toMatchObject([{ ended_at: expect.any(Date), ended_by: null }])
  await refused(5, { address: '203.0.113.7' })
  expect([(await waves()).length, (await alarms()).length]).toEqual([2, 2])
})

test('a member ends it: nobody is asked any more, and it takes as many anew to begin another', async () => {
  await refusedTwelve()
  const [wave] = await waves()
  const agent = await house.member('agent')
  await expect(endDeclineWave(agent, wave.id)).rejects.toMatchObject({ code: 'organisations.not-permitted' })
  await endDeclineWave(owner, wave.id)
  await expect(endDeclineWave(owner, wave.id)).rejects.toMatchObject({ code: 'gifts.decline-wave-ended' })
  await refused(4, { address: '203.0.113.7' })
  await expect(visit({ address: '203.0.113.7' })).resolves.toBeDefined()
  expect(await waves()).toMatchObject([{ ended_by: owner.actor.kind === 'member' ? owner.actor.id : '' }])
  await refused(1, { address: '203.0.113.7' })
  expect(await waves()).toHaveLength(2)
})

test('of refusals that are told at once, one begins the wave and all are counted', async () => {
  const started = []
  for (let one = 0; one < 9; one += 1) started.push(await visit({ address: '203.0.113.7' }))
  await Promise.all(started.map(({ reference }) => told(reference, 'failed')))
  await refused(1, { address: '203.0.113.7', solves: true })
  expect(await alarms()).toHaveLength(1)
  expect(await waves()).toHaveLength(1)
})

test('no address is kept, and the mark of a network for a day; another organisation has another one', async () => {
  await refused(1, { address: '203.0.113.7' })
  const kept = await rows(`select network from gift_intents where network is not null
    union all select network from payment_declines`)
  expect(new Set(kept.map(({ network }) => network)).size).toBe(1)
  expect(JSON.stringify(kept)).not.toContain('203')
  const other = await house.neighbour('evening-star')
  expect(networkMark(other, '203.0.113.7')).not.toBe(networkMark(house.scope, '203.0.113.9'))
  house.clock.advance(23 * hour)
  await house.scope.transaction(forgetNetworks)
  expect(await rows('select from gift_intents where network is not null')).toHaveLength(1)
  expect(await rows('select from payment_declines')).toHaveLength(1)
  house.clock.advance(2 * hour)
  await house.scope.transaction(forgetNetworks)
  expect(await rows('select from gift_intents where network is not null')).toEqual([])
  expect(await rows('select from payment_declines')).toEqual([])
})
