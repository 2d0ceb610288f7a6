import { useQuery } from '@tanstack/react-query'
import { read, send } from './client.ts'
import { reread } from './queries.ts'

/** A time in which too many payments to an account were refused; `endedAt` is null while it is on. */
export interface DeclineWave {
  id: string
  accountName: string
  beganAt: string
  declines: number
  networks: number
  /** Attempts sent without a solved puzzle. */
  heldBack: number
  /** Attempts refused before any payment. */
  turnedAway: number
  endedAt: string | null
  endedByName: string | null
}

/** Waves that are on, and those of thirty days. */
export function useDeclineWaves() {
  return useQuery({
    queryKey: ['payment-accounts', 'waves'],
    queryFn: () => read<{ items: DeclineWave[] }>('/api/decline-waves'),
    select: ({ items }) => items,
    refetchInterval: 60_000,
  })
}

export async function endDeclineWave(id: string): Promise<void> {
  await send('POST', `/api/decline-waves/${id}/end`)
  await reread('payment-accounts', 'home')
}
