import { z } from 'zod'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import { type KeptFile, keepFile, readOriginal, readUpload } from '../platform/files.ts'
import { newId } from '../platform/ids.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { checkUpload } from '../platform/upload.ts'
import { noteMedicalRead } from './medical.ts'
import { type Original, originalOf } from './original.ts'
import { lockCase } from './store.ts'

/** What a document shows. Words: `cases:documents.kinds`. */
export const documentKinds = ['operation_report', 'discharge_letter', 'check_up', 'doctor_letter', 'other'] as const
export type DocumentKind = (typeof documentKinds)[number]

/** What the files of documents are kept for: whoever may read bills has no way to them. */
const documentFile = 'case-document'

/** A paper that shows what was done for a child. */
export const newDocument = z.object({
  caseId: z.uuid(),
  kind: z.enum(documentKinds),
  /** A PDF, JPEG or PNG by its content, at most 10 MiB. */
  document: z.object({ bytes: z.instanceof(Uint8Array), fileName: z.string().optional() }),
})
export type NewDocument = z.input<typeof newDocument>

/** Keeps a document of a case; answers its id. Fails with `cases.unknown` and the codes of `checkUpload`. */
export async function keepDocument(scope: Scope, given: NewDocument): Promise<string> {
  permit(scope, mayKeep(scope))
  const { caseId, kind, document } = newDocument.parse(given)
  const checked = await checkUpload({ ...document, use: 'expense', field: 'document' })
  return scope.transaction(async (transaction) => {
    const { db, organisationId, now, actor } = transaction
    await lockCase(transaction, caseId)
    const documentId = newId(now)
    await db
      .insertInto('case_documents')
      .values({
        organisation_id: organisationId,
        case_document_id: documentId,
        case_id: caseId,
        kind,
        file_id: await keepFile(transaction, { ...checked, purpose: documentFile }),
        uploaded_by: actor.kind === 'member' ? actor.id : null,
        uploaded_at: now,
      })
      .execute()
    const after = { documentId, kind }
    await audit(transaction, { action: 'cases.keep-document', subjectKind: 'case', subjectId: caseId, after })
    return documentId
  })
}

/** Who writes news may bring what proves it, and so may who releases it. */
function mayKeep({ actor }: Scope) {
  return actor.kind === 'member' && actor.permissions.has('updates.approve') ? 'updates.approve' : 'updates.write'
}

/** Takes a document away. Fails with `cases.document-unknown`, `cases.document-told` where released news rests on it. */
export async function removeDocument(scope: Scope, documentId: string): Promise<void> {
  permit(scope, 'updates.write')
  await scope.transaction(async (transaction) => {
    const { db, organisationId, now } = transaction
    const { case_id: caseId } = await findDocument(transaction, documentId)
    await lockCase(transaction, caseId)
    if (await isTold(transaction, documentId)) throw new Failure('cases.document-told', {}, { kind: 'conflict' })
    await db
      .updateTable('case_documents')
      .set({ removed_at: now })
      .where('organisation_id', '=', organisationId)
      .where('case_document_id', '=', documentId)
      .execute()
    const after = { documentId }
    await audit(transaction, { action: 'cases.remove-document', subjectKind: 'case', subjectId: caseId, after })
  })
}

async function isTold({ db, organisationId }: Transaction, documentId: string): Promise<boolean> {
  const told = await db
    .selectFrom('updates')
    .where('organisation_id', '=', organisationId)
    .where('proof_document_id', '=', documentId)
    .where('state', '=', 'approved')
    .select('update_id')
    .executeTakeFirst()
  return told !== undefined
}

/** A document that was not taken away. Fails with `cases.document-unknown`. */
export async function findDocument({ db, organisationId }: Transaction, documentId: string) {
  const found = await db
    .selectFrom('case_documents')
    .where('organisation_id', '=', organisationId)
    .where('case_document_id', '=', documentId)
    .where('removed_at', 'is', null)
    .select(['case_id', 'file_id'])
    .executeTakeFirst()
  if (!found) throw new Failure('cases.document-unknown', {}, { kind: 'missing', field: 'proof' })
  return found
}

/** A document as members see it who may read medical fields. */
export interface DocumentItem {
  documentId: string
  kind: string
  mediaType: string
  fileName: string | null
  original: Original | null
  uploadedBy: string | null
  uploadedAt: Date
}

/** The documents of a case that were not taken away, the newest first. */
export async function documentsOf({ db, organisationId }: Transaction, caseId: string): Promise<DocumentItem[]> {
  return db
    .selectFrom('case_documents as d')
    .innerJoin('files as f', (join) =>
      join.onRef('f.organisation_id', '=', 'd.organisation_id').onRef('f.file_id', '=', 'd.file_id'),
    )
    .leftJoin('members as m', (join) =>
      join.onRef('m.organisation_id', '=', 'd.organisation_id').onRef('m.member_id', '=', 'd.uploaded_by'),
    )
    .where('d.organisation_id', '=', organisationId)
    .where('d.case_id', '=', caseId)
    .where('d.removed_at', 'is', null)
    .select([
      'd.case_document_id as documentId',
      'd.kind',
      'f.media_type as mediaType',
      'f.file_name as fileName',
      originalOf('f').as('original'),
      'm.name as uploadedBy',
      'd.uploaded_at as uploadedAt',
    ])
    .orderBy('d.uploaded_at', 'desc')
    .orderBy('d.case_document_id', 'desc')
    .execute()
}

/** Which of its two forms a document is read in: made anew, or as it came. */
export type Form = 'clean' | 'original'

/**
 * The document itself, for members who may read medical fields; the reading is noted. Fails with `cases.document-unknown`, and with
 * `files.missing` where nothing was kept as it came.
 */
export async function readDocument(scope: Scope, documentId: string, form: Form = 'clean'): Promise<KeptFile> {
  permit(scope, 'cases.medical')
  const fileId = await scope.transaction(async (transaction) => {
    const { case_id: caseId, file_id } = await findDocument(transaction, documentId)
    await noteMedicalRead(transaction, caseId)
    await audit(transaction, { ...readingOf(form), subjectKind: 'case', subjectId: caseId, after: { documentId } })
    return file_id
  })
  return readForm(scope, { fileId, purpose: documentFile, form })
}

/** What the audit calls the reading of a form. */
export function readingOf(form: Form) {
  return { action: form === 'clean' ? 'cases.read-document' : 'cases.read-original' } as const
}

/** A kept file in one of its forms. Fails with `files.missing`. */
export function readForm(
  scope: Scope,
  { fileId, purpose, form }: { fileId: string; purpose: string; form: Form },
): Promise<KeptFile> {
  return form === 'clean' ? readUpload(scope, fileId, purpose) : readOriginal(scope, fileId, purpose)
}
