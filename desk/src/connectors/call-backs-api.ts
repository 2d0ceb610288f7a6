import { useQuery } from '@tanstack/react-query'
import { type Page, read, send } from '../api/client.ts'
import { reread } from '../api/queries.ts'

/** Something handed on that may not be told any more, which only a person can call back. */
export interface CallBack {
  id: string
  roundId: string
  /** Null: it went out in a file. */
  platformName: string | null
  pseudonym: string
  stage: string
  /** As most of its orders were told. */
  words: string
  language: string
  reason: 'case_ended' | 'no_consent' | 'recalled' | 'taken_back' | 'corrected'
  openedAt: string
  orderCount: number
  /** The first of its orders, five at most. */
  orderNumbers: string[]
  handedFrom: string
  handedUntil: string
}

/** What went back to giving platforms of a round. */
export interface HandedOnView {
  platforms: { name: string; states: Record<string, number> }[]
  correctionCount: number
  filed: { count: number; at: string } | null
  callBackCount: number
}

export function useCallBacks() {
  return useQuery({
    queryKey: ['call-backs'],
    queryFn: () => read<Page<CallBack>>('/api/call-backs'),
    select: ({ items }) => items,
  })
}

export function useHandedOn(roundId: string) {
  return useQuery({
    queryKey: ['rounds', roundId, 'handed-on'],
    queryFn: () => read<HandedOnView>(`/api/rounds/${roundId}/handed-on`),
  })
}

export async function settleCallBack(id: string, settlement: { outcome: string; note: string }): Promise<void> {
  await send('POST', `/api/call-backs/${id}/settle`, settlement)
  await reread('call-backs', 'giving-platforms', 'rounds', 'home')
}
