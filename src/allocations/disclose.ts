import { type RawBuilder, sql } from 'kysely'
import { isoDay } from '../campaigns/day.ts'
import { recordFrom, saltsFor } from '../log/record.ts'
import type { Transaction } from '../platform/scope.ts'
import { lineOf } from '../proofs/entry.ts'
import { caseCommitment } from './case-commitment.ts'

/**
 * Tells the public log of movements of today: amount, fund and day in clear, the case as a commitment under the gift's salt.
 * `moved` answers `allocation_id, gift_id, case_id, amount_minor`. The database spells the lines itself, around the pieces
 * of a line that `lineOf` spelt, so that a million of them never leave it.
 */
export async function disclose(
  transaction: Transaction,
  purse: { fundId: string; currency: string },
  moved: RawBuilder<unknown>,
): Promise<void> {
  const { organisationId } = transaction
  await saltGifts(transaction, moved)
  const { head, middle, tail, end } = await piecesOf(transaction, purse)
  await recordFrom(
    transaction,
    'allocation',
    sql`select moved.allocation_id as subject_id, ${head} || moved.amount_minor || ${middle}
        || ${caseCommitment(sql`s.salt`, sql`c.pseudonym`)} || ${tail} || g.public_reference || ${end} as line
      from (${moved}) as moved
      join gifts g on g.organisation_id = ${organisationId} and g.gift_id = moved.gift_id
      join cases c on c.organisation_id = ${organisationId} and c.case_id = moved.case_id
      join log_salts s on s.organisation_id = ${organisationId} and s.subject_kind = 'gift' and s.subject_id = moved.gift_id`,
  )
}

/** What stands before, between and after the amount, the case and the gift of a line. */
async function piecesOf(transaction: Transaction, { fundId, currency }: { fundId: string; currency: string }) {
  const { code, timeZone } = await readFund(transaction, fundId)
  const day = isoDay(transaction.now, timeZone)
  const line = lineOf({ kind: 'gift.allocated', amountMinor: '', case: '', currency, day, fund: code, gift: '' })
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
async function saltGifts(transaction: Transaction, moved: RawBuilder<unknown>): Promise<void> {
  const { db, organisationId } = transaction
  const { rows } = await sql<{ gift_id: string }>`
    select distinct moved.gift_id from (${moved}) as moved
    where not exists (select from log_salts s where s.organisation_id = ${organisationId} and s.subject_kind = 'gift'
      and s.subject_id = moved.gift_id)`.execute(db)
  await saltsFor(
    transaction,
    'gift',
    rows.map((row) => row.gift_id),
  )
}
