import { useQuery } from '@tanstack/react-query'
import type { Amount } from '../words/formats.ts'
import type { Stage } from './cases.ts'
import { read } from './client.ts'
import { useList } from './queries.ts'

export const sides = ['gift', 'case', 'campaign'] as const
export type Side = (typeof sides)[number]

/** From where one looks. */
export interface Looked {
  side: Side
  id: string
}

/** How a whole divides: given + cost + open = whole; `stages` are pieces of what was given. */
export interface Reach {
  whole: Amount
  given: Amount
  cost: Amount
  open: Amount
  giftCount: number
  caseCount: number
  stages: { stage: Stage; amount: Amount; caseCount: number }[]
}

/** A case that money reached. */
export interface ReachedCase {
  caseId: string
  pseudonym: string
  stage: Stage
  amount: Amount
  giftCount: number
  toldAt: string | null
}

/** A gift that pays. */
export interface PayingGift {
  giftId: string
  donorName: string
  givenOn: string
  amount: Amount
  caseCount: number
}

export function useReach({ side, id }: Looked) {
  return useQuery({
    queryKey: ['cases', 'reach', side, id],
    queryFn: () => read<Reach>(`/api/reach/${side}/${id}`),
  })
}

export function useReachedCases({ side, id }: Looked, stage?: Stage) {
  return useList<ReachedCase>(['cases', 'reach', side, id, 'cases'], `/api/reach/${side}/${id}/cases`, {
    stage,
    limit: 20,
  })
}

export function usePayingGifts({ side, id }: Looked) {
  return useList<PayingGift>(['cases', 'reach', side, id, 'gifts'], `/api/reach/${side}/${id}/gifts`, { limit: 20 })
}
