import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import type { Scope } from '../platform/scope.ts'
import { columnsOf, type Proof, requireOfCase } from './proof.ts'
import { lockUpdate } from './updates.ts'

/**
 * Attaches the document that shows what an update tells, while it waits to be released. Fails with `cases.update-unknown`,
 * `cases.update-decided`, `cases.document-unknown`.
 */
export async function attachProof(scope: Scope, updateId: string, proof: Proof): Promise<void> {
  permit(scope, 'updates.write')
  await scope.transaction(async (transaction) => {
    const { db, organisationId } = transaction
    const { case_id: caseId } = await lockUpdate(transaction, updateId, 'submitted')
    await requireOfCase(transaction, caseId, proof)
    await db
      .updateTable('updates')
      .set(columnsOf(proof))
      .where('organisation_id', '=', organisationId)
      .where('update_id', '=', updateId)
      .execute()
    await audit(transaction, { action: 'updates.attach', subjectKind: 'update', subjectId: updateId, after: proof })
  })
}
