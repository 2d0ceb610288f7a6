import { sql } from 'kysely'
import { isoDay } from '../campaigns/day.ts'
import { isProgress } from '../cases/case.ts'
import { templateSentence } from '../cases/words.ts'
import { permit } from '../organisations/permission.ts'
import { isLanguage, type Language } from '../platform/languages.ts'
import { toDecimal } from '../platform/money.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { writeCsv } from '../platform/sheets.ts'

interface Returned {
  orderNumber: string
  amountMinor: bigint
  currency: string
  pseudonym: string
  region: string
  conditionClass: string
  items: string[]
  stage: string
  text: string | null
  approvedAt: Date
  language: string
  timeZone: string
}

const columns = ['orderNumber', 'amount', 'pseudonym', 'stage', 'text', 'date'] as const

/**
 * What a round has to say to donors of a giving platform, as CSV by order number, for the operator to hand to the platform.
 * Amounts in major units (Tencent Charity takes yuan where it gave fen); words in each gift's own language.
 */
export async function returnsFile(scope: Scope, feedbackRoundId: string, language: Language): Promise<string> {
  permit(scope, 'rounds.plan')
  const { translator } = scope.context
  const t = translator.in(language)
  const rows = await scope.transaction((transaction) => readReturned(transaction, feedbackRoundId))
  return writeCsv([
    columns.map((column) => t(`connectors:returns.${column}`)),
    ...rows.map((row) => lineOf(scope, row)),
  ])
}

function lineOf({ context }: Scope, row: Returned): string[] {
  const language = isLanguage(row.language) ? row.language : 'zh-Hans'
  const t = context.translator.in(language)
  const sentence = isProgress(row.stage) ? templateSentence(t, language, row.stage, row) : ''
  return [
    row.orderNumber,
    toDecimal({ minor: row.amountMinor, currency: row.currency }),
    row.pseudonym,
    t(`cases:stages.${row.stage}`),
    [sentence, row.text ?? ''].filter((part) => part !== '').join(' '),
    isoDay(row.approvedAt, row.timeZone),
  ]
}

async function readReturned({ db, organisationId }: Transaction, feedbackRoundId: string): Promise<Returned[]> {
  const { rows } = await sql<Returned>`
    select g.order_number as "orderNumber", g.amount_minor as "amountMinor", g.currency, c.pseudonym, c.region,
      c.condition_class as "conditionClass", u.stage, u.approved_at as "approvedAt", g.language,
      o.time_zone as "timeZone",
      array(select distinct n.item from needs n where n.organisation_id = c.organisation_id and n.case_id = c.case_id
        and n.cancelled_at is null order by n.item) as items,
      (select x.text from update_texts x where x.organisation_id = u.organisation_id and x.update_id = u.update_id
        and x.is_approved and x.language = g.language) as text
    from feedback_results r
    join gifts g on g.organisation_id = r.organisation_id and g.gift_id = r.gift_id
    join updates u on u.organisation_id = r.organisation_id and u.update_id = r.update_id
    join cases c on c.organisation_id = u.organisation_id and c.case_id = u.case_id
    join organisations o on o.organisation_id = r.organisation_id
    where r.organisation_id = ${organisationId} and r.feedback_round_id = ${feedbackRoundId}
      and r.result = 'returned' and g.order_number is not null
    order by g.order_number, u.approved_at, u.update_id`.execute(db)
  return rows
}
