import type { Scope } from '../platform/scope.ts'
import { letterPdf } from '../platform/testing/pdf.ts'
import { keepDocument } from './documents.ts'
import type { Proof } from './proof.ts'

const paper = { bytes: letterPdf(), fileName: 'letter.pdf' }

/** Brings a discharge letter for a case: what an update needs before it can tell of a treatment. */
export async function bringProof(scope: Scope, caseId: string): Promise<Proof> {
  return { documentId: await keepDocument(scope, { caseId, kind: 'discharge_letter', document: paper }) }
}
