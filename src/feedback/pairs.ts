import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'
import { isTellable } from './tellable.ts'

/** A gift and an update it should hear of, with what would become of it now. */
export interface Pair {
  gift_id: string
  update_id: string
  person_id: string
  result: 'queued' | 'shown' | 'returned' | 'held'
  reason: string | null
}

/** The updates of a round. */
export function updatesOfRound({ organisationId }: Transaction, roundId: string): RawBuilder<unknown> {
  return sql`select update_id from feedback_round_updates
    where organisation_id = ${organisationId} and feedback_round_id = ${roundId}`
}

/** The latest approved update of each case of a programme that goes on: who was not told of an earlier one hears the newest. */
export function latestUpdates({ organisationId }: Transaction, programmeId: string): RawBuilder<unknown> {
  return sql`
    select distinct on (u.case_id) u.update_id from updates u
    join cases c on c.organisation_id = u.organisation_id and c.case_id = u.case_id
    where u.organisation_id = ${organisationId} and c.programme_id = ${programmeId} and u.state = 'approved'
      and ${isTellable}
    order by u.case_id, u.approved_at desc, u.update_id desc`
}

/**
 * Every gift of the cases behind some updates that no other round has accounted for, and what becomes of it. The order of
 * the reasons is their weight: an ended case silences everything, then a gift given back, then the way the gift came.
 */
export function pairsOf(
  { organisationId }: Transaction,
  updates: RawBuilder<unknown>,
  roundId: string | null,
): RawBuilder<Pair> {
  return sql<Pair>`
    select gift_id, update_id, person_id,
      case when reason in ('case_ended', 'refunded', 'taken_back') then 'held' when reason = 'order' then 'returned'
        when reason = 'already_told' then 'shown' else 'queued' end as result,
      reason
    from (
      select a.gift_id, u.update_id, g.person_id,
        case when not u.is_tellable then 'case_ended'
          when g.refunded_minor = g.amount_minor then 'refunded'
          when sum(a.amount_minor) <= 0 then 'taken_back'
          when g.order_number is not null then 'order'
          when exists (select from told_updates t where t.organisation_id = ${organisationId}
            and t.person_id = g.person_id and t.update_id = u.update_id) then 'already_told'
        end as reason
      from (
        select u.update_id, u.case_id, ${isTellable} as is_tellable
        from updates u join cases c on c.organisation_id = u.organisation_id and c.case_id = u.case_id
        where u.organisation_id = ${organisationId} and u.update_id in (${updates})
      ) as u
      join allocations a on a.organisation_id = ${organisationId} and a.case_id = u.case_id
      join gifts g on g.organisation_id = a.organisation_id and g.gift_id = a.gift_id
      where not exists (select from feedback_results r where r.organisation_id = ${organisationId}
          and r.gift_id = a.gift_id and r.update_id = u.update_id
          and r.feedback_round_id is distinct from ${roundId}::uuid
          and r.result in ('queued', 'sent', 'shown', 'returned'))
      group by a.gift_id, u.update_id, u.is_tellable, g.person_id, g.refunded_minor, g.amount_minor, g.order_number
    ) as told`
}

/** The gifts of a programme's fund that no need has a part of. */
export function waitingGifts({ organisationId }: Transaction, programmeId: string): RawBuilder<unknown> {
  return sql`
    select w.gift_id, g.person_id from open_gifts w
    join gifts g on g.organisation_id = w.organisation_id and g.gift_id = w.gift_id
    join programmes p on p.organisation_id = w.organisation_id and p.fund_id = w.fund_id and p.currency = w.currency
    where w.organisation_id = ${organisationId} and p.programme_id = ${programmeId}
      and w.open_minor = w.allocatable_minor`
}
