import { concat, fromUtf8, sameBytes } from '../proofs/bytes.ts'
import { readLine } from '../proofs/entry.ts'
import { append, emptyFrontier, type Frontier, rootOf } from '../proofs/frontier.ts'
import { type ReadPublished, readWidened } from '../proofs/published.ts'
import { serverSha256 } from '../proofs/sha256-server.ts'
import { bundlePath, readBundle, TILE_WIDTH, tilePath } from '../proofs/tiles.ts'
import { HASH_BYTES, leafHash } from '../proofs/tree.ts'
import type { Finding } from './finding.ts'

/** What the entries of a log add up to. */
export interface Walked {
  root: Uint8Array
  /** The log up to its last full tile. */
  full: Frontier
  found: Finding[]
}

/** Hashes every entry of a log of `size` from a full tile on, and compares the published hashes with them. */
export async function readEntries(read: ReadPublished, size: number, from: Frontier = emptyFrontier): Promise<Walked> {
  const found: Finding[] = []
  let frontier = from
  let full = from
  let unreadableCount = 0
  while (frontier.size < size) {
    const tile = { level: 0, index: frontier.size / TILE_WIDTH, width: Math.min(TILE_WIDTH, size - frontier.size) }
    const bundle = await readWidened(read, tile, bundlePath)
    const hashes = await readWidened(read, tile, tilePath)
    const entries = bundle && readBundle(bundle)?.slice(0, tile.width)
    if (entries?.length !== tile.width || hashes === undefined) {
      found.push({ code: 'incomplete', facts: { size, path: bundlePath(tile) } })
      break
    }
    const leaves = entries.map((entry) => leafHash(entry, serverSha256))
    if (!sameBytes(concat(...leaves), hashes.subarray(0, tile.width * HASH_BYTES)))
      found.push({ code: 'tile-differs', facts: { path: tilePath(tile) } })
    unreadableCount += entries.filter((entry) => readLine(fromUtf8(entry) ?? '') === undefined).length
    frontier = append(frontier, leaves, serverSha256)
    if (tile.width === TILE_WIDTH) full = frontier
  }
  if (unreadableCount > 0) found.push({ code: 'unreadable', facts: { count: unreadableCount } })
  return { root: rootOf(frontier, serverSha256), full, found }
}
