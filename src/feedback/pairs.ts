import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'
import type { RoundKind } from './round.ts'
import { isTellable, untoldReason } from './tellable.ts'

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

/**
 * What a round of a kind could tell of a programme: the latest approved update of each case that goes on, so that who was not
 * told of an earlier one hears the newest; of a milestone only what was reached; of a correction every one there is.
 */
export function updatesToTell(
  { organisationId }: Transaction,
  programmeId: string,
  kind: RoundKind,
): RawBuilder<unknown> {
  if (kind === 'correction')
    return sql`
      select u.update_id from feedback_corrections k
      join updates u on u.organisation_id = k.organisation_id and u.update_id = k.update_id
      join cases c on c.organisation_id = u.organisation_id and c.case_id = u.case_id
      where k.organisation_id = ${organisationId} and c.programme_id = ${programmeId} and u.state = 'approved'
        and ${isTellable}`
  return sql`
    select update_id from (
      select distinct on (u.case_id) u.update_id, u.stage from updates u
      join cases c on c.organisation_id = u.organisation_id and c.case_id = u.case_id
      where u.organisation_id = ${organisationId} and c.programme_id = ${programmeId} and u.state = 'approved'
        and ${isTellable}
      order by u.case_id, u.approved_at desc, u.update_id desc
    ) as latest where ${kind !== 'milestone'} or stage in ('treated', 'recovered')`
}

/**
 * Of whom a round of a kind is: of a digest those who asked for one, of a correction those who heard what it puts right, and the
 * orders for which that was handed back.
 */
function isAsked(kind: RoundKind): RawBuilder<boolean> {
  if (kind === 'digest') return sql`wish.rhythm = 'monthly'`
  if (kind === 'correction')
    return sql`(exists (select from feedback_corrections k
        join told_updates t on t.organisation_id = k.organisation_id and t.update_id = k.corrects_id
        where k.organisation_id = g.organisation_id and k.update_id = u.update_id and t.person_id = g.person_id)
      or g.order_number is not null and exists (select from feedback_corrections k
        join feedback_results first on first.organisation_id = k.organisation_id and first.update_id = k.corrects_id
        where k.organisation_id = g.organisation_id and k.update_id = u.update_id and first.gift_id = g.gift_id
          and first.result = 'returned'))`
  return sql`true`
}

/** Why a person does not wish to hear this now: it stands on their page, or comes with their digest. What was wrong is put right at once. */
function wishAgainst(kind: RoundKind): RawBuilder<string | null> {
  if (kind === 'correction') return sql`case when wish.rhythm = 'none' then 'opted_out' end`
  return sql`case when wish.rhythm = 'none' then 'opted_out' when wish.rhythm = 'end' then 'at_end'
    when wish.content = 'milestones' and u.stage not in ('treated', 'recovered') then 'milestones_only'
    when wish.rhythm = 'monthly' and ${kind !== 'digest'} then 'monthly' end`
}

/**
 * Every gift of the cases behind some updates that no other round has accounted for, and what becomes of it. The order of
 * the reasons is their weight: an ended case silences everything, then a gift given back, then the way the gift came, then
 * what the person wishes. What an earlier round left for the digest is the digest's to account for.
 */
export function pairsOf(
  { organisationId }: Transaction,
  updates: RawBuilder<unknown>,
  { roundId, kind }: { roundId: string | null; kind: RoundKind },
): RawBuilder<Pair> {
  return sql<Pair>`
    select gift_id, update_id, person_id,
      case when reason in ('case_ended', 'no_consent', 'refunded', 'taken_back') then 'held' when reason = 'order' then 'returned'
        when reason is not null then 'shown' else 'queued' end as result,
      reason
    from (
      select a.gift_id, u.update_id, g.person_id,
        case when u.untold is not null then u.untold
          when g.refunded_minor = g.amount_minor then 'refunded'
          when a.share <= 0 then 'taken_back'
          when g.order_number is not null then 'order'
          when exists (select from told_updates t where t.organisation_id = ${organisationId}
            and t.person_id = g.person_id and t.update_id = u.update_id) then 'already_told'
          else ${wishAgainst(kind)}
        end as reason
      from (
        select u.update_id, u.case_id, u.stage, ${untoldReason} as untold
        from updates u join cases c on c.organisation_id = u.organisation_id and c.case_id = u.case_id
        where u.organisation_id = ${organisationId} and u.update_id in (${updates})
        -- Asked once for each update, and not for each of its gifts.
        offset 0
      ) as u
      -- All cases at once: one by one, all gifts might be read for each.
      join (select case_id, gift_id, sum(amount_minor) as share from allocations
        where organisation_id = ${organisationId} and case_id in (select case_id from updates
          where organisation_id = ${organisationId} and update_id in (${updates}))
        group by case_id, gift_id) as a on a.case_id = u.case_id
      join gifts g on g.organisation_id = ${organisationId} and g.gift_id = a.gift_id
      left join lateral (select rhythm, content from feedback_wishes w
        where w.organisation_id = ${organisationId} and w.person_id = g.person_id
        order by w.at desc, w.feedback_wish_id desc limit 1) as wish on true
      where ${isAsked(kind)} and not exists (select from feedback_results r where r.organisation_id = ${organisationId}
          and r.gift_id = a.gift_id and r.update_id = u.update_id
          and r.feedback_round_id is distinct from ${roundId}::uuid
          and r.result in ('queued', 'sent', 'shown', 'returned')
          and not (${kind === 'digest'} and r.result = 'shown' and r.reason = 'monthly'))
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
