import fc from 'fast-check'
import { expect, test } from 'vitest'
import { prefixOf } from './network.ts'
import { accountBar, levelOf, networkBar, pausedBarOf, type Tally } from './thresholds.ts'

const none: Tally = { declined: 0, paid: 0 }
const tallies = fc.record({ declined: fc.nat(100), paid: fc.nat(100) })
const levels = ['calm', 'puzzle', 'paused']

test('below both bars nothing is asked, whatever the shares', () => {
  const below = fc.record({ declined: fc.nat(networkBar - 1), paid: fc.nat(100) })
  const quiet = fc.record({ declined: fc.nat(accountBar - 1), paid: fc.nat(100) })
  fc.assert(fc.property(below, quiet, (network, account) => levelOf(network, account) === 'calm'))
})

test('one more refusal never asks for less, one more payment never for more', () => {
  const rank = (network: Tally, account: Tally) => levels.indexOf(levelOf(network, account))
  fc.assert(
    fc.property(tallies, tallies, (network, account) => {
      const at = rank(network, account)
      const refused = (one: Tally) => ({ ...one, declined: one.declined + 1 })
      const paid = (one: Tally) => ({ ...one, paid: one.paid + 1 })
      expect(rank(refused(network), account)).toBeGreaterThanOrEqual(at)
      expect(rank(network, refused(account))).toBeGreaterThanOrEqual(at)
      expect(rank(paid(network), account)).toBeLessThanOrEqual(at)
      expect(rank(network, paid(account))).toBeLessThanOrEqual(at)
    }),
  )
})

test('a network of many people, most of whose cards are good, is never hindered', () => {
  expect(levelOf({ declined: 40, paid: 60 }, none)).toBe('calm')
  expect(levelOf({ declined: 12, paid: 4 }, none)).toBe('paused')
  expect(levelOf({ declined: 12, paid: 5 }, none)).toBe('puzzle')
})

test('a giving day with a few bad cards among many good ones is no wave', () => {
  expect(levelOf(none, { declined: 300, paid: 900 })).toBe('calm')
  expect(levelOf(none, { declined: 20, paid: 40 })).toBe('puzzle')
})

const tally = (declined: number, paid: number): Tally => ({ declined, paid })

/** The bars of docs/decisions/0041, each with what stands just beside it. */
test.each([
  ['five refused of one network', tally(5, 0), none, 'puzzle'],
  ['four', tally(4, 0), none, 'calm'],
  ['five, and as many paid', tally(5, 5), none, 'puzzle'],
  ['five, and one more paid', tally(5, 6), none, 'calm'],
  ['twelve', tally(12, 0), none, 'paused'],
  ['eleven', tally(11, 0), none, 'puzzle'],
  ['twelve, three quarters', tally(12, 4), none, 'paused'],
  ['twelve, fewer than three quarters', tally(12, 5), none, 'puzzle'],
  ['twenty of many networks', none, tally(20, 0), 'puzzle'],
  ['nineteen', none, tally(19, 0), 'calm'],
  ['three in ten', none, tally(21, 49), 'calm'],
  ['more than three in ten', none, tally(21, 48), 'puzzle'],
  ['six of one network among twenty', tally(6, 2), tally(20, 2), 'paused'],
  ['five of one among twenty', tally(5, 0), tally(20, 0), 'puzzle'],
  ['six of one among twenty, fewer than three quarters', tally(6, 3), tally(20, 3), 'puzzle'],
])('%s', (_name, network, account, level) => {
  expect(levelOf(network, account)).toBe(level)
})

test('a network waits from twelve refused on, from six while the whole account is watched', () => {
  expect([pausedBarOf(tally(20, 47)), pausedBarOf(tally(20, 46)), pausedBarOf(none)]).toEqual([12, 6, 12])
})

test.each([
  ['203.0.113.7', '203.0.113'],
  ['::ffff:203.0.113.250', '203.0.113'],
  ['2001:db8:0aBc:1:2:3:4:5', '2001:db8:abc'],
  ['2001:db8::1', '2001:db8:0'],
  ['2001::1:2:3:4:5', '2001:0:0'],
  ['::1', '0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0'],
  ['unknown', undefined],
  ['', undefined],
])('the network of %s is %s', (address, prefix) => {
  expect(prefixOf(address)).toBe(prefix)
})
