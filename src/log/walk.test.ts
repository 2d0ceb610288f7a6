import { expect, test } from 'vitest'
import { toBase64Url } from '../proofs/base64.ts'
import { concat } from '../proofs/bytes.ts'
import { leafBytes } from '../proofs/entry-write.ts'
import { append, emptyFrontier, rootOf } from '../proofs/frontier.ts'
import { bundlePath, tilePath, writeBundle } from '../proofs/tiles.ts'
import { leafHash } from '../proofs/tree.ts'
import { readKept, writeKept } from './kept.ts'
import { readEntries } from './walk.ts'

const size = 300
const entries = Array.from({ length: size }, (_, place) =>
  leafBytes({
    kind: 'gift.refunded',
    ...{ gift: toBase64Url(new Uint8Array(16).fill(place % 256)), amountMinor: `${place + 1}`, currency: 'TWD' },
    ...{ fund: 'cleft', day: '2026-03-02' },
  }),
)
const root = rootOf(
  append(
    emptyFrontier,
    entries.map((entry) => leafHash(entry)),
  ),
)

/** A published log of these entries, where some files are others. */
function published(of: readonly Uint8Array[], other: Record<string, Uint8Array> = {}) {
  const files = new Map<string, Uint8Array>()
  for (const index of [0, 1]) {
    const those = of.slice(index * 256, (index + 1) * 256)
    const tile = { level: 0, index, width: those.length }
    files.set(bundlePath(tile), writeBundle(those))
    files.set(tilePath(tile), concat(...those.map((entry) => leafHash(entry))))
  }
  return async (path: string) => other[path] ?? files.get(path)
}

const codes = (found: readonly { code: string; facts: object }[]) => found.map(({ code, facts }) => [code, facts])

test('every entry is hashed to the root, and from the last full tile the next look goes on', async () => {
  const walked = await readEntries(published(entries), size)
  expect([walked.found, new Uint8Array(walked.root), walked.full.size]).toEqual([[], root, 256])
  const asked: string[] = []
  const read = (path: string) => {
    asked.push(path)
    return published(entries)(path)
  }
  expect(new Uint8Array((await readEntries(read, size, walked.full)).root)).toEqual(root)
  expect(asked).toEqual([bundlePath({ index: 1, width: 44 }), tilePath({ level: 0, index: 1, width: 44 })])
})

test('entries in no layout of ours are counted, though they are in the tree', async () => {
  const odd = entries.map((entry, place) => (place % 100 === 7 ? Uint8Array.of(123, 125) : entry))
  const { found } = await readEntries(published(odd), size)
  expect(codes(found)).toEqual([['unreadable', { count: 3 }]])
})

test('a bundle that ends early, even between two entries or before the first, is a missing part', async () => {
  const path = bundlePath({ index: 1, width: 44 })
  for (const left of [43, 1, 0]) {
    const short = writeBundle(entries.slice(256, 256 + left))
    const { found, full } = await readEntries(published(entries, { [path]: short }), size)
    expect(codes(found)).toEqual([['incomplete', { size, path }]])
    expect(full.size).toBe(256)
  }
})

test('what a monitor kept is read back, and is damaged where a hash or a size is', () => {
  const full = append(
    emptyFrontier,
    entries.slice(0, 256).map((entry) => leafHash(entry)),
  )
  const kept = { fingerprint: 'A'.repeat(22), note: 'note', size, root, full }
  const text = writeKept(kept)
  expect(readKept(text)).toEqual(kept)
  const short = JSON.stringify({ ...JSON.parse(text), root: 'AAAA' })
  const negative = text.replace('"size": 300', '"size": -1')
  for (const damaged of [short, negative, text.slice(0, -20), '', '{}'])
    expect(readKept(damaged), damaged).toBeUndefined()
})
