import { sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'

/**
 * Lets the statements that follow in this transaction be planned once for all values: the database would plan each of them five
 * times more before it saw that every time it was the same.
 */
export async function plansOnce({ db }: Transaction): Promise<void> {
  await sql`set local plan_cache_mode = force_generic_plan`.execute(db)
}

/** Plans anew what many gifts are about to go through, and lets it sort and join a batch in memory; the default is for few. */
export async function plansForMany({ db }: Transaction): Promise<void> {
  await sql`set local plan_cache_mode = auto; set local work_mem = '64MB'`.execute(db)
}
