import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'
import { lowestNeeds } from './lowest-needs.ts'
import { plansForMany } from './plans.ts'
import { giftSide, isUnbatched, type Lane, needLine, needSide, needsRead, remainders } from './sides.ts'

/** How many gifts move in one transaction, unless it is told otherwise; at least 201. */
export const batchSize = 50_000

/**
 * Lays gifts and needs end to end, each line from 0; where they overlap are the slices: rules 1 and 2 of `reference.ts`. Works on
 * residuals only, so what was given before plays no part. Everything stays within the statement: of the needs at most so many are
 * read as `needsRead` says, and `is_enough` of `measure` says whether these hold the gifts; otherwise no slice is made.
 */
export function fewSlices(
  transaction: Transaction,
  lane: Lane,
  { gifts, needs }: { gifts: number; needs: number },
): RawBuilder<unknown> {
  const limit = needsRead(lane, needs)
  const lowest = lane.policy === 'even' && limit !== null
  const [among, hold] = lowest ? ['lowest_needs', 'reach'] : ['line_needs', 'open']
  return sql`line_gifts as materialized (${giftSide(transaction, lane, gifts)}),
    ${lowest ? sql`lowest_needs as materialized (${lowestNeeds(transaction, lane, limit)}),` : sql``}
    line_needs as materialized (${needSide(transaction, lane, limit)}),
    measure as materialized (
      select ${sql.lit(limit === null)} or count(*) < ${sql.lit(needs)}
        or sum(${sql.ref(hold)}) > coalesce((select max(stop) from line_gifts), 0) as is_enough
      from ${sql.table(among)}
    ),
    ${placed},
    line_slices as materialized (select * from (${overlaps}) as found where (select is_enough from measure))`
}

/**
 * The same for a batch of many gifts, in temporary tables with an index: leaves the slices in `line_slices`. Answers how many gifts
 * were laid; fewer than a batch are all there are.
 */
export async function laySlices(transaction: Transaction, lane: Lane, batch: number): Promise<{ isWhole: boolean }> {
  const { db } = transaction
  await plansForMany(transaction)
  // Making the index counts the rows as well.
  const lay = async (table: 'line_gifts' | 'line_needs', by: 'stop' | 'ordinal', rows: RawBuilder<unknown>) => {
    await sql`create temporary table ${sql.table(table)} on commit drop as ${rows}`.execute(db)
    await sql`create unique index on ${sql.table(table)} (${sql.ref(by)})`.execute(db)
  }
  // Whichever side is measured by the other is laid after it.
  const needs = () => lay('line_needs', 'ordinal', needSide(transaction, lane, null))
  if (isUnbatched(lane)) await needs()
  await lay('line_gifts', 'stop', giftSide(transaction, lane, batch))
  if (!isUnbatched(lane)) await needs()
  await sql`
    create temporary table line_slices on commit drop as with recursive ${placed} ${overlaps}`.execute(db)
  const { rows } = await sql<{ count: bigint }>`
    select coalesce((select ordinal from line_gifts order by stop desc limit 1), 0)::bigint as count`.execute(db)
  await sql`drop table line_gifts, line_needs`.execute(db)
  return { isWhole: isUnbatched(lane) || Number(rows[0]?.count) < batch }
}

/**
 * The slice in which the oldest remainder closes the first need in line: rule 3 of `reference.ts`. The largest one is asked first:
 * where even that does not reach, none is read.
 */
export function closingSlice(transaction: Transaction, lane: Lane): RawBuilder<unknown> {
  const waiting = remainders(transaction, lane)
  return sql`first_need as materialized (${needLine(transaction, lane, 1)}), line_slices as materialized (
      select 1::bigint as place, g.gift_id, n.need_id, n.case_id, n.open as amount_minor, null::uuid as reverses_id,
        g.standing, g.open_minor as gift_open
      from first_need n cross join lateral (
        select * from (${waiting}) as waiting where open_minor >= n.open order by received_at, gift_id limit 1
      ) g
      where n.open <= (select max(open_minor) from (${waiting}) as waiting)
    )`
}

/**
 * `placed` walks down the needs: each begins where the one before it ended, or, where that split left a remainder that
 * neither reaches the minimum nor closes the next need, behind that gift. A need then has the gifts that end within it, and that
 * which goes on beyond it. From slice to slice the gift, the need or both are the next: the sum of both counts is their order.
 */
const placed = sql`placed (ordinal, need_id, case_id, start, stop) as (
    select ordinal, need_id, case_id, 0::bigint, open from line_needs where ordinal = 1
    union all
    select n.ordinal, n.need_id, n.case_id, here.start, here.start + n.open
    from placed p
    join line_needs n on n.ordinal = p.ordinal + 1
    cross join lateral (select * from line_gifts where stop > p.stop order by stop limit 1) g
    cross join lateral (
      select case when g.start < p.stop and g.stop - p.stop < least(n.open, g.minimum) then g.stop else p.stop end as start
    ) here
  )`

const overlaps = sql`
  select (g.ordinal + p.ordinal)::bigint as place, g.gift_id, p.need_id, p.case_id,
    least(g.stop, p.stop) - greatest(g.start, p.start) as amount_minor, null::uuid as reverses_id,
    g.standing, g.open_minor as gift_open
  from placed p
  cross join lateral (
    select * from line_gifts where stop > p.start and stop <= p.stop
    union all
    select * from (select * from line_gifts where stop > p.stop order by stop limit 1) as beyond where start < p.stop
  ) g
  order by place`
