import { useQuery } from '@tanstack/react-query'
import type { Amount } from '../words/formats.ts'
import { type Page, read } from './client.ts'

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
