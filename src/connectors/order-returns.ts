import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'
import type { OpenConnectorAccount } from './account.ts'
import type { FeedbackItem, ItemOutcome } from './connector.ts'

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
  /** What it puts right, where this platform was handed that or may have been; null for plain news. */
  firstId: string | null
  firstState: string | null
  firstReference: string | null
}

/** One that is due, with what became of it so far. */
export interface DueReturn extends OrderReturn {
  state: string
  attempts: number
}

const columns = sql`o.order_return_id as id, o.feedback_round_id as "roundId", o.gift_id as "giftId", o.update_id as "updateId",
  first.id as "firstId", first.state as "firstState", first.reference as "firstReference", o.state, o.attempts`

/** What is said again names what it named the first time: to the platform it is the same report. */
const returnsWithFirst = sql`order_returns o left join lateral (
  select f.order_return_id as id, f.state, f.reference from order_returns f
  where f.organisation_id = o.organisation_id and f.order_return_id = case when o.sending_at is not null then o.corrects_id
    else (select handed.order_return_id from feedback_corrections k
      join order_returns handed on handed.organisation_id = k.organisation_id and handed.update_id = k.corrects_id
        and handed.gift_id = o.gift_id and handed.connector_account_id = o.connector_account_id
      where k.organisation_id = o.organisation_id and k.update_id = o.update_id and handed.attempts > 0
        and handed.state not in ('unknown_order', 'refused', 'held')
      order by handed.at desc, handed.order_return_id limit 1) end) as first on true`

/**
 * What is due at an account now, locked: what waits, what was cut off, what the platform has and has not told yet, and what has to be
 * called back. Corrections of one report stand together.
 */
export async function readDue(
  { db, organisationId, now }: Transaction,
  account: OpenConnectorAccount,
): Promise<DueReturn[]> {
  const cutOff = new Date(now.getTime() - claimSeconds * 1000)
  const { rows } = await sql<DueReturn>`
    select ${columns} from ${returnsWithFirst}
    where o.organisation_id = ${organisationId} and o.connector_account_id = ${account.id}
      and o.next_attempt_at <= ${now}::timestamptz
      and (o.state = 'waiting' or (o.state = 'sending' and o.sending_at < ${cutOff}::timestamptz)
        or (o.state = 'taken' and ${account.connector.tellsLater}
          and (o.attempts < ${timesAsked}::integer or o.called_back_at is not null)))
    order by o.next_attempt_at, first.reference, o.order_return_id
    limit ${account.connector.batchSize}::integer for update of o`.execute(db)
  return rows
}

/** The rows of what was said. */
export async function readClaimed(
  { db, organisationId }: Transaction,
  batch: readonly { id: string }[],
): Promise<DueReturn[]> {
  const { rows } = await sql<DueReturn>`
    select ${columns} from ${returnsWithFirst}
    where o.organisation_id = ${organisationId} and o.order_return_id = any(${idsOf(batch)}::uuid[])`.execute(db)
  return rows
}

/** Notes that these are leaving now, and what they put right. */
export async function markSending(
  { db, organisationId, now }: Transaction,
  batch: readonly Pick<FeedbackItem, 'id' | 'corrects'>[],
): Promise<void> {
  await sql`
    update order_returns o set state = 'sending', sending_at = ${now}::timestamptz, attempts = attempts + 1,
      corrects_id = leaving.corrects_id
    from unnest(${idsOf(batch)}::uuid[], ${batch.map(({ corrects }) => corrects?.id ?? null)}::uuid[])
      as leaving (id, corrects_id)
    where o.organisation_id = ${organisationId} and o.order_return_id = leaving.id`.execute(db)
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
    where organisation_id = ${organisationId} and order_return_id = any(${idsOf(which)}::uuid[])`.execute(db)
}

/** Keeps what the platform calls the reports that some were said in. */
export async function keepReferences(
  { db, organisationId }: Transaction,
  outcomes: ReadonlyMap<string, ItemOutcome>,
): Promise<void> {
  const named = [...outcomes].flatMap(([id, { reference }]) => (reference === undefined ? [] : [{ id, reference }]))
  if (named.length === 0) return
  await sql`
    update order_returns o set reference = named.reference
    from unnest(${idsOf(named)}::uuid[], ${named.map(({ reference }) => reference)}::text[]) as named (id, reference)
    where o.organisation_id = ${organisationId} and o.order_return_id = named.id`.execute(db)
}

/** SQL: whether the platform has an `order_returns` `o`, or may have it. */
export const mayBeThere: RawBuilder<boolean> = sql<boolean>`(o.state in ('sending', 'taken', 'unknown')
  or o.state = 'waiting' and o.attempts > 0)`

function idsOf(which: readonly { id: string }[]): string[] {
  return which.map(({ id }) => id)
}
