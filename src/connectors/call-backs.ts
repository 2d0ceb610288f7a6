import { sql } from 'kysely'
import { shownTexts } from '../cases/shown-text.ts'
import { holdReturned } from '../feedback/hold-returned.ts'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import { isLanguage, type Language } from '../platform/languages.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { writeCsv } from '../platform/sheets.ts'
import type { CallBackReason } from './called-back.ts'

/** How a call-back ended: it was not told, or is shown no more; or donors have it, and words cannot be taken back. */
export const callBackOutcomes = ['withdrawn', 'told'] as const
export type CallBackOutcome = (typeof callBackOutcomes)[number]

/** Something handed on that may not be told any more, which only a person can call back. */
export interface CallBack {
  readonly id: string
  readonly roundId: string
  /** The platform's account; null: it went out in a file. */
  readonly platformName: string | null
  readonly pseudonym: string
  readonly stage: string
  /** As most of its orders were told, in `language`. */
  readonly words: string
  readonly language: Language
  readonly reason: CallBackReason
  readonly openedAt: Date
  readonly orderCount: number
  /** The first of its orders, five at most. */
  readonly orderNumbers: readonly string[]
  readonly handedFrom: Date
  readonly handedUntil: Date
}

/** Each order of the call-backs `b`: when it was handed on, and how it was called. */
const linesOf = sql`
  select g.order_number, g.language, o.project_id, l.at, l.reference, l.round_id, l.gift_id, l.update_id from (
    select coalesce(r.sending_at, r.at) as at, coalesce(r.reference, r.order_return_id::text) as reference,
      r.feedback_round_id as round_id, r.gift_id, r.update_id from order_returns r
    where r.organisation_id = b.organisation_id and r.call_back_id = b.call_back_id
    union all
    select f.filed_at, f.filed_return_id::text, f.feedback_round_id, f.gift_id, f.update_id from filed_returns f
    where f.organisation_id = b.organisation_id and f.call_back_id = b.call_back_id) as l
  join gifts g on g.organisation_id = b.organisation_id and g.gift_id = l.gift_id
  left join lateral (select p.cells ->> 'projectId' as project_id from platform_orders p
    where p.organisation_id = b.organisation_id and p.gift_id = l.gift_id limit 1) as o on true`

/** What waits for somebody to call it back, oldest first. */
export async function listCallBacks(scope: Scope): Promise<CallBack[]> {
  permit(scope, 'gifts.read')
  permit(scope, 'cases.read')
  return scope.transaction(async (transaction) => {
    const { db, organisationId } = transaction
    const { rows } = await sql<Omit<CallBack, 'words' | 'language'> & { updateId: string; language: string }>`
      select b.call_back_id as id, b.feedback_round_id as "roundId", a.name as "platformName", b.update_id as "updateId",
        c.pseudonym, u.stage, b.reason, b.opened_at as "openedAt", lines.*
      from call_backs b
      join updates u on u.organisation_id = b.organisation_id and u.update_id = b.update_id
      join cases c on c.organisation_id = u.organisation_id and c.case_id = u.case_id
      left join connector_accounts a
        on a.organisation_id = b.organisation_id and a.connector_account_id = b.connector_account_id
      cross join lateral (
        select count(*)::integer as "orderCount", min(at) as "handedFrom", max(at) as "handedUntil",
          (array_agg(order_number order by order_number))[1:5] as "orderNumbers",
          mode() within group (order by language) as language
        from (${linesOf}) as line) as lines
      where b.organisation_id = ${organisationId} and b.settled_at is null
      order by b.opened_at, b.call_back_id`.execute(db)
    const texts = await shownTexts(transaction, [...new Set(rows.map(({ updateId }) => updateId))])
    return rows.map(({ updateId, language: told, ...row }) => {
      const language = isLanguage(told) ? told : 'zh-Hans'
      return { ...row, language, words: texts.get(updateId)?.[language] ?? '' }
    })
  })
}

const columns = ['orderNumber', 'reference', 'project', 'handedAt'] as const

/**
 * The orders of a call-back as CSV, for whoever asks the platform to tell no more of it: by order number and by what the report was
 * called. Neither the words nor why: what a family no longer allows is not handed on once more. Fails with `connectors.call-back-unknown`.
 */
export async function callBackFile(scope: Scope, id: string, language: Language): Promise<string> {
  permit(scope, 'gifts.read')
  const t = scope.context.translator.in(language)
  return scope.transaction(async (transaction) => {
    const rows = await readLines(transaction, id)
    if (rows.length === 0) throw unknown()
    return writeCsv([
      columns.map((column) => t(`connectors:callBacks.columns.${column}`)),
      ...rows.map(({ orderNumber, reference, project, at }) => [
        ...[orderNumber, reference, project ?? ''],
        at.toISOString(),
      ]),
    ])
  })
}

/**
 * Closes a call-back with what came of it. What was not told after all is held, so that a later round may account for it. Fails with
 * `connectors.call-back-unknown`, also where it is closed already.
 */
export async function settleCallBack(
  scope: Scope,
  id: string,
  { outcome, note }: { outcome: CallBackOutcome; note: string },
): Promise<void> {
  permit(scope, 'gifts.import')
  const { actor } = scope
  await scope.transaction(async (transaction) => {
    const { db, organisationId, now } = transaction
    const { numUpdatedRows } = await db
      .updateTable('call_backs')
      .set({ settled_at: now, settled_by: actor.kind === 'member' ? actor.id : null, outcome, note })
      .where('organisation_id', '=', organisationId)
      .where('call_back_id', '=', id)
      .where('settled_at', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw unknown()
    await db
      .updateTable('order_returns')
      .set({ state: outcome === 'told' ? 'told' : 'held', reason: 'called_back', at: now })
      .where('organisation_id', '=', organisationId)
      .where('call_back_id', '=', id)
      .execute()
    if (outcome === 'withdrawn') await holdReturned(transaction, await readLines(transaction, id))
    await audit(transaction, {
      action: 'connectors.settle-call-back',
      subjectKind: 'call_back',
      subjectId: id,
      after: { outcome, note },
    })
  })
}

async function readLines({ db, organisationId }: Transaction, id: string) {
  const { rows } = await sql<{
    orderNumber: string
    reference: string
    project: string | null
    at: Date
    roundId: string
    giftId: string
    updateId: string
  }>`
    select line.order_number as "orderNumber", line.reference, line.project_id as project, line.at,
      line.round_id as "roundId", line.gift_id as "giftId", line.update_id as "updateId"
    from call_backs b cross join lateral (${linesOf}) as line
    where b.organisation_id = ${organisationId} and b.call_back_id = ${id}
    order by line.order_number, line.reference`.execute(db)
  return rows
}

function unknown(): Failure {
  return new Failure('connectors.call-back-unknown', {}, { kind: 'missing' })
}
