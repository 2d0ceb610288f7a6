import { type RawBuilder, sql } from 'kysely'

/**
 * Pours an amount over vessels, those that have least first: whole steps from the bottom, and what is left of the last step in
 * order. `pourByHand` of `reference.ts` is the same, told step by step; here the level is computed from where vessels begin and
 * end, so that a million steps cost what the vessels cost.
 *
 * @param vessels answers `ordinal`, `level` (what it has) and `room` (what it can still take)
 * @param total answers one amount, @param step one amount above zero; the answer is `ordinal, part`
 */
export function pour(
  vessels: RawBuilder<unknown>,
  total: RawBuilder<unknown>,
  step: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`
    with vessels as materialized (${vessels}), amounts as materialized (
      select coalesce((${total}), 0)::bigint as total, coalesce((${step}), 1)::bigint as step
    ), rims as (
      select at, sum(slope) as slope
      from (select level as at, 1 as slope from vessels union all select level + room, -1 from vessels) as each group by at
    ), widths as (
      select at, sum(slope) over line as width, lead(at) over line - at as height from rims window line as (order by at)
    ), volumes as (
      select at, width, sum(width * height) over line - width * height as below from widths window line as (order by at)
    ), reached as (
      select (at + (total - below)::bigint / width::bigint) / step * step as level
      from volumes, amounts where width > 0 and below <= total order by at desc limit 1
    ), poured as (
      select v.ordinal, greatest(0, least(v.room, r.level - v.level)) as firm,
        greatest(0, least(v.level + v.room, r.level + a.step) - greatest(v.level, r.level)) as next
      from vessels v, reached r, amounts a
    ), last_step as (
      select ordinal, firm, next, (select total from amounts) - sum(firm) over ()
        - (sum(next) over (order by ordinal) - next) as left_for_next
      from poured
    )
    select ordinal, (firm + greatest(0, least(next, left_for_next)))::bigint as part from last_step`
}
