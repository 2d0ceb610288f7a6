import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { isoDay } from '../campaigns/day.ts'
import { recordFrom, saltsFor, wakeSequencer } from '../log/record.ts'
import { enqueue, job } from '../platform/jobs/job.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { lineOf } from '../proofs/entry.ts'
import { caseCommitment } from './case-commitment.ts'

/** Allocations by their ids, both ends included. */
export interface IdRange {
  first: string
  last: string
}

/** The wake-up to tell the log what has not been told. */
export const tellJob = job('allocations.tell', z.object({}))

/** How many lines are made in one transaction. */
const linesAtOnce = 10_000

/** What the log calls a fund, and whose days it counts. */
export interface LogName {
  code: string
  timeZone: string
}

/**
 * Two statements within another that tell the public log of allocations: amount, fund and day in clear, the case as a commitment
 * under the gift's salt. `rows` answers `allocation_id, gift_id, case_id, amount_minor`; `lines` then has the `gift_id` and `line`
 * of each, which is null and not told where the gift has no salt. The database spells the lines itself, around the pieces of a
 * line that `lineOf` spelt, so that a million of them never leave it.
 */
export function told(
  transaction: Transaction,
  { code, timeZone }: LogName,
  { currency, at }: { currency: string; at: Date },
  rows: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const { organisationId } = transaction
  const { head, middle, tail, end } = piecesOf(code, currency, isoDay(at, timeZone))
  // Looked up row by row, for the planner takes any range of ids for a two-hundredth of all there are, and would read all salts,
  // gifts and cases to tell one movement.
  return sql`lines as materialized (
      select allocation_id as subject_id, gift_id, ${head} || amount_minor || ${middle}
        || ${caseCommitment(sql`salt`, sql`pseudonym`)} || ${tail} || public_reference || ${end} as line
      from (
        select a.allocation_id, a.gift_id, a.amount_minor,
          (select g.public_reference from gifts g
            where g.organisation_id = ${organisationId} and g.gift_id = a.gift_id) as public_reference,
          (select c.pseudonym from cases c
            where c.organisation_id = ${organisationId} and c.case_id = a.case_id) as pseudonym,
          (select s.salt from log_salts s where s.organisation_id = ${organisationId} and s.subject_kind = 'gift'
            and s.subject_id = a.gift_id) as salt
        from ${rows} a offset 0
      ) as looked_up
    ), told as (
      ${recordFrom(transaction, 'allocation', sql`select subject_id, line from lines where line is not null`)}
    )`
}

/** Tells of the allocations of gifts that had no salt, as gifts from before the log; they get one now. */
export async function tellUnsalted(
  transaction: Transaction,
  fundId: string,
  range: IdRange,
  giftIds: readonly string[],
): Promise<void> {
  await saltsFor(transaction, 'gift', giftIds)
  await tell(transaction, fundId, range, sql`and gift_id = any(${giftIds}::uuid[])`)
}

/** Tells of what was written before; the log refuses to be told twice. `which` picks some of the range. */
async function tell(
  transaction: Transaction,
  fundId: string,
  { first, last }: IdRange,
  which: RawBuilder<unknown> = sql``,
): Promise<void> {
  const { db, organisationId } = transaction
  const range = sql`organisation_id = ${organisationId} and allocation_id between ${first} and ${last} ${which}`
  // Movements were made together: there is one time, and one currency, in what one batch wrote.
  const { rows } = await sql<{ at: Date; currency: string }>`
    select at, currency from allocations where ${range} order by allocation_id limit 1`.execute(db)
  const [made] = rows
  if (!made) return
  const written = sql`(select allocation_id, gift_id, case_id, amount_minor from allocations where ${range})`
  const name = await nameInLog(transaction, fundId)
  await sql`with ${told(transaction, name, made, written)} select`.execute(db)
  await wakeSequencer(transaction)
}

/** Leaves it to `tellUntold`, in the transaction of what is to be told: allocations never change, so nothing can be told but what happened. */
export async function discloseLater(transaction: Transaction, fundId: string, { first, last }: IdRange): Promise<void> {
  const { db, organisationId } = transaction
  await db
    .insertInto('untold_allocations')
    .values({ organisation_id: organisationId, fund_id: fundId, first_id: first, last_id: last })
    .execute()
  await enqueue(transaction, tellJob, {}, { key: 'tell' })
}

/** Tells the log all that is left to be told, oldest first; goes on after a crash where it stood. */
export async function tellUntold(scope: Scope): Promise<void> {
  while (await scope.transaction(tellSome)) {
    // Until nothing is left.
  }
}

/** Tells the next lines of the oldest batch; false when there is none, or another process has it. */
async function tellSome(transaction: Transaction): Promise<boolean> {
  const { db, organisationId } = transaction
  const batch = await db
    .selectFrom('untold_allocations')
    .where('organisation_id', '=', organisationId)
    .selectAll()
    .orderBy('first_id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (batch === undefined) return false
  const { rows } = await sql<{ last: string | null; next: string | null }>`
    select (array_agg(allocation_id order by allocation_id))[${linesAtOnce}::integer] as last,
      (array_agg(allocation_id order by allocation_id))[${linesAtOnce + 1}::integer] as next
    from (select allocation_id from allocations where organisation_id = ${organisationId}
      and allocation_id between ${batch.first_id} and ${batch.last_id} order by allocation_id limit ${linesAtOnce + 1}::integer) as head`.execute(
    db,
  )
  const [{ last, next } = { last: null, next: null }] = rows
  const range = { first: batch.first_id, last: last ?? batch.last_id }
  await saltGifts(transaction, range)
  await tell(transaction, batch.fund_id, range)
  const told = { organisation_id: organisationId, first_id: batch.first_id }
  await db
    .deleteFrom('untold_allocations')
    .where((e) => e.and(told))
    .execute()
  if (next !== null)
    await db
      .insertInto('untold_allocations')
      .values({ ...batch, first_id: next })
      .execute()
  return true
}

/** What stands before, between and after the amount, the case and the gift of a line. */
function piecesOf(fund: string, currency: string, day: string) {
  const line = lineOf({ kind: 'gift.allocated', amountMinor: '', case: '', currency, day, fund, gift: '' })
  const [head, middle] = ['{"amountMinor":"', '","case":"'] as const
  const gift = line.lastIndexOf('"gift":"') + '"gift":"'.length
  return { head, middle, tail: line.slice(head.length + middle.length, gift), end: line.slice(gift) }
}

/** Reads `LogName` of a fund. */
export async function nameInLog({ db, organisationId }: Transaction, fundId: string): Promise<LogName> {
  return db
    .selectFrom('funds as f')
    .innerJoin('organisations as o', 'o.organisation_id', 'f.organisation_id')
    .where('f.organisation_id', '=', organisationId)
    .where('f.fund_id', '=', fundId)
    .select(['f.code', 'o.time_zone as timeZone'])
    .executeTakeFirstOrThrow()
}

/** A gift has its salt from the line that it came in with; what came before the log gets one now. */
async function saltGifts(transaction: Transaction, { first, last }: IdRange): Promise<void> {
  const { db, organisationId } = transaction
  const { rows } = await sql<{ gift_id: string }>`
    select distinct a.gift_id from allocations a
    where a.organisation_id = ${organisationId} and a.allocation_id between ${first} and ${last}
      and (select s.subject_id from log_salts s where s.organisation_id = ${organisationId} and s.subject_kind = 'gift'
        and s.subject_id = a.gift_id) is null`.execute(db)
  await saltsFor(
    transaction,
    'gift',
    rows.map((row) => row.gift_id),
  )
}
