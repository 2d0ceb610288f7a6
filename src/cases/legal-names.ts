import { sql } from 'kysely'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { sealPlace } from './consent-scope.ts'
import { forgetMarks } from './name-marks.ts'
import { namesIn } from './names-in.ts'
import { lockCase } from './store.ts'

/** Keeps the name nobody may write of a case, sealed; nobody reads it again, it is only looked for. Fails with `cases.unknown`. */
export async function setLegalName(scope: Scope, caseId: string, name: string): Promise<void> {
  permit(scope, 'cases.medical')
  permit(scope, 'cases.change')
  await scope.transaction(async (transaction) => {
    const { db, organisationId, now, actor, context } = transaction
    await lockCase(transaction, caseId)
    const set = {
      name_sealed: context.vault.seal(name, placeOf(organisationId, caseId)),
      set_by: actor.kind === 'member' ? actor.id : null,
      set_at: now,
    }
    await db
      .insertInto('case_legal_names')
      .values({ organisation_id: organisationId, case_id: caseId, ...set })
      .onConflict((conflict) => conflict.columns(['organisation_id', 'case_id']).doUpdateSet(set))
      .execute()
    await forgetMarks(transaction, caseId, 'legal-name')
    await audit(transaction, { action: 'cases.set-legal-name', subjectKind: 'case', subjectId: caseId })
  })
}

/**
 * Which parts of names stand in texts about a case: its legal name, and who signed for it. First names in consents are not among them, for
 * they may be allowed. A warning to whoever writes, not a rule: nothing is held back by it.
 */
export async function findNames(scope: Scope, caseId: string, texts: readonly string[]): Promise<string[]> {
  permit(scope, 'updates.write')
  const names = await scope.transaction((transaction) => namesOf(transaction, caseId))
  return namesIn(texts.join('\n'), names)
}

async function namesOf({ db, organisationId, context }: Transaction, caseId: string): Promise<string[]> {
  const { rows } = await sql<{ sealed: Buffer; consentId: string | null }>`
    select name_sealed as sealed, null::uuid as "consentId" from case_legal_names
    where organisation_id = ${organisationId} and case_id = ${caseId}
    union all select guardian_sealed, case_consent_id from case_consents
    where organisation_id = ${organisationId} and case_id = ${caseId}
    order by "consentId" nulls first`.execute(db)
  return rows.map(({ sealed, consentId }) =>
    context.vault.open(
      sealed,
      consentId === null ? placeOf(organisationId, caseId) : sealPlace(organisationId, consentId, 'guardian'),
    ),
  )
}

/** Forgets the name nobody may write, when its case is erased: nothing is told of it any more. */
export async function forgetLegalName(transaction: Transaction, caseId: string): Promise<void> {
  const { db, organisationId, now, context } = transaction
  await forgetMarks(transaction, caseId, 'everybody')
  await db
    .updateTable('case_legal_names')
    .set({ name_sealed: context.vault.seal('', placeOf(organisationId, caseId)), set_by: null, set_at: now })
    .where('organisation_id', '=', organisationId)
    .where('case_id', '=', caseId)
    .execute()
}

/** Where the name nobody may write is sealed. */
export function placeOf(organisationId: string, caseId: string): string {
  return `${organisationId}/case_legal_names/${caseId}`
}
