import { Failure } from '../platform/errors.ts'
import { concat } from './bytes.ts'
import { append, emptyFrontier, rootOf } from './frontier.ts'
import { bundledSha256, type Sha256 } from './sha256.ts'
import { HASH_BYTES, type Subtree } from './tree.ts'

/** Hashes, or entries, in a full tile (c2sp.org/tlog-tiles, read 2026-11). */
export const TILE_WIDTH = 256
const TILE_HEIGHT = 8

/** A file of a published log: `width` neighbouring hashes of one level. Partial while `width` is below 256. */
export interface Tile {
  /** 0 holds leaf hashes; each hash of a level above stands for one full tile of the level below. */
  level: number
  /** Which tile of its level, from 0. */
  index: number
  width: number
}

/** Every tile of a tree of this size, level by level. For 256 leaves: one full tile and one of width 1 above it. */
export function tilesAt(size: number): Tile[] {
  return tilesChanged(0, size)
}

/** The tiles that a log must write when it grows: new ones, and those that got wider. `height` is for comparing with other logs. */
export function tilesChanged(from: number, to: number, height = TILE_HEIGHT): Tile[] {
  const fullWidth = 2 ** height
  const tiles: Tile[] = []
  for (let level = 0, span = 1; to >= span; level += 1, span *= fullWidth) {
    const before = Math.floor(from / span)
    const after = Math.floor(to / span)
    if (before === after) continue
    for (let index = Math.floor(before / fullWidth); index * fullWidth < after; index += 1) {
      tiles.push({ level, index, width: Math.min(fullWidth, after - index * fullWidth) })
    }
  }
  return tiles
}

/** The perfect subtrees whose hashes, one after the other, are the bytes of a tile. */
export function subtreesIn(tile: Tile): Subtree[] {
  const level = tile.level * TILE_HEIGHT
  return Array.from({ length: tile.width }, (_, place) => ({ level, index: tile.index * TILE_WIDTH + place }))
}

/** The tile, by level and index, that holds what a perfect subtree is made of. */
export function tileOf(subtree: Subtree): Omit<Tile, 'width'> {
  const { level, index } = placeOf(subtree)
  return { level, index }
}

/** The hash of a perfect subtree, from the bytes of its tile (`tileOf`). Throws `proofs.tile-too-short`. */
export function subtreeFromTile(subtree: Subtree, tile: Uint8Array, sha256: Sha256 = bundledSha256): Uint8Array {
  const { start, count } = placeOf(subtree)
  const hashes = Array.from({ length: count }, (_, place) => {
    const at = (start + place) * HASH_BYTES
    return tile.slice(at, at + HASH_BYTES)
  })
  if (hashes.some((hash) => hash.length < HASH_BYTES)) throw new Failure('proofs.tile-too-short', { ...subtree })
  return rootOf(append(emptyFrontier, hashes, sha256), sha256)
}

/** The path of a tile below the log's address: `tile/0/x001/x234/067`, and `.p/112` behind it while partial. */
export function tilePath(tile: Tile): string {
  return `tile/${tile.level}/${indexPath(tile)}`
}

/** The path of the entries whose hashes are in a level-0 tile: `tile/entries/x001/x234/067`. */
export function bundlePath(tile: Omit<Tile, 'level'>): string {
  return `tile/entries/${indexPath(tile)}`
}

/** Reads the path of a tile or an entry bundle; `undefined` unless it is spelt exactly as above. */
export function readTilePath(path: string): (Tile & { of: 'hashes' | 'entries' }) | undefined {
  const parts = /^tile\/(entries|[0-9]{1,2})\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([0-9]{1,3}))?$/.exec(path)
  const [, kind = '', digits = '', partial] = parts ?? []
  const of = kind === 'entries' ? 'entries' : 'hashes'
  const tile = {
    level: of === 'entries' ? 0 : Number(kind),
    index: Number(digits.replace(/[x/]/g, '')),
    width: partial === undefined ? TILE_WIDTH : Number(partial),
  }
  if (parts === null || tile.level > 63 || tile.width < 1 || tile.width > TILE_WIDTH) return undefined
  if (!Number.isSafeInteger(tile.index)) return undefined
  return (of === 'entries' ? bundlePath(tile) : tilePath(tile)) === path ? { ...tile, of } : undefined
}

/** The bytes of an entry bundle: each entry behind its length in two bytes. Throws `proofs.entry-too-long` past 65,535 bytes. */
export function writeBundle(entries: readonly Uint8Array[]): Uint8Array {
  const framed = entries.map((entry) => {
    if (entry.length > 0xffff) throw new Failure('proofs.entry-too-long', { bytes: entry.length })
    return concat(Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry)
  })
  return concat(...framed)
}

/** The entries of a bundle; `undefined` if it ends in the middle of one. */
export function readBundle(bundle: Uint8Array): Uint8Array[] | undefined {
  const entries: Uint8Array[] = []
  for (let at = 0; at < bundle.length; ) {
    const [high, low] = bundle.subarray(at, at + 2)
    if (high === undefined || low === undefined) return undefined
    const end = at + 2 + high * 256 + low
    if (end > bundle.length) return undefined
    entries.push(bundle.slice(at + 2, end))
    at = end
  }
  return entries
}

/** Which `count` hashes of which tile make up a perfect subtree, from the hash at `start`. */
function placeOf(subtree: Subtree): Omit<Tile, 'width'> & { start: number; count: number } {
  const count = 2 ** (subtree.level % TILE_HEIGHT)
  const first = subtree.index * count
  const level = Math.floor(subtree.level / TILE_HEIGHT)
  return { level, index: Math.floor(first / TILE_WIDTH), start: first % TILE_WIDTH, count }
}

function indexPath({ index, width }: Omit<Tile, 'level'>): string {
  const digits = String(index)
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g) ?? []
  const path = groups.join('/x')
  return `${groups.length > 1 ? 'x' : ''}${path.replace(/x(?=[0-9]{3}$)/, '')}${width < TILE_WIDTH ? `.p/${width}` : ''}`
}
