import { type RawBuilder, sql } from 'kysely'
import type { AllocationPolicy } from '../campaigns/campaign.ts'
import type { Transaction } from '../platform/scope.ts'
import type { LogName } from './disclose.ts'
import { held, sawLastTurn } from './hold.ts'
import { oldest } from './named.ts'
import { plansOnce } from './plans.ts'
import { needLine, type Purse, remainders, usable } from './sides.ts'

/** Gifts of a fund that wait while needs lack something. `named` are those that name a case. */
export interface WaitingLane extends Purse, LogName {
  policy: AllocationPolicy | 'named'
  /** How many could give, counted no further than asked for. */
  count: number
  /** Whether something waits that may only close a need. */
  hasRemainders: boolean
}

/**
 * Holds a fund until the transaction ends, as `lockFund` does, and answers what waits in it by currency and policy, in the order in
 * which lanes have their turn: gifts that name a case first. Where nothing is lacking nothing waits.
 */
export async function holdAndLook(transaction: Transaction, fundId: string, countTo: number): Promise<WaitingLane[]> {
  const { db, organisationId } = transaction
  await plansOnce(transaction)
  // Taken from the index in its order: looking for any need that lacks something reads over all that have everything.
  const firstNeed = needLine(transaction, { fundId, policy: 'queue', currency: sql.ref('p.currency') }, 1)
  const { rows } = await sql<Looked>`
    with held as (${held(transaction, fundId)}), purses as (
      select p.currency, f.code, o.time_zone as "timeZone"
      from (select distinct currency from programmes where organisation_id = ${organisationId} and fund_id = ${fundId}) p
      join funds f on f.organisation_id = ${organisationId} and f.fund_id = ${fundId}
      join organisations o on o.organisation_id = ${organisationId}
      where exists (select from (${firstNeed}) as first_need)
    ), lanes as (
      select purses.*, lane.* from purses cross join lateral (${lanesOf(transaction, fundId, countTo)})
        as lane (policy, turn, count, "hasRemainders")
      where lane.count > 0 or lane."hasRemainders"
    )
    select ${sawLastTurn(transaction, fundId)} as "isFresh", lanes.* from held left join lanes on true
    order by lanes.currency, lanes.turn`.execute(db)
  // Somebody else had the fund meanwhile; now nobody has.
  if (!rows[0]?.isFresh) return holdAndLook(transaction, fundId, countTo)
  return rows.flatMap((row) => (row.policy === null ? [] : [{ ...row, fundId, count: Number(row.count) }]))
}

/** A lane, or one row that says that there is none. */
type Looked = { isFresh: boolean } & ((Omit<WaitingLane, 'fundId' | 'count'> & { count: bigint }) | { policy: null })

/** What waits in each lane of `purses`. Those that differ in nothing but their name are one statement. */
function lanesOf(transaction: Transaction, fundId: string, countTo: number): RawBuilder<unknown> {
  const purse = { fundId, currency: sql.ref('purses.currency') }
  const counted = (waiting: RawBuilder<unknown>) => sql`(select count(*) from (${waiting}) as waiting)`
  const inTurn = (policy: AllocationPolicy | RawBuilder<unknown>) => {
    const lane = { ...purse, policy }
    // The largest of them is one row of an index; whether there is any at all it might look for in the whole line.
    const largest = sql`(select max(open_minor) from (${remainders(transaction, lane)}) as remainders)`
    return sql`${counted(usable(transaction, lane, countTo))}, ${largest} is not null`
  }
  return sql`
    select 'named', 0, ${counted(oldest(transaction, purse, countTo))}, false
    union all
    select policy, turn, ${inTurn(sql.ref('policy'))}
    from (values ('urgency', 1), ('queue', 2), ('even', 3)) as alike (policy, turn)
    union all
    select 'every_gift', 4, ${inTurn('every_gift')}`
}
