import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import { enqueue } from '../platform/jobs/job.ts'
import type { Scope } from '../platform/scope.ts'
import { sendBroadcastJob } from './begin.ts'
import { looseSegments } from './fix-segments.ts'
import { foresee } from './foresee.ts'
import { databaseLife } from './life.ts'
import { changeBroadcast, lockBroadcast } from './rows.ts'
import { about, beginningOf } from './write.ts'

/**
 * Releases a broadcast nobody of whose authors is the caller; it begins at its hour. Fails with `broadcasts.own`,
 * `broadcasts.unknown`, `broadcasts.not-now`, `broadcasts.too-late`.
 */
export async function approveBroadcast(scope: Scope, broadcastId: string): Promise<void> {
  permit(scope, 'broadcasts.approve')
  await scope.transaction(async (transaction) => {
    const { actor, now } = transaction
    const broadcast = await lockBroadcast(transaction, broadcastId, ['submitted'])
    if (actor.kind !== 'member' || broadcast.authors.includes(actor.id)) {
      throw new Failure('broadcasts.own', {}, { kind: 'forbidden' })
    }
    const startsAt = await beginningOf(transaction, broadcast)
    await changeBroadcast(transaction, broadcastId, {
      state: 'approved',
      approved_by: actor.id,
      approved_at: now,
      preflight: JSON.stringify(await foresee(transaction, broadcast)),
      starts_at: startsAt,
      moved_at: now,
      database_life: await databaseLife(transaction),
    })
    await enqueue(transaction, sendBroadcastJob, { broadcastId }, { key: broadcastId, runAt: startsAt })
    await audit(transaction, { ...about(broadcastId), action: 'broadcasts.approve', after: { startsAt } })
  })
}

/** Sends a broadcast back to its authors, with a word why; its segments follow what they mean again. Fails with `broadcasts.unknown`, `broadcasts.not-now`. */
export async function declineBroadcast(scope: Scope, broadcastId: string, reason: string): Promise<void> {
  permit(scope, 'broadcasts.approve')
  await scope.transaction(async (transaction) => {
    const { audience } = await lockBroadcast(transaction, broadcastId, ['submitted'])
    await changeBroadcast(transaction, broadcastId, {
      state: 'draft',
      audience: JSON.stringify(looseSegments(audience)),
      submitted_at: null,
      decline_reason: reason,
    })
    await audit(transaction, { ...about(broadcastId), action: 'broadcasts.decline', after: { reason } })
  })
}
