import { useQuery } from '@tanstack/react-query'
import { read } from './client.ts'

/** What a programme's needs usually cost, in minor units of its currency. */
export interface UsualCost {
  item: string
  amountMinor: string
}

export function useUsualCosts(programmeId: string) {
  return useQuery({
    queryKey: ['programmes', 'plan', programmeId],
    queryFn: () => read<{ costs: UsualCost[] }>(`/api/programmes/${programmeId}/plan`),
    select: ({ costs }) => costs,
  })
}
