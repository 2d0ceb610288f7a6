import { sql } from 'kysely'
import { forgetCells } from '../imports/forget-cells.ts'
import { destroySalts } from '../log/record.ts'
import { audit } from '../organisations/audit.ts'
import { forgetSubjects } from '../organisations/forget-subjects.ts'
import { permit } from '../organisations/permission.ts'
import { beginErasing } from '../people/erasing.ts'
import { Failure } from '../platform/errors.ts'
import { emptyFiles } from '../platform/files-erase.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { hasEnded } from './case.ts'
import { sealPlace } from './consent-scope.ts'
import { untold } from './guard.ts'
import { forgetLegalName } from './legal-names.ts'
import { lockCase } from './store.ts'

/** A higher floor's share of forgetting a case: takes what it was told in. */
export type EraseCaseParticipant = (
  transaction: Transaction,
  told: { caseId: string; updateIds: readonly string[] },
) => Promise<void>

/**
 * Forgets who was helped, for good: who signed, names, papers, pictures, words, where they live and the key of the
 * organisation's own list, and the salts of the case's lines in the public log. The pseudonym stays, for donors' proofs commit to it
 * (decision 0021), and names nobody from now on; so do sums and the bills that the books rest on. Only of a case that has ended,
 * whose open money has gone to others. Fails with `cases.unknown`, `cases.erase-not-ended`.
 */
export async function eraseCase(
  scope: Scope,
  caseId: string,
  participants: readonly EraseCaseParticipant[],
): Promise<void> {
  permit(scope, 'people.erase')
  await scope.transaction(async (transaction) => {
    const { stage } = await lockCase(transaction, caseId)
    if (!hasEnded(stage)) throw new Failure('cases.erase-not-ended', {}, { kind: 'conflict' })
    await beginErasing(transaction)
    const updateIds = await emptyUpdates(transaction, caseId)
    for (const participant of participants) await participant(transaction, { caseId, updateIds })
    await emptyFiles(transaction, await filesOf(transaction, caseId))
    await emptyCase(transaction, caseId)
    await emptyConsents(transaction, caseId)
    await forgetLegalName(transaction, caseId)
    await destroySalts(transaction, 'case', [caseId])
    await destroySalts(transaction, 'update', updateIds)
    await forgetCells(transaction, [caseId])
    await forgetSubjects(transaction, [caseId, ...updateIds])
    await audit(transaction, { action: 'cases.erase', subjectKind: 'case', subjectId: caseId })
  })
}

async function emptyUpdates({ db, organisationId }: Transaction, caseId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update updates set evidence = null, decline_reason = null
    where organisation_id = ${organisationId} and case_id = ${caseId} returning update_id as id`.execute(db)
  const ids = rows.map(({ id }) => id)
  const theirs = sql`organisation_id = ${organisationId} and update_id = any(${ids}::uuid[])`
  await sql`delete from update_texts where ${theirs}`.execute(db)
  await sql`update update_sentences set sentence = '' where ${theirs}`.execute(db)
  return ids
}

/** Pictures, signed consents and what proved a treatment. Bills stay: the books rest on them. */
async function filesOf({ db, organisationId }: Transaction, caseId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select file_id as id from case_pictures where organisation_id = ${organisationId} and case_id = ${caseId}
    union select file_id from case_documents where organisation_id = ${organisationId} and case_id = ${caseId}
    union select p.file_id from case_consent_papers p
      join case_consents k on k.organisation_id = p.organisation_id and k.case_consent_id = p.case_consent_id
      where k.organisation_id = ${organisationId} and k.case_id = ${caseId}`.execute(db)
  return rows.map(({ id }) => id)
}

async function emptyCase({ db, organisationId, now }: Transaction, caseId: string): Promise<void> {
  const theirs = sql`organisation_id = ${organisationId} and case_id = ${caseId}`
  await sql`
    update cases set external_key = null, region = ${untold}, erased_at = coalesce(erased_at, ${now}) where ${theirs}`.execute(
    db,
  )
  await sql`update stage_changes set evidence = null where ${theirs}`.execute(db)
  await sql`update needs set external_key = null where ${theirs}`.execute(db)
  await sql`
    update expenses set document_note = '', reversal_reason = case when reversed_at is null then null else '' end
    where ${theirs}`.execute(db)
  await sql`update case_pictures set removed_at = coalesce(removed_at, ${now}) where ${theirs}`.execute(db)
  await sql`update case_documents set removed_at = coalesce(removed_at, ${now}) where ${theirs}`.execute(db)
}

/** That a consent stood, from when until when, stays; who signed it, whose name it allowed and what was written about it go. */
async function emptyConsents({ db, organisationId, context }: Transaction, caseId: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select case_consent_id as id from case_consents
    where organisation_id = ${organisationId} and case_id = ${caseId}`.execute(db)
  for (const { id } of rows) {
    const nobody = context.vault.seal('', sealPlace(organisationId, id, 'guardian'))
    const theirs = sql`organisation_id = ${organisationId} and case_consent_id = ${id}`
    await sql`
      update case_consents set guardian_sealed = ${nobody}, first_name_sealed = null, evidence = '' where ${theirs}`.execute(
      db,
    )
    await sql`update case_consent_ends set reason = null where ${theirs}`.execute(db)
  }
}
