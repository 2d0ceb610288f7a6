import { sql } from 'kysely'
import { z } from 'zod'
import { hasEnded } from '../cases/case.ts'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { allocate } from './allocate.ts'
import { lockFund } from './hold.ts'

/** The case a gift names, and what becomes of what that case does not lack. */
export const designation = z.strictObject({
  caseId: z.uuid(),
  /** `fund`: the donor knows that the rest helps others of the same fund. `wait`: it is for this case alone. */
  beyond: z.enum(['fund', 'wait']),
})
export type Designation = z.infer<typeof designation>

/**
 * Lets a gift name a case: what is open of it goes there first, and what was given elsewhere before stays. Money of one purpose
 * never pays another. Fails with `gifts.unknown-gift`, `cases.unknown`, `cases.ended`, `allocations.other-purpose` (facts: the
 * fund of the gift and of the case), `allocations.other-currency`. Answers the fund, whose line may now move.
 */
export async function designate(transaction: Transaction, giftId: string, to: Designation): Promise<string> {
  const { db, organisationId, now } = transaction
  const { caseId, beyond } = designation.parse(to)
  const fundId = await requireSamePurpose(transaction, giftId, caseId)
  await lockFund(transaction, fundId)
  const named = { case_id: caseId, beyond, named_at: now }
  await db
    .insertInto('designations')
    .values({ organisation_id: organisationId, gift_id: giftId, ...named })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'gift_id']).doUpdateSet(named))
    .execute()
  await sql`
    update open_gifts o set case_id = ${caseId}::uuid, lane = case when o.lane = 'not_final' then o.lane
      when ${beyond} = 'wait' then 'case_only' else p.policy end
    from gift_portions p
    where p.organisation_id = ${organisationId} and p.gift_id = ${giftId} and o.organisation_id = p.organisation_id
      and o.fund_id = p.fund_id and o.currency = p.currency and o.received_at = p.received_at and o.gift_id = p.gift_id`.execute(
    db,
  )
  return fundId
}

/** `designate` by a member; the gift goes to its case at once. */
export async function designateGift(scope: Scope, giftId: string, to: Designation): Promise<void> {
  permit(scope, 'cases.change')
  const fundId = await scope.transaction(async (transaction) => {
    const fund = await designate(transaction, giftId, to)
    await audit(transaction, { action: 'allocations.designate', subjectKind: 'gift', subjectId: giftId, after: to })
    return fund
  })
  await allocate(scope, fundId)
}

async function requireSamePurpose(
  { db, organisationId }: Transaction,
  giftId: string,
  caseId: string,
): Promise<string> {
  const gift = await db
    .selectFrom('gifts as g')
    .innerJoin('funds as f', (join) =>
      join.onRef('f.organisation_id', '=', 'g.organisation_id').onRef('f.fund_id', '=', 'g.fund_id'),
    )
    .where('g.organisation_id', '=', organisationId)
    .where('g.gift_id', '=', giftId)
    .select(['g.fund_id', 'g.currency', 'f.name'])
    .executeTakeFirst()
  if (!gift) throw new Failure('gifts.unknown-gift', {}, { kind: 'missing' })
  const one = await db
    .selectFrom('cases as c')
    .innerJoin('programmes as p', (join) =>
      join.onRef('p.organisation_id', '=', 'c.organisation_id').onRef('p.programme_id', '=', 'c.programme_id'),
    )
    .innerJoin('funds as f', (join) =>
      join.onRef('f.organisation_id', '=', 'p.organisation_id').onRef('f.fund_id', '=', 'p.fund_id'),
    )
    .where('c.organisation_id', '=', organisationId)
    .where('c.case_id', '=', caseId)
    .select(['p.fund_id', 'p.currency', 'f.name', 'c.stage'])
    .executeTakeFirst()
  if (!one) throw new Failure('cases.unknown', {}, { kind: 'missing' })
  if (one.fund_id !== gift.fund_id) {
    const facts = { purpose: gift.name, other: one.name }
    throw new Failure('allocations.other-purpose', facts, { kind: 'conflict', field: 'caseId' })
  }
  const facts = { currency: gift.currency, other: one.currency }
  if (one.currency !== gift.currency) throw new Failure('allocations.other-currency', facts, { kind: 'conflict' })
  if (hasEnded(one.stage)) throw new Failure('cases.ended', {}, { kind: 'conflict' })
  return gift.fund_id
}
