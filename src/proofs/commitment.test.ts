import { createHash, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commit, commitCase, commitPerson, commitStage, commitText, openSalt, sealSalt, subSalt } from './commitment.ts'
import { readFragment, readRemembered, writeFragment, writeRemembered } from './link.ts'
import { bundledSha256 } from './sha256.ts'

const salts = fc.uint8Array({ minLength: 32, maxLength: 32 })
const salt = new Uint8Array(32).fill(7)

test('a commitment is the documented hash, whichever SHA-256 computes it', async () => {
  await fc.assert(
    fc.asyncProperty(salts, fc.string({ unit: 'grapheme' }), async (salt, value) => {
      const expected = createHash('sha256')
        .update('riscontro/commitment/v1\nperson\n')
        .update(salt)
        .update(value.normalize('NFC'))
        .digest('base64url')
      expect(await commit('person', salt, value)).toBe(expected)
      expect(await commit('person', salt, value, bundledSha256)).toBe(expected)
    }),
  )
})

test('a derived salt is the documented HMAC', async () => {
  await fc.assert(
    fc.asyncProperty(salts, fc.string(), async (salt, label) => {
      const expected = createHmac('sha256', salt).update(`riscontro/salt/v1\n${label}`).digest()
      expect(await subSalt(salt, label)).toEqual(new Uint8Array(expected))
    }),
  )
})

test('a name typed with combining accents is the same name', async () => {
  expect(await commitPerson(salt, 'Niccolo\u0300')).toBe(await commitPerson(salt, 'Niccol\u00f2'))
})

test('the same word under another field, salt or language is another commitment', async () => {
  const other = new Uint8Array(32).fill(8)
  const all = await Promise.all([
    commitPerson(salt, '小晴'),
    commitPerson(other, '小晴'),
    commitCase(salt, '小晴'),
    commitCase(other, '小晴'),
    commitStage(salt, '小晴'),
    commitText(salt, 'zh-Hant', '小晴'),
    commitText(salt, 'ja', '小晴'),
  ])
  expect(new Set(all).size).toBe(all.length)
})

test('a sealed salt opens with the gift it was sealed for and the same label, and with nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(salts, salts, salts, async (gift, stranger, secret) => {
      const sealed = await sealSalt(gift, 'case/4', secret)
      expect(await openSalt(gift, 'case/4', sealed)).toEqual(secret)
      expect(await openSalt(gift, 'case/5', sealed)).not.toEqual(secret)
      if (String(stranger) !== String(gift)) expect(await openSalt(stranger, 'case/4', sealed)).not.toEqual(secret)
    }),
  )
  for (const malformed of ['', 'AAAA', '!', 'A'.repeat(44)]) {
    expect(await openSalt(salt, 'case/4', malformed)).toBeUndefined()
  }
})

test('a link fragment is read back as written, with and without a remembered checkpoint', () => {
  const fingerprint = 'A'.repeat(22)
  const remembered = { size: 1_000_000, root: new Uint8Array(32).fill(9), fingerprint }
  expect(readRemembered(writeRemembered(remembered))).toEqual(remembered)
  expect(readFragment(writeFragment({ salt, remembered }))).toEqual({ salt, remembered })
  expect(readFragment(`#${writeFragment({ salt, remembered: undefined })}`)).toEqual({ salt, remembered: undefined })
})

test('a link fragment that is cut, stretched or of another version is not read', () => {
  const remembered = { size: 12, root: new Uint8Array(32).fill(9), fingerprint: 'A'.repeat(22) }
  const fragment = writeFragment({ salt, remembered })
  for (let length = 0; length < fragment.length; length += 1) {
    const cut = fragment.slice(0, length)
    expect(readFragment(cut)?.remembered, cut).toBeUndefined()
  }
  for (const wrong of [`${fragment}.x`, fragment.replace('v1', 'v2'), fragment.replace('.12.', '.0.')]) {
    expect(readFragment(wrong), wrong).toBeUndefined()
  }
  fc.assert(fc.property(fc.string(), (text) => void expect(readFragment(text)).toBeUndefined()))
})
