import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'
import type { Batch } from './allocation.ts'
import type { LogName } from './disclose.ts'
import { plansForMany } from './plans.ts'
import type { Purse, PurseSaid } from './sides.ts'
import { writeFew, writeMany } from './write.ts'

/**
 * Gives gifts that name a case to the needs of that case, the oldest gift first, the need that is due first first. A part may be
 * as small as it comes: it stays with the child the donor chose. All cases in one statement, up to a batch of gifts.
 */
export async function giveToNamed(
  transaction: Transaction,
  { count, ...purse }: Purse & LogName & { count: number },
  { few, batch }: { few: number; batch: number },
): Promise<Batch> {
  const { db } = transaction
  const cause = { ...purse, reason: 'gift' } as const
  if (count <= few) {
    const slices = sql`line_slices as materialized (${namedSlices(transaction, purse, few)})`
    return { given: (await writeFew(transaction, cause, slices)).given, isDone: true }
  }
  await plansForMany(transaction)
  await sql`
    create temporary table line_slices on commit drop as ${namedSlices(transaction, purse, batch)}`.execute(db)
  const { rows } = await sql<{ seen: bigint }>`
    select count(*) as seen from (${oldest(transaction, purse, batch)}) as oldest`.execute(db)
  return { given: await writeMany(transaction, cause), isDone: (rows[0]?.seen ?? 0n) < BigInt(batch) }
}

function namedSlices(transaction: Transaction, purse: Purse, most: number): RawBuilder<unknown> {
  return sql`
    with named as materialized (
      select gift_id, received_at, standing, open_minor, case_id,
        sum(open_minor) over (partition by case_id order by received_at, gift_id) as stop
      from (${oldest(transaction, purse, most)}) as oldest
    ), lines as materialized (
      select need_id, case_id, open_minor,
        sum(open_minor) over (partition by case_id order by due_on nulls last, created_at, need_id) as stop
      from needs where ${lacking(transaction, purse)} and case_id in (select case_id from named)
    )
    select row_number() over (order by g.received_at, g.gift_id, n.stop) as place, g.gift_id, n.need_id, n.case_id,
      (least(g.stop, n.stop) - greatest(g.stop - g.open_minor, n.stop - n.open_minor))::bigint as amount_minor,
      null::uuid as reverses_id, g.standing, g.open_minor as gift_open
    from named g join lines n using (case_id)
    where g.stop > n.stop - n.open_minor and n.stop > g.stop - g.open_minor
    order by place`
}

/** The oldest gifts whose case lacks something. */
export function oldest(transaction: Transaction, purse: PurseSaid, most: number): RawBuilder<unknown> {
  return sql`
    select gift_id, received_at, ctid as standing, open_minor, case_id from open_gifts o
    where ${theirs(transaction, purse)} and case_id is not null and lane <> 'not_final'
      and exists (select from needs n where n.case_id = o.case_id and ${lacking(transaction, purse)})
    order by received_at, gift_id limit ${sql.lit(most)}`
}

function lacking(transaction: Transaction, purse: PurseSaid): RawBuilder<unknown> {
  return sql`${theirs(transaction, purse)} and open_minor > 0 and cancelled_at is null`
}

function theirs({ organisationId }: Transaction, { fundId, currency }: PurseSaid): RawBuilder<unknown> {
  return sql`organisation_id = ${organisationId} and fund_id = ${fundId} and currency = ${currency}`
}
