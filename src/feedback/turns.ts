import { sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'

/**
 * Makes this transaction the one that writes to the people of a round; another waits for its end, or hears that it is taken. Only a lock,
 * so it may last as long as the round is written: nobody else waits for it.
 */
export async function takeTurn(transaction: Transaction, roundId: string, { waits }: { waits: boolean }) {
  const lock = sql`hashtextextended(${nameOf(transaction, 'sender', roundId)}, 0)`
  if (!waits) {
    const { rows } = await sql<{ taken: boolean }>`select pg_try_advisory_xact_lock(${lock}) as taken`.execute(
      transaction.db,
    )
    return rows[0]?.taken === true
  }
  await sql`select pg_advisory_xact_lock(${lock})`.execute(transaction.db)
  return true
}

/** Joins those who write messages of a round just now. Whoever waits in `awaitWriters` goes first. Reads that depend on it come after it. */
export async function joinWriters(transaction: Transaction, roundId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(hashtextextended(${nameOf(transaction, 'writers', roundId)}, 0))`.execute(
    transaction.db,
  )
}

/**
 * Waits until nobody is writing messages of these rounds, and keeps others from it to the end of the transaction: what a batch has written and
 * not committed could not be seen, and would leave after all. A batch takes some tenths of a second.
 */
export async function awaitWriters(transaction: Transaction, roundIds: readonly string[]): Promise<void> {
  const names = roundIds.map((roundId) => nameOf(transaction, 'writers', roundId))
  await sql`
    select pg_advisory_xact_lock(lock) from (
      select distinct hashtextextended(name, 0) as lock from unnest(${names}::text[]) as name order by lock
    ) as ordered`.execute(transaction.db)
}

function nameOf({ organisationId }: Transaction, whose: 'sender' | 'writers', roundId: string): string {
  return `${organisationId}:round.${whose}:${roundId}`
}
