import { audit } from '../organisations/audit.ts'
import type { Scope, Transaction } from '../platform/scope.ts'

/** Whether an actor may read what a case tells of somebody's health, and who signed for it. */
export function mayReadMedical({ actor }: Pick<Scope, 'actor'>): boolean {
  return actor.kind === 'system' || (actor.kind === 'member' && actor.permissions.has('cases.medical'))
}

/**
 * Leaves a line in the audit that the medical fields of a case were read: by a member once for each case and hour, by the holder of a
 * link each time.
 */
export async function noteMedicalRead(transaction: Transaction, caseId: string): Promise<void> {
  const { db, organisationId, now, actor } = transaction
  const line = { action: 'cases.read-medical', subjectKind: 'case', subjectId: caseId }
  if (actor.kind === 'link') await audit(transaction, line)
  if (actor.kind !== 'member') return
  const hour = new Date(now)
  hour.setUTCMinutes(0, 0, 0)
  const first = await db
    .insertInto('case_medical_reads')
    .values({ organisation_id: organisationId, case_id: caseId, member_id: actor.id, hour })
    .onConflict((conflict) => conflict.doNothing())
    .returning('case_id')
    .executeTakeFirst()
  if (first) await audit(transaction, line)
}
