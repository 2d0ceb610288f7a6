import { rm } from 'node:fs/promises'
import { z } from 'zod'
import { logFolder } from '../../log/publish.ts'
import { sequence } from '../../log/sequence.ts'
import type { Context, Scope } from '../../platform/scope.ts'
import { append, emptyFrontier, type Frontier, rootOf } from '../../proofs/frontier.ts'
import { serverSha256 } from '../../proofs/sha256-server.ts'
import { TILE_WIDTH } from '../../proofs/tiles.ts'
import { leafHash, type Subtree } from '../../proofs/tree.ts'
import type { Administrator } from './administrator.ts'

const entryRows = z.array(z.object({ position: z.bigint(), entry: z.instanceof(Buffer) }))
const checkpointRows = z.array(z.object({ size: z.bigint() }))

/**
 * Makes the whole log again from the entries as they now stand: leaf hashes, tile roots, frontier and the root of every
 * checkpoint ever made. The public files go; `publishAgain` writes and signs them anew, with the real key.
 */
export async function rebuildLog(admin: Administrator, organisationId: string): Promise<void> {
  await admin.query('select 1 from log_heads where organisation_id = $1 for update', [organisationId])
  const read = await admin.query(
    'select position, entry from log_entries where organisation_id = $1 order by position',
    [organisationId],
  )
  const leaves = entryRows.parse(read.rows).map(({ entry }) => leafHash(entry, serverSha256))
  const checkpoints = await admin.query('select size from checkpoints where organisation_id = $1 order by size', [
    organisationId,
  ])
  const tileRoots: [Subtree, Uint8Array][] = []
  let frontier: Frontier = emptyFrontier
  for (const { size } of checkpointRows.parse(checkpoints.rows)) {
    frontier = append(frontier, leaves.slice(frontier.size, Number(size)), serverSha256, (subtree, hash) => {
      if (subtree.level > 0 && subtree.level % tileHeight === 0) tileRoots.push([subtree, hash])
    })
    await admin.query('update checkpoints set root = $3, note = null where organisation_id = $1 and size = $2', [
      organisationId,
      size,
      Buffer.from(rootOf(frontier, serverSha256)),
    ])
  }
  await writeLeaves(admin, organisationId, leaves)
  await writeTileRoots(admin, organisationId, tileRoots)
  await admin.query('update log_heads set frontier = $2, published_size = 0 where organisation_id = $1', [
    organisationId,
    frontier.hashes.map((hash) => Buffer.from(hash)),
  ])
}

/** Takes the published log off the web, then lets the house publish what the database now says. */
export async function publishAgain(context: Context, scope: Scope, origin: string): Promise<void> {
  await rm(logFolder(context, origin), { recursive: true, force: true })
  await sequence(scope)
}

const tileHeight = Math.log2(TILE_WIDTH)

async function writeLeaves(admin: Administrator, organisationId: string, leaves: readonly Uint8Array[]): Promise<void> {
  await admin.query(
    `update log_entries e set leaf_hash = made.leaf
     from unnest($2::bytea[]) with ordinality as made (leaf, place)
     where e.organisation_id = $1 and e.position = made.place - 1 and e.leaf_hash <> made.leaf`,
    [organisationId, leaves.map((leaf) => Buffer.from(leaf))],
  )
}

async function writeTileRoots(
  admin: Administrator,
  organisationId: string,
  tileRoots: readonly [Subtree, Uint8Array][],
): Promise<void> {
  await admin.query(
    `update log_tile_roots t set hash = made.hash
     from unnest($2::smallint[], $3::bigint[], $4::bytea[]) as made (level, position, hash)
     where t.organisation_id = $1 and t.tile_level = made.level and t.position = made.position`,
    [
      organisationId,
      tileRoots.map(([{ level }]) => level / tileHeight),
      tileRoots.map(([{ index }]) => index),
      tileRoots.map(([, hash]) => Buffer.from(hash)),
    ],
  )
}
