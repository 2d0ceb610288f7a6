import { useQuery } from '@tanstack/react-query'
import type { Amount } from '../words/formats.ts'
import { type Page, read, send } from './client.ts'
import { reread } from './queries.ts'

export const rhythms = ['monthly', 'quarterly', 'yearly'] as const
export type Rhythm = (typeof rhythms)[number]

export const mandateStates = ['open', 'done', 'declined'] as const
export type MandateState = (typeof mandateStates)[number]

/** A recurring gift, as far as its mandate shows it. */
export interface RecurringGift {
  id: string
  state: 'active' | 'ended'
  amount: Amount
  rhythm: Rhythm
  nextDueOn: string
  accountDigits: string | null
}

/** A picture filed as a signed mandate, and what became of it. */
export interface Mandate {
  id: string
  state: MandateState
  personId: string
  personName: string
  conversationId: string
  filedAt: string
  filedBy: string | null
  reason: string | null
  picture: string | null
  recurringGift: RecurringGift | null
}

/** A due day of a recurring gift whose money has not been seen. */
export interface Instalment {
  recurringGiftId: string
  number: number
  dueOn: string
  personId: string
  donorName: string
  amount: Amount
  rhythm: Rhythm
  accountDigits: string | null
}

export function useMandates(state: MandateState) {
  return useQuery({
    queryKey: ['gifts', 'mandates', state],
    queryFn: () => read<Page<Mandate>>('/api/mandates', { state }),
    select: ({ items }) => items,
  })
}

export function useMandate(id: string) {
  return useQuery({ queryKey: ['gifts', 'mandate', id], queryFn: () => read<Mandate>(`/api/mandates/${id}`) })
}

/** Files a picture of a message; `href` is where it lies. Answers the mandate's id. */
export async function fileMandate(href: string): Promise<string> {
  const { id } = await send<{ id: string }>('POST', `${href}/mandate`)
  await reread('gifts')
  return id
}

export async function settleMandate(id: string, paper: object): Promise<void> {
  await send('POST', `/api/mandates/${id}/recurring-gift`, paper)
  await reread('gifts')
}

export async function declineMandate(id: string, reason: string): Promise<void> {
  await send('POST', `/api/mandates/${id}/decline`, { reason })
  await reread('gifts')
}

export async function endRecurring(id: string): Promise<void> {
  await send('POST', `/api/recurring-gifts/${id}/end`)
  await reread('gifts')
}

export function useInstalments() {
  return useQuery({
    queryKey: ['gifts', 'instalments'],
    queryFn: () => read<Page<Instalment>>('/api/instalments'),
    select: ({ items }) => items,
  })
}

/** Records the gift of an instalment; answers its id. */
export async function receiveInstalment(
  { recurringGiftId, number }: Instalment,
  seen: { amountMinor: string; receivedOn: string },
): Promise<string> {
  const path = `/api/recurring-gifts/${recurringGiftId}/instalments/${number}/receive`
  const { id } = await send<{ id: string }>('POST', path, seen)
  await reread('gifts', 'home', 'campaigns')
  return id
}

export async function missInstalment({ recurringGiftId, number }: Instalment): Promise<void> {
  await send('POST', `/api/recurring-gifts/${recurringGiftId}/instalments/${number}/miss`)
  await reread('gifts')
}
