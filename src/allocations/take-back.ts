import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'
import type { AllocationReason } from './allocation.ts'
import { coverSpent, type RefundedGift } from './cover.ts'
import { lockFund } from './hold.ts'
import { type Movement, writeMovements } from './write.ts'

/**
 * Takes back part of what a gift gave, the newest part first, because of a refund; for what was spent of it the reserve stands
 * in. The fund is locked by the caller.
 */
export async function takeBackFromGift(
  transaction: Transaction,
  gift: RefundedGift,
  amountMinor: bigint,
): Promise<void> {
  if (amountMinor === 0n) return
  const wanted = sql`select ${gift.giftId}::uuid as of, ${String(amountMinor)}::bigint as amount`
  const { fundId, currency } = gift
  const taken = await takeBack(transaction, { fundId, currency, reason: 'refund' }, sql.ref('gift_id'), wanted)
  await coverSpent(transaction, gift, taken)
}

/** Takes back what the needs of an ended case had and did not spend. Answers the fund whose gifts are open again. */
export function takeBackFromCase(transaction: Transaction, caseId: string): Promise<string | undefined> {
  return takeBackFromNeeds(transaction, 'case_ended', sql`n.case_id = ${caseId}`)
}

/** Takes back what a cancelled need had and did not spend. Answers the fund whose gifts are open again. */
export function takeBackFromNeed(transaction: Transaction, needId: string): Promise<string | undefined> {
  return takeBackFromNeeds(transaction, 'need_cancelled', sql`n.need_id = ${needId}`)
}

async function takeBackFromNeeds(
  transaction: Transaction,
  reason: AllocationReason,
  which: RawBuilder<unknown>,
): Promise<string | undefined> {
  const { db, organisationId } = transaction
  const { rows } = await sql<{ fund_id: string; currency: string }>`
    select p.fund_id, p.currency from needs n
    join cases c on c.organisation_id = n.organisation_id and c.case_id = n.case_id
    join programmes p on p.organisation_id = c.organisation_id and p.programme_id = c.programme_id
    where n.organisation_id = ${organisationId} and ${which} limit 1`.execute(db)
  const [fund] = rows
  if (!fund) return undefined
  await lockFund(transaction, fund.fund_id)
  const wanted = sql`
    select n.need_id as of, n.amount_minor - n.open_minor - coalesce((select sum(e.amount_minor) from expenses e
      where e.organisation_id = n.organisation_id and e.case_id = n.case_id and e.need_id = n.need_id
        and e.reversed_at is null), 0) as amount
    from needs n where n.organisation_id = ${organisationId} and ${which}`
  await takeBack(transaction, { fundId: fund.fund_id, currency: fund.currency, reason }, sql.ref('need_id'), wanted)
  return fund.fund_id
}

/** `wanted` answers how much to take back of which gift or need (`by`); the newest parts go first and none below zero. */
async function takeBack(
  transaction: Transaction,
  from: { fundId: string; currency: string; reason: AllocationReason },
  by: RawBuilder<unknown>,
  wanted: RawBuilder<unknown>,
): Promise<readonly Movement[]> {
  const { db, organisationId } = transaction
  const { rows } = await sql<{
    allocation_id: string
    gift_id: string
    need_id: string
    case_id: string
    taken: bigint
  }>`
    with wanted as materialized (${wanted}), standing as (
      select given.*, wanted.amount as wanted, given.amount_minor + coalesce((select sum(back.amount_minor)
        from allocations back where back.organisation_id = given.organisation_id and back.gift_id = given.gift_id
          and back.reverses_id = given.allocation_id), 0) as net
      from allocations given join wanted on wanted.of = given.${by}
      where given.organisation_id = ${organisationId} and given.amount_minor > 0
    ), line as (
      select *, sum(net) over (partition by ${by} order by at desc, allocation_id desc) - net as before
      from standing where net > 0
    )
    select allocation_id, gift_id, need_id, case_id, least(net, wanted - before)::bigint as taken
    from line where before < wanted
    order by at desc, allocation_id desc`.execute(db)
  const taken = rows.map((row) => ({
    giftId: row.gift_id,
    needId: row.need_id,
    caseId: row.case_id,
    amountMinor: -row.taken,
    reversesId: row.allocation_id,
  }))
  await writeMovements(transaction, from, taken)
  return taken
}
