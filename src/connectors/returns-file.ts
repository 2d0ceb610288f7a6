import { sql } from 'kysely'
import { isoDay } from '../campaigns/day.ts'
import { shownTexts } from '../cases/shown-text.ts'
import { permit } from '../organisations/permission.ts'
import { isLanguage, type Language } from '../platform/languages.ts'
import { toDecimal } from '../platform/money.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { writeCsv } from '../platform/sheets.ts'
import { type Returned, readReturned } from './returns.ts'

const columns = ['orderNumber', 'amount', 'pseudonym', 'stage', 'text', 'date', 'reference', 'corrects'] as const

/**
 * What a round has to say to donors of a giving platform, as CSV by order number, for the operator to hand to the platform.
 * Amounts in major units (Tencent Charity takes yuan where it gave fen); the released words, in each gift's own language; a name for
 * each line, and of a correction the name of the line it puts right. A case that has ended since is left out: of it a person writes.
 * Each line counts as handed on from now: where the file goes, nobody here knows.
 */
export async function returnsFile(scope: Scope, feedbackRoundId: string, language: Language): Promise<string> {
  permit(scope, 'gifts.read')
  const t = scope.context.translator.in(language)
  return scope.transaction(async (transaction) => {
    await awaitEnds(transaction, feedbackRoundId)
    const rows = await readReturned(transaction, sql<boolean>`r.feedback_round_id = ${feedbackRoundId}`)
    const texts = await shownTexts(transaction, [...new Set(rows.map((row) => row.updateId))])
    const filed = await file(transaction, rows)
    const words = (row: Returned) =>
      texts.get(row.updateId)?.[isLanguage(row.language) ? row.language : 'zh-Hans'] ?? ''
    return writeCsv([
      columns.map((column) => t(`connectors:returns.${column}`)),
      ...rows.map((row) => [...lineOf(scope, row, words(row)), ...(filed.get(keyOf(row)) ?? ['', ''])]),
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

/** A consent or a case that is just ending, or a recall: either it is seen here, or it finds what was handed on. */
async function awaitEnds({ db, organisationId }: Transaction, roundId: string): Promise<void> {
  await sql`
    select from feedback_rounds where organisation_id = ${organisationId} and feedback_round_id = ${roundId}
    for share`.execute(db)
  await sql`
    select from cases where organisation_id = ${organisationId} and case_id in (
      select u.case_id from feedback_round_updates r
      join updates u on u.organisation_id = r.organisation_id and u.update_id = r.update_id
      where r.organisation_id = ${organisationId} and r.feedback_round_id = ${roundId})
    order by case_id for share`.execute(db)
}

const keyOf = ({ giftId, updateId }: { giftId: string; updateId: string }) => `${giftId} ${updateId}`

/** Keeps what is in a file; answers how each line is called, the same in every file, and which line or report it puts right. */
async function file(
  { db, organisationId, now, actor }: Transaction,
  rows: readonly Returned[],
): Promise<Map<string, [reference: string, corrects: string]>> {
  const { rows: kept } = await sql<{ giftId: string; updateId: string; reference: string; corrects: string }>`
    with kept as (
      insert into filed_returns (organisation_id, filed_return_id, feedback_round_id, gift_id, update_id, filed_at, filed_by)
      select ${organisationId}::uuid, gen_random_uuid(), line.*, ${now}::timestamptz,
        ${actor.kind === 'member' ? actor.id : null}::uuid
      from unnest(${rows.map((row) => row.roundId)}::uuid[], ${rows.map((row) => row.giftId)}::uuid[],
        ${rows.map((row) => row.updateId)}::uuid[]) as line
      on conflict (organisation_id, feedback_round_id, gift_id, update_id)
        do update set filed_at = excluded.filed_at, filed_by = excluded.filed_by
      returning gift_id, update_id, filed_return_id)
    select kept.gift_id as "giftId", kept.update_id as "updateId", kept.filed_return_id as reference,
      coalesce(first.name::text, '') as corrects
    from kept left join lateral (
      select name from (
        select f.filed_return_id as name, f.filed_at as at from feedback_corrections k
        join filed_returns f on f.organisation_id = k.organisation_id and f.update_id = k.corrects_id
        where k.organisation_id = ${organisationId} and k.update_id = kept.update_id and f.gift_id = kept.gift_id
        union all
        select o.order_return_id, o.at from feedback_corrections k
        join order_returns o on o.organisation_id = k.organisation_id and o.update_id = k.corrects_id
        where k.organisation_id = ${organisationId} and k.update_id = kept.update_id and o.gift_id = kept.gift_id
          and o.attempts > 0 and o.state not in ('unknown_order', 'refused', 'held')
      ) as handed order by at desc, name limit 1) as first on true`.execute(db)
  return new Map(kept.map((one) => [keyOf(one), [one.reference, one.corrects]]))
}
