import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'
import { isLacking, type PurseSaid } from './sides.ts'

/**
 * The needs that have the fewest whole steps, so many of them at most: `ordinal, need_id, case_id, open, given, reach`, where a step
 * is the largest minimum of `line_gifts`. `reach` is what each can take before one that was not read would have its turn: what all
 * of them reach together can be poured as if the others were not there.
 *
 * The index knows what each has, not in how many steps. So it is walked from sum to sum, and of each sum the first in line are
 * taken, until the step in which the last one stands is through. Rows read are at most `most` for each different sum up to there.
 */
export function lowestNeeds(transaction: Transaction, purse: PurseSaid, most: number): RawBuilder<unknown> {
  const limit = sql.lit(most)
  const next = sql`
    select n.due_on, n.created_at, n.need_id, n.case_id, n.open_minor, n.given_minor as given from needs n
    where ${isLacking(transaction, purse)} and n.given_minor > walked.given
    order by n.given_minor, n.due_on nulls last, n.created_at, n.need_id limit ${limit}`
  return sql`
    with recursive amounts as materialized (select coalesce(max(minimum), 1)::bigint as step from line_gifts),
    walked (given, steps, lower, here, needs, cases, opens, dues, times) as (
      select -1::bigint, -1::bigint, 0::bigint, 0::bigint,
        array[]::uuid[], array[]::uuid[], array[]::bigint[], array[]::date[], array[]::timestamptz[]
      union all
      select sum.given, sum.given / step, lower + case when sum.given / step > steps then here else 0 end,
        sum.count + case when sum.given / step > steps then 0 else here end, sum.needs, sum.cases, sum.opens, sum.dues, sum.times
      from walked cross join amounts cross join lateral (
        select given, count(*) as count, array_agg(need_id) as needs, array_agg(case_id) as cases, array_agg(open_minor) as opens,
          array_agg(due_on) as dues, array_agg(created_at) as times
        from (select *, min(given) over () as lowest from (${next}) as next) as next where given = lowest group by given
      ) as sum
      where lower < ${limit}
    ), line as materialized (
      select *, row_number() over (order by due_on nulls last, created_at, need_id) as ordinal
      from (
        select each.*, given, steps from walked, unnest(needs, cases, opens, dues, times)
          as each (need_id, case_id, open, due_on, created_at)
        order by steps, due_on nulls last, created_at, need_id limit ${limit}
      ) as first
    ), last as (
      select steps, ordinal from line order by steps desc, ordinal desc limit 1
    )
    select line.ordinal, need_id, case_id, open, given,
      least(given + open, (last.steps + (line.ordinal <= last.ordinal)::integer) * step) - given as reach
    from line, last, amounts`
}
