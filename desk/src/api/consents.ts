import { useQuery } from '@tanstack/react-query'
import { type Page, read, send } from './client.ts'
import type { Original } from './documents.ts'
import { reread } from './queries.ts'

export const consentFields = ['pseudonym', 'first_name', 'region', 'age', 'condition', 'picture', 'story'] as const
export const consentPurposes = ['report_to_givers', 'public_page', 'appeal'] as const
export const relations = ['mother', 'father', 'grandparent', 'guardian', 'self', 'other'] as const

export interface Grant {
  field: (typeof consentFields)[number]
  purpose: (typeof consentPurposes)[number]
  channel: string
}

/** What a guardian signed, with who it was: only for members who may read medical fields. */
export interface Consent {
  id: string
  guardian: string
  relation: (typeof relations)[number]
  firstName: string | null
  givenOn: string
  expiresOn: string
  evidence: string
  grants: Grant[]
  /** The pages of the signed paper. */
  papers: { id: string; mediaType: string; fileName: string | null; original: Original | null }[]
  recordedBy: string | null
  endedAt: string | null
  endedHow: 'withdrawn' | 'expired' | null
  reason: string | null
}

export function useConsents(caseId: string, isAllowed: boolean) {
  return useQuery({
    queryKey: ['cases', 'consents', caseId],
    queryFn: () => read<Page<Consent>>(`/api/cases/${caseId}/consents`),
    select: ({ items }) => items,
    enabled: isAllowed,
  })
}

/** Answers the id of the record. */
export async function recordConsent(caseId: string, consent: object): Promise<string> {
  const { id } = await send<{ id: string }>('POST', `/api/cases/${caseId}/consents`, consent)
  await reread('cases')
  return id
}

/** Attaches a page of what was signed. */
export async function attachPaper(consentId: string, file: File): Promise<void> {
  const form = new FormData()
  form.set('document', file)
  await send('POST', `/api/case-consents/${consentId}/papers`, form)
  await reread('cases')
}

/** Notes that a consent was taken back: whatever rests on it stops at once. */
export async function withdrawConsent(id: string, reason: string): Promise<void> {
  await send('POST', `/api/case-consents/${id}/withdraw`, { reason })
  await reread('cases', 'rounds')
}
