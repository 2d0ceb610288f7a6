import { sql } from 'kysely'
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

/**
 * Writes movements, what they leave open on both sides, and their lines for the public log. All are of one fund and
 * currency. What a refund takes back does not become open again: that money is gone, and `shrink` has counted it.
 */
export async function writeMovements(
  transaction: Transaction,
  from: { fundId: string; currency: string; reason: AllocationReason },
  movements: readonly Movement[],
): Promise<void> {
  if (movements.length === 0) return
  const { db, organisationId, now } = transaction
  const ids = movements.map(() => orderedId(now))
  const amounts = movements.map((one) => String(one.amountMinor))
  const gifts = movements.map((one) => one.giftId)
  await sql`
    insert into allocations (organisation_id, currency, reason, at,
      allocation_id, gift_id, need_id, case_id, amount_minor, reverses_id)
    select ${organisationId}::uuid, ${from.currency}, ${from.reason}, ${now}::timestamptz, moved.*
    from unnest(${ids}::uuid[], ${gifts}::uuid[], ${movements.map((one) => one.needId)}::uuid[],
      ${movements.map((one) => one.caseId)}::uuid[], ${amounts}::bigint[],
      ${movements.map((one) => one.reversesId ?? null)}::uuid[]) as moved`.execute(db)
  if (from.reason !== 'refund') {
    await sql`
      update gift_portions set open_minor = open_minor - moved.amount
      from (select gift_id, sum(amount)::bigint as amount
        from unnest(${gifts}::uuid[], ${amounts}::bigint[]) as each (gift_id, amount) group by gift_id) as moved
      where gift_portions.organisation_id = ${organisationId} and gift_portions.gift_id = moved.gift_id`.execute(db)
  }
  await moveOpen(
    transaction,
    movements.map(({ needId, amountMinor }) => ({ needId, deltaMinor: -amountMinor })),
  )
  await disclose(
    transaction,
    from,
    movements.map((one, index) => ({ ...one, allocationId: ids[index] ?? '' })),
  )
}
