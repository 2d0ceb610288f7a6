import { sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'
import type { Result } from './round.ts'

/** How one gift ended a round. `updateId` is null for a gift that still waits for a need. */
export interface GiftResult {
  readonly giftId: string
  readonly updateId: string | null
  readonly personId: string
  readonly personName: string
  readonly pseudonym: string | null
  readonly result: Result
  readonly reason: string | null
  readonly at: Date
}

/** A row of `feedback_results` as it is told: what nobody knows to have arrived is not called sent. */
const told = sql<Result>`case when result = 'sent' and reason = 'unknown' then 'unknown' else result end`

/** How every gift ended a round, people together; with `result` only those that ended so. */
export async function resultsOf(
  { db, organisationId }: Transaction,
  roundId: string,
  result?: Result,
): Promise<GiftResult[]> {
  const { rows } = await sql<GiftResult>`
    select r.gift_id as "giftId", r.update_id as "updateId", r.person_id as "personId",
      p.display_name as "personName", c.pseudonym, r.result, r.reason, r.at
    from (
      select organisation_id, gift_id, update_id, person_id, ${told} as result, reason, at from feedback_results
      where organisation_id = ${organisationId} and feedback_round_id = ${roundId}
      union all
      select organisation_id, gift_id, null, person_id, 'waiting', 'not_allocated', at from feedback_waiting
      where organisation_id = ${organisationId} and feedback_round_id = ${roundId}
    ) r
    join persons p on p.organisation_id = r.organisation_id and p.person_id = r.person_id
    left join updates u on u.organisation_id = r.organisation_id and u.update_id = r.update_id
    left join cases c on c.organisation_id = u.organisation_id and c.case_id = u.case_id
    where ${result ?? null}::text is null or r.result = ${result ?? null}
    order by p.display_name, r.person_id, r.gift_id, r.update_id`.execute(db)
  return rows
}

/** How many gifts of a round ended each way so far. */
export async function countResults(
  { db, organisationId }: Transaction,
  roundId: string,
): Promise<Partial<Record<Result, number>>> {
  const { rows } = await sql<{ result: Result; count: number }>`
    select ${told} as result, count(*)::integer as count from feedback_results
    where organisation_id = ${organisationId} and feedback_round_id = ${roundId} group by 1
    union all
    select 'waiting', count(*)::integer from feedback_waiting
    where organisation_id = ${organisationId} and feedback_round_id = ${roundId} having count(*) > 0`.execute(db)
  return Object.fromEntries(rows.map(({ result, count }) => [result, count]))
}
