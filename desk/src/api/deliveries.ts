import { useQuery } from '@tanstack/react-query'
import { type Page, read, send } from './client.ts'
import { reread, useList } from './queries.ts'

/** A message of which nobody knows whether it arrived. */
export interface UnknownDelivery {
  id: string
  conversationId: string
  personId: string
  personName: string
  channel: string
  channelName: string
  /** `interrupted`: our server stopped while sending. `unanswered`: the provider did not say. */
  reason: string | null
  at: string
  preview: string
  /** Whether the person may hear it a second time when it is sent again. */
  mayArriveTwice: boolean
}

/** Send it once more; take it as arrived; leave it. */
export type UnknownDecision = 'again' | 'arrived' | 'leave'

export function useUnknown() {
  return useList<UnknownDelivery>(['deliveries', 'unknown'], '/api/deliveries/unknown', { limit: 100 })
}

/** How many there are, and whether there are more than one page counts. */
export function useUnknownCount() {
  return useQuery({
    queryKey: ['deliveries', 'count'],
    queryFn: () => read<Page<UnknownDelivery>>('/api/deliveries/unknown', { limit: 100 }),
    select: ({ items, next }) => ({ count: items.length, isMore: next !== null }),
  })
}

export async function decideUnknown(id: string, decision: UnknownDecision): Promise<void> {
  try {
    await send('PUT', `/api/deliveries/${id}/decision`, { decision })
  } finally {
    // Refused, a receipt or a colleague was first: what is shown is stale either way.
    await reread('deliveries', 'messages')
  }
}
