import { useQuery } from '@tanstack/react-query'
import type { Language } from '../../../src/platform/languages.ts'
import type { Amount } from '../words/formats.ts'
import { type Page, read, send } from './client.ts'
import type { CaseDocument, Original, Proof } from './documents.ts'
import { reread, useList } from './queries.ts'

export const progressStages = ['registered', 'approved', 'treated', 'recovered'] as const
/** The ends of a case that stop every automatic message about it. */
export const endStages = ['withdrawn', 'transferred', 'died'] as const
export const stages = [...progressStages, ...endStages] as const
export type Stage = (typeof stages)[number]

/** Whether news of this stage tells donors that help was given: it needs a document. */
export function isToldAsDone(stage: string): boolean {
  return stage === 'treated' || stage === 'recovered'
}

export interface Programme {
  id: string
  name: Partial<Record<Language, string>>
  slug: string
  currency: string
}

/** A case as the list shows it; amounts are sums over its needs. */
export interface CaseItem {
  id: string
  programmeId: string
  pseudonym: string
  ageBand: string
  region: string
  conditionClass: string
  stage: Stage
  stageAt: string
  needed: Amount
  open: Amount
  spent: Amount
}

export interface Need {
  id: string
  item: string
  amount: Amount
  open: Amount
  spent: Amount
  dueOn: string | null
  isCancelled: boolean
}

export interface Expense {
  id: string
  needId: string
  amount: Amount
  spentOn: string
  /** Null for members who may not read medical fields. */
  documentNote: string | null
  hasDocument: boolean
  documentType: string | null
  original: Original | null
  recordedBy: string | null
}

/** What a gift is part of in this case. */
export interface CaseGift {
  giftId: string
  donorName: string
  share: Amount
  firstAt: string
}

export interface StageChange {
  from: Stage | null
  to: Stage
  evidence: string | null
  at: string
  changedBy: string | null
}

export interface UpdateText {
  language: Language
  text: string
  isApproved: boolean
}

export interface Update {
  id: string
  stage: Stage
  evidence: string | null
  /** What shows it. */
  proof: Proof | null
  state: 'draft' | 'submitted' | 'approved' | 'declined'
  writtenById: string
  writtenBy: string
  writtenAt: string
  approvedBy: string | null
  approvedAt: string | null
  declineReason: string | null
  texts: UpdateText[]
  /** What donors read, template and free words together, by language. */
  shown: Partial<Record<Language, string>>
}

export interface CaseDetail extends CaseItem {
  /** What donors are not told, because fewer than five persons could be meant. */
  untold: ('region' | 'ageBand')[]
  /** `none`: nobody was asked yet. `ended`: what was allowed is allowed no more. */
  consent: 'none' | 'standing' | 'ended'
  needs: Need[]
  expenses: Expense[]
  /** Empty for members who may not read medical fields. */
  documents: CaseDocument[]
  gifts: CaseGift[]
  stageChanges: StageChange[]
  updates: Update[]
}

/** The cases of a stage in one currency. */
export interface StageTotal {
  stage: Stage
  count: number
  needed: Amount
  open: Amount
}

export interface CaseFilter {
  view?: 'board' | undefined
  programme?: string | undefined
  stage?: Stage | undefined
  query?: string | undefined
}

export function useProgrammes() {
  return useQuery({
    queryKey: ['programmes'],
    queryFn: () => read<Page<Programme>>('/api/programmes'),
    select: ({ items }) => items,
  })
}

export function programmeName({ name, slug }: Programme, language: Language): string {
  return name[language] ?? name.en ?? Object.values(name)[0] ?? slug
}

export async function createProgramme(programme: object): Promise<void> {
  await send('POST', '/api/programmes', programme)
  await reread('programmes', 'home')
}

export function useCases({ view: _view, ...filter }: CaseFilter, limit?: number) {
  return useList<CaseItem>(['cases', 'list'], '/api/cases', { ...filter, limit })
}

export function useStageTotals({ programme, query }: CaseFilter) {
  return useQuery({
    queryKey: ['cases', 'stages', { programme, query }],
    queryFn: () => read<Page<StageTotal>>('/api/case-stages', { programme, query }),
    select: ({ items }) => items,
  })
}

export function useCase(id: string) {
  return useQuery({
    queryKey: ['cases', 'one', id],
    queryFn: () => read<CaseDetail>(`/api/cases/${id}`),
    enabled: id !== '',
  })
}

export async function openCase(body: object): Promise<string> {
  const { id } = await send<{ id: string }>('POST', '/api/cases', body)
  await reread('cases')
  return id
}

/** Adds to a case: a need, a stage change or an update. */
export async function addToCase(id: string, part: 'needs' | 'stage' | 'updates', body: object) {
  await send('POST', `/api/cases/${id}/${part}`, body)
  await reread('cases', 'home')
}

/** Records what was spent for a need, with its document where there is one. */
/** Forgets for good who was helped. */
export async function eraseCase(id: string): Promise<void> {
  await send('POST', `/api/cases/${id}/erasure`)
  await reread('cases', 'home')
}

export async function recordExpense(
  caseId: string,
  {
    document,
    ...fields
  }: Record<'needId' | 'amountMinor' | 'spentOn' | 'documentNote', string> & { document?: File | undefined },
) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  if (document) form.set('document', document)
  await send('POST', `/api/cases/${caseId}/expenses`, form)
  await reread('cases', 'home', 'books')
}

/** Takes a need out of a case; what it did not spend goes to other needs. */
export async function cancelNeed(id: string): Promise<void> {
  await send('POST', `/api/needs/${id}/cancel`)
  await reread('cases', 'gifts', 'books')
}

/** Takes back an expense that was recorded wrongly; both entries stay in the books. */
export async function reverseExpense(id: string, reason: string): Promise<void> {
  await send('POST', `/api/expenses/${id}/reverse`, { reason })
  await reread('cases', 'home', 'books')
}

/** A single-use link with which a board member releases an update without an account. */
export function updateApprovalLink(id: string): Promise<{ url: string; expiresAt: string }> {
  return send('POST', `/api/updates/${id}/approval-link`)
}

/** Hands in, releases or sends back an update. */
export async function decideUpdate(id: string, decision: 'submit' | 'approve' | 'decline', body: object = {}) {
  await send('POST', `/api/updates/${id}/${decision}`, body)
  await reread('cases', 'rounds', 'home')
}

/** Names of any family that stand in texts which belong to no case, such as an appeal. */
export function useAnyNamesIn(text: string) {
  return useQuery({
    queryKey: ['cases', 'any-names', text],
    queryFn: () => send<{ names: string[] }>('POST', '/api/names-in', { texts: [text] }),
    select: ({ names }) => names,
    enabled: text.trim() !== '',
    placeholderData: (before) => before,
  })
}

/** The parts of names of the family that stand in texts about its child. */
export function useNamesIn(caseId: string, texts: readonly string[]) {
  const written = texts.filter((text) => text.trim() !== '')
  return useQuery({
    queryKey: ['cases', 'names', caseId, written],
    queryFn: () => send<{ names: string[] }>('POST', `/api/cases/${caseId}/names-in`, { texts: written }),
    select: ({ names }) => names,
    enabled: written.length > 0,
    placeholderData: (before) => before,
  })
}

/** Keeps the name nobody may write; it is never shown again. */
export async function setLegalName(caseId: string, legalName: string): Promise<void> {
  await send('PUT', `/api/cases/${caseId}/legal-name`, { legalName })
  await reread('cases')
}
