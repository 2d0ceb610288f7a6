import fc from 'fast-check'
import { expect, test } from 'vitest'
import { append, emptyFrontier, rootOf } from './frontier.ts'
import { type Consistency, continues, type Inclusion, includes } from './proof-check.ts'
import { assemble, planConsistency, planInclusion, readerOf } from './prove.ts'
import { bundledSha256 } from './sha256.ts'
import { leafHash } from './tree.ts'
import { referenceLeaves } from './vectors.fixture.ts'

const reference = referenceLeaves.map((leaf) => leafHash(leaf))
const sizes = [1, 2, 3, 4, 5, 6, 7, 8]

test('L3 L5: every inclusion proof of the reference tree holds, and none of its alterations does', async () => {
  for (const size of sizes) {
    for (let index = 0; index < size; index += 1) {
      const claim = inclusionIn(reference, index, size)
      expect(await includes(claim)).toBe(true)
      for (const altered of alteredInclusions(claim))
        expect(await includes(altered), JSON.stringify(altered)).toBe(false)
    }
  }
})

test('L4 L5: every consistency proof of the reference tree holds, and none of its alterations does', async () => {
  for (const to of sizes) {
    for (let from = 1; from <= to; from += 1) {
      const claim = consistencyIn(reference, from, to)
      expect(await continues(claim)).toBe(true)
      for (const altered of alteredConsistencies(claim)) {
        expect(await continues(altered), JSON.stringify(altered)).toBe(false)
      }
    }
  }
})

test('L5: a root that is no hash is refused even where it equals the leaf', async () => {
  const empty = new Uint8Array(0)
  expect(await includes({ index: 0, size: 1, leafHash: empty, root: empty, proof: [] })).toBe(false)
  expect(await continues({ from: 1, to: 1, fromRoot: empty, toRoot: empty, proof: [] })).toBe(false)
})

test('L5: nothing follows from an empty tree', async () => {
  const nothing = bundledSha256(new Uint8Array(0))
  const one = rootOf(append(emptyFrontier, reference.slice(0, 1)))
  expect(await continues({ from: 0, to: 0, fromRoot: nothing, toRoot: nothing, proof: [] })).toBe(false)
  expect(await continues({ from: 0, to: 1, fromRoot: nothing, toRoot: one, proof: [] })).toBe(false)
  expect(await continues({ from: 0, to: 1, fromRoot: one, toRoot: one, proof: [] })).toBe(false)
})

test('in any tree every proof holds and any flipped bit, lost, added or swapped hash breaks it', async () => {
  const sizeOfTree = fc.integer({ min: 1, max: 300 })
  await fc.assert(
    fc.asyncProperty(sizeOfTree, fc.nat(), fc.nat(), async (count, some, other) => {
      const hashes = Array.from({ length: count }, (_, place) => leafHash(Uint8Array.of(place % 256, place >> 8)))
      const inclusion = inclusionIn(hashes, some % hashes.length, hashes.length)
      const consistency = consistencyIn(hashes, 1 + (other % hashes.length), hashes.length)
      expect(await includes(inclusion, bundledSha256)).toBe(true)
      expect(await continues(consistency, bundledSha256)).toBe(true)
      const bit = (some + other) % 256
      for (const altered of alteredInclusions(inclusion, bit)) expect(await includes(altered)).toBe(false)
      for (const altered of alteredConsistencies(consistency, bit)) expect(await continues(altered)).toBe(false)
    }),
    { numRuns: 40 },
  )
})

test('sizes past 32 bits are climbed correctly', async () => {
  const size = 2 ** 40 + 3
  const index = 2 ** 40 + 1
  const proof = planInclusion(index, size).map((_, place) => bundledSha256(Uint8Array.of(place)))
  const leaf = bundledSha256(Uint8Array.of(99))
  const below = bundledSha256(Uint8Array.of(1, ...(proof[0] ?? []), ...leaf))
  const right = bundledSha256(Uint8Array.of(1, ...below, ...(proof[1] ?? [])))
  const root = bundledSha256(Uint8Array.of(1, ...(proof[2] ?? []), ...right))
  expect(proof).toHaveLength(3)
  expect(await includes({ index, size, leafHash: leaf, root, proof })).toBe(true)
  expect(await includes({ index: index - 2 ** 40, size, leafHash: leaf, root, proof })).toBe(false)
})

