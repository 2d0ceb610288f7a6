import { pauseSource } from '../conversations/sending/pauses.ts'
import { audit } from '../organisations/audit.ts'
import type { Transaction } from '../platform/scope.ts'
import { type PauseReason, sourceOf } from './broadcast.ts'
import { databaseLife } from './life.ts'
import { changeBroadcast } from './rows.ts'

/** A broadcast this late, or unattended for this long, does not go on by itself. */
export const doubtMinutes = 30

/** What tells whether a broadcast may go on by itself. */
export interface Progress {
  state: 'approved' | 'sending'
  startsAt: Date
  /** When it was last seen to: approved, let go on, or under way. */
  movedAt: Date
  /** The database's life in which that was. */
  life: string
}

/**
 * Why a broadcast must not go on without a member's word, if so. A backup put back holds it as it was: what left since would
 * leave again, and what was cancelled would leave after all. Such a copy is another life of the database, or an old state
 * of it; of a machine that merely stood still nobody can tell the difference, so it is asked about too.
 */
export function doubtAbout(
  { state, startsAt, movedAt, life }: Progress,
  now: Date,
  lifeNow: string,
): PauseReason | undefined {
  if (life !== lifeNow) return 'restored'
  const since = state === 'approved' && startsAt > movedAt ? startsAt : movedAt
  if (now.getTime() - since.getTime() <= doubtMinutes * 60_000) return undefined
  return state === 'approved' ? 'overdue' : 'stood_still'
}

/** `doubtAbout` a broadcast as the database holds it; the caller has locked it. */
export async function readDoubt(transaction: Transaction, broadcastId: string): Promise<PauseReason | undefined> {
  const { db, organisationId, now } = transaction
  const row = await db
    .selectFrom('broadcasts')
    .where('organisation_id', '=', organisationId)
    .where('broadcast_id', '=', broadcastId)
    .select(['state', 'starts_at', 'moved_at', 'database_life'])
    .executeTakeFirstOrThrow()
  const { starts_at: startsAt, moved_at: movedAt, database_life: life } = row
  if (startsAt === null || movedAt === null || life === null) return undefined
  const state = row.state === 'approved' ? 'approved' : 'sending'
  return doubtAbout({ state, startsAt, movedAt, life }, now, await databaseLife(transaction))
}

/** Lets a broadcast rest: nothing of it leaves until `resumeBroadcast`. The caller has locked it. */
export async function rest(transaction: Transaction, broadcastId: string, reason: PauseReason): Promise<void> {
  await pauseSource(transaction, sourceOf(broadcastId))
  await changeBroadcast(transaction, broadcastId, { state: 'paused', pause_reason: reason })
  const subject = { subjectKind: 'broadcast', subjectId: broadcastId }
  await audit(transaction, { action: 'broadcasts.pause', ...subject, after: { reason } })
}
