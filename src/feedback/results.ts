import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'
import type { Result } from './round.ts'

/**
 * How one gift ended a round, and where its message stands. `updateId` is null for a gift that still waits for a need, and in a
 * closing report, which is of the programme: there `giftId` is the person's newest.
 */
export interface GiftResult {
  readonly giftId: string
  readonly updateId: string | null
  readonly personId: string
  readonly personName: string
  readonly pseudonym: string | null
  readonly result: Result
  readonly reason: string | null
  readonly at: Date
  /** The account the message went to, wherever it began; null where there is none. */
  readonly channelName: string | null
  /** Of its delivery, which is of now: a message settled as sent is delivered and read later. */
  readonly deliveryState: string | null
  readonly queuedAt: Date | null
  readonly sentAt: Date | null
  readonly deliveredAt: Date | null
  readonly readAt: Date | null
}

/** As results are told: what nobody knows to have arrived is not called sent. */
const told = sql<Result>`case when result = 'sent' and reason = 'unknown' then 'unknown' else result end`

/** Every result of a round, whatever its kind. */
function rowsOf({ organisationId }: Transaction, roundId: string): RawBuilder<unknown> {
  const ofRound = sql`organisation_id = ${organisationId} and feedback_round_id = ${roundId}`
  return sql`
    select organisation_id, gift_id, update_id, person_id, ${told} as result, reason, delivery_id, at
    from feedback_results where ${ofRound}
    union all
    select organisation_id, gift_id, null, person_id, ${told}, reason, delivery_id, at
    from feedback_closings where ${ofRound}
    union all
    select organisation_id, gift_id, null, person_id, 'waiting', 'not_allocated', null, at
    from feedback_waiting where ${ofRound}`
}

/** How every gift ended a round, people together; with `result` only those that ended so. */
export async function resultsOf(transaction: Transaction, roundId: string, result?: Result): Promise<GiftResult[]> {
  const { rows } = await sql<GiftResult>`
    select r.gift_id as "giftId", r.update_id as "updateId", r.person_id as "personId",
      p.display_name as "personName", c.pseudonym, r.result, r.reason, r.at, a.name as "channelName",
      d.state as "deliveryState", d.queued_at as "queuedAt", d.sent_at as "sentAt", d.delivered_at as "deliveredAt",
      d.read_at as "readAt"
    from (${rowsOf(transaction, roundId)}) r
    join persons p on p.organisation_id = r.organisation_id and p.person_id = r.person_id
    left join updates u on u.organisation_id = r.organisation_id and u.update_id = r.update_id
    left join cases c on c.organisation_id = u.organisation_id and c.case_id = u.case_id
    left join deliveries d on d.organisation_id = r.organisation_id and d.delivery_id = r.delivery_id
    left join channel_accounts a
      on a.organisation_id = d.organisation_id and a.channel_account_id = d.channel_account_id
    where ${result ?? null}::text is null or r.result = ${result ?? null}
    order by p.display_name, r.person_id, r.gift_id, r.update_id`.execute(transaction.db)
  return rows
}

/** How many gifts of a round ended each way so far; of a closing report, people. */
export async function countResults(
  transaction: Transaction,
  roundId: string,
): Promise<Partial<Record<Result, number>>> {
  const { rows } = await sql<{ result: Result; count: number }>`
    select result, count(*)::integer as count from (${rowsOf(transaction, roundId)}) as r group by result`.execute(
    transaction.db,
  )
  return Object.fromEntries(rows.map(({ result, count }) => [result, count]))
}
