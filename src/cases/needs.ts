import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { publish } from '../platform/jobs/event.ts'
import type { Money } from '../platform/money.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { hasEnded, needAdded, needCancelled, needItems } from './case.ts'
import { lockCase } from './store.ts'

/** A costed item of a case. */
export const newNeed = z.object({
  caseId: z.uuid(),
  item: z.enum(needItems),
  amountMinor: z.bigint().positive(),
  /** The day by which it must be paid; the nearest is helped first. */
  dueOn: z.iso.date().nullish(),
  /** The key of the row it came from; once in a case. */
  externalKey: z.string().trim().min(1).max(100).optional(),
})
export type NewNeed = z.input<typeof newNeed>

/** Adds a need in the programme's currency; answers its id. Fails with `cases.unknown`, `cases.ended`. */
export async function addNeed(transaction: Transaction, need: NewNeed): Promise<string> {
  const { caseId, item, amountMinor, dueOn, externalKey } = newNeed.parse(need)
  const { db, organisationId, now } = transaction
  const { stage, fundId, currency } = await lockCase(transaction, caseId)
  if (hasEnded(stage)) throw new Failure('cases.ended', {}, { kind: 'conflict' })
  const needId = newId(now)
  await db
    .insertInto('needs')
    .values({
      organisation_id: organisationId,
      need_id: needId,
      case_id: caseId,
      fund_id: fundId,
      item,
      amount_minor: amountMinor,
      open_minor: amountMinor,
      currency,
      due_on: dueOn ?? null,
      external_key: externalKey ?? null,
      created_at: now,
    })
    .execute()
  await audit(transaction, { action: 'cases.add-need', subjectKind: 'case', subjectId: caseId, after: need })
  await publish(transaction, needAdded, { needId, fundId })
  return needId
}

/** `addNeed` by a member. */
export function askFor(scope: Scope, need: NewNeed): Promise<string> {
  permit(scope, 'cases.change')
  return scope.transaction((transaction) => addNeed(transaction, need))
}

/** Takes a need out; what it had and did not spend goes back to its gifts. Fails with `cases.need-unknown`. */
export async function cancelNeed(scope: Scope, needId: string): Promise<void> {
  permit(scope, 'cases.change')
  await scope.transaction(async (transaction) => {
    const { db, organisationId, now } = transaction
    const cancelled = await db
      .updateTable('needs')
      .set({ cancelled_at: now })
      .where('organisation_id', '=', organisationId)
      .where('need_id', '=', needId)
      .where('cancelled_at', 'is', null)
      .returning('case_id')
      .executeTakeFirst()
    if (!cancelled) throw new Failure('cases.need-unknown', {}, { kind: 'missing' })
    const { case_id: caseId } = cancelled
    await audit(transaction, { action: 'cases.cancel-need', subjectKind: 'case', subjectId: caseId, after: { needId } })
    await publish(transaction, needCancelled, { needId })
  })
}

/** Closes all needs of a case that has ended; the allocator hears of it by `case.ended`. */
export async function closeNeeds({ db, organisationId, now }: Transaction, caseId: string): Promise<void> {
  await db
    .updateTable('needs')
    .set({ cancelled_at: now })
    .where('organisation_id', '=', organisationId)
    .where('case_id', '=', caseId)
    .where('cancelled_at', 'is', null)
    .execute()
}

/**
 * The statement that moves what needs lack by signed amounts, to be run alone or within another: the allocator's alone. Going below
 * zero or above the need violates a check.
 */
export function moveOpen({ organisationId }: Transaction, moves: RawBuilder<unknown>): RawBuilder<unknown> {
  // Found by their keys: otherwise the planner reads all needs for the few that move.
  return sql`
    with moved as materialized (select need_id, sum(delta)::bigint as delta from (${moves}) as each group by need_id)
    update needs set open_minor = open_minor + moved.delta from moved
    where needs.organisation_id = ${organisationId} and needs.need_id = any (array(select need_id from moved))
      and needs.need_id = moved.need_id`
}

/** What a need lacks and has, in its own currency. */
export interface Need {
  readonly needId: string
  readonly item: string
  readonly amount: Money
  readonly openMinor: bigint
  readonly spentMinor: bigint
  readonly dueOn: string | null
  readonly isCancelled: boolean
}

/** The needs of a case, the next due first. */
export async function needsOf({ db, organisationId }: Transaction, caseId: string): Promise<Need[]> {
  const { rows } = await sql<{
    need_id: string
    item: string
    amount_minor: bigint
    open_minor: bigint
    spent_minor: bigint
    currency: string
    due_on: string | null
    cancelled_at: Date | null
  }>`
    select n.need_id, n.item, n.amount_minor, n.open_minor, n.currency, n.due_on, n.cancelled_at,
      coalesce((select sum(e.amount_minor) from expenses e where e.organisation_id = n.organisation_id
        and e.need_id = n.need_id and e.case_id = n.case_id and e.reversed_at is null), 0)::bigint as spent_minor
    from needs n where n.organisation_id = ${organisationId} and n.case_id = ${caseId}
    order by n.due_on nulls last, n.created_at, n.need_id`.execute(db)
  return rows.map((row) => ({
    needId: row.need_id,
    item: row.item,
    amount: { minor: row.amount_minor, currency: row.currency },
    openMinor: row.open_minor,
    spentMinor: row.spent_minor,
    dueOn: row.due_on,
    isCancelled: row.cancelled_at !== null,
  }))
}
