import { sql } from 'kysely'
import { Failure } from '../platform/errors.ts'
import type { Transaction } from '../platform/scope.ts'
import { concat } from '../proofs/bytes.ts'
import { serverSha256 } from '../proofs/sha256-server.ts'
import { subtreeFromTile, TILE_WIDTH, type Tile, tileOf, writeBundle } from '../proofs/tiles.ts'
import type { Subtree, SubtreeReader } from '../proofs/tree.ts'

/** The bytes of a tile: its hashes, one after the other. Fails with `log.tile-missing` when rows are gone from the log. */
export async function readTile(
  { db, organisationId }: Transaction,
  { level, index, width }: Tile,
): Promise<Uint8Array> {
  const from = BigInt(index) * BigInt(TILE_WIDTH)
  const to = from + BigInt(width)
  const { rows } =
    level === 0
      ? await sql<{ hash: Buffer }>`
          select leaf_hash as hash from log_entries
          where organisation_id = ${organisationId} and position >= ${from} and position < ${to} order by position`.execute(
          db,
        )
      : await sql<{ hash: Buffer }>`
          select hash from log_tile_roots
          where organisation_id = ${organisationId} and tile_level = ${level} and position >= ${from} and position < ${to}
          order by position`.execute(db)
  if (rows.length !== width)
    throw new Failure('log.tile-missing', { level, index, width, found: rows.length }, { kind: 'missing' })
  return concat(...rows.map((row) => row.hash))
}

/** The entries under a level-0 tile, as a C2SP entry bundle. */
export async function readEntryBundle(
  { db, organisationId }: Transaction,
  { index, width }: Omit<Tile, 'level'>,
): Promise<Uint8Array> {
  const from = BigInt(index) * BigInt(TILE_WIDTH)
  const rows = await db
    .selectFrom('log_entries')
    .where('organisation_id', '=', organisationId)
    .where('position', '>=', from)
    .where('position', '<', from + BigInt(width))
    .select('entry')
    .orderBy('position')
    .execute()
  if (rows.length !== width)
    throw new Failure('log.tile-missing', { level: 0, index, width, found: rows.length }, { kind: 'missing' })
  return writeBundle(rows.map((row) => row.entry))
}

/** Loads the tiles that hold some subtrees of a tree of `size` leaves; answers a reader over them. */
export async function loadSubtrees(
  transaction: Transaction,
  subtrees: readonly Subtree[],
  size: number,
): Promise<SubtreeReader> {
  const tiles = new Map<string, Uint8Array>()
  for (const subtree of subtrees) {
    const { level, index } = tileOf(subtree)
    const key = `${level}/${index}`
    if (tiles.has(key)) continue
    const present = Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH
    tiles.set(key, await readTile(transaction, { level, index, width: Math.min(TILE_WIDTH, present) }))
  }
  return (subtree) => {
    const { level, index } = tileOf(subtree)
    return subtreeFromTile(subtree, tiles.get(`${level}/${index}`) ?? new Uint8Array(), serverSha256)
  }
}
