import { readFile, send } from './client.ts'
import { reread } from './queries.ts'

export const documentKinds = ['operation_report', 'discharge_letter', 'check_up', 'doctor_letter', 'other'] as const
export type DocumentKind = (typeof documentKinds)[number]

/** A PDF as it came, kept sealed: by its hash anybody who has the paper makes sure that it is the one that was brought. */
export interface Original {
  sha256: string
  isSigned: boolean
}

/** A paper that shows what was done for a child. */
export interface CaseDocument {
  id: string
  kind: DocumentKind
  mediaType: string
  fileName: string | null
  original: Original | null
  uploadedBy: string | null
  uploadedAt: string
}

/** What proves an update: a document of its case, or the bill of an expense. */
export type Proof = { documentId: string } | { expenseId: string }

/** Where the document itself is; every reading is noted. */
export function addressOf(proof: Proof): string {
  return 'documentId' in proof ? `/api/case-documents/${proof.documentId}` : `/api/expenses/${proof.expenseId}/document`
}

/** Saves a document as it came on this device, after proof of who asks. */
export async function saveOriginal(address: string, fileName: string | null): Promise<void> {
  const made = URL.createObjectURL(await readFile(`${address}?form=original`))
  const link = Object.assign(document.createElement('a'), { href: made, download: fileName ?? 'original.pdf' })
  link.click()
  URL.revokeObjectURL(made)
}

/** Keeps a document of a case; answers its id. */
export async function keepDocument(caseId: string, kind: string, file: File): Promise<string> {
  const form = new FormData()
  form.set('kind', kind)
  form.set('document', file)
  const { id } = await send<{ id: string }>('POST', `/api/cases/${caseId}/documents`, form)
  await reread('cases')
  return id
}

export async function removeDocument(id: string): Promise<void> {
  await send('POST', `/api/case-documents/${id}/remove`)
  await reread('cases')
}

/** Attaches to an update, while it waits, what shows it. */
export async function attachProof(updateId: string, proof: Proof): Promise<void> {
  await send('PUT', `/api/updates/${updateId}/proof`, { proof })
  await reread('cases')
}
