import { sql } from 'kysely'
import { z } from 'zod'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import type { KeptFile } from '../platform/files.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { type Form, findDocument, readForm, readingOf } from './documents.ts'
import { noteMedicalRead } from './medical.ts'
import { isToldAsDone } from './stages.ts'

/** What proves an update: a document of its case, or the bill of an expense of its case. */
export const proof = z.union([z.strictObject({ documentId: z.uuid() }), z.strictObject({ expenseId: z.uuid() })])
export type Proof = z.output<typeof proof>

/** Where the proof of an update is written down. */
export interface ProofColumns {
  proof_document_id: string | null
  proof_expense_id: string | null
}

/** A proof as its two columns. */
export function columnsOf(given: Proof | undefined): ProofColumns {
  return {
    proof_document_id: given && 'documentId' in given ? given.documentId : null,
    proof_expense_id: given && 'expenseId' in given ? given.expenseId : null,
  }
}

/** The proof that two columns hold. */
export function proofOf({
  proof_document_id: documentId,
  proof_expense_id: expenseId,
}: ProofColumns): Proof | undefined {
  if (documentId !== null) return { documentId }
  return expenseId === null ? undefined : { expenseId }
}

/**
 * Nothing is told as done before a document shows it. Fails with `cases.document-missing`, and with `cases.document-unknown` where the
 * document was taken away, belongs to another case, or the expense has none.
 */
export async function requireProof(
  transaction: Transaction,
  { caseId, stage }: { caseId: string; stage: string },
  given: Proof | undefined,
): Promise<void> {
  if (given) await requireOfCase(transaction, caseId, given)
  else if (isToldAsDone(stage)) throw new Failure('cases.document-missing', {}, { field: 'proof' })
}

/** Fails with `cases.document-unknown`. */
export async function requireOfCase(transaction: Transaction, caseId: string, given: Proof): Promise<void> {
  const { case_id: owner } =
    'documentId' in given
      ? await findDocument(transaction, given.documentId)
      : await findBill(transaction, given.expenseId)
  if (owner !== caseId) throw unknown()
}

async function findBill({ db, organisationId }: Transaction, expenseId: string) {
  const bill = await db
    .selectFrom('expenses')
    .where('organisation_id', '=', organisationId)
    .where('expense_id', '=', expenseId)
    .where('reversed_at', 'is', null)
    .select(['case_id', 'document_file_id'])
    .executeTakeFirst()
  if (!bill?.document_file_id) throw unknown()
  return { case_id: bill.case_id, file_id: bill.document_file_id }
}

/** The file of a proof. `kind` is that of the document, or `bill`. */
export interface ShownProof {
  caseId: string
  fileId: string
  purpose: string
  mediaType: string
  kind: string
}

/** Where the file of a proof is, if it is there. */
export async function findShown({ db, organisationId }: Transaction, given: Proof): Promise<ShownProof | undefined> {
  const { rows } = await sql<ShownProof>`
    select p.case_id as "caseId", f.file_id as "fileId", f.purpose, f.media_type as "mediaType", p.kind
    from (
      select case_id, file_id, kind from case_documents
      where organisation_id = ${organisationId} and removed_at is null
        and case_document_id = ${'documentId' in given ? given.documentId : null}::uuid
      union all
      select case_id, document_file_id, 'bill' from expenses
      where organisation_id = ${organisationId} and reversed_at is null
        and expense_id = ${'expenseId' in given ? given.expenseId : null}::uuid
    ) p
    join files f on f.organisation_id = ${organisationId} and f.file_id = p.file_id`.execute(db)
  return rows[0]
}

function unknown(): Failure {
  return new Failure('cases.document-unknown', {}, { kind: 'missing', field: 'proof' })
}

/** The bill behind an expense, for members who may read medical fields; the reading is noted. Fails with the codes of `readDocument`. */
export async function readBill(scope: Scope, expenseId: string, form: Form = 'clean'): Promise<KeptFile> {
  permit(scope, 'cases.medical')
  const fileId = await scope.transaction(async (transaction) => {
    const { case_id: caseId, file_id } = await findBill(transaction, expenseId)
    await noteMedicalRead(transaction, caseId)
    await audit(transaction, { ...readingOf(form), subjectKind: 'case', subjectId: caseId, after: { expenseId } })
    return file_id
  })
  return readForm(scope, { fileId, purpose: 'expense', form })
}
