import { expect, test } from 'vitest'
import { fromUtf8, utf8 } from './bytes.ts'
import { readKey } from './note.ts'
import { proves, readProofFile, writeProofFile } from './proof-file.ts'
import { hex, testLogKey, testProofFile } from './vectors.fixture.ts'

const entry = hex('40414243')

test('L7: the reference proof file holds, for its entry only', async () => {
  const key = await testKey()
  expect(await proves(testProofFile, entry, key)).toBe(true)
  expect(await proves(testProofFile, hex('40414244'), key)).toBe(false)
  expect(await proves(testProofFile, entry, { ...key, name: 'donations.example.org/lag' })).toBe(false)
})

test('L7: no change of a single bit is accepted', async () => {
  const key = await testKey()
  const bytes = utf8(testProofFile)
  const accepted: number[] = []
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const changed = fromUtf8(bytes.map((byte, place) => (place === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte)))
    if (changed !== undefined && (await proves(changed, entry, key))) accepted.push(bit)
  }
  expect(accepted).toEqual([])
})

test('no lost and no doubled character is accepted', async () => {
  const key = await testKey()
  for (let place = 0; place < testProofFile.length; place += 1) {
    const before = testProofFile.slice(0, place)
    expect(await proves(before + testProofFile.slice(place + 1), entry, key), `without ${place}`).toBe(false)
    expect(await proves(before + testProofFile.slice(Math.max(place - 1, 0)), entry, key)).toBe(place === 0)
  }
})

test('a file is read back as written, with and without extra data', () => {
  const file = readProofFile(testProofFile)
  expect(file?.index).toBe(5)
  expect(file?.proof).toHaveLength(3)
  if (file === undefined) return
  expect(writeProofFile(file)).toBe(testProofFile)
  const withExtra = { ...file, proof: [], extra: utf8('for the reader') }
  expect(readProofFile(writeProofFile(withExtra))).toEqual(withExtra)
})

test.each([
  ['of another version', testProofFile.replace('@v1', '@v2')],
  ['with a leading zero', testProofFile.replace('index 5', 'index 05')],
  ['without an index', testProofFile.replace('index 5\n', '')],
  ['with an index past 2^53', testProofFile.replace('index 5', 'index 9007199254740993')],
  ['whose index is not called so', testProofFile.replace('index 5', '5')],
  ['with a hash of 30 bytes', testProofFile.replace('YhZnms=', 'YhZ')],
  ['with extra data that is not base64', testProofFile.replace('index 5', 'extra A\nindex 5')],
  ['with empty extra data in the wrong place', testProofFile.replace('index 5\n', 'index 5\nextra AA==\n')],
  ['that is empty', ''],
])('refuses a file %s', (_, malformed) => {
  expect(readProofFile(malformed)).toBeUndefined()
})

async function testKey() {
  const key = await readKey(testLogKey)
  if (key === undefined) throw new Error('the test key is malformed')
  return key
}
