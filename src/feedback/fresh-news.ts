import { sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'
import { isTellable } from './tellable.ts'

/** Released news of a programme that no round has sent. */
export interface FreshNews {
  readonly programmeId: string
  /** Cases whose latest news it is. */
  readonly cases: number
  readonly newestAt: Date
}

/**
 * Programmes with fresh news, the newest first. It reads updates, not givers, so it is quick where millions gave; whether
 * somebody is there to hear it, only planning a round tells.
 */
export async function readFreshNews({ db, organisationId }: Transaction): Promise<FreshNews[]> {
  const { rows } = await sql<FreshNews>`
    select programme_id as "programmeId", count(*)::integer as cases, max(approved_at) as "newestAt"
    from (
      select distinct on (u.case_id) c.programme_id, u.update_id, u.approved_at from updates u
      join cases c on c.organisation_id = u.organisation_id and c.case_id = u.case_id
      where u.organisation_id = ${organisationId} and u.state = 'approved' and ${isTellable}
      order by u.case_id, u.approved_at desc, u.update_id desc
    ) as latest
    where not exists (
      select from feedback_round_updates o
      join feedback_rounds r on r.organisation_id = o.organisation_id and r.feedback_round_id = o.feedback_round_id
      where o.organisation_id = ${organisationId} and o.update_id = latest.update_id and r.state in ('sending', 'done'))
    group by programme_id order by "newestAt" desc, programme_id`.execute(db)
  return rows
}
