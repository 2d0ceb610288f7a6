import { sql } from 'kysely'
import { z } from 'zod'
import { audit } from '../../organisations/audit.ts'
import { newId } from '../../platform/ids.ts'
import { event, publish } from '../../platform/jobs/event.ts'
import type { Scope, Transaction } from '../../platform/scope.ts'
import { windowStart } from './tally.ts'
import { windowMilliseconds } from './thresholds.ts'

/** Too many payments to an account are being refused: once for every wave. */
export const declineWaveBegan = event('payments.decline-wave', z.object({ declineWaveId: z.uuid() }))

/** Counts one more refused payment in the open wave of an account; answers whether there is one. */
export async function countInWave(
  { db, organisationId, now }: Transaction,
  accountId: string,
  isAlarming: boolean,
): Promise<boolean> {
  const { rows } = await sql`
    update decline_waves w set declines = declines + 1,
      alarmed_at = case when ${isAlarming} then ${now} else alarmed_at end,
      networks = greatest(networks, (select count(distinct network) from payment_declines d
        where d.organisation_id = ${organisationId} and d.payment_account_id = ${accountId}
          and d.declined_at > w.began_at - make_interval(secs => ${windowMilliseconds / 1000})))
    where organisation_id = ${organisationId} and payment_account_id = ${accountId} and ended_at is null
    returning 1`.execute(db)
  return rows.length > 0
}

/** Begins the wave of an account, with what was refused in the last hour; of two that would begin it at once, one does. */
export async function beginWave(transaction: Transaction, accountId: string): Promise<boolean> {
  const { db, organisationId, now } = transaction
  const { rows } = await sql<{ id: string; declines: number; networks: number }>`
    insert into decline_waves (organisation_id, decline_wave_id, payment_account_id, began_at, alarmed_at, declines, networks)
    select ${organisationId}::uuid, ${newId(now)}::uuid, ${accountId}::uuid, ${now}, ${now}, count(*), count(distinct network)
    from payment_declines where organisation_id = ${organisationId} and payment_account_id = ${accountId}
      and declined_at > ${windowStart(transaction)}
    on conflict (organisation_id, payment_account_id) where ended_at is null do nothing
    returning decline_wave_id as id, declines, networks`.execute(db)
  const [wave] = rows
  if (wave === undefined) return false
  const { id, declines, networks } = wave
  await audit(transaction, { action: 'payments.begin-wave', ...about(id), after: { accountId, declines, networks } })
  await publish(transaction, declineWaveBegan, { declineWaveId: id })
  return true
}

/** Whether any wave is on: nearly always none is, and nothing more needs to be looked at. */
export async function isAnyWaveOn({ db, organisationId }: Transaction): Promise<boolean> {
  const wave = await db
    .selectFrom('decline_waves')
    .where('organisation_id', '=', organisationId)
    .where('ended_at', 'is', null)
    .select('decline_wave_id')
    .limit(1)
    .executeTakeFirst()
  return wave !== undefined
}

/** Counts what was done against the waves that are on, in a transaction of its own: the attempt itself left nothing behind. */
export async function countHindered(scope: Scope, what: 'held_back' | 'turned_away'): Promise<void> {
  await scope.transaction(({ db, organisationId }) =>
    db
      .updateTable('decline_waves')
      .set((wave) => ({ [what]: wave(what, '+', 1) }))
      .where('organisation_id', '=', organisationId)
      .where('ended_at', 'is', null)
      .execute(),
  )
}

/** As the audit names a wave. */
export function about(declineWaveId: string) {
  return { subjectKind: 'decline_wave', subjectId: declineWaveId } as const
}
