import { sql } from 'kysely'
import type { Scope, Transaction } from '../platform/scope.ts'
import { append, type Frontier, rootOf } from '../proofs/frontier.ts'
import { serverSha256 } from '../proofs/sha256-server.ts'
import { TILE_WIDTH } from '../proofs/tiles.ts'
import { HASH_BYTES, type Subtree } from '../proofs/tree.ts'
import { lockHead } from './head.ts'
import { publish, requireNotBehind } from './publish.ts'

const batch = 20_000

/**
 * Puts everything pending into the log, in order, and publishes the new state; does nothing when nothing waits. Whoever calls
 * while another sequences waits for the lock. Running it again after a crash at any point gives the same bytes.
 * Fails with `log.published-ahead` when the world has seen a longer log than the database holds.
 */
export async function sequence(scope: Scope): Promise<void> {
  let after: string | null = null
  do {
    const from: string | null = after
    after = await scope.transaction((transaction) => appendPending(transaction, from))
  } while (after !== null)
  await publish(scope)
}

/**
 * Moves up to a batch of pending entries behind `after` into the log; answers the last of them while there may be more. The
 * entries never leave the database: it hashes each leaf itself (RFC 6962: SHA-256 of 0x00 and the entry's bytes) and answers
 * 32 bytes for each. What was committed meanwhile under a smaller id has its own wake-up, and waits for it.
 */
async function appendPending(transaction: Transaction, after: string | null): Promise<string | null> {
  const { db, organisationId, now } = transaction
  const head = await lockHead(transaction)
  await requireNotBehind(transaction, head)
  const { last, leaves } = await moveNext(transaction, head, after)
  if (last === null) return null
  const { frontier, tileRoots } = grow({ size: Number(head.size), hashes: head.frontier }, leaves)
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
  return leaves.length === batch ? last : null
}

/** One statement, so that what it takes out and what it puts in are the same rows. */
async function moveNext(
  { db, organisationId, now }: Transaction,
  { size }: { size: bigint },
  after: string | null,
): Promise<{ last: string | null; leaves: Buffer[] }> {
  // Behind what was just moved: its rows are gone, and still in the way until the database has swept.
  const theirs = sql`organisation_id = ${organisationId} and log_pending_id > ${after ?? beforeAll}::uuid`
  const { rows } = await sql<{ last: string | null; leaves: Buffer | null }>`
    with next as materialized (
      select log_pending_id, entry, subject_kind, subject_id from log_pending
      where ${theirs} order by log_pending_id limit ${batch}::integer
    ), last as materialized (
      select log_pending_id from next order by log_pending_id desc limit 1
    ), gone as (
      delete from log_pending where ${theirs} and log_pending_id <= (select log_pending_id from last)
    ), added as (
      insert into log_entries (organisation_id, position, entry, leaf_hash, subject_kind, subject_id, sequenced_at)
      select ${organisationId}::uuid, ${size}::bigint + row_number() over (order by log_pending_id) - 1, entry,
        sha256('\\x00'::bytea || entry), subject_kind, subject_id, ${now}::timestamptz
      from next order by log_pending_id
      returning position, leaf_hash
    )
    select (select log_pending_id from last) as last, string_agg(leaf_hash, ''::bytea order by position) as leaves
    from added`.execute(db)
  const { last, leaves } = rows[0] ?? { last: null, leaves: null }
  return { last, leaves: hashesIn(leaves ?? Buffer.alloc(0)) }
}

/** Below every id there is. */
const beforeAll = '00000000-0000-0000-0000-000000000000'

/** The hashes that stand one after the other in some bytes. */
function hashesIn(bytes: Buffer): Buffer[] {
  return Array.from({ length: bytes.length / HASH_BYTES }, (_, place) =>
    bytes.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES),
  )
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
