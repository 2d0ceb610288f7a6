import type { Selectable, Updateable } from 'kysely'
import { z } from 'zod'
import type { Broadcasts } from '../platform/database/schema.generated.ts'
import { Failure } from '../platform/errors.ts'
import { languages } from '../platform/languages.ts'
import type { Transaction } from '../platform/scope.ts'
import {
  type Broadcast,
  type BroadcastState,
  broadcastPurposes,
  broadcastStates,
  contents,
  type Plan,
  pauseReasons,
  schedule,
} from './broadcast.ts'
import { keptAudience } from './filters.ts'
import { preflight } from './preflight.ts'

const stored = z.object({
  purpose: z.enum(broadcastPurposes),
  state: z.enum(broadcastStates),
  pause_reason: z.enum(pauseReasons).nullable(),
  audience: keptAudience,
  contents,
  fallback_language: z.enum(languages),
  schedule,
  leavers: z.enum(['keep', 'drop']),
  preflight: preflight.nullable().catch(null),
})

/** One broadcast. Fails with `broadcasts.unknown`. */
export async function getBroadcast({ db, organisationId }: Transaction, broadcastId: string): Promise<Broadcast> {
  const row = await db
    .selectFrom('broadcasts')
    .where('organisation_id', '=', organisationId)
    .where('broadcast_id', '=', broadcastId)
    .selectAll()
    .executeTakeFirst()
  if (!row) throw new Failure('broadcasts.unknown', {}, { kind: 'missing' })
  return broadcastOf(row)
}

/** A broadcast, locked, in one of these states. Fails with `broadcasts.unknown`, `broadcasts.not-now`. */
export async function lockBroadcast(
  transaction: Transaction,
  broadcastId: string,
  allowed: readonly BroadcastState[],
): Promise<Broadcast> {
  const { db, organisationId } = transaction
  await db
    .selectFrom('broadcasts')
    .where('organisation_id', '=', organisationId)
    .where('broadcast_id', '=', broadcastId)
    .select('state')
    .forUpdate()
    .execute()
  const broadcast = await getBroadcast(transaction, broadcastId)
  if (!allowed.includes(broadcast.state)) {
    throw new Failure('broadcasts.not-now', { state: broadcast.state }, { kind: 'conflict' })
  }
  return broadcast
}

/** Writes what changed about a broadcast the caller has locked. */
export async function changeBroadcast(
  { db, organisationId }: Transaction,
  broadcastId: string,
  change: Updateable<Broadcasts>,
): Promise<void> {
  await db
    .updateTable('broadcasts')
    .set(change)
    .where('organisation_id', '=', organisationId)
    .where('broadcast_id', '=', broadcastId)
    .execute()
}

/** A page of all broadcasts, the newest first. */
export async function readBroadcasts(
  { db, organisationId }: Transaction,
  { before, limit }: { before: string | undefined; limit: number },
): Promise<Broadcast[]> {
  const rows = await db
    .selectFrom('broadcasts')
    .where('organisation_id', '=', organisationId)
    .$if(before !== undefined, (query) => query.where('broadcast_id', '<', before ?? ''))
    .selectAll()
    .orderBy('broadcast_id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(broadcastOf)
}

/** Those a planner has to see to. */
export async function broadcastsUnderWay({ db, organisationId }: Transaction): Promise<string[]> {
  const rows = await db
    .selectFrom('broadcasts')
    .where('organisation_id', '=', organisationId)
    .where('state', 'in', ['approved', 'sending'])
    .select('broadcast_id')
    .orderBy('broadcast_id')
    .execute()
  return rows.map((row) => row.broadcast_id)
}

/** What a member wrote, as columns. */
export function columnsOf(written: Plan) {
  const { name, purpose, fallbackLanguage, notAfter, leavers } = written
  return {
    name,
    purpose,
    audience: JSON.stringify(written.audience),
    contents: JSON.stringify(written.contents),
    fallback_language: fallbackLanguage,
    schedule: JSON.stringify(written.schedule),
    not_after: notAfter === null ? null : new Date(notAfter),
    leavers,
  }
}

function broadcastOf(row: Selectable<Broadcasts>): Broadcast {
  const read = stored.parse(row)
  return {
    broadcastId: row.broadcast_id,
    name: row.name,
    purpose: read.purpose,
    state: read.state,
    pauseReason: read.pause_reason,
    audience: read.audience,
    contents: read.contents,
    fallbackLanguage: read.fallback_language,
    schedule: read.schedule,
    notAfter: row.not_after?.toISOString() ?? null,
    leavers: read.leavers,
    authors: row.authors,
    createdAt: row.created_at,
    submittedAt: row.submitted_at,
    declineReason: row.decline_reason,
    approvedBy: row.approved_by,
    approvedAt: row.approved_at,
    approvedPreflight: read.preflight,
    startsAt: row.starts_at,
    snapshotAt: row.snapshot_at,
    finishedAt: row.finished_at,
  }
}
