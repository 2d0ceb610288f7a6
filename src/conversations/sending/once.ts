import { sql } from 'kysely'
import type { Transaction } from '../../platform/scope.ts'
import { together } from '../together.ts'

/**
 * Whether something was already sent under this key, ever. One transaction at a time per key: without the lock two would both
 * find nothing, and one would fail at its end. Locks are taken in order, so that nobody waits in a ring.
 */
export const wasSent = together(async ({ db, organisationId }: Transaction, keys: readonly string[]) => {
  const locks = keys.map((key) => `${organisationId}:${key}`)
  await sql`
    select pg_advisory_xact_lock(lock) from (
      select distinct hashtextextended(name, 0) as lock from unnest(${locks}::text[]) as name order by lock
    ) as ordered`.execute(db)
  const rows = await db
    .selectFrom('deliveries')
    .where('organisation_id', '=', organisationId)
    .where('once_key', '=', sql<string>`any(${[...keys]}::text[])`)
    .select('once_key')
    .execute()
  const sent = new Set(rows.map(({ once_key }) => once_key))
  // Of two who ask at the same moment in the same transaction, the first may send.
  return (key: string) => {
    const was = sent.has(key)
    sent.add(key)
    return was
  }
})
