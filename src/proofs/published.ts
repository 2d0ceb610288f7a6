import { Failure } from '../platform/errors.ts'
import { fromUtf8 } from './bytes.ts'
import { openCheckpoint } from './checkpoint.ts'
import { readKey } from './note.ts'
import type { ProofPlan } from './prove.ts'
import { assemble, planInclusion } from './prove.ts'
import { writeSavedProof } from './saved-proof.ts'
import { bundledSha256, type Sha256 } from './sha256.ts'
import { bundlePath, readBundle, subtreeFromTile, TILE_WIDTH, type Tile, tileOf, tilePath } from './tiles.ts'

/** Reads a file of a published log by its path below the log's address; `undefined` when there is none. */
export type ReadPublished = (path: string) => Promise<Uint8Array | undefined>

/** The hashes of a proof about the tree of `size` leaves, from its tiles alone. Throws `proofs.file-missing`. */
export async function proveFromTiles(
  read: ReadPublished,
  plan: ProofPlan,
  size: number,
  sha256: Sha256 = bundledSha256,
): Promise<Uint8Array[]> {
  const tiles = new Map<string, Uint8Array>()
  for (const subtree of plan.flat()) {
    const { level, index } = tileOf(subtree)
    const key = `${level}/${index}`
    const present = Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH
    const tile = { level, index, width: Math.min(TILE_WIDTH, present) }
    if (!tiles.has(key)) tiles.set(key, required(tilePath(tile), await readWidened(read, tile, tilePath)))
  }
  const hashOf = (subtree: { level: number; index: number }) => {
    const { level, index } = tileOf(subtree)
    return subtreeFromTile(subtree, tiles.get(`${level}/${index}`) ?? new Uint8Array(), sha256)
  }
  return assemble(plan, hashOf, sha256)
}

/** A tile or bundle, also where only the full one is left: a mirror may drop partial ones once they are full. */
export async function readWidened(
  read: ReadPublished,
  tile: Tile,
  pathOf: (tile: Tile) => string,
): Promise<Uint8Array | undefined> {
  return (await read(pathOf(tile))) ?? (await read(pathOf({ ...tile, width: TILE_WIDTH })))
}

/** The exact bytes of an entry of the log of `size` entries. Throws `proofs.file-missing`. */
export async function readEntry(read: ReadPublished, index: number, size: number): Promise<Uint8Array> {
  const place = Math.floor(index / TILE_WIDTH)
  const tile = { level: 0, index: place, width: Math.min(TILE_WIDTH, size - place * TILE_WIDTH) }
  const path = bundlePath(tile)
  const bytes = await readWidened(read, tile, bundlePath)
  return required(path, readBundle(required(path, bytes))?.[index % TILE_WIDTH])
}

/**
 * The proof file of one entry, made from published files alone: under the newest checkpoint that witnesses cosigned, or the
 * newest of all where that holds the entry and the cosigned one does not. `undefined` when the log is not that long.
 */
export async function savedProofOf(
  read: ReadPublished,
  index: number,
  sha256: Sha256 = bundledSha256,
): Promise<string | undefined> {
  const vkey = fromUtf8((await read('key')) ?? new Uint8Array())?.trim() ?? ''
  const key = await readKey(vkey)
  for (const name of ['cosigned', 'checkpoint']) {
    const checkpoint = fromUtf8((await read(name)) ?? new Uint8Array()) ?? ''
    const { size = 0 } = (key && (await openCheckpoint(checkpoint, key))) ?? {}
    if (index >= size) continue
    const line = fromUtf8(await readEntry(read, index, size)) ?? ''
    const proof = await proveFromTiles(read, planInclusion(index, size), size, sha256)
    return writeSavedProof({ index, proof, checkpoint, line, vkey })
  }
  return undefined
}

function required<Value>(path: string, value: Value | undefined): Value {
  if (value === undefined) throw new Failure('proofs.file-missing', { path }, { kind: 'missing' })
  return value
}
