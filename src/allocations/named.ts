import { sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'
import type { Batch } from './allocation.ts'
import type { Purse } from './sides.ts'
import { toldAtOnce, writeMoved } from './write.ts'

/**
 * Gives gifts that name a case to the needs of that case, the oldest gift first, the need that is due first first. A part may be
 * as small as it comes: it stays with the child the donor chose. All cases in one statement, up to a batch of gifts.
 */
export async function giveToNamed(transaction: Transaction, purse: Purse, batch: number): Promise<Batch> {
  const { db, organisationId } = transaction
  const theirs = sql`organisation_id = ${organisationId} and fund_id = ${purse.fundId} and currency = ${purse.currency}`
  const lacking = sql`${theirs} and open_minor > 0 and cancelled_at is null`
  const oldest = sql`
    select gift_id, received_at, ctid as standing, open_minor, case_id from open_gifts o
    where ${theirs} and case_id is not null and lane <> 'not_final'
      and exists (select from needs n where n.case_id = o.case_id and ${lacking})
    order by received_at, gift_id limit ${batch}::integer`
  await sql`
    create temporary table named_slices on commit drop as
    with named as materialized (
      select gift_id, received_at, standing, open_minor, case_id,
        sum(open_minor) over (partition by case_id order by received_at, gift_id) as stop
      from (${oldest}) as oldest
    ), lines as materialized (
      select need_id, case_id, open_minor,
        sum(open_minor) over (partition by case_id order by due_on nulls last, created_at, need_id) as stop
      from needs where ${lacking} and case_id in (select case_id from named)
    )
    select row_number() over (order by g.received_at, g.gift_id, n.stop) as place, g.gift_id, n.need_id, n.case_id,
      (least(g.stop, n.stop) - greatest(g.stop - g.open_minor, n.stop - n.open_minor))::bigint as amount_minor,
      null::uuid as reverses_id, g.standing, g.open_minor as gift_open
    from named g join lines n using (case_id)
    where g.stop > n.stop - n.open_minor and n.stop > g.stop - g.open_minor`.execute(db)
  const { rows } = await sql<{ given: bigint; seen: bigint }>`
    select count(*) as given, (select count(*) from (${oldest}) as oldest) as seen from named_slices`.execute(db)
  const { given, seen } = rows[0] ?? { given: 0n, seen: 0n }
  if (given > 0n) {
    const cause = { ...purse, reason: 'gift' } as const
    await writeMoved(transaction, cause, sql`select * from named_slices`, { isMany: given > toldAtOnce })
  }
  await sql`drop table named_slices`.execute(db)
  return { given: Number(given), isDone: seen < BigInt(batch) }
}
