import { useQuery } from '@tanstack/react-query'
import { type Page, read, send } from './client.ts'
import { reread } from './queries.ts'

/** A device on which the member is signed in; it says itself what it is. */
export interface OpenSession {
  id: string
  browser: string | null
  system: string | null
  startedAt: string
  lastSeenAt: string
  isThisOne: boolean
}

export function useSessions() {
  return useQuery({
    queryKey: ['sessions'],
    queryFn: () => read<Page<OpenSession>>('/api/account/sessions').then(({ items }) => items),
  })
}

export async function endSession(id: string): Promise<void> {
  await send('DELETE', `/api/account/sessions/${id}`)
  await reread('sessions')
}

export async function endOtherSessions(): Promise<void> {
  await send('POST', '/api/account/sessions/end-others')
  await reread('sessions')
}

/** Types the password or a code once more, for what asks for a recent proof. */
export function prove(by: { password: string } | { code: string }): Promise<void> {
  return send('POST', '/api/account/proofs', by)
}
