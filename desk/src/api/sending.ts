import { useQuery } from '@tanstack/react-query'
import { read, send } from './client.ts'
import { reread } from './queries.ts'

/** So many `messages` at most in so many days; null: as many as there are. */
interface Cap {
  messages: number | null
  days: number
}

/** When and how often people are written to unasked; hours are `HH:MM` where the person lives. */
export interface SendingSettings {
  quiet: { from: string; until: string }
  appeals: Cap
  feedback: Cap
  whenCapped: 'wait' | 'skip'
}

export function useSending() {
  return useQuery({ queryKey: ['sending'], queryFn: () => read<SendingSettings>('/api/settings/sending') })
}

/** Fields go as they were typed: what is no number is the server's to refuse, at its place. */
export async function changeSending(settings: object): Promise<void> {
  await send('PUT', '/api/settings/sending', settings)
  await reread('sending', 'broadcasts')
}
