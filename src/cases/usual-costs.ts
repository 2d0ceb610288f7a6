import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import type { NeedItem } from './case.ts'
import { requireProgramme } from './goals.ts'

/** What a need of a programme usually costs, in minor units of its currency. */
export interface UsualCost {
  item: string
  amountMinor: bigint
}

/** Says what each need of a programme usually costs, in place of what was said before. Fails with `cases.programme-unknown`. */
export async function setUsualCosts(
  scope: Scope,
  programmeId: string,
  costs: readonly { item: NeedItem; amountMinor: bigint }[],
): Promise<void> {
  permit(scope, 'cases.change')
  await scope.transaction(async (transaction) => {
    const { db, organisationId } = transaction
    await requireProgramme(transaction, programmeId)
    const before = await usualCosts(transaction, programmeId)
    await db
      .deleteFrom('programme_costs')
      .where('organisation_id', '=', organisationId)
      .where('programme_id', '=', programmeId)
      .execute()
    for (const { item, amountMinor } of costs) {
      await db
        .insertInto('programme_costs')
        .values({ organisation_id: organisationId, programme_id: programmeId, item, amount_minor: amountMinor })
        .onConflict((conflict) =>
          conflict.columns(['organisation_id', 'programme_id', 'item']).doUpdateSet({ amount_minor: amountMinor }),
        )
        .execute()
    }
    const line = { action: 'cases.set-costs', subjectKind: 'programme', subjectId: programmeId }
    await audit(transaction, { ...line, before: { costs: before }, after: { costs } })
  })
}

/** What the needs of a programme usually cost. */
export async function usualCosts({ db, organisationId }: Transaction, programmeId: string): Promise<UsualCost[]> {
  const rows = await db
    .selectFrom('programme_costs')
    .where('organisation_id', '=', organisationId)
    .where('programme_id', '=', programmeId)
    .select(['item', 'amount_minor as amountMinor'])
    .orderBy('item')
    .execute()
  return rows
}
