import { sql } from 'kysely'
import { shownTexts } from '../cases/shown-text.ts'
import { isLanguage } from '../platform/languages.ts'
import { toDecimal } from '../platform/money.ts'
import type { Transaction } from '../platform/scope.ts'
import type { Result } from './round.ts'

/** How one gift ended a round. `updateId` is null for a gift that still waits for a need. */
export interface GiftResult {
  readonly giftId: string
  readonly updateId: string | null
  readonly personId: string
  readonly personName: string
  readonly pseudonym: string | null
  readonly result: Result
  readonly reason: string | null
  readonly at: Date
}

/** How every gift ended a round, people together. */
export async function resultsOf({ db, organisationId }: Transaction, roundId: string): Promise<GiftResult[]> {
  const { rows } = await sql<GiftResult>`
    select r.gift_id as "giftId", r.update_id as "updateId", r.person_id as "personId",
      p.display_name as "personName", c.pseudonym, r.result, r.reason, r.at
    from (
      select organisation_id, gift_id, update_id, person_id, result, reason, at from feedback_results
      where organisation_id = ${organisationId} and feedback_round_id = ${roundId}
      union all
      select organisation_id, gift_id, null, person_id, 'waiting', 'not_allocated', at from feedback_waiting
      where organisation_id = ${organisationId} and feedback_round_id = ${roundId}
    ) r
    join persons p on p.organisation_id = r.organisation_id and p.person_id = r.person_id
    left join updates u on u.organisation_id = r.organisation_id and u.update_id = r.update_id
    left join cases c on c.organisation_id = u.organisation_id and c.case_id = u.case_id
    order by p.display_name, r.person_id, r.gift_id, r.update_id`.execute(db)
  return rows
}

/** What a giving platform gets back: `order_number, text, stage, amount`, as CSV in UTF-8, one line for each gift and update. */
export async function returnsCsv(transaction: Transaction, roundId: string): Promise<string> {
  const { db, organisationId } = transaction
  const { rows } = await sql<{
    order_number: string
    update_id: string
    language: string
    stage: string
    share: bigint
    currency: string
  }>`
    select g.order_number, r.update_id, g.language, u.stage, sum(a.amount_minor)::bigint as share, a.currency
    from feedback_results r
    join gifts g on g.organisation_id = r.organisation_id and g.gift_id = r.gift_id
    join updates u on u.organisation_id = r.organisation_id and u.update_id = r.update_id
    join allocations a on a.organisation_id = r.organisation_id and a.gift_id = r.gift_id and a.case_id = u.case_id
    where r.organisation_id = ${organisationId} and r.feedback_round_id = ${roundId} and r.result = 'returned'
    group by g.order_number, r.update_id, g.language, u.stage, a.currency
    order by g.order_number, r.update_id`.execute(db)
  const texts = await shownTexts(
    transaction,
    rows.map((row) => row.update_id),
  )
  const lines = rows.map((row) => {
    const text = texts.get(row.update_id)?.[isLanguage(row.language) ? row.language : 'en'] ?? ''
    return [row.order_number, text, row.stage, toDecimal({ minor: row.share, currency: row.currency })]
  })
  return [['order_number', 'text', 'stage', 'amount'], ...lines].map((cells) => cells.map(cell).join(',')).join('\r\n')
}

/** Quoted; what a spreadsheet would run as a formula is kept as text. */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${harmless.replaceAll('"', '""')}"`
}
