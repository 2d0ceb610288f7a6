import { sql } from 'kysely'
import type { Transaction } from '../../platform/scope.ts'

/** A wave of refused payments as members see it. */
export interface ShownWave {
  readonly id: string
  readonly accountName: string
  readonly beganAt: Date
  readonly declines: number
  /** From how many networks, as far as they are known. */
  readonly networks: number
  /** Attempts sent without a solved puzzle. */
  readonly heldBack: number
  /** Attempts refused before any payment. */
  readonly turnedAway: number
  readonly endedAt: Date | null
  /** Null where it ended by itself, or is on. */
  readonly endedByName: string | null
}

const shownMilliseconds = 30 * 24 * 60 * 60 * 1000

/** Waves that are on, then those of the last thirty days, the newest first. */
export async function listDeclineWaves({ db, organisationId, now }: Transaction): Promise<ShownWave[]> {
  const { rows } = await sql<ShownWave>`
    select w.decline_wave_id as id, a.name as "accountName", w.began_at as "beganAt", w.declines, w.networks,
      w.held_back as "heldBack", w.turned_away as "turnedAway", w.ended_at as "endedAt", m.name as "endedByName"
    from decline_waves w
    join payment_accounts a on a.organisation_id = w.organisation_id and a.payment_account_id = w.payment_account_id
    left join members m on m.organisation_id = w.organisation_id and m.member_id = w.ended_by
    where w.organisation_id = ${organisationId}
      and (w.ended_at is null or w.began_at > ${new Date(now.getTime() - shownMilliseconds)})
    order by w.ended_at is not null, w.began_at desc, w.decline_wave_id desc limit 50`.execute(db)
  return rows
}
