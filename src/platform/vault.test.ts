import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Vault } from './vault.ts'

const vault = new Vault('a secret of the tests, longer than 32 letters')
const other = new Vault('another secret of the tests, over 32 letters')
const place = 'organisation/gifts/1/tax_identifier'
const cannotOpen = expect.objectContaining({ code: 'vault.cannot-open', kind: 'unavailable', retryable: false })

describe('what is sealed', () => {
  test('opens at its place with its secret, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (plain) => vault.open(vault.seal(plain, place), place) === plain),
    )
  })

  test('shows nothing of what it says, and never looks the same twice', () => {
    const plain = 'A123456789'
    const sealed = vault.seal(plain, place)
    expect(sealed.includes(plain)).toBe(false)
    expect(sealed.includes(Buffer.from(plain).toString('base64'))).toBe(false)
    expect(sealed.subarray(1)).not.toEqual(vault.seal(plain, place).subarray(1))
  })

  test('opens nowhere else and with no other secret', () => {
    const sealed = vault.seal('A123456789', place)
    expect(() => vault.open(sealed, `${place}s`)).toThrow(cannotOpen)
    expect(() => other.open(sealed, place)).toThrow(cannotOpen)
  })

  test('does not open once any byte of it is another, or missing', () => {
    const sealed = vault.seal('A123456789', place)
    for (const [index, byte] of sealed.entries()) {
      const flipped = Buffer.from(sealed)
      flipped[index] = byte ^ 1
      expect(() => vault.open(flipped, place)).toThrow(cannotOpen)
      expect(() => vault.open(sealed.subarray(0, index), place)).toThrow(cannotOpen)
    }
  })
})

describe('what is signed', () => {
  const signature = vault.sign('link', 'gift 1')

  test('is ours for its purpose and its words only', () => {
    expect(vault.verify('link', 'gift 1', signature)).toBe(true)
    expect(vault.verify('form', 'gift 1', signature)).toBe(false)
    expect(vault.verify('link', 'gift 2', signature)).toBe(false)
    expect(vault.verify('link', 'gift 1', signature.slice(0, -1))).toBe(false)
    expect(vault.verify('link', 'gift 1', '')).toBe(false)
    expect(other.verify('link', 'gift 1', signature)).toBe(false)
  })
})

test('a password of a role is the same at every start, and another for another role or secret', () => {
  const again = new Vault('a secret of the tests, longer than 32 letters')
  expect(again.rolePassword('riscontro_app')).toBe(vault.rolePassword('riscontro_app'))
  expect(vault.rolePassword('riscontro_ingest')).not.toBe(vault.rolePassword('riscontro_app'))
  expect(other.rolePassword('riscontro_app')).not.toBe(vault.rolePassword('riscontro_app'))
})

test('a secret shorter than 32 letters is refused', () => {
  expect(() => new Vault('x'.repeat(31))).toThrow(expect.objectContaining({ code: 'settings.secret-too-short' }))
})
