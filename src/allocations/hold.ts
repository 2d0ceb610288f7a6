import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'

/** Holds a fund until the transaction ends: every change of what gifts and needs have open happens under it. */
export async function lockFund(transaction: Transaction, fundId: string): Promise<void> {
  await held(transaction, fundId).execute(transaction.db)
}

/** The statement of `lockFund`, to be run alone or within another; answers the `turn` that it took. */
export function held({ organisationId, now }: Transaction, fundId: string): RawBuilder<unknown> {
  return sql`
    insert into allocation_runs as run (organisation_id, fund_id, last_run_at, turn)
    values (${organisationId}, ${fundId}, ${now}, 1)
    on conflict (organisation_id, fund_id) do update set last_run_at = excluded.last_run_at, turn = run.turn + 1
    returning turn`
}

/**
 * Whether a statement with `held` in it saw what was there when it had the fund: it sees what was there when it began, and may have
 * waited since. Only the turn before its own is the last that it can have seen.
 */
export function sawLastTurn({ organisationId }: Transaction, fundId: string): RawBuilder<boolean> {
  return sql`held.turn = 1 + coalesce((select turn from allocation_runs
    where organisation_id = ${organisationId} and fund_id = ${fundId}), 0)`
}
