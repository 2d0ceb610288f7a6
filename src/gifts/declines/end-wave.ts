import { audit } from '../../organisations/audit.ts'
import { permit } from '../../organisations/permission.ts'
import { Failure } from '../../platform/errors.ts'
import type { Scope, Transaction } from '../../platform/scope.ts'
import { windowStart } from './tally.ts'
import { about } from './wave.ts'

/**
 * Ends a wave by hand: nobody is asked for anything any more, and what was refused is forgotten; it takes as many anew to begin another.
 * Fails with `gifts.unknown-decline-wave`, `gifts.decline-wave-ended`.
 */
export async function endDeclineWave(scope: Scope, declineWaveId: string): Promise<void> {
  permit(scope, 'payments.change')
  await scope.transaction(async (transaction) => {
    const { db, organisationId, now, actor } = transaction
    const wave = await db
      .selectFrom('decline_waves')
      .where('organisation_id', '=', organisationId)
      .where('decline_wave_id', '=', declineWaveId)
      .select(['payment_account_id', 'ended_at', 'declines'])
      .forUpdate()
      .executeTakeFirst()
    if (wave === undefined) throw new Failure('gifts.unknown-decline-wave', {}, { kind: 'missing' })
    if (wave.ended_at !== null) throw new Failure('gifts.decline-wave-ended', {}, { kind: 'conflict' })
    await db
      .updateTable('decline_waves')
      .set({ ended_at: now, ended_by: actor.kind === 'member' ? actor.id : null })
      .where('organisation_id', '=', organisationId)
      .where('decline_wave_id', '=', declineWaveId)
      .execute()
    await db
      .deleteFrom('payment_declines')
      .where('organisation_id', '=', organisationId)
      .where('payment_account_id', '=', wave.payment_account_id)
      .execute()
    await audit(transaction, {
      action: 'payments.end-wave',
      ...about(declineWaveId),
      after: { declines: wave.declines },
    })
  })
}

/** Ends waves in which an hour went by without too many refused payments. */
export async function tendDeclineWaves(transaction: Transaction): Promise<void> {
  const { db, organisationId, now } = transaction
  const over = await db
    .updateTable('decline_waves')
    .set({ ended_at: now })
    .where('organisation_id', '=', organisationId)
    .where('ended_at', 'is', null)
    .where('alarmed_at', '<=', windowStart(transaction))
    .returning(['decline_wave_id', 'declines'])
    .execute()
  for (const { decline_wave_id, declines } of over)
    await audit(transaction, { action: 'payments.end-wave', ...about(decline_wave_id), after: { declines } })
}
