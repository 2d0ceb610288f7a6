import { sql } from 'kysely'
import { permit } from '../organisations/permission.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { batchSize, type LineSlice, lineUp, nextCloser, type Purse } from './line.ts'
import { type Movement, writeMoved, writeMovements } from './write.ts'

/** Gives a fund's open gifts to its open needs until nothing moves; answers how many parts were given. */
export async function allocate(scope: Scope, fundId: string, batch = batchSize): Promise<number> {
  permit(scope, 'cases.change')
  let given = 0
  for (;;) {
    const moved = await scope.transaction((transaction) => allocateBatch(transaction, fundId, batch))
    given += moved.given
    if (moved.isDone) return given
  }
}

/** What one batch did, and whether nothing is left to do. */
export interface Batch {
  given: number
  isDone: boolean
}

/**
 * Gives up to one batch of a fund's gifts in the caller's transaction, by the rule of `reference.ts`. One allocator works on a
 * fund at a time; the others wait for it.
 */
export async function allocateBatch(transaction: Transaction, fundId: string, batch = batchSize): Promise<Batch> {
  await lockFund(transaction, fundId)
  const total = { given: 0, isDone: true }
  for (const currency of await currencies(transaction, fundId)) {
    const { given, isDone } = await allocatePurse(transaction, { fundId, currency }, batch)
    total.given += given
    total.isDone &&= isDone
  }
  return total
}

/** Holds a fund until the transaction ends: every change of what gifts and needs have open happens under it. */
export async function lockFund({ db, organisationId, now }: Transaction, fundId: string): Promise<void> {
  await db
    .insertInto('allocation_runs')
    .values({ organisation_id: organisationId, fund_id: fundId, last_run_at: now })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'fund_id']).doUpdateSet({ last_run_at: now }))
    .execute()
}

async function allocatePurse(transaction: Transaction, purse: Purse, batch: number): Promise<Batch> {
  const from = { ...purse, reason: 'gift' } as const
  const { slices, count, isWhole } = await lineUp(transaction, purse, batch)
  if (slices !== 'line_slices') await writeMovements(transaction, from, slices.map(movement))
  else {
    await writeMoved(transaction, from, sql`select * from line_slices`, { isMany: true })
    await sql`drop table line_slices`.execute(transaction.db)
  }
  // A full batch that moved nothing means there is no need left to move to.
  if (!isWhole && count > 0) return { given: count, isDone: false }
  let given = count
  for (;;) {
    const closer = await nextCloser(transaction, purse)
    if (!closer) return { given, isDone: true }
    await writeMovements(transaction, from, [movement(closer)])
    given += 1
  }
}

function movement(slice: LineSlice): Movement {
  return {
    giftId: slice.gift_id,
    needId: slice.need_id,
    caseId: slice.case_id,
    amountMinor: slice.amount_minor,
    standing: { receivedAt: slice.received_at, openMinor: slice.gift_open },
  }
}

/** What the fund's programmes count in: there are few, where its open gifts may be many. */
async function currencies({ db, organisationId }: Transaction, fundId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('programmes')
    .where('organisation_id', '=', organisationId)
    .where('fund_id', '=', fundId)
    .select('currency')
    .distinct()
    .orderBy('currency')
    .execute()
  return rows.map((row) => row.currency)
}
