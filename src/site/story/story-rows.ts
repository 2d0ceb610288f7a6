import { sql } from 'kysely'
import type { AllocationPart, Trace } from '../../allocations/allocation.ts'
import { tracesOf } from '../../allocations/traces.ts'
import { type Audience, consentCovers, dayWhereCase, giversPage } from '../../cases/consent.ts'
import { asTold, disclosures } from '../../cases/guard.ts'
import { pictureAddresses } from '../../cases/picture-address.ts'
import { type ShownTexts, shownTexts } from '../../cases/shown-text.ts'
import { isTellable } from '../../feedback/tellable.ts'
import { Failure } from '../../platform/errors.ts'
import type { Transaction } from '../../platform/scope.ts'

/** A gift with everything its story is told from, as it stands in the database now. */
export interface StoryRows {
  readonly gift: Awaited<ReturnType<typeof readGift>>
  readonly trace: Trace | undefined
  /** Of the cases that are told here. */
  readonly parts: readonly AllocationPart[]
  /** Of all cases the gift is part of. */
  readonly allocatedMinor: bigint
  /** How many cases come after those that are told here. */
  readonly casesLeft: number
  readonly cases: readonly CaseRow[]
  readonly needCosts: ReadonlyMap<string, bigint>
  readonly stages: readonly { caseId: string; stage: string; at: Date }[]
  readonly expenses: readonly ExpenseRow[]
  readonly updates: readonly UpdateRow[]
  readonly texts: ReadonlyMap<string, ShownTexts>
  readonly refunds: readonly { refundId: string; amountMinor: bigint; at: Date }[]
}

export interface CaseRow {
  readonly caseId: string
  readonly pseudonym: string
  readonly ageBand: string
  readonly region: string
  readonly conditionClass: string
  readonly stage: string
  /** Told where a guardian allows it to this reader. */
  readonly firstName: string | null
  readonly photograph: string | null
  /** False where a guardian does not let this reader hear of the child at all. */
  readonly isTold: boolean
}

interface ExpenseRow {
  readonly expenseId: string
  readonly caseId: string
  readonly needId: string
  readonly amountMinor: bigint
  readonly spentOn: string
}

export interface UpdateRow {
  readonly updateId: string
  readonly caseId: string
  readonly reference: string
  readonly stage: string
  readonly at: Date
}

/** Cases on one page of a story: with their proofs they keep it within 60 KB. */
export const casesOnPage = 3

/**
 * Reads them, as this audience may: of a gift that is part of many cases those of one page. Fails with `links.unknown` when the
 * gift is not there.
 *
 * @param skip how many cases stand on the pages before
 */
export async function readStory(
  transaction: Transaction,
  giftId: string,
  audience: Audience = giversPage,
  skip = 0,
): Promise<StoryRows> {
  const gift = await readGift(transaction, giftId)
  const [trace] = await tracesOf(transaction, [giftId])
  const all = trace?.parts ?? []
  const allCases = [...new Set(all.map((part) => part.caseId))]
  const caseIds = allCases.slice(skip, skip + casesOnPage)
  const parts = all.filter((part) => caseIds.includes(part.caseId))
  const needIds = [...new Set(parts.map((part) => part.needId))]
  const updates = await readUpdates(transaction, caseIds, audience)
  return {
    gift,
    trace,
    parts,
    allocatedMinor: all.reduce((sum, part) => sum + part.amountMinor, 0n),
    casesLeft: Math.max(0, allCases.length - skip - casesOnPage),
    cases: await readCases(transaction, caseIds, audience),
    needCosts: await readNeeds(transaction, needIds),
    stages: await readStages(transaction, caseIds),
    expenses: await readExpenses(transaction, needIds),
    updates,
    texts: await shownTexts(
      transaction,
      updates.map((update) => update.updateId),
    ),
    refunds: await readRefunds(transaction, giftId),
  }
}

