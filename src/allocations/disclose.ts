import { sql } from 'kysely'
import { isoDay } from '../campaigns/day.ts'
import { type NewEntry, recordEntries, saltFor } from '../log/record.ts'
import type { Transaction } from '../platform/scope.ts'
import { commitCase } from '../proofs/commitment.ts'

interface Row {
  allocation_id: string
  amount_minor: bigint
  currency: string
  at: Date
  gift_id: string
  public_reference: string
  pseudonym: string
  code: string
  time_zone: string
  salt: Buffer | null
}

/** How many entries go to the log in one statement. */
const perStatement = 1000

/** Tells the public log of movements: amount, fund and day in clear, the case as a commitment under the gift's salt. */
export async function disclose(
  transaction: Transaction,
  fundId: string,
  allocationIds: readonly string[],
): Promise<void> {
  for (let from = 0; from < allocationIds.length; from += perStatement) {
    const rows = await readRows(transaction, fundId, allocationIds.slice(from, from + perStatement))
    const entries: NewEntry[] = []
    for (const row of rows) entries.push(await entryOf(transaction, row))
    await recordEntries(transaction, entries)
  }
}

async function entryOf(transaction: Transaction, row: Row): Promise<NewEntry> {
  const salt = row.salt ?? (await saltFor(transaction, 'gift', row.gift_id))
  return {
    subjectKind: 'allocation',
    subjectId: row.allocation_id,
    entry: {
      kind: 'gift.allocated',
      gift: row.public_reference,
      amountMinor: row.amount_minor.toString(),
      currency: row.currency,
      fund: row.code,
      day: isoDay(row.at, row.time_zone),
      case: await commitCase(salt, row.pseudonym),
    },
  }
}

async function readRows({ db, organisationId }: Transaction, fundId: string, ids: readonly string[]): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select a.allocation_id, a.amount_minor, a.currency, a.at, a.gift_id, g.public_reference, c.pseudonym, f.code,
      o.time_zone, s.salt
    from allocations a
    join gifts g on g.organisation_id = a.organisation_id and g.gift_id = a.gift_id
    join cases c on c.organisation_id = a.organisation_id and c.case_id = a.case_id
    join funds f on f.organisation_id = a.organisation_id and f.fund_id = ${fundId}
    join organisations o on o.organisation_id = a.organisation_id
    left join log_salts s on s.organisation_id = a.organisation_id and s.subject_kind = 'gift' and s.subject_id = a.gift_id
    where a.organisation_id = ${organisationId} and a.allocation_id = any(${[...ids]}::uuid[])
    order by a.allocation_id`.execute(db)
  return rows
}
