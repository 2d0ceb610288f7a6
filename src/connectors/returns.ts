import { type RawBuilder, sql } from 'kysely'
import { consentCovers, dayWhereCase } from '../cases/consent.ts'
import { isPutRight } from '../feedback/put-right.ts'
import { isTellable } from '../feedback/tellable.ts'
import type { Transaction } from '../platform/scope.ts'

/** A gift and an update it is told of. `amountMinor` is what the case has of the gift. */
export interface Returned {
  roundId: string
  giftId: string
  orderNumber: string
  projectId: string
  projectName: string
  updateId: string
  amountMinor: bigint
  currency: string
  pseudonym: string
  stage: string
  approvedAt: Date
  language: string
  timeZone: string
}

/** What results `r` of rounds have to say by order number, where it may still be said. */
export async function readReturned(
  { db, organisationId, now }: Transaction,
  chosen: RawBuilder<boolean>,
): Promise<Returned[]> {
  const { rows } = await sql<Returned>`
    select r.feedback_round_id as "roundId", r.gift_id as "giftId", g.order_number as "orderNumber", coalesce(po.cells ->> 'projectId', '') as "projectId",
      coalesce(po.cells ->> 'projectName', '') as "projectName", r.update_id as "updateId", given.amount as "amountMinor", g.currency,
      c.pseudonym, u.stage, u.approved_at as "approvedAt", g.language, o.time_zone as "timeZone"
    from feedback_results r
    join gifts g on g.organisation_id = r.organisation_id and g.gift_id = r.gift_id
    join updates u on u.organisation_id = r.organisation_id and u.update_id = r.update_id
    join cases c on c.organisation_id = u.organisation_id and c.case_id = u.case_id
    join organisations o on o.organisation_id = r.organisation_id
    left join platform_orders po on po.organisation_id = r.organisation_id and po.gift_id = r.gift_id
    cross join lateral (select sum(a.amount_minor)::bigint as amount from allocations a
      where a.organisation_id = r.organisation_id and a.gift_id = r.gift_id and a.case_id = u.case_id) as given
    where r.organisation_id = ${organisationId} and ${chosen}
      and exists (select from feedback_rounds f where f.organisation_id = r.organisation_id
        and f.feedback_round_id = r.feedback_round_id and f.state <> 'recalled')
      and r.result = 'returned' and g.order_number is not null and given.amount > 0 and not ${isPutRight} and ${isTellable}
      and ${consentCovers({ purpose: 'report_to_givers', channel: 'file' }, dayWhereCase(now))}
    order by g.order_number, u.approved_at, r.update_id`.execute(db)
  return rows
}
