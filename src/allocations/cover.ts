import { sql } from 'kysely'
import { getCampaign } from '../campaigns/actions.ts'
import { isoDay } from '../campaigns/day.ts'
import { moveOpen } from '../cases/needs.ts'
import { postTransfer } from '../gifts/ledger.ts'
import { newId } from '../platform/ids.ts'
import type { Transaction } from '../platform/scope.ts'
import type { Movement } from './write.ts'

/** Whose refund left needs without money that was spent. */
export interface RefundedGift {
  giftId: string
  campaignId: string
  fundId: string
  currency: string
}

/**
 * Lets the reserve stand in for what a refund took back from needs although it was spent, up to what this gift had given there:
 * a transfer from `reserve` to the fund, and the need is not open again for it. Other gifts keep their lines. `taken` is what
 * was just written.
 */
export async function coverSpent(
  transaction: Transaction,
  gift: RefundedGift,
  taken: readonly Movement[],
): Promise<void> {
  if (taken.length === 0) return
  const { db, organisationId, now } = transaction
  const { rows } = await sql<{ need_id: string; case_id: string; short: bigint }>`
    with taken as (
      select need_id, -sum(amount)::bigint as amount
      from unnest(${taken.map((one) => one.needId)}::uuid[], ${taken.map((one) => String(one.amountMinor))}::bigint[])
        as each (need_id, amount) group by need_id
    )
    select * from (
      select n.need_id, n.case_id, least(taken.amount, coalesce((select sum(e.amount_minor) from expenses e
        where e.organisation_id = n.organisation_id and e.case_id = n.case_id and e.need_id = n.need_id
          and e.reversed_at is null), 0) - (n.amount_minor - n.open_minor))::bigint as short
      from needs n join taken using (need_id) where n.organisation_id = ${organisationId}
    ) as needs where short > 0 order by need_id`.execute(db)
  if (rows.length === 0) return
  const { organisationTimeZone } = await getCampaign(transaction, gift.campaignId)
  for (const { need_id, case_id, short } of rows) {
    const coverId = newId(now)
    const about = { gift_id: gift.giftId, need_id, case_id, amount_minor: short, currency: gift.currency, at: now }
    await db
      .insertInto('reserve_covers')
      .values({ organisation_id: organisationId, reserve_cover_id: coverId, ...about })
      .execute()
    await postTransfer(transaction, {
      kind: 'shortfall',
      sourceId: coverId,
      debit: 'reserve',
      credit: `gifts:${gift.fundId}`,
      amount: { minor: short, currency: gift.currency },
      effectiveOn: isoDay(now, organisationTimeZone),
    })
    await moveOpen(transaction, sql`select ${need_id}::uuid as need_id, ${-short}::bigint as delta`).execute(db)
  }
}
