import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import { type KeptFile, keepFile } from '../platform/files.ts'
import { newId } from '../platform/ids.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { checkUpload } from '../platform/upload.ts'
import { type Form, readForm } from './documents.ts'
import { noteMedicalRead } from './medical.ts'

/** What the files of signed papers are kept for: whoever may read bills or reports has no way to them. */
const paperFile = 'consent-paper'

/** A file as a member sends it: a PDF, JPEG or PNG by its content, at most 10 MiB. */
export interface PaperFile {
  bytes: Uint8Array
  fileName?: string | undefined
}

/**
 * Keeps a page of what a guardian signed, at once or when it comes by post; answers its id. Of the record itself nothing changes. Fails
 * with `cases.consent-unknown` and the codes of `checkUpload`.
 */
export async function attachPaper(scope: Scope, consentId: string, paper: PaperFile): Promise<string> {
  permit(scope, 'cases.change')
  const checked = await checkUpload({ ...paper, use: 'expense', field: 'document' })
  return scope.transaction(async (transaction) => {
    const { db, organisationId, now, actor } = transaction
    const caseId = await caseOf(transaction, consentId)
    const paperId = newId(now)
    await db
      .insertInto('case_consent_papers')
      .values({
        organisation_id: organisationId,
        case_consent_paper_id: paperId,
        case_consent_id: consentId,
        file_id: await keepFile(transaction, { ...checked, purpose: paperFile }),
        uploaded_by: actor.kind === 'member' ? actor.id : null,
        uploaded_at: now,
      })
      .execute()
    const after = { consentId, paperId }
    await audit(transaction, { action: 'cases.attach-paper', subjectKind: 'case', subjectId: caseId, after })
    return paperId
  })
}

async function caseOf({ db, organisationId }: Transaction, consentId: string): Promise<string> {
  const consent = await db
    .selectFrom('case_consents')
    .where('organisation_id', '=', organisationId)
    .where('case_consent_id', '=', consentId)
    .select('case_id')
    .executeTakeFirst()
  if (!consent) throw new Failure('cases.consent-unknown', {}, { kind: 'missing' })
  return consent.case_id
}

/** A page of a signed paper, for members who may read medical fields; each reading is noted. Fails with the codes of `readDocument`. */
export async function readPaper(scope: Scope, paperId: string, form: Form = 'clean'): Promise<KeptFile> {
  permit(scope, 'cases.medical')
  const fileId = await scope.transaction(async (transaction) => {
    const { db, organisationId } = transaction
    const paper = await db
      .selectFrom('case_consent_papers')
      .where('organisation_id', '=', organisationId)
      .where('case_consent_paper_id', '=', paperId)
      .select(['case_consent_id as consentId', 'file_id as fileId'])
      .executeTakeFirst()
    if (!paper) throw new Failure('cases.document-unknown', {}, { kind: 'missing' })
    const caseId = await caseOf(transaction, paper.consentId)
    await noteMedicalRead(transaction, caseId)
    const after = { consentId: paper.consentId, paperId }
    const action = form === 'clean' ? 'cases.read-paper' : 'cases.read-original'
    await audit(transaction, { action, subjectKind: 'case', subjectId: caseId, after })
    return paper.fileId
  })
  return readForm(scope, { fileId, purpose: paperFile, form })
}
