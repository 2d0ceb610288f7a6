import { sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'
import type { Balance } from './books.ts'
import { dividedFee, isMoving } from './money-checks.ts'

/** The balance of every fund and currency that has a gift or an expense. */
export async function readBalances(transaction: Transaction): Promise<Balance[]> {
  const { db, organisationId } = transaction
  const { rows } = await sql<Balance & { gifts: bigint }>`
    with given as (
      select g.fund_id, g.currency, count(*) as gifts, sum(g.amount_minor) as received,
        sum(g.refunded_minor) as refunded, sum(${dividedFee}) as fees, sum(p.share_minor) as share,
        sum(o.open_minor) as open,
        sum(g.amount_minor - g.refunded_minor - ${dividedFee} - coalesce(p.amount_minor - p.fee_minor, 0))
          filter (where p.gift_id is null or ${isMoving(transaction)}) as waiting
      from gifts g
      left join gift_portions p on p.organisation_id = g.organisation_id and p.gift_id = g.gift_id
      left join open_gifts o on o.organisation_id = p.organisation_id and o.fund_id = p.fund_id
        and o.currency = p.currency and o.received_at = p.received_at and o.gift_id = p.gift_id
      where g.organisation_id = ${organisationId} group by g.fund_id, g.currency
    ), parts as (
      select g.fund_id, a.currency, sum(a.amount_minor) as allocated
      from allocations a join gifts g on g.organisation_id = a.organisation_id and g.gift_id = a.gift_id
      where a.organisation_id = ${organisationId} group by g.fund_id, a.currency
    ), spending as (
      select p.fund_id, e.currency, sum(e.amount_minor) as spent
      from expenses e
      join cases c on c.organisation_id = e.organisation_id and c.case_id = e.case_id
      join programmes p on p.organisation_id = c.organisation_id and p.programme_id = c.programme_id
      where e.organisation_id = ${organisationId} and e.reversed_at is null group by p.fund_id, e.currency
    ), keys as (
      select fund_id, currency from given union select fund_id, currency from parts
      union select fund_id, currency from spending
    )
    select f.fund_id as "fundId", f.code as fund, currency, coalesce(gifts, 0)::bigint as gifts,
      coalesce(received, 0)::bigint as "receivedMinor", coalesce(refunded, 0)::bigint as "refundedMinor",
      coalesce(fees, 0)::bigint as "feesMinor", coalesce(share, 0)::bigint as "shareMinor",
      coalesce(allocated, 0)::bigint as "allocatedMinor", coalesce(open, 0)::bigint as "openMinor",
      coalesce(waiting, 0)::bigint as "waitingMinor", coalesce(spent, 0)::bigint as "spentMinor"
    from keys
    left join given using (fund_id, currency) left join parts using (fund_id, currency)
    left join spending using (fund_id, currency)
    join funds f on f.organisation_id = ${organisationId} and f.fund_id = keys.fund_id
    order by f.code, currency`.execute(db)
  return rows.map(({ gifts, ...row }) => ({ ...row, giftCount: Number(gifts) }))
}

/** A sum the database holds of what stands in the log, in the log's own words. */
export interface Sum {
  readonly kind: string
  readonly fund: string
  readonly currency: string
  readonly minor: bigint
}

/** What the log should add up to by the tables. */
export async function readSums({ db, organisationId }: Transaction): Promise<Sum[]> {
  const { rows } = await sql<Sum>`
    select kind, f.code as fund, currency, sum(amount)::bigint as minor from (
      select 'gift.received' as kind, fund_id, currency, amount_minor as amount
      from gifts where organisation_id = ${organisationId}
      union all
      select 'gift.refunded', g.fund_id, g.currency, r.amount_minor
      from refunds r join gifts g on g.organisation_id = r.organisation_id and g.gift_id = r.gift_id
      where r.organisation_id = ${organisationId} and r.state = 'done'
      union all
      select 'gift.allocated', g.fund_id, a.currency, a.amount_minor
      from allocations a join gifts g on g.organisation_id = a.organisation_id and g.gift_id = a.gift_id
      where a.organisation_id = ${organisationId} and ${isTold}
      union all
      select 'case.spent', p.fund_id, e.currency, e.amount_minor
      from expenses e
      join cases c on c.organisation_id = e.organisation_id and c.case_id = e.case_id
      join programmes p on p.organisation_id = c.organisation_id and p.programme_id = c.programme_id
      where e.organisation_id = ${organisationId} and e.reversed_at is null
    ) as told
    join funds f on f.organisation_id = ${organisationId} and f.fund_id = told.fund_id
    group by kind, f.code, currency order by kind, f.code, currency`.execute(db)
  return rows
}

/** Of a great many allocations the lines for the log are made in the minutes after: those of `a` the log has, or is about to get. */
export const isTold = sql<boolean>`not exists (select from untold_allocations u
  where u.organisation_id = a.organisation_id and a.allocation_id between u.first_id and u.last_id)`

/** The lines of the log from a position on, at most `limit`. */
export async function readLines(
  { db, organisationId }: Transaction,
  from: bigint,
  limit: number,
): Promise<{ position: bigint; entry: Buffer }[]> {
  return db
    .selectFrom('log_entries')
    .where('organisation_id', '=', organisationId)
    .where('position', '>=', from)
    .select(['position', 'entry'])
    .orderBy('position')
    .limit(limit)
    .execute()
}

/** The lines that wait for the sequencer. */
export async function readPendingLines({ db, organisationId }: Transaction): Promise<Buffer[]> {
  const rows = await db
    .selectFrom('log_pending')
    .where('organisation_id', '=', organisationId)
    .select('entry')
    .execute()
  return rows.map(({ entry }) => entry)
}
