import { sql } from 'kysely'
import type { Transaction } from '../../platform/scope.ts'

/**
 * How many years after the year of its issue a receipt is kept with the name on it, by the country of the legal entity that issued
 * it, even when its giver is erased: accounting and tax law ask for the paper (GDPR Art. 17(3)(b) and its like elsewhere).
 * TW 商業會計法 §38; CN stubs of donation receipts; JP donor lists, the longer of the two terms; GB Gift Aid records; IT Codice civile
 * 2220. As read 2026-07; a local lawyer confirms before going live. Elsewhere the longest of them.
 */
const yearsByCountry: Readonly<Record<string, number>> = { TW: 5, CN: 5, JP: 7, GB: 6, IT: 10 }
const yearsElsewhere = 10

/** See `yearsByCountry`. */
export function receiptYears(country: string): number {
  return yearsByCountry[country] ?? yearsElsewhere
}

/** The year of whose receipts those of the erased are emptied: all up to it are past their term. */
function lastYearOver(now: Date, country: string): number {
  return now.getUTCFullYear() - receiptYears(country) - 1
}

/** Takes name and tax number from receipts of the erased whose term is over; number, date and amount stay. Answers how many. */
export async function emptyOldReceipts({ db, organisationId, now }: Transaction): Promise<number> {
  const entities = await db
    .selectFrom('legal_entities')
    .where('organisation_id', '=', organisationId)
    .select(['legal_entity_id', 'country'])
    .execute()
  let emptied = 0
  for (const { legal_entity_id, country } of entities) {
    const { numAffectedRows } = await sql`
      update receipts r set snapshot = jsonb_set(r.snapshot, '{donorName}', '""'), tax_identifier_cipher = null,
        void_reason = case when r.voided_at is null then null else '' end
      from persons p
      where r.organisation_id = ${organisationId} and r.legal_entity_id = ${legal_entity_id}
        and p.organisation_id = r.organisation_id and p.person_id = r.person_id and p.erased_at is not null
        and extract(year from r.issued_at) <= ${lastYearOver(now, country)}
        and r.snapshot ->> 'donorName' <> ''`.execute(db)
    emptied += Number(numAffectedRows ?? 0n)
  }
  return emptied
}

/** For a giver who thinks of being erased: how long receipts with their name are kept, and whether one is still to be issued. */
export async function receiptsKept(
  { db, organisationId }: Transaction,
  personId: string,
): Promise<{ receiptYears: number | null; awaitsReceipt: boolean }> {
  const { rows } = await sql<{ countries: string[]; awaitsReceipt: boolean }>`
    select array(select distinct e.country from receipts r
        join legal_entities e on e.organisation_id = r.organisation_id and e.legal_entity_id = r.legal_entity_id
        where r.organisation_id = ${organisationId} and r.person_id = ${personId}) as countries,
      exists (select from gifts g where g.organisation_id = ${organisationId} and g.person_id = ${personId}
        and g.receipt_wish = 'yearly' and g.refunded_minor < g.amount_minor and not exists (
          select from receipt_gifts l join receipts r on r.organisation_id = l.organisation_id
            and r.receipt_id = l.receipt_id and r.voided_at is null
          where l.organisation_id = g.organisation_id and l.gift_id = g.gift_id)) as "awaitsReceipt"`.execute(db)
  const [found] = rows
  const years = (found?.countries ?? []).map(receiptYears)
  return {
    receiptYears: years.length === 0 ? null : Math.max(...years),
    awaitsReceipt: found?.awaitsReceipt ?? false,
  }
}
