import { sql } from 'kysely'
import type { Scope, Transaction } from '../platform/scope.ts'
import { append, type Frontier, rootOf } from '../proofs/frontier.ts'
import { serverSha256 } from '../proofs/sha256-server.ts'
import { TILE_WIDTH } from '../proofs/tiles.ts'
import { leafHash, type Subtree } from '../proofs/tree.ts'
import { lockHead } from './head.ts'
import { publish, requireNotBehind } from './publish.ts'

const batch = 20_000

/**
 * Puts everything pending into the log, in order, and publishes the new state; does nothing when nothing waits. Whoever calls
 * while another sequences waits for the lock. Running it again after a crash at any point gives the same bytes.
 * Fails with `log.published-ahead` when the world has seen a longer log than the database holds.
 */
export async function sequence(scope: Scope): Promise<void> {
  while ((await scope.transaction(appendPending)) === batch) {
    // A full batch may have left more behind.
  }
  await publish(scope)
}

/** Moves up to a batch of pending entries into the log; answers how many. */
async function appendPending(transaction: Transaction): Promise<number> {
  const { db, organisationId, now } = transaction
  const head = await lockHead(transaction)
  const pending = await db
    .selectFrom('log_pending')
    .where('organisation_id', '=', organisationId)
    .select(['log_pending_id', 'entry', 'subject_kind', 'subject_id'])
    .orderBy('log_pending_id')
    .limit(batch)
    .execute()
  if (pending.length === 0) return 0
  await requireNotBehind(transaction, head)

  const leaves = pending.map(({ entry }) => Buffer.from(leafHash(entry, serverSha256)))
  const { frontier, tileRoots } = grow({ size: Number(head.size), hashes: head.frontier }, leaves)
  await sql`
    insert into log_entries (organisation_id, position, entry, leaf_hash, subject_kind, subject_id, sequenced_at)
    select ${organisationId}::uuid, ${head.size}::bigint + place - 1, entry, leaf, kind, id, ${now}::timestamptz
    from unnest(
      ${pending.map(({ entry }) => entry)}::bytea[], ${leaves}::bytea[],
      ${pending.map(({ subject_kind }) => subject_kind)}::text[], ${pending.map(({ subject_id }) => subject_id)}::uuid[]
    ) with ordinality as new (entry, leaf, kind, id, place)`.execute(db)
  await writeTileRoots(transaction, tileRoots)
  await db
    .updateTable('log_heads')
    .set({ size: BigInt(frontier.size), frontier: frontier.hashes.map((hash) => Buffer.from(hash)) })
    .where('organisation_id', '=', organisationId)
    .execute()
  await db
    .insertInto('checkpoints')
    .values({
      organisation_id: organisationId,
      size: BigInt(frontier.size),
      root: Buffer.from(rootOf(frontier, serverSha256)),
      at: now,
    })
    .execute()
  await sql`
    delete from log_pending
    where organisation_id = ${organisationId} and log_pending_id = any(${pending.map((row) => row.log_pending_id)}::uuid[])`.execute(
    db,
  )
  return pending.length
}

/** The frontier after these leaves, and the roots of the tiles they completed. */
function grow(
  before: Frontier,
  leaves: readonly Uint8Array[],
): { frontier: Frontier; tileRoots: [Subtree, Uint8Array][] } {
  const tileRoots: [Subtree, Uint8Array][] = []
  const tileHeight = Math.log2(TILE_WIDTH)
  const frontier = append(before, leaves, serverSha256, (subtree, hash) => {
    if (subtree.level > 0 && subtree.level % tileHeight === 0)
      tileRoots.push([{ ...subtree, level: subtree.level / tileHeight }, hash])
  })
  return { frontier, tileRoots }
}

async function writeTileRoots(
  { db, organisationId }: Transaction,
  tileRoots: readonly [Subtree, Uint8Array][],
): Promise<void> {
  if (tileRoots.length === 0) return
  await db
    .insertInto('log_tile_roots')
    .values(
      tileRoots.map(([{ level, index }, hash]) => ({
        organisation_id: organisationId,
        tile_level: level,
        position: BigInt(index),
        hash: Buffer.from(hash),
      })),
    )
    .execute()
}
