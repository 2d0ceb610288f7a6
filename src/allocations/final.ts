import { sql } from 'kysely'
import type { Scope } from '../platform/scope.ts'
import { allocate } from './allocate.ts'
import { lockFund } from './hold.ts'

/** Puts into line what can no longer be reversed, and gives it; see `Campaign.allocatesOnlyFinal`. */
export async function releaseFinal(scope: Scope): Promise<void> {
  const funds = await scope.transaction(async (transaction) => {
    const { db, organisationId, now } = transaction
    const waiting = await sql<{ fund_id: string }>`
      select distinct o.fund_id from open_gifts o join gift_portions p using (organisation_id, gift_id)
      where o.organisation_id = ${organisationId} and o.lane = 'not_final' and p.final_at <= ${now}
      order by o.fund_id`.execute(db)
    // Whoever reads the line of a fund relies on its rows staying where they are.
    for (const { fund_id } of waiting.rows) await lockFund(transaction, fund_id)
    const { rows } = await sql<{ fund_id: string }>`
      update open_gifts o set lane = case d.beyond when 'wait' then 'case_only' else p.policy end
      from gift_portions p left join designations d using (organisation_id, gift_id)
      where o.organisation_id = ${organisationId} and o.lane = 'not_final'
        and p.organisation_id = ${organisationId} and p.gift_id = o.gift_id and p.final_at <= ${now}
      returning o.fund_id`.execute(db)
    return new Set(rows.map((row) => row.fund_id))
  })
  for (const fundId of funds) await allocate(scope, fundId)
}
