import { sql } from 'kysely'
import type { Transaction } from '../../platform/scope.ts'
import { type Tally, windowMilliseconds } from './thresholds.ts'

/** What came of the payments of the last hour into an account, and of those from a network into any. */
export interface Tallies {
  readonly account: Tally
  readonly network: Tally
}

/** Counts for `levelOf`. Of a network that is not known nothing is counted. */
export async function tally(transaction: Transaction, accountId: string, network: string | null): Promise<Tallies> {
  const { db, organisationId } = transaction
  const since = windowStart(transaction)
  const { rows } = await sql<Record<'accountDeclined' | 'accountPaid' | 'networkDeclined' | 'networkPaid', number>>`
    select (select count(*)::int from payment_declines where organisation_id = ${organisationId}
        and payment_account_id = ${accountId} and declined_at > ${since}) as "accountDeclined",
      (select count(*)::int from gifts where organisation_id = ${organisationId}
        and payment_account_id = ${accountId} and received_at > ${since}) as "accountPaid",
      (select count(*)::int from payment_declines where organisation_id = ${organisationId}
        and network = ${network} and declined_at > ${since}) as "networkDeclined",
      (select count(*)::int from gift_intents where organisation_id = ${organisationId}
        and network = ${network} and created_at > ${since} and state in ('paid', 'settled')) as "networkPaid"`.execute(
    db,
  )
  const [row] = rows
  return {
    account: { declined: row?.accountDeclined ?? 0, paid: row?.accountPaid ?? 0 },
    network: { declined: row?.networkDeclined ?? 0, paid: row?.networkPaid ?? 0 },
  }
}

/** When a network that has to wait falls below `bar` refused payments within the window again. */
export async function fallsBelow(transaction: Transaction, network: string, bar: number): Promise<Date> {
  const { db, organisationId, now } = transaction
  const decline = await db
    .selectFrom('payment_declines')
    .where('organisation_id', '=', organisationId)
    .where('network', '=', network)
    .select('declined_at')
    .orderBy('declined_at', 'desc')
    .offset(bar - 1)
    .limit(1)
    .executeTakeFirst()
  return new Date((decline?.declined_at ?? now).getTime() + windowMilliseconds)
}

/** From when refused payments are counted now. */
export function windowStart({ now }: Pick<Transaction, 'now'>): Date {
  return new Date(now.getTime() - windowMilliseconds)
}
