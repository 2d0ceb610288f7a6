import { sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'
import { type AllocationPart, allocationReasons, type CaseGift, type Trace } from './allocation.ts'

/** Where gifts went: every movement in order, so that fee + share + parts + open is the gift net of refunds. */
export async function tracesOf(transaction: Transaction, giftIds: readonly string[]): Promise<Trace[]> {
  if (giftIds.length === 0) return []
  const { db, organisationId } = transaction
  const portions = await db
    .selectFrom('gift_portions as p')
    .leftJoin('open_gifts as o', (join) =>
      join
        .onRef('o.organisation_id', '=', 'p.organisation_id')
        .onRef('o.fund_id', '=', 'p.fund_id')
        .onRef('o.currency', '=', 'p.currency')
        .onRef('o.received_at', '=', 'p.received_at')
        .onRef('o.gift_id', '=', 'p.gift_id'),
    )
    .where('p.organisation_id', '=', organisationId)
    .where('p.gift_id', 'in', [...giftIds])
    .select([
      'p.gift_id',
      'p.currency',
      'p.amount_minor',
      'p.fee_minor',
      'p.share_minor',
      'p.final_at',
      'o.open_minor',
      'o.lane',
    ])
    .orderBy('p.received_at')
    .orderBy('p.gift_id')
    .execute()
  const parts = await partsOf(transaction, giftIds)
  return portions.map((portion) => ({
    giftId: portion.gift_id,
    currency: portion.currency,
    amountMinor: portion.amount_minor,
    feeMinor: portion.fee_minor,
    shareMinor: portion.share_minor,
    openMinor: portion.open_minor ?? 0n,
    finalAt: portion.final_at,
    waitsFor: portion.lane === 'not_final' ? 'final' : portion.lane === 'case_only' ? 'case' : null,
    parts: parts.get(portion.gift_id) ?? [],
  }))
}

async function partsOf(
  { db, organisationId }: Transaction,
  giftIds: readonly string[],
): Promise<Map<string, AllocationPart[]>> {
  const rows = await db
    .selectFrom('allocations as a')
    .innerJoin('cases as c', (join) =>
      join.onRef('c.organisation_id', '=', 'a.organisation_id').onRef('c.case_id', '=', 'a.case_id'),
    )
    .innerJoin('needs as n', (join) =>
      join.onRef('n.organisation_id', '=', 'a.organisation_id').onRef('n.need_id', '=', 'a.need_id'),
    )
    .where('a.organisation_id', '=', organisationId)
    .where('a.gift_id', 'in', [...giftIds])
    .select(['a.allocation_id', 'a.gift_id', 'a.case_id', 'a.need_id', 'a.amount_minor', 'a.at', 'a.reason'])
    .select(['c.pseudonym', 'n.item'])
    .orderBy('a.at')
    .orderBy('a.allocation_id')
    .execute()
  const parts = new Map<string, AllocationPart[]>()
  for (const row of rows) {
    const part: AllocationPart = {
      allocationId: row.allocation_id,
      caseId: row.case_id,
      pseudonym: row.pseudonym,
      needId: row.need_id,
      needItem: row.item,
      amountMinor: row.amount_minor,
      at: row.at,
      reason: allocationReasons.find((reason) => reason === row.reason) ?? 'gift',
    }
    parts.set(row.gift_id, [...(parts.get(row.gift_id) ?? []), part])
  }
  return parts
}

/** The gifts a case has or had, the oldest first. */
export async function giftsOfCase({ db, organisationId }: Transaction, caseId: string): Promise<CaseGift[]> {
  const { rows } = await sql<CaseGift>`
    select a.gift_id as "giftId", g.person_id as "personId", g.donor_name as "donorName", a.currency,
      sum(a.amount_minor)::bigint as "shareMinor", min(a.at) as "firstAt"
    from allocations a join gifts g on g.organisation_id = a.organisation_id and g.gift_id = a.gift_id
    where a.organisation_id = ${organisationId} and a.case_id = ${caseId}
    group by a.gift_id, g.person_id, g.donor_name, a.currency
    order by min(a.at), a.gift_id`.execute(db)
  return rows
}
