import { type RawBuilder, sql } from 'kysely'
import { moveOpen } from '../cases/needs.ts'
import { orderedId } from '../platform/ids.ts'
import type { Transaction } from '../platform/scope.ts'
import type { AllocationReason } from './allocation.ts'
import { disclose } from './disclose.ts'

/** A movement between a gift and a need, about to be written. Below zero it takes back `reversesId`. */
export interface Movement {
  giftId: string
  needId: string
  caseId: string
  amountMinor: bigint
  reversesId?: string
}

/** Why things move, and in which fund and currency: all of one writing in one. */
export interface Cause {
  fundId: string
  currency: string
  reason: AllocationReason
}

/** Writes a few movements in the order in which they are given; see `writeMoved`. */
export async function writeMovements(
  transaction: Transaction,
  from: Cause,
  movements: readonly Movement[],
): Promise<void> {
  if (movements.length === 0) return
  const moved = sql`
    select place, gift_id, need_id, case_id, amount_minor, reverses_id
    from unnest(${movements.map((one) => one.giftId)}::uuid[], ${movements.map((one) => one.needId)}::uuid[],
      ${movements.map((one) => one.caseId)}::uuid[], ${movements.map((one) => String(one.amountMinor))}::bigint[],
      ${movements.map((one) => one.reversesId ?? null)}::uuid[])
      with ordinality as each (gift_id, need_id, case_id, amount_minor, reverses_id, place)`
  await writeMoved(transaction, from, moved)
}

/**
 * Writes movements, what they leave open on both sides, and their lines for the public log, without any of them leaving the
 * database. `moved` answers `place, gift_id, need_id, case_id, amount_minor, reverses_id`, `place` their order, below 2²⁴. What
 * a refund takes back does not become open again: that money is gone, and `shrink` has counted it.
 */
export async function writeMoved(transaction: Transaction, from: Cause, moved: RawBuilder<unknown>): Promise<void> {
  const { db, organisationId, now } = transaction
  const id = orderedIds(now)
  await sql`
    insert into allocations (organisation_id, currency, reason, at,
      allocation_id, gift_id, need_id, case_id, amount_minor, reverses_id)
    select ${organisationId}::uuid, ${from.currency}, ${from.reason}, ${now}::timestamptz,
      ${id}, gift_id, need_id, case_id, amount_minor, reverses_id
    from (${moved}) as moved order by place`.execute(db)
  if (from.reason !== 'refund') {
    await sql`
      update gift_portions set open_minor = open_minor - moved.amount
      from (select gift_id, sum(amount_minor)::bigint as amount from (${moved}) as each group by gift_id) as moved
      where gift_portions.organisation_id = ${organisationId} and gift_portions.gift_id = moved.gift_id`.execute(db)
  }
  await moveOpen(transaction, sql`select need_id, -amount_minor as delta from (${moved}) as moved`)
  await disclose(
    transaction,
    from,
    sql`select ${id} as allocation_id, gift_id, case_id, amount_minor from (${moved}) as moved`,
  )
}

/** An id for each `place`, in its order: the time and turn of an ordered id, the place in three bytes, two random bytes. */
function orderedIds(now: Date): RawBuilder<unknown> {
  const hex = orderedId(now).replaceAll('-', '')
  return sql`(${hex.slice(0, 22)} || lpad(to_hex(place), 6, '0') || ${hex.slice(-4)})::uuid`
}