function inclusionIn(hashes: readonly Uint8Array[], index: number, size: number): Inclusion {
  const root = rootOf(append(emptyFrontier, hashes.slice(0, size)))
  const proof = assemble(planInclusion(index, size), readerOf(hashes))
  return { index, size, leafHash: hashes[index] ?? root, root, proof }
}

function consistencyIn(hashes: readonly Uint8Array[], from: number, to: number): Consistency {
  const [fromRoot, toRoot] = [from, to].map((size) => rootOf(append(emptyFrontier, hashes.slice(0, size))))
  const proof = assemble(planConsistency(from, to), readerOf(hashes))
  return { from, to, fromRoot: fromRoot ?? new Uint8Array(0), toRoot: toRoot ?? new Uint8Array(0), proof }
}

function alteredInclusions(claim: Inclusion, bit = 0): Inclusion[] {
  const { index, size, leafHash, root, proof } = claim
  return [
    ...[index - 1, index + 1, index ^ 2, index + size, -1, 0.5].map((wrong) => ({ ...claim, index: wrong })),
    ...[size * 2, size / 2, 0, Number.NaN]
      .filter((wrong) => !sameWalk(index, size, wrong))
      .map((wrong) => ({ ...claim, size: wrong })),
    { ...claim, leafHash: flip(leafHash, bit) },
    { ...claim, leafHash: new Uint8Array(0) },
    { ...claim, leafHash: leafHash.slice(1) },
    { ...claim, root: flip(root, bit) },
    { ...claim, root: bundledSha256(new Uint8Array(0)) },
    ...alteredProofs(proof, root, bit).map((wrong) => ({ ...claim, proof: wrong })),
  ]
}

function alteredConsistencies(claim: Consistency, bit = 0): Consistency[] {
  const { from, to, fromRoot, toRoot, proof } = claim
  const swapped = from === to ? [] : [{ ...claim, fromRoot: toRoot, toRoot: fromRoot }]
  return [
    ...swapped,
    { ...claim, from: 0 },
    { ...claim, from: to + 1 },
    { ...claim, to: from - 1 },
    { ...claim, to: to * 2 },
    { ...claim, fromRoot: flip(fromRoot, bit) },
    { ...claim, toRoot: flip(toRoot, bit) },
    { ...claim, fromRoot: bundledSha256(new Uint8Array(0)) },
    { ...claim, toRoot: toRoot.slice(1) },
    ...alteredProofs(proof, toRoot, bit).map((wrong) => ({ ...claim, proof: wrong })),
  ]
}

function alteredProofs(proof: readonly Uint8Array[], root: Uint8Array, bit: number): Uint8Array[][] {
  const extra = new Uint8Array(32)
  const [first, ...rest] = proof
  const shorter = first === undefined ? [] : [rest, proof.slice(0, -1), [first.slice(1), ...rest], [...rest, first]]
  const flipped = proof.map((hash, place) => proof.map((other, at) => (at === place ? flip(hash, bit) : other)))
  const longer = [
    [extra, ...proof],
    [...proof, extra],
    [...proof, root],
    [root, ...proof],
    [...proof, ...proof, extra],
  ]
  return [...shorter.filter((wrong) => !same(wrong, proof)), ...flipped, ...longer]
}

/** Some other sizes put the leaf on the very same path: the proof then holds, and only the signed size tells them apart. */
function sameWalk(index: number, size: number, other: number): boolean {
  return Number.isSafeInteger(other) && index < other && sidesOf(index, size) === sidesOf(index, other)
}

function sidesOf(index: number, size: number): string {
  return planInclusion(index, size)
    .map(([first]) => ((first?.index ?? 0) * 2 ** (first?.level ?? 0) < index ? 'left' : 'right'))
    .join()
}

function same(a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean {
  return a.length === b.length && a.every((hash, place) => hash === b[place])
}

function flip(bytes: Uint8Array, bit: number): Uint8Array {
  return bytes.map((byte, place) => (place === Math.floor(bit / 8) ? byte ^ (1 << (bit % 8)) : byte))
}
