import { hasEnded } from '../cases/case.ts'
import { getCase } from '../cases/cases.ts'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import type { Scope } from '../platform/scope.ts'

/**
 * Puts a case before others where the policy is `urgency`, 2 before 1; 0 puts it back in turn. What was given stays.
 * Fails with `cases.unknown`, `cases.ended`.
 */
export async function putForward(scope: Scope, caseId: string, rank: 0 | 1 | 2): Promise<void> {
  permit(scope, 'cases.change')
  await scope.transaction(async (transaction) => {
    const { db, organisationId, now } = transaction
    const { stage } = await getCase(transaction, caseId)
    if (hasEnded(stage)) throw new Failure('cases.ended', {}, { kind: 'conflict' })
    const row = { organisation_id: organisationId, case_id: caseId }
    const forward = { rank, put_forward_at: now }
    if (rank === 0) {
      await db
        .deleteFrom('urgent_cases')
        .where((e) => e.and(row))
        .execute()
    } else {
      await db
        .insertInto('urgent_cases')
        .values({ ...row, ...forward })
        .onConflict((conflict) => conflict.columns(['organisation_id', 'case_id']).doUpdateSet(forward))
        .execute()
    }
    await audit(transaction, {
      action: 'allocations.put-forward',
      subjectKind: 'case',
      subjectId: caseId,
      after: { rank },
    })
  })
}
