import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { describeError } from '../../platform/log.ts'
import type { Scope, Transaction } from '../../platform/scope.ts'
import type { Attempt } from './attempt.ts'
import { recordAttempts } from './results.ts'

/** Between tries, in milliseconds. All together are less than a lease: nobody else settles these deliveries meanwhile. */
const waits = [250, 1000, 4000, 10_000, 20_000]

/**
 * Records what providers said, again when the connection was lost on the way: what was heard must not become `unknown`, two
 * minutes later, because the database was away for a moment. Throws what is no lost connection, and the last one; while
 * stopping, the first.
 */
export async function recordSurely(
  scope: Scope,
  attempts: readonly Attempt[],
  isStopping: () => boolean,
): Promise<void> {
  for (const [tries, wait] of [...waits, undefined].entries()) {
    try {
      return await recordAttempts(scope, tries === 0 ? attempts : await stillOpen(scope, attempts))
    } catch (error) {
      if (wait === undefined || isStopping() || !isLost(error)) throw error
      scope.context.log.warn(describeError(error), 'Results of sending will be recorded again')
      await sleep(wait)
    }
  }
}

/** Nobody knows whether a commit that was not answered is durable: what it ended, or sent on another way, is left as it is. */
function stillOpen(scope: Scope, attempts: readonly Attempt[]): Promise<readonly Attempt[]> {
  return scope.transaction(async ({ db, organisationId }: Transaction) => {
    const { rows } = await sql<{ id: string }>`
      select delivery_id as id from deliveries
      where organisation_id = ${organisationId} and state in ('sending', 'unknown')
        and delivery_id = any(${attempts.map(({ outgoing }) => outgoing.deliveryId)}::uuid[])`.execute(db)
    const open = new Set(rows.map(({ id }) => id))
    return attempts.filter(({ outgoing }) => open.has(outgoing.deliveryId))
  })
}

/** What PostgreSQL refuses has a state of five characters; of those, 08 and 57P are connections that end or do not begin. */
function isLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return !/^[0-9A-Z]{5}$/.test(code) || code.startsWith('08') || code.startsWith('57P')
}
