import { useQuery } from '@tanstack/react-query'
import type { Amount } from '../words/formats.ts'
import { read } from './client.ts'

/** What today asks of the team. */
export interface Home {
  giftsToday: { count: number; total: Amount[] }
  openThreads: number
  unread: number
  waitingApprovals: Approval[]
  exceptions: number
  setUp: { step: string; done: boolean }[]
}

/** Something a second person is asked for. `subjectId` is the case of an update, the gift of a refund. */
export interface Approval {
  kind: 'update' | 'round' | 'refund'
  id: string
  subjectId?: string | null
  title: string
  at: string
  by: string
}

export function useHome() {
  return useQuery({ queryKey: ['home'], queryFn: () => read<Home>('/api/home'), refetchInterval: 60_000 })
}
