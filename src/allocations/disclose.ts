import { sql } from 'kysely'
import { z } from 'zod'
import { isoDay } from '../campaigns/day.ts'
import { recordFrom, saltsFor } from '../log/record.ts'
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

/**
 * Tells the public log of allocations of one fund: amount, fund and day in clear, the case as a commitment under the gift's
 * salt. The database spells the lines itself, around the pieces of a line that `lineOf` spelt, so that a million of them never
 * leave it.
 */
export async function disclose(transaction: Transaction, fundId: string, { first, last }: IdRange): Promise<void> {
  const { organisationId } = transaction
  await saltGifts(transaction, { first, last })
  const fund = await readFund(transaction, fundId)
  for (const { at, currency } of await batchesIn(transaction, { first, last })) {
    const { head, middle, tail, end } = piecesOf(fund.code, currency, isoDay(at, fund.timeZone))
    await recordFrom(
      transaction,
      'allocation',
      // Looked up row by row, for the planner takes any range of ids for a two-hundredth of all there are, and would read all
      // salts, gifts and cases to tell one movement.
      sql`select allocation_id as subject_id, ${head} || amount_minor || ${middle}
          || ${caseCommitment(sql`salt`, sql`pseudonym`)} || ${tail} || public_reference || ${end} as line
        from (
          select a.allocation_id, a.amount_minor,
            (select g.public_reference from gifts g
              where g.organisation_id = a.organisation_id and g.gift_id = a.gift_id) as public_reference,
            (select c.pseudonym from cases c
              where c.organisation_id = a.organisation_id and c.case_id = a.case_id) as pseudonym,
            (select s.salt from log_salts s where s.organisation_id = a.organisation_id and s.subject_kind = 'gift'
              and s.subject_id = a.gift_id) as salt
          from allocations a
          where a.organisation_id = ${organisationId} and a.allocation_id between ${first} and ${last}
          offset 0
        ) as told`,
    )
  }
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
  await disclose(transaction, batch.fund_id, { first: batch.first_id, last: last ?? batch.last_id })
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

/** Movements were made together: there is one time, and one currency, in what one batch wrote. */
async function batchesIn({ db, organisationId }: Transaction, { first, last }: IdRange) {
  return db
    .selectFrom('allocations')
    .where('organisation_id', '=', organisationId)
    .where('allocation_id', '>=', first)
    .where('allocation_id', '<=', last)
    .select(['at', 'currency'])
    .orderBy('allocation_id')
    .limit(1)
    .execute()
}

/** What stands before, between and after the amount, the case and the gift of a line. */
function piecesOf(fund: string, currency: string, day: string) {
  const line = lineOf({ kind: 'gift.allocated', amountMinor: '', case: '', currency, day, fund, gift: '' })
  const [head, middle] = ['{"amountMinor":"', '","case":"'] as const
  const gift = line.lastIndexOf('"gift":"') + '"gift":"'.length
  return { head, middle, tail: line.slice(head.length + middle.length, gift), end: line.slice(gift) }
}

async function readFund({ db, organisationId }: Transaction, fundId: string) {
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
