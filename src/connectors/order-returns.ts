import { sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'
import type { OpenConnectorAccount } from './account.ts'

/** A report that is claimed and never heard of again for so long was cut off. */
export const claimSeconds = 300
/** A platform that has a report is asked for its end so often. */
const timesAsked = 96

/** What a round has to say to the donor of an order. */
export interface OrderReturn {
  id: string
  roundId: string
  giftId: string
  updateId: string
}

/** One that is due, with what became of it so far. */
export interface DueReturn extends OrderReturn {
  state: string
  attempts: number
}

/** What is due at an account now, locked: what waits, what was cut off, and what the platform has and has not told yet. */
export async function readDue(
  { db, organisationId, now }: Transaction,
  account: OpenConnectorAccount,
): Promise<DueReturn[]> {
  const cutOff = new Date(now.getTime() - claimSeconds * 1000)
  const { rows } = await sql<DueReturn>`
    select order_return_id as id, feedback_round_id as "roundId", gift_id as "giftId", update_id as "updateId", state,
      attempts from order_returns
    where organisation_id = ${organisationId} and connector_account_id = ${account.id}
      and next_attempt_at <= ${now}::timestamptz
      and (state = 'waiting' or (state = 'sending' and sending_at < ${cutOff}::timestamptz)
        or (state = 'taken' and ${account.connector.tellsLater} and attempts < ${timesAsked}::integer))
    order by next_attempt_at, order_return_id limit ${account.connector.batchSize}::integer for update`.execute(db)
  return rows
}

/** The rows of what was said. */
export async function readClaimed({ db, organisationId }: Transaction, batch: readonly { id: string }[]) {
  return db
    .selectFrom('order_returns')
    .where('organisation_id', '=', organisationId)
    .where(
      'order_return_id',
      'in',
      batch.map(({ id }) => id),
    )
    .select(['order_return_id as id', 'feedback_round_id as roundId', 'gift_id as giftId', 'update_id as updateId'])
    .execute()
}

/** Notes that these are leaving now. */
export async function markSending(
  { db, organisationId, now }: Transaction,
  batch: readonly { id: string }[],
): Promise<void> {
  await sql`
    update order_returns set state = 'sending', sending_at = ${now}::timestamptz, attempts = attempts + 1
    where organisation_id = ${organisationId} and order_return_id = any(${batch.map(({ id }) => id)}::uuid[])`.execute(
    db,
  )
}

/** Keeps what became of these, and when they are due again. */
export async function settle(
  { db, organisationId, now }: Transaction,
  which: readonly { id: string }[],
  state: string,
  reason: string | null,
  inSeconds = 0,
): Promise<void> {
  if (which.length === 0) return
  const next = new Date(now.getTime() + inSeconds * 1000)
  await sql`
    update order_returns
    set state = ${state}, reason = ${reason}, next_attempt_at = ${next}::timestamptz, at = ${now}::timestamptz
    where organisation_id = ${organisationId} and order_return_id = any(${which.map(({ id }) => id)}::uuid[])`.execute(
    db,
  )
}
