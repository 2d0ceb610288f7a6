import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toBase64 } from './base64.ts'
import { utf8 } from './bytes.ts'
import { append, emptyFrontier, rootOf } from './frontier.ts'
import { assemble, planConsistency, planInclusion, readerOf } from './prove.ts'
import { bundledSha256, nativeSha256 } from './sha256.ts'
import { serverSha256 } from './sha256-server.ts'
import { leafHash, nodePreimage } from './tree.ts'
import { referenceLeafHashes, referenceLeaves, referenceRoots, toHex } from './vectors.fixture.ts'

const leafHashes = referenceLeaves.map((leaf) => leafHash(leaf))
const read = readerOf(leafHashes)

test('L0 L2: leaves and nodes hash as in the reference implementation', () => {
  expect(toHex(leafHash(utf8('')))).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d')
  expect(toHex(leafHash(utf8('L123456')))).toBe('395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56')
  expect(toBase64(leafHash(utf8('hello world')))).toBe('TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=')
  const node = bundledSha256(nodePreimage(utf8('N123'), utf8('N456')))
  expect(toHex(node)).toBe('aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb')
  expect(leafHashes.map(toHex)).toEqual(referenceLeafHashes)
})

test('L1: every size of the reference tree has its published root, the empty one included', () => {
  const roots = referenceRoots.map((_, size) => toHex(rootOf(append(emptyFrontier, leafHashes.slice(0, size)))))
  expect(roots).toEqual(referenceRoots)
})

test.each([
  [0, 8, ['96a2', '5f08', '6b47']],
  [5, 8, ['bc1a', 'ca85', 'd37e']],
  [2, 3, ['fac5']],
  [1, 5, ['6e34', '5f08', 'bc1a']],
  [0, 1, []],
])('L3: the inclusion proof of leaf %i of %i is the published one', (index, size, start) => {
  expect(assemble(planInclusion(index, size), read).map(toHex)).toEqual(start.map(publishedHash))
})

test.each([
  [1, 8, ['96a2', '5f08', '6b47']],
  [2, 5, ['5f08', 'bc1a']],
  [6, 8, ['0ebc', 'ca85', 'd37e']],
  [6, 7, ['0ebc', 'b086', 'd37e']],
  [4, 8, ['6b47']],
  [3, 7, ['0298', '0750', 'fac5', '837d']],
  [8, 8, []],
])('L4: the consistency proof from %i to %i is the published one', (from, to, start) => {
  expect(assemble(planConsistency(from, to), read).map(toHex)).toEqual(start.map(publishedHash))
})

test('there is no proof from an empty tree, back to a smaller one, or of a leaf past the end', () => {
  for (const [from, to] of [
    [0, 0],
    [0, 1],
    [2, 1],
    [1.5, 2],
    [1, 2 ** 53],
  ] as const) {
    expect(() => planConsistency(from, to)).toThrow('proofs.size-out-of-range')
  }
  for (const [index, size] of [
    [0, 0],
    [1, 1],
    [-1, 1],
    [0.5, 1],
    [0, 2 ** 53],
  ] as const) {
    expect(() => planInclusion(index, size)).toThrow('proofs.index-out-of-range')
  }
})

test('a proof at the largest size is planned at once and has at most 53 hashes', () => {
  expect(planInclusion(2 ** 52 + 12_345, 2 ** 53 - 1).length).toBeLessThanOrEqual(53)
  expect(planConsistency(2 ** 52 + 12_345, 2 ** 53 - 1).length).toBeLessThanOrEqual(54)
})

test('appending in two goes gives the root that the definition gives for all leaves at once', () => {
  const leaves = fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { maxLength: 70 })
  fc.assert(
    fc.property(leaves, leaves, (first, second) => {
      const grown = append(append(emptyFrontier, first), second)
      expect(grown.size).toBe(first.length + second.length)
      expect(rootOf(grown)).toEqual(rootByDefinition([...first, ...second]))
    }),
  )
})

test('a frontier whose hashes do not fit its size is refused', () => {
  const frontier = append(emptyFrontier, leafHashes.slice(0, 3))
  const damaged = { size: frontier.size, hashes: frontier.hashes.slice(1) }
  expect(() => append(damaged, leafHashes)).toThrow('proofs.frontier-damaged')
  expect(() => append({ size: 1, hashes: [new Uint8Array(31)] }, leafHashes)).toThrow('proofs.frontier-damaged')
})

test('the bundled, the native and the server hash agree', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      expect(toHex(await nativeSha256(bytes))).toBe(toHex(bundledSha256(bytes)))
      expect(toHex(serverSha256(bytes))).toBe(toHex(bundledSha256(bytes)))
    }),
  )
})

const published = [
  ...referenceLeafHashes,
  ...referenceRoots,
  '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
  '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
  '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
  '837dbb152e9b079010717e84e865da4ebc0fa198a806d59d31bf15accef22d0e',
]

function publishedHash(start: string): string | undefined {
  return published.find((hash) => hash.startsWith(start))
}

/** RFC 6962 §2.1, word for word. */
function rootByDefinition(hashes: readonly Uint8Array[]): Uint8Array {
  const [only] = hashes
  if (only === undefined) return bundledSha256(new Uint8Array(0))
  if (hashes.length === 1) return only
  const split = 2 ** Math.floor(Math.log2(hashes.length - 1))
  return bundledSha256(nodePreimage(rootByDefinition(hashes.slice(0, split)), rootByDefinition(hashes.slice(split))))
}
