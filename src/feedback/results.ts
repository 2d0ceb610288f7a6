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

/** Where a page of results ends; the next begins after it. */
export interface ResultPlace {
  readonly personId: string
  readonly giftId: string
  readonly updateId: string | null
}

/** Which results are wanted: that ended one way, of people whose name has these words, after a place, so many. Without any: all. */
export interface WantedResults {
  readonly result?: Result | undefined
  readonly name?: string | undefined
  readonly after?: ResultPlace | undefined
  readonly limit?: number | undefined
}

const noUpdate = '00000000-0000-0000-0000-000000000000'

/** Every result of a round, whatever its kind; each part is limited by itself, so that a page of a large round reads a page. */
function rowsOf(
  { organisationId }: Transaction,
  roundId: string,
  { result, name, after, limit }: WantedResults = {},
): RawBuilder<unknown> {
  const part = (
    from: RawBuilder<unknown>,
    update: RawBuilder<unknown>,
    ended: RawBuilder<unknown>,
    rest: RawBuilder<unknown>,
  ) => sql`
    (select organisation_id, gift_id, ${update} as update_id, person_id, ${ended} as result, ${rest}
    from ${from} where organisation_id = ${organisationId} and feedback_round_id = ${roundId}
      ${result === undefined ? sql`` : sql`and ${ended} = ${result}`}
      ${
        after === undefined
          ? sql``
          : sql`and (person_id, gift_id, coalesce(${update}, ${noUpdate}::uuid))
            > (${after.personId}::uuid, ${after.giftId}::uuid, ${after.updateId ?? noUpdate}::uuid)`
      }
      ${
        name === undefined
          ? sql``
          : sql`and person_id in (select person_id from persons where organisation_id = ${organisationId}
            and display_name ilike ${`%${name.replace(/[\\%_]/g, '\\$&')}%`})`
      }
    ${limit === undefined ? sql`` : sql`order by person_id, gift_id, ${update} limit ${limit}::integer`})`
  const none = sql`null::uuid`
  const kept = sql`reason, delivery_id, at`
  return sql`${part(sql`feedback_results`, sql`update_id`, told, kept)}
    union all ${part(sql`feedback_closings`, none, told, kept)}
    union all ${part(sql`feedback_waiting`, none, sql`'waiting'`, sql`'not_allocated', null, at`)}`
}

/** How every gift ended a round, people together. */
export async function resultsOf(
  transaction: Transaction,
  roundId: string,
  wanted: WantedResults = {},
): Promise<GiftResult[]> {
  const { rows } = await sql<GiftResult>`
    select r.gift_id as "giftId", r.update_id as "updateId", r.person_id as "personId",
      p.display_name as "personName", c.pseudonym, r.result, r.reason, r.at, a.name as "channelName",
      d.state as "deliveryState", d.queued_at as "queuedAt", d.sent_at as "sentAt", d.delivered_at as "deliveredAt",
      d.read_at as "readAt"
    from (${rowsOf(transaction, roundId, wanted)}) r
    join persons p on p.organisation_id = r.organisation_id and p.person_id = r.person_id
    left join updates u on u.organisation_id = r.organisation_id and u.update_id = r.update_id
    left join cases c on c.organisation_id = u.organisation_id and c.case_id = u.case_id
    left join deliveries d on d.organisation_id = r.organisation_id and d.delivery_id = r.delivery_id
    left join channel_accounts a
      on a.organisation_id = d.organisation_id and a.channel_account_id = d.channel_account_id
    order by r.person_id, r.gift_id, r.update_id limit ${wanted.limit ?? null}::integer`.execute(transaction.db)
  return rows
}

/** What became of a recall, in gifts, of a closing report in people. */
export interface Recalled {
  readonly stopped: number
  /** What had left before it. */
  readonly alreadySent: number
  /** Not withdrawn yet: it waits and does not leave, or was just leaving. Zero once the recall has come to its end. */
  readonly left: number
}

/** How far a recall has come. */
export async function countRecalled(transaction: Transaction, roundId: string): Promise<Recalled> {
  const { organisationId, db } = transaction
  const { rows } = await sql<Recalled>`
    select count(*) filter (where r.reason = 'recalled')::integer as stopped,
      count(*) filter (where r.result in ('sent', 'unknown') or r.result = 'queued' and o.finished_at is not null)::integer
        as "alreadySent",
      count(*) filter (where r.result = 'queued' and o.finished_at is null)::integer as left
    from (${rowsOf(transaction, roundId)}) as r
    join feedback_rounds o on o.organisation_id = ${organisationId} and o.feedback_round_id = ${roundId}`.execute(db)
  return rows[0] ?? { stopped: 0, alreadySent: 0, left: 0 }
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
