import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Transaction } from '../platform/scope.ts'

/** What the money of a programme did, as a closing report tells it. Minor units as decimal strings. */
export const useOfFunds = z.object({
  currency: z.string(),
  /** What stands allocated to children of the programme. */
  raisedMinor: z.string(),
  spentMinor: z.string(),
  /** Set aside and not spent yet. */
  leftMinor: z.string(),
  /** Children treated or recovered. */
  children: z.number(),
  /** What it was spent on, the most first; `cases:items`. */
  uses: z.array(z.object({ item: z.string(), minor: z.string() })),
})
export type UseOfFunds = z.infer<typeof useOfFunds>

/**
 * Those a closing report is for, with the part of their gifts that stands allocated: nobody whose gifts were all given back,
 * nobody whom a giving platform tells, and nobody who had one before.
 */
export function closingPeople({ organisationId }: Transaction, programmeId: string, roundId: string | null) {
  return sql`
    select g.person_id, (array_agg(g.gift_id order by g.received_at desc, g.gift_id))[1] as gift_id,
      sum(a.amount_minor)::bigint as share_minor, a.currency
    from allocations a
    join cases c on c.organisation_id = a.organisation_id and c.case_id = a.case_id
    join gifts g on g.organisation_id = a.organisation_id and g.gift_id = a.gift_id
    where a.organisation_id = ${organisationId} and c.programme_id = ${programmeId} and g.order_number is null
      and g.refunded_minor < g.amount_minor
      and not exists (select from feedback_closings told
        join feedback_rounds o on o.organisation_id = told.organisation_id and o.feedback_round_id = told.feedback_round_id
        where told.organisation_id = ${organisationId} and told.person_id = g.person_id
          and o.programme_id = ${programmeId} and told.result in ('queued', 'sent', 'shown')
          and told.feedback_round_id is distinct from ${roundId}::uuid)
    group by g.person_id, a.currency having sum(a.amount_minor) > 0`
}

/** How many a closing report would be for. */
export async function countClosing(transaction: Transaction, programmeId: string): Promise<number> {
  const people: RawBuilder<unknown> = closingPeople(transaction, programmeId, null)
  const { rows } = await sql<{ people: number }>`select count(*)::integer as people from (${people}) as people`.execute(
    transaction.db,
  )
  return rows[0]?.people ?? 0
}

/** See `UseOfFunds`; counted from allocations and expenses, what was taken back or reversed left out. */
export async function readUseOfFunds(transaction: Transaction, programmeId: string): Promise<UseOfFunds> {
  const { db, organisationId } = transaction
  const { rows } = await sql<{ currency: string; raised: bigint; children: number }>`
    select p.currency, (select coalesce(sum(a.amount_minor), 0)::bigint from allocations a
        join cases c on c.organisation_id = a.organisation_id and c.case_id = a.case_id
        where a.organisation_id = p.organisation_id and c.programme_id = p.programme_id) as raised,
      (select count(*)::integer from cases c where c.organisation_id = p.organisation_id
        and c.programme_id = p.programme_id and c.stage in ('treated', 'recovered')) as children
    from programmes p where p.organisation_id = ${organisationId} and p.programme_id = ${programmeId}`.execute(db)
  const { rows: uses } = await sql<{ item: string; minor: bigint }>`
    select n.item, sum(e.amount_minor)::bigint as minor from expenses e
    join needs n on n.organisation_id = e.organisation_id and n.need_id = e.need_id
    join cases c on c.organisation_id = e.organisation_id and c.case_id = e.case_id
    where e.organisation_id = ${organisationId} and c.programme_id = ${programmeId} and e.reversed_at is null
    group by n.item order by minor desc, n.item`.execute(db)
  const { currency = '', raised = 0n, children = 0 } = rows[0] ?? {}
  const spent = uses.reduce((sum, { minor }) => sum + minor, 0n)
  return {
    ...{ currency, children },
    ...{
      raisedMinor: String(raised),
      spentMinor: String(spent),
      leftMinor: String(raised > spent ? raised - spent : 0n),
    },
    uses: uses.map(({ item, minor }) => ({ item, minor: String(minor) })),
  }
}
