import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'
import { openConnectorAccount } from './accounts.ts'

/**
 * Shows a row for what is to be called back and nobody but a person can: what went out in a file, what a platform has that takes
 * nothing back, and what one refused to give back or may have. One row for each update, round and way; what comes late joins it
 * while it is open. Called again it changes nothing.
 */
export async function openCallBacks(transaction: Transaction): Promise<void> {
  const { db, organisationId, now } = transaction
  const mute = await accountsThatTakeNothingBack(transaction)
  const orphans = orphansOf(transaction, mute)
  await sql`
    insert into call_backs (organisation_id, call_back_id, connector_account_id, feedback_round_id, update_id, reason,
      opened_at)
    select ${organisationId}::uuid, gen_random_uuid(), account_id, round_id, update_id, min(reason), ${now}::timestamptz
    from (${orphans}) as orphans group by account_id, round_id, update_id
    on conflict do nothing`.execute(db)
  const isItsOwn = (line: 'o' | 'f') => sql`b.organisation_id = ${organisationId} and b.settled_at is null
    and b.feedback_round_id = ${sql.ref(`${line}.feedback_round_id`)} and b.update_id = ${sql.ref(`${line}.update_id`)}`
  await sql`
    update order_returns o set call_back_id = b.call_back_id from call_backs b
    where o.organisation_id = ${organisationId} and ${isOrphan(mute)} and ${isItsOwn('o')}
      and b.connector_account_id = o.connector_account_id`.execute(db)
  await sql`
    update filed_returns f set call_back_id = b.call_back_id from call_backs b
    where f.organisation_id = ${organisationId} and f.called_back_at is not null and f.call_back_id is null
      and ${isItsOwn('f')} and b.connector_account_id is null`.execute(db)
}

function orphansOf({ organisationId }: Transaction, mute: readonly string[]): RawBuilder<unknown> {
  return sql`
    select o.connector_account_id as account_id, o.feedback_round_id as round_id, o.update_id, o.call_back_reason as reason
    from order_returns o where o.organisation_id = ${organisationId} and ${isOrphan(mute)}
    union all
    select null::uuid, f.feedback_round_id, f.update_id, f.call_back_reason
    from filed_returns f
    where f.organisation_id = ${organisationId} and f.called_back_at is not null and f.call_back_id is null`
}

/** What no request calls back: nobody knows whether a platform has it, or it has it and takes nothing back. */
function isOrphan(mute: readonly string[]): RawBuilder<boolean> {
  return sql<boolean>`(o.called_back_at is not null and o.call_back_id is null and (o.state = 'unknown'
    or o.state = 'taken' and o.connector_account_id = any(${[...mute]}::uuid[])))`
}

/** Of the accounts at which something is to be called back. */
async function accountsThatTakeNothingBack(transaction: Transaction): Promise<string[]> {
  const { db, organisationId } = transaction
  const { rows } = await sql<{ id: string }>`
    select connector_account_id as id from connector_accounts a
    where a.organisation_id = ${organisationId} and exists (select from order_returns o
      where o.organisation_id = a.organisation_id and o.connector_account_id = a.connector_account_id
        and o.called_back_at is not null and o.call_back_id is null and o.state in ('taken', 'unknown'))`.execute(db)
  const mute: string[] = []
  for (const { id } of rows) {
    const { connector } = await openConnectorAccount(transaction, id)
    if (!connector.withdraw) mute.push(id)
  }
  return mute
}
