import fc from 'fast-check'
import { expect, test } from 'vitest'
import { concat } from './bytes.ts'
import { readerOf } from './prove.ts'
import {
  bundlePath,
  readBundle,
  readTilePath,
  subtreeFromTile,
  subtreesIn,
  tileOf,
  tilePath,
  tilesAt,
  tilesChanged,
  writeBundle,
} from './tiles.ts'
import { leafHash, perfectSubtrees } from './tree.ts'
import { referenceLeaves, toHex } from './vectors.fixture.ts'

test('L8: a tree of 70,000 has the tiles that the format says', () => {
  const tiles = tilesAt(70_000)
  const count = (level: number, full: boolean) =>
    tiles.filter((tile) => tile.level === level && (tile.width === 256) === full).map(({ width }) => width)
  expect(count(0, true)).toHaveLength(273)
  expect(count(0, false)).toEqual([112])
  expect(count(1, true)).toHaveLength(1)
  expect(count(1, false)).toEqual([17])
  expect(count(2, false)).toEqual([1])
  expect(tiles).toHaveLength(273 + 1 + 1 + 1 + 1)
})

test('L8: a tree of 256 has one full tile and one of a single hash above it; an empty tree has none', () => {
  expect(tilesAt(256)).toEqual([
    { level: 0, index: 0, width: 256 },
    { level: 1, index: 0, width: 1 },
  ])
  expect(tilesAt(0)).toEqual([])
})

test('L8: growth changes as many tiles as in the Go implementation, whose tiles are 1,024 wide', () => {
  expect(tilesChanged(1023, 1025, 10)).toHaveLength(3)
  expect(tilesChanged(1030, 10_000, 10)).toHaveLength(10)
})

test('a tile that no new hash entered is not written again', () => {
  expect(tilesChanged(300, 301)).toEqual([{ level: 0, index: 1, width: 45 }])
  expect(tilesChanged(70_000, 70_000)).toEqual([])
})

test('writing what changed, step by step, leaves exactly the tiles of the final size', () => {
  const steps = fc.array(fc.nat(70_000), { maxLength: 6 })
  fc.assert(
    fc.property(steps, (sizes) => {
      const ordered = [0, ...sizes.sort((a, b) => a - b)]
      const written = new Map<string, number>()
      for (const [step, size] of ordered.entries()) {
        for (const tile of tilesChanged(ordered[step - 1] ?? 0, size)) {
          const name = nameOf(tile)
          expect(tile.width).toBeGreaterThan(written.get(name) ?? 0)
          written.set(name, tile.width)
        }
      }
      const final = tilesAt(ordered.at(-1) ?? 0)
      expect(Object.fromEntries(written)).toEqual(Object.fromEntries(final.map((tile) => [nameOf(tile), tile.width])))
    }),
    { numRuns: 30 },
  )
})

test('L8: paths are spelt in threes, and read back only when spelt so', () => {
  expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe('tile/0/x001/x234/067')
  expect(tilePath({ level: 2, index: 0, width: 17 })).toBe('tile/2/000.p/17')
  expect(bundlePath({ index: 1_234_067, width: 112 })).toBe('tile/entries/x001/x234/067.p/112')
  expect(readTilePath('tile/0/x001/x234/067')).toEqual({ of: 'hashes', level: 0, index: 1_234_067, width: 256 })
  expect(readTilePath('tile/entries/000.p/5')).toEqual({ of: 'entries', level: 0, index: 0, width: 5 })
  const malformed = ['tile/0/x000/001', 'tile/00/001', 'tile/64/001', 'tile/0/1', 'tile/0/001.p/256', 'tile/0/001.p/0']
  for (const path of [...malformed, 'tile/0/001.p/01', 'tile/0/../001', 'tile/0/x001', 'tile/x/001', '']) {
    expect(readTilePath(path), path).toBeUndefined()
  }
})

test('every path is read back as the tile it was written for', () => {
  const tile = fc.record({ level: fc.nat(63), index: fc.maxSafeNat(), width: fc.integer({ min: 1, max: 256 }) })
  fc.assert(
    fc.property(tile, (written) => {
      expect(readTilePath(tilePath(written))).toEqual({ ...written, of: 'hashes' })
      expect(readTilePath(bundlePath(written))).toEqual({ ...written, level: 0, of: 'entries' })
    }),
  )
})

test('any perfect subtree can be joined from the hashes of one tile', () => {
  const hashes = Array.from({ length: 600 }, (_, place) => leafHash(Uint8Array.of(place >> 8, place & 255)))
  const read = readerOf(hashes)
  const tiles = new Map(tilesAt(600).map((tile) => [nameOf(tile), concat(...subtreesIn(tile).map(read))]))
  for (const subtree of [...perfectSubtrees(0, 600), ...perfectSubtrees(300, 600), ...perfectSubtrees(77, 512)]) {
    const tile = tiles.get(nameOf(tileOf(subtree))) ?? new Uint8Array(0)
    expect(subtreeFromTile(subtree, tile)).toEqual(read(subtree))
  }
  expect(() => subtreeFromTile({ level: 1, index: 0 }, new Uint8Array(32))).toThrow('proofs.tile-too-short')
})

test('L8: the bundle of the first five reference leaves is the published one', () => {
  const bundle = writeBundle(referenceLeaves.slice(0, 5))
  expect(toHex(bundle)).toBe('0000' + '000100' + '000110' + '00022021' + '00023031')
  expect(readBundle(bundle)).toEqual(referenceLeaves.slice(0, 5))
})

test('a bundle is read back as written, and not at all when cut short', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 20 }), (entries) => {
      const bundle = writeBundle(entries)
      expect(readBundle(bundle)).toEqual(entries)
      expect(readBundle(bundle.slice(0, -1))?.length ?? 0).toBeLessThan(entries.length)
    }),
  )
  expect(readBundle(Uint8Array.of(0, 2, 1))).toBeUndefined()
  expect(readBundle(Uint8Array.of(0))).toBeUndefined()
  expect(() => writeBundle([new Uint8Array(65_536)])).toThrow('proofs.entry-too-long')
})

function nameOf({ level, index }: { level: number; index: number }): string {
  return `${level}/${index}`
}
