import fc from 'fast-check'
import { expect, test } from 'vitest'
import { prefixOf } from './network.ts'
import { accountBar, levelOf, networkBar, type Tally } from './thresholds.ts'

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
