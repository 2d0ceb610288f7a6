import { type RawBuilder, sql } from 'kysely'
import { isoDay } from '../campaigns/day.ts'
import { consentCovers, dayWhereCase } from '../cases/consent.ts'
import { shownTexts } from '../cases/shown-text.ts'
import { isTellable } from '../feedback/tellable.ts'
import { permit } from '../organisations/permission.ts'
import { isLanguage, type Language } from '../platform/languages.ts'
import { toDecimal } from '../platform/money.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { writeCsv } from '../platform/sheets.ts'

/** A gift and an update it is told of. `amountMinor` is what the case has of the gift. */
export interface Returned {
  roundId: string
  giftId: string
  orderNumber: string
  projectId: string
  projectName: string
  updateId: string
  amountMinor: bigint
  currency: string
  pseudonym: string
  stage: string
  approvedAt: Date
  language: string
  timeZone: string
}

const columns = ['orderNumber', 'amount', 'pseudonym', 'stage', 'text', 'date'] as const

/**
 * What a round has to say to donors of a giving platform, as CSV by order number, for the operator to hand to the platform.
 * Amounts in major units (Tencent Charity takes yuan where it gave fen); the released words, in each gift's own language. A
 * case that has ended since is left out: of it a person writes.
 */
export async function returnsFile(scope: Scope, feedbackRoundId: string, language: Language): Promise<string> {
  permit(scope, 'gifts.read')
  const t = scope.context.translator.in(language)
  return scope.transaction(async (transaction) => {
    const rows = await readReturned(transaction, sql<boolean>`r.feedback_round_id = ${feedbackRoundId}`)
    const texts = await shownTexts(transaction, [...new Set(rows.map((row) => row.updateId))])
    const words = (row: Returned) =>
      texts.get(row.updateId)?.[isLanguage(row.language) ? row.language : 'zh-Hans'] ?? ''
    return writeCsv([
      columns.map((column) => t(`connectors:returns.${column}`)),
      ...rows.map((row) => lineOf(scope, row, words(row))),
    ])
  })
}

function lineOf({ context }: Scope, row: Returned, text: string): string[] {
  const t = context.translator.in(isLanguage(row.language) ? row.language : 'zh-Hans')
  return [
    row.orderNumber,
    toDecimal({ minor: row.amountMinor, currency: row.currency }),
    row.pseudonym,
    t(`cases:stages.${row.stage}`),
    text,
    isoDay(row.approvedAt, row.timeZone),
  ]
}

/** What results `r` of rounds have to say by order number, where it may still be said. */
export async function readReturned(
  { db, organisationId, now }: Transaction,
  chosen: RawBuilder<boolean>,
): Promise<Returned[]> {
  const { rows } = await sql<Returned>`
    select r.feedback_round_id as "roundId", r.gift_id as "giftId", g.order_number as "orderNumber", coalesce(po.cells ->> 'projectId', '') as "projectId",
      coalesce(po.cells ->> 'projectName', '') as "projectName", r.update_id as "updateId", given.amount as "amountMinor", g.currency,
      c.pseudonym, u.stage, u.approved_at as "approvedAt", g.language, o.time_zone as "timeZone"
    from feedback_results r
    join gifts g on g.organisation_id = r.organisation_id and g.gift_id = r.gift_id
    join updates u on u.organisation_id = r.organisation_id and u.update_id = r.update_id
    join cases c on c.organisation_id = u.organisation_id and c.case_id = u.case_id
    join organisations o on o.organisation_id = r.organisation_id
    left join platform_orders po on po.organisation_id = r.organisation_id and po.gift_id = r.gift_id
    cross join lateral (select sum(a.amount_minor)::bigint as amount from allocations a
      where a.organisation_id = r.organisation_id and a.gift_id = r.gift_id and a.case_id = u.case_id) as given
    where r.organisation_id = ${organisationId} and ${chosen}
      and exists (select from feedback_rounds f where f.organisation_id = r.organisation_id
        and f.feedback_round_id = r.feedback_round_id and f.state <> 'recalled')
      and r.result = 'returned' and g.order_number is not null and given.amount > 0 and ${isTellable}
      and ${consentCovers({ purpose: 'report_to_givers', channel: 'file' }, dayWhereCase(now))}
    order by g.order_number, u.approved_at, r.update_id`.execute(db)
  return rows
}
