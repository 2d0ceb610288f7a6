import { useQuery } from '@tanstack/react-query'
import type { Amount } from '../words/formats.ts'
import { type Page, read, send } from './client.ts'
import { reread } from './queries.ts'

/** One movement between a gift and a case, and what decided it. */
export interface Why {
  id: string
  giftId: string
  donorName: string
  needItem: string
  /** Below zero when it was taken back. */
  amount: Amount
  at: string
  /** The words for it are `cases:why.rule.<rule>`, or `cases:allocation.<rule>` when it was taken back. */
  rule: string
  /** The gift was the so-manieth of its campaign. */
  place: number
  dueOn: string | null
  /** What the need lacked just before. */
  lacked: Amount
}

/** What came to a case and why; asked only when somebody wants to know. */
export function useWhyOfCase(caseId: string, isAsked: boolean) {
  return useQuery({
    queryKey: ['cases', 'why', caseId],
    queryFn: () => read<Page<Why>>(`/api/cases/${caseId}/allocations`),
    select: ({ items }) => items,
    enabled: isAsked,
  })
}

/** 2 before 1; 0 stands in turn. */
export const ranks = [0, 1, 2] as const

export function useUrgency(caseId: string) {
  return useQuery({
    queryKey: ['cases', 'urgency', caseId],
    queryFn: () => read<{ rank: number }>(`/api/cases/${caseId}/urgency`),
    select: ({ rank }) => rank,
  })
}

export async function putForward(caseId: string, rank: number): Promise<void> {
  await send('PUT', `/api/cases/${caseId}/urgency`, { rank })
  await reread('cases')
}

/** `beyond`: what becomes of what the case does not lack. */
export async function designateGift(giftId: string, to: { caseId: string; beyond: string }): Promise<void> {
  await send('PUT', `/api/gifts/${giftId}/designation`, to)
  await reread('gifts', 'cases')
}
