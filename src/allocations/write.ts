import { type RawBuilder, sql } from 'kysely'
import { moveOpen } from '../cases/needs.ts'
import { orderedId } from '../platform/ids.ts'
import type { Transaction } from '../platform/scope.ts'
import type { AllocationReason } from './allocation.ts'
import { disclose, discloseLater } from './disclose.ts'
import { backIntoLine, takeFromLine } from './open-gifts.ts'

/** A movement between a gift and a need, about to be written. Below zero it takes back `reversesId`. */
export interface Movement {
  giftId: string
  needId: string
  caseId: string
  amountMinor: bigint
  reversesId?: string
  /** Where a gift that gives stands in line, as `LineSlice` answers it, and with how much. */
  standing?: { row: string; openMinor: bigint }
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
    select place, gift_id, need_id, case_id, amount_minor, reverses_id, standing, gift_open
    from unnest(${movements.map((one) => one.giftId)}::uuid[], ${movements.map((one) => one.needId)}::uuid[],
      ${movements.map((one) => one.caseId)}::uuid[], ${movements.map((one) => String(one.amountMinor))}::bigint[],
      ${movements.map((one) => one.reversesId ?? null)}::uuid[],
      ${movements.map((one) => one.standing?.row ?? null)}::tid[],
      ${movements.map((one) => one.standing?.openMinor.toString() ?? null)}::bigint[])
      with ordinality as each (gift_id, need_id, case_id, amount_minor, reverses_id, standing, gift_open, place)`
  await writeMoved(transaction, from, moved, { isMany: movements.length > toldAtOnce })
}

/** Above so many the lines for the public log are made afterwards: whoever waits for the allocator does not wait for them. */
export const toldAtOnce = 1000

/**
 * Writes movements, what they leave open on both sides, and their lines for the public log, without any of them leaving the
 * database. `moved` answers `place, gift_id, need_id, case_id, amount_minor, reverses_id, standing, gift_open`, `place` their
 * order, below 2²⁴. What a refund takes back does not become open again: that money is gone, and `shrink` has counted it.
 */
export async function writeMoved(
  transaction: Transaction,
  from: Cause,
  moved: RawBuilder<unknown>,
  { isMany }: { isMany: boolean },
): Promise<void> {
  const { db, organisationId, now } = transaction
  const ids = orderedIds(now)
  await sql`
    insert into allocations (organisation_id, currency, reason, at,
      allocation_id, gift_id, need_id, case_id, amount_minor, reverses_id)
    select ${organisationId}::uuid, ${from.currency}, ${from.reason}, ${now}::timestamptz,
      ${ids.each}, gift_id, need_id, case_id, amount_minor, reverses_id
    from (${moved}) as moved order by place`.execute(db)
  if (from.reason === 'gift') await takeFromLine(transaction, from, moved, { isMany })
  else if (from.reason !== 'refund') await backIntoLine(transaction, moved)
  await moveOpen(transaction, sql`select need_id, -amount_minor as delta from (${moved}) as moved`)
  await (isMany ? discloseLater : disclose)(transaction, from.fundId, ids)
}

/** An id for each `place`, in its order: the time and turn of an ordered id, the place in three bytes, two random bytes. */
function orderedIds(now: Date): { each: RawBuilder<unknown>; first: string; last: string } {
  const hex = orderedId(now).replaceAll('-', '')
  const [head, tail] = [hex.slice(0, 22), hex.slice(-4)]
  return {
    each: sql`(${head} || lpad(to_hex(place), 6, '0') || ${tail})::uuid`,
    first: asUuid(`${head}000000${tail}`),
    last: asUuid(`${head}ffffff${tail}`),
  }
}

function asUuid(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
