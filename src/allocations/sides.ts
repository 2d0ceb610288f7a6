import { type RawBuilder, sql } from 'kysely'
import type { AllocationPolicy } from '../campaigns/campaign.ts'
import type { Transaction } from '../platform/scope.ts'
import { pour } from './pour.ts'

/** One fund in one currency: gifts of one never pay needs of another. */
export interface Purse {
  fundId: string
  currency: string
}

/** The gifts of a purse that follow one policy. */
export interface Lane extends Purse {
  policy: AllocationPolicy
}

/** A purse within a statement, where its currency may be a column. */
export interface PurseSaid {
  fundId: string
  currency: string | RawBuilder<unknown>
}
type LaneSaid = PurseSaid & Pick<Lane, 'policy'>

/** A lane whose policy may be a column, but never `every_gift`, which has rules of its own. */
type GiftLaneSaid = PurseSaid & { policy: AllocationPolicy | RawBuilder<unknown> }

/** Whether all gifts of a lane move together: who takes part can only be said when all are seen. */
export function isUnbatched({ policy }: Pick<GiftLaneSaid, 'policy'>): boolean {
  return policy === 'every_gift'
}

/** Under `even` no more than so many of the needs that have least are looked for; what goes beyond them reads all. */
const lowestLooked = 100

/** How many needs are read where so many would do, or null: then all have their part, and none may be left unread. */
export function needsRead({ policy }: Lane, most: number): number | null {
  if (policy === 'every_gift') return null
  return policy === 'even' && most > lowestLooked ? null : most
}

/**
 * The gifts of a lane laid end to end from 0: `ordinal, gift_id, standing, open_minor, minimum, start, stop`. Under
 * `every_gift` each lays down only its part of what is lacking, and reads `line_needs` for it.
 */
export function giftSide(transaction: Transaction, lane: Lane, batch: number): RawBuilder<unknown> {
  const rows = isUnbatched(lane) ? shared(transaction, lane) : whole(transaction, lane, batch)
  return sql`
    select ordinal, gift_id, standing, open_minor, minimum, stop - part as start, stop
    from (
      select *, row_number() over line as ordinal, (sum(part) over line)::bigint as stop
      from (${rows}) as parts where part > 0
      window line as (order by received_at, gift_id rows unbounded preceding)
    ) as summed`
}

function whole(transaction: Transaction, lane: Lane, batch: number): RawBuilder<unknown> {
  return sql`select gift_id, received_at, standing, open_minor, minimum_slice_minor as minimum, open_minor as part
    from (${usable(transaction, lane, batch)}) as usable`
}

function shared(transaction: Transaction, lane: Lane): RawBuilder<unknown> {
  const gifts = sql`
    select *, row_number() over (order by received_at, gift_id) as ordinal from (${usable(transaction, lane, null)}) as usable`
  const vessels = sql`
    select ordinal, allocatable_minor - open_minor as level, open_minor as room from (${gifts}) as gifts`
  const step = sql`select max(minimum_slice_minor) from (${gifts}) as gifts`
  return sql`select gift_id, received_at, standing, open_minor, 0::bigint as minimum, part
    from (${gifts}) as gifts join (${pour(vessels, sql`select sum(open) from line_needs`, step)}) as poured using (ordinal)`
}

/** The oldest gifts that are whole or still reach the minimum; where every gift takes part none is too small. */
export function usable(transaction: Transaction, lane: GiftLaneSaid, limit: number | null): RawBuilder<unknown> {
  return sql`
    select gift_id, received_at, ctid as standing, open_minor, minimum_slice_minor, allocatable_minor
    from open_gifts where ${inLane(transaction, lane)} ${isUnbatched(lane) ? sql`` : sql`and ${isUsable}`}
    order by received_at, gift_id ${atMost(limit)}`
}

/** As its index says it: what waits for a need that it closes is not read over. */
const isUsable = sql`(open_minor >= minimum_slice_minor or open_minor = allocatable_minor)`

