import { useQuery } from '@tanstack/react-query'
import { read, send } from './client.ts'
import { reread } from './queries.ts'

/** One setting, old against new; of a secret both are null. */
export interface ChangedField {
  field: string
  isSecret: boolean
  before: string | null
  after: string | null
}

/** A change of where money is paid that waits, or that ended within a week: then its fields are gone. */
export interface PaymentChange {
  id: string
  kind: 'create' | 'change'
  name: string
  provider: string
  state: 'waiting' | 'effective' | 'declined' | 'withdrawn' | 'lapsed'
  newName: string | null
  currency: string | null
  isOffered: boolean | null
  fields: ChangedField[]
  proposedBy: string
  proposedByName: string
  proposedAt: string
  /** Null: it waits for a second person. */
  takesEffectAt: string | null
  expiresAt: string
  isForYou: boolean
  endedByName: string | null
  endedAt: string | null
  lapseReason: 'expired' | 'proposer-left' | 'account-changed' | null
}

/** That something was not done but waits, and until when; null: for a second person. */
export interface Waits {
  changeId: string
  takesEffectAt: string | null
}

export function usePaymentChanges() {
  return useQuery({
    queryKey: ['payment-accounts', 'changes'],
    queryFn: () => read<{ items: PaymentChange[] }>('/api/payment-changes'),
    select: ({ items }) => items,
  })
}

export async function decidePaymentChange(id: string, decision: 'approve' | 'decline' | 'withdraw'): Promise<void> {
  await send('POST', `/api/payment-changes/${id}/${decision}`)
  await reread('payment-accounts', 'home')
}