async function readGift({ db, organisationId }: Transaction, giftId: string) {
  const row = await db
    .selectFrom('gifts as g')
    .innerJoin('funds as f', (join) =>
      join.onRef('f.organisation_id', '=', 'g.organisation_id').onRef('f.fund_id', '=', 'g.fund_id'),
    )
    .where('g.organisation_id', '=', organisationId)
    .where('g.gift_id', '=', giftId)
    .selectAll('g')
    .select('f.code as fund_code')
    .executeTakeFirst()
  if (row === undefined) throw new Failure('links.unknown', {}, { kind: 'missing' })
  return row
}

/** Coarsened where consent does not reach, or fewer than five children could be meant. */
async function readCases(transaction: Transaction, caseIds: readonly string[], audience: Audience): Promise<CaseRow[]> {
  const { db, organisationId } = transaction
  const may = await disclosures(transaction, caseIds, audience)
  const photographs = await pictureAddresses(transaction, caseIds, audience)
  const { rows } = await sql<Omit<CaseRow, 'firstName' | 'photograph' | 'isTold'>>`
    select case_id as "caseId", pseudonym, age_band as "ageBand", region, condition_class as "conditionClass", stage
    from cases where organisation_id = ${organisationId} and case_id = any(${[...caseIds]}::uuid[])
    order by created_at, case_id`.execute(db)
  return rows.map((row) => ({
    ...asTold(row, may(row.caseId)),
    firstName: may(row.caseId).firstName,
    photograph: photographs.get(row.caseId) ?? null,
    isTold: may(row.caseId).pseudonym,
  }))
}

async function readNeeds({ db, organisationId }: Transaction, needIds: readonly string[]) {
  const { rows } = await sql<{ needId: string; cost: bigint }>`
    select need_id as "needId", amount_minor as cost from needs
    where organisation_id = ${organisationId} and need_id = any(${[...needIds]}::uuid[])`.execute(db)
  return new Map(rows.map(({ needId, cost }) => [needId, cost]))
}

async function readStages({ db, organisationId }: Transaction, caseIds: readonly string[]) {
  const { rows } = await sql<{ caseId: string; stage: string; at: Date }>`
    select case_id as "caseId", to_stage as stage, max(at) as at from stage_changes
    where organisation_id = ${organisationId} and case_id = any(${[...caseIds]}::uuid[])
    group by case_id, to_stage`.execute(db)
  return rows
}

/** What was paid for the needs this gift is part of. A bill that was reversed is told no more. */
async function readExpenses({ db, organisationId }: Transaction, needIds: readonly string[]): Promise<ExpenseRow[]> {
  const { rows } = await sql<ExpenseRow>`
    select expense_id as "expenseId", case_id as "caseId", need_id as "needId", amount_minor as "amountMinor",
      spent_on as "spentOn"
    from expenses where organisation_id = ${organisationId} and need_id = any(${[...needIds]}::uuid[])
      and reversed_at is null
    order by spent_on, expense_id`.execute(db)
  return rows
}

async function readUpdates(
  { db, organisationId, now }: Transaction,
  caseIds: readonly string[],
  audience: Audience,
): Promise<UpdateRow[]> {
  const { rows } = await sql<UpdateRow>`
    select u.update_id as "updateId", u.case_id as "caseId", u.public_reference as reference, u.stage,
      u.approved_at as at
    from updates u
    join cases c on c.organisation_id = u.organisation_id and c.case_id = u.case_id
    where u.organisation_id = ${organisationId} and u.case_id = any(${[...caseIds]}::uuid[])
      and u.state = 'approved' and ${isTellable} and ${consentCovers(audience, dayWhereCase(now))}
    order by u.approved_at, u.update_id`.execute(db)
  return rows
}

async function readRefunds({ db, organisationId }: Transaction, giftId: string) {
  const { rows } = await sql<{ refundId: string; amountMinor: bigint; at: Date }>`
    select refund_id as "refundId", amount_minor as "amountMinor", decided_at as at from refunds
    where organisation_id = ${organisationId} and gift_id = ${giftId} and state = 'done'
    order by decided_at, refund_id`.execute(db)
  return rows
}
