import { type RawBuilder, sql } from 'kysely'
import type { AllocationPolicy } from '../campaigns/campaign.ts'
import type { Transaction } from '../platform/scope.ts'
import type { LogName } from './disclose.ts'
import { oldest } from './named.ts'
import { needLine, type Purse, remainders, usable } from './sides.ts'

/** Gifts of a fund that wait while needs lack something. `named` are those that name a case. */
export interface WaitingLane extends Purse, LogName {
  policy: AllocationPolicy | 'named'
  /** How many could give, counted no further than asked for. */
  count: number
  /** Whether something waits that may only close a need. */
  hasRemainders: boolean
}

/** The order in which the lanes of a purse have their turn: gifts that name a case first. */
const turns = ['named', 'urgency', 'queue', 'even', 'every_gift'] as const

/** What waits in a fund by currency and policy, in the order of turns. Where nothing is lacking nothing waits. */
export async function waitingLanes(transaction: Transaction, fundId: string, countTo: number): Promise<WaitingLane[]> {
  const { db, organisationId } = transaction
  // Taken from the index in its order: looking for any need that lacks something reads over all that have everything.
  const firstNeed = needLine(transaction, { fundId, policy: 'queue', currency: sql.ref('p.currency') }, 1)
  const { rows } = await sql<Omit<WaitingLane, 'fundId' | 'count'> & { count: bigint }>`
    with purses as (
      select p.currency, f.code, o.time_zone as "timeZone"
      from (select distinct currency from programmes where organisation_id = ${organisationId} and fund_id = ${fundId}) p
      join funds f on f.organisation_id = ${organisationId} and f.fund_id = ${fundId}
      join organisations o on o.organisation_id = ${organisationId}
      where exists (select from (${firstNeed}) as first_need)
    )
    select purses.*, lane.* from purses cross join lateral (
      ${sql.join(
        turns.map((policy, turn) => laneOf(transaction, { fundId, policy, turn, countTo })),
        sql` union all `,
      )}
    ) as lane (policy, turn, count, "hasRemainders")
    where lane.count > 0 or lane."hasRemainders"
    order by purses.currency, lane.turn`.execute(db)
  return rows.map((row) => ({ ...row, fundId, count: Number(row.count) }))
}

function laneOf(
  transaction: Transaction,
  { fundId, policy, turn, countTo }: { fundId: string; policy: (typeof turns)[number]; turn: number; countTo: number },
): RawBuilder<unknown> {
  const purse = { fundId, currency: sql.ref('purses.currency') }
  const [waiting, rest] =
    policy === 'named'
      ? [oldest(transaction, purse, countTo), sql`false`]
      : [
          usable(transaction, { ...purse, policy }, countTo),
          sql`exists (${remainders(transaction, { ...purse, policy })})`,
        ]
  return sql`(select ${sql.lit(policy)}, ${sql.lit(turn)}, (select count(*) from (${waiting}) as waiting), ${rest})`
}