/** What is left of gifts that were split below their minimum; under `every_gift` there is no such thing. */
export function remainders(transaction: Transaction, lane: GiftLaneSaid): RawBuilder<unknown> {
  return sql`
    select gift_id, received_at, ctid as standing, open_minor from open_gifts
    where ${inLane(transaction, lane)} and open_minor < minimum_slice_minor and open_minor < allocatable_minor`
}

function inLane({ organisationId }: Transaction, { fundId, currency, policy }: GiftLaneSaid): RawBuilder<unknown> {
  return sql`organisation_id = ${organisationId} and fund_id = ${fundId} and currency = ${currency}
    and lane = ${typeof policy === 'string' ? sql.lit(policy) : policy}`
}

/** Written out, not handed over: a plan that is kept must know that few are wanted. */
function atMost(limit: number | null): RawBuilder<unknown> {
  return limit === null ? sql`` : sql`limit ${sql.lit(limit)}`
}

/**
 * The needs of a lane in order: `ordinal, need_id, case_id, open`. Under `even` each asks only for its part of what is there,
 * and reads `line_gifts` for it, and with a limit `lowest_needs`.
 */
export function needSide(transaction: Transaction, lane: Lane, limit: number | null): RawBuilder<unknown> {
  if (lane.policy !== 'even') return needLine(transaction, lane, isUnbatched(lane) ? null : limit)
  const needs = limit === null ? needLine(transaction, lane, null) : sql`select * from lowest_needs`
  const vessels = sql`select ordinal, given as level, open as room from (${needs}) as needs`
  const total = sql`select max(stop) from line_gifts`
  const step = sql`select max(minimum) from line_gifts`
  return sql`
    select row_number() over (order by ordinal) as ordinal, need_id, case_id, part as open
    from (${needs}) as needs join (${pour(vessels, total, step)}) as poured using (ordinal) where part > 0`
}

/** The needs at the head of the line; without a limit all of them. A case that ends has its needs cancelled with it. */
export function needLine(transaction: Transaction, lane: LaneSaid, limit: number | null): RawBuilder<unknown> {
  const isUrgent = lane.policy === 'urgency'
  const order = sql`${isUrgent ? sql`rank desc,` : sql``} due_on nulls last, created_at, need_id`
  return sql`
    select row_number() over (order by ${order}) as ordinal, need_id, case_id, open, given
    from (${isUrgent ? urgentFirst(transaction, lane, limit) : needsInOrder(transaction, lane, limit)}) as head`
}

/** Cases put forward are few: all their needs, and as many of the others as an index answers in order, hold the head of the line. */
function urgentFirst(transaction: Transaction, lane: LaneSaid, limit: number | null): RawBuilder<unknown> {
  const rank = sql`(select u.rank from urgent_cases u
    where u.organisation_id = n.organisation_id and u.case_id = n.case_id)`
  return sql`
    select * from (
      select u.rank, ${lacks} from urgent_cases u join needs n using (organisation_id, case_id)
      where ${isLacking(transaction, lane)}
      union all
      select * from (${needsInOrder(transaction, lane, limit, sql`and ${rank} is null`)}) as others
    ) as needs
    order by rank desc, due_on nulls last, created_at, need_id ${atMost(limit)}`
}

function needsInOrder(
  transaction: Transaction,
  lane: LaneSaid,
  limit: number | null,
  which: RawBuilder<unknown> = sql``,
): RawBuilder<unknown> {
  return sql`
    select 0 as rank, ${lacks} from needs n where ${isLacking(transaction, lane)} ${which}
    order by due_on nulls last, created_at, need_id ${atMost(limit)}`
}

const lacks = sql`n.due_on, n.created_at, n.need_id, n.case_id, n.open_minor as open, n.given_minor as given`

/** Which needs of a purse, as `n`, lack something. */
export function isLacking({ organisationId }: Transaction, { fundId, currency }: PurseSaid): RawBuilder<boolean> {
  return sql`n.organisation_id = ${organisationId} and n.fund_id = ${fundId} and n.currency = ${currency}
    and n.open_minor > 0 and n.cancelled_at is null`
}
