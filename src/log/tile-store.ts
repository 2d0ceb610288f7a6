import { type RawBuilder, sql } from 'kysely'
import { Failure } from '../platform/errors.ts'
import type { Transaction } from '../platform/scope.ts'
import { serverSha256 } from '../proofs/sha256-server.ts'
import { subtreeFromTile, TILE_WIDTH, type Tile, tileOf } from '../proofs/tiles.ts'
import type { Subtree, SubtreeReader } from '../proofs/tree.ts'

/** The bytes of a tile: its hashes, one after the other. Fails with `log.tile-missing` when rows are gone from the log. */
export async function readTile(transaction: Transaction, tile: Tile): Promise<Uint8Array> {
  const [bytes = new Uint8Array()] = await readTiles(transaction, [tile])
  return bytes
}

/** `readTile` for neighbours of one level, in their order: one statement. */
export function readTiles(transaction: Transaction, tiles: readonly Tile[]): Promise<Uint8Array[]> {
  const level = tiles[0]?.level ?? 0
  return level === 0
    ? readNeighbours(transaction, tiles, { from: sql`log_entries`, bytes: sql`leaf_hash` })
    : readNeighbours(transaction, tiles, {
        from: sql`log_tile_roots`,
        bytes: sql`hash`,
        where: sql`and tile_level = ${level}`,
      })
}

/** The entries under neighbouring level-0 tiles, as C2SP entry bundles: each entry behind its length in two bytes. */
export function readEntryBundles(transaction: Transaction, tiles: readonly Tile[]): Promise<Uint8Array[]> {
  return readNeighbours(transaction, tiles, {
    from: sql`log_entries`,
    bytes: sql`substring(int4send(length(entry)) from 3) || entry`,
  })
}

async function readNeighbours(
  { db, organisationId }: Transaction,
  tiles: readonly Tile[],
  rows: { from: RawBuilder<unknown>; bytes: RawBuilder<unknown>; where?: RawBuilder<unknown> },
): Promise<Uint8Array[]> {
  const [first, last] = [tiles[0], tiles.at(-1)]
  if (first === undefined || last === undefined) return []
  const from = BigInt(first.index) * BigInt(TILE_WIDTH)
  const to = BigInt(last.index) * BigInt(TILE_WIDTH) + BigInt(last.width)
  const found = await sql<{ index: bigint; width: number; bytes: Buffer }>`
    select position / ${TILE_WIDTH}::bigint as index, count(*)::integer as width,
      string_agg(${rows.bytes}, ''::bytea order by position) as bytes
    from ${rows.from}
    where organisation_id = ${organisationId} and position >= ${from} and position < ${to} ${rows.where ?? sql``}
    group by 1`.execute(db)
  const byIndex = new Map(found.rows.map((row) => [Number(row.index), row]))
  return tiles.map(({ level, index, width }) => {
    const tile = byIndex.get(index)
    if (tile?.width === width) return tile.bytes
    throw new Failure('log.tile-missing', { level, index, width, found: tile?.width ?? 0 }, { kind: 'missing' })
  })
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
