import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Amount } from '../words/formats.ts'
import { read } from './client.ts'

/** What today asks of the team. */
export interface Home {
  giftsToday: { count: number; total: Amount[] }
  openThreads: number
  unread: number
  waitingApprovals: Approval[]
  /** Changes of where money is paid that take effect by themselves. */
  comingPaymentChanges: { id: string; name: string; by: string; takesEffectAt: string }[]
  /** Accounts at which too many payments are being refused. */
  declineWaves: { id: string; name: string; declines: number; beganAt: string }[]
  exceptions: number
  outages: Outage[]
  setUp: { step: string; done: boolean }[]
}

/** An account that messages or payments do not get through by, the newest first. */
export interface Outage {
  kind: 'channel' | 'payment'
  id: string
  name: string
  code: 'auth' | 'config' | 'quota' | 'refused' | 'silence'
  at: string
}

/** Something a second person is asked for. `subjectId` is the case of an update, the gift of a refund. */
export interface Approval {
  kind: 'update' | 'round' | 'refund' | 'broadcast' | 'payment'
  id: string
  subjectId?: string | null
  /** The child of an update, the programme of a round, the donor of a refund, a broadcast's name, a way to pay. */
  title: string
  stage: string | null
  amount: Amount | null
  at: string
  by: string
}

export function useHome() {
  // Titles come in the language of the screen.
  const { i18n } = useTranslation()
  return useQuery({
    queryKey: ['home', i18n.language],
    queryFn: () => read<Home>('/api/home'),
    refetchInterval: 60_000,
  })
}
