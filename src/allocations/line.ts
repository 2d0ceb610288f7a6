import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'
import { giftSide, isUnbatched, type Lane, laneIs, needLine, needSide, usable } from './sides.ts'

/** A part of a gift for a need, as the line of the database answers it. */
export interface LineSlice {
  gift_id: string
  need_id: string
  case_id: string
  amount_minor: bigint
  /** The row of `open_gifts` in which the gift stands, good as long as the fund is locked, and what it had for needs before. */
  standing: string
  gift_open: bigint
}

/** Up to so many gifts the line is one statement; above, temporary tables with an index and fresh statistics are faster. */
const smallLine = 200

/** How many gifts move in one transaction, unless it is told otherwise; at least 201. */
export const batchSize = 50_000

/** What a batch of the line found: a few slices in hand, or many left in the temporary table `line_slices`, by `place`. */
export type Line =
  | { slices: readonly LineSlice[]; count: number; isWhole: boolean }
  | { slices: 'line_slices'; count: number; isWhole: boolean }

/**
 * Lays gifts and needs end to end, each line from 0, and answers where they overlap: rules 1 and 2 of `reference.ts`.
 * Works on residuals only, so what was given before plays no part. `isWhole` is false when more gifts wait than one batch holds.
 */
export async function lineUp(transaction: Transaction, lane: Lane, batch: number): Promise<Line> {
  const { db } = transaction
  const { count, total, lacking } = await lookAhead(transaction, lane)
  if (count === 0n) return { slices: [], count: 0, isWhole: true }
  if (count > smallLine) return lineUpMany(transaction, lane, { lacking, batch })
  const gifts = giftSide(transaction, lane, batch)
  const needs = needSide(transaction, lane, lacking > total ? shortLine : null)
  const { rows } = await sql<LineSlice>`
    with recursive line_gifts as materialized (${gifts}), line_needs as materialized (${needs}),
      ${overlaps}`.execute(db)
  return { slices: rows, count: rows.length, isWhole: true }
}

async function lineUpMany(
  transaction: Transaction,
  lane: Lane,
  { lacking, batch }: { lacking: bigint; batch: number },
): Promise<Line> {
  const { db } = transaction
  // Sorting and joining a batch in memory; the default is meant for many small statements.
  await sql`set local work_mem = '64MB'`.execute(db)
  const lay = async (table: 'line_gifts' | 'line_needs', by: 'stop' | 'ordinal', rows: RawBuilder<unknown>) => {
    await sql`create temporary table ${sql.table(table)} on commit drop as ${rows}`.execute(db)
    await sql`create unique index on ${sql.table(table)} (${sql.ref(by)})`.execute(db)
    // Of the other columns nobody asks how they are spread.
    await sql`analyze ${sql.table(table)} (ordinal)`.execute(db)
  }
  // Whichever side is measured by the other is laid after it.
  if (lane.policy === 'every_gift') await lay('line_needs', 'ordinal', needLine(transaction, lane, null))
  await lay('line_gifts', 'stop', giftSide(transaction, lane, batch))
  const { rows } = await sql<{ count: bigint; total: bigint }>`
    select count(*), max(stop) as total from line_gifts`.execute(db)
  const { count, total } = rows[0] ?? { count: 0n, total: 0n }
  if (lane.policy !== 'every_gift') {
    await lay('line_needs', 'ordinal', needSide(transaction, lane, lacking > total ? shortLine : null))
  }
  await sql`create temporary table line_slices on commit drop as with recursive ${overlaps}`.execute(db)
  await sql`analyze line_slices (place)`.execute(db)
  const made = await sql<{ count: bigint }>`select count(*) from line_slices`.execute(db)
  await sql`drop table line_gifts, line_needs`.execute(db)
  return { slices: 'line_slices', count: Number(made.rows[0]?.count), isWhole: isUnbatched(lane) || count < batch }
}

/** The oldest remainder that closes the first need in line: rule 3 of `reference.ts`. */
export async function nextCloser(transaction: Transaction, lane: Lane): Promise<LineSlice | undefined> {
  const { db, organisationId } = transaction
  const { rows } = await sql<LineSlice>`
    with first_need as (select * from (${needLine(transaction, lane, 1)}) as line_needs)
    select o.gift_id, n.need_id, n.case_id, n.open as amount_minor, o.ctid::text as standing, o.open_minor as gift_open
    from first_need n join open_gifts o on o.open_minor >= n.open
    where o.organisation_id = ${organisationId} and o.fund_id = ${lane.fundId} and o.currency = ${lane.currency}
      and ${laneIs(lane)}
    order by o.received_at, o.gift_id limit 1`.execute(db)
  return rows[0]
}

/** How many needs are read when few gifts wait: a single gift must not sort thousands. */
const shortLine = 100

/** Whether few gifts wait and with how much, and what the needs at the head lack: where nothing is lacking no gift is read. */
async function lookAhead(
  transaction: Transaction,
  lane: Lane,
): Promise<{ count: bigint; total: bigint; lacking: bigint }> {
  const { rows } = await sql<{ count: bigint; total: bigint; lacking: bigint }>`
    with head as materialized (
      select coalesce(sum(open), 0)::bigint as lacking from (${needLine(transaction, lane, shortLine)}) as line_needs
    )
    select count(*), coalesce(sum(open_minor), 0)::bigint as total, (select lacking from head) as lacking
    from (${usable(transaction, lane, smallLine + 1)}) as usable where (select lacking from head) > 0`.execute(
    transaction.db,
  )
  return rows[0] ?? { count: 0n, total: 0n, lacking: 0n }
}

/**
 * `placed` walks down the needs: each begins where the one before it ended, or, where that split left a remainder that
 * neither reaches the minimum nor closes the next need, behind that gift. Then all boundaries together cut the line into
 * segments, running counts say which gift and need each belongs to, and segments where either is missing fall away.
 */
const overlaps = sql`placed (ordinal, need_id, case_id, start, stop) as (
    select ordinal, need_id, case_id, 0::bigint, open from line_needs where ordinal = 1
    union all
    select n.ordinal, n.need_id, n.case_id, here.start, here.start + n.open
    from placed p
    join line_needs n on n.ordinal = p.ordinal + 1
    cross join lateral (select * from line_gifts where stop > p.stop order by stop limit 1) g
    cross join lateral (
      select case when g.start < p.stop and g.stop - p.stop < least(n.open, g.minimum) then g.stop else p.stop end as start
    ) here
  ), boundaries as (
    select start as at, 1 as gift, 0 as need from line_gifts
    union all select start, 0, 1 from placed
    union all select stop, 0, 0 from placed
    union all select max(stop), 0, 0 from line_gifts
  ), segments as (
    select at, lead(at) over line as until, sum(gift) over line as gift, sum(need) over line as need,
      row_number() over line as place
    from boundaries window line as (order by at)
  )
  select s.place, g.gift_id, n.need_id, n.case_id, s.until - s.at as amount_minor, null::uuid as reverses_id,
    g.standing, g.open_minor as gift_open
  from segments s
  join line_gifts g on g.ordinal = s.gift
  join placed n on n.ordinal = s.need
  where s.at < s.until and s.at < n.stop and s.at < g.stop
  order by s.place`
