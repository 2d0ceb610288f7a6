import { createDecipheriv, hkdfSync } from 'node:crypto'
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

describe('keys of organisations', () => {
  const [one, two] = ['0198f000-0000-7000-8000-000000000001', '0198f000-0000-7000-8000-000000000002']

  test('what one organisation sealed opens under its own key and under no other, though the place be known', () => {
    const where = `${one}/gifts/1/tax_identifier`
    const sealed = vault.seal('A123456789', where)
    const openUnder = (organisation: string) => {
      const key = Buffer.from(
        hkdfSync('sha256', 'a secret of the tests, longer than 32 letters', 'riscontro', `seal/2/${organisation}`, 32),
      )
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(9, 21)).setAAD(Buffer.from(where))
      decipher.setAuthTag(sealed.subarray(21, 37))
      return Buffer.concat([decipher.update(sealed.subarray(37)), decipher.final()]).toString('utf8')
    }
    expect(openUnder(one)).toBe('A123456789')
    expect(() => openUnder(two)).toThrow()
    expect(() => openUnder('')).toThrow()
  })
})

describe('while the secret is changed', () => {
  const changing = new Vault(
    'another secret of the tests, over 32 letters',
    'a secret of the tests, longer than 32 letters',
  )

  test('what either sealed opens, and what is sealed now opens without the former', () => {
    expect(changing.open(vault.seal('A123456789', place), place)).toBe('A123456789')
    expect(other.open(changing.seal('A123456789', place), place)).toBe('A123456789')
    expect(() => vault.open(changing.seal('A123456789', place), place)).toThrow(cannotOpen)
    expect(changing.seal('', place).subarray(0, 9)).toEqual(other.sealHeader)
    expect(vault.seal('', place).subarray(0, 9)).not.toEqual(other.sealHeader)
  })

  test('what either signed is ours, and what is signed now is so without the former', () => {
    expect(changing.verify('link', 'gift 1', vault.sign('link', 'gift 1'))).toBe(true)
    expect(other.verify('link', 'gift 1', changing.sign('link', 'gift 1'))).toBe(true)
    expect(other.verify('link', 'gift 1', vault.sign('link', 'gift 1'))).toBe(false)
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
