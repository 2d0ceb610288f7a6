import type { Scope } from '../platform/scope.ts'
import { keepDocument } from './documents.ts'
import type { Proof } from './proof.ts'

/** The smallest file that is taken for a PDF. */
const paper = { bytes: Buffer.from('%PDF-1.4\n%%EOF\n'), fileName: 'letter.pdf' }

/** Brings a discharge letter for a case: what an update needs before it can tell of a treatment. */
export async function bringProof(scope: Scope, caseId: string): Promise<Proof> {
  return { documentId: await keepDocument(scope, { caseId, kind: 'discharge_letter', document: paper }) }
}
