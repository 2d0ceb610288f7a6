import { useQuery } from '@tanstack/react-query'
import { read, send } from './client.ts'

/** Whether the team has a Slack to answer from, and whether this member is known there. */
export function useStaffLink(isWanted: boolean) {
  return useQuery({
    queryKey: ['staff-link'],
    queryFn: () => read<{ isOffered: boolean; isLinked: boolean }>('/api/staff-code'),
    enabled: isWanted,
  })
}

/** A code that holds ten minutes and once; a new one ends the one before. */
export function makeStaffCode(): Promise<{ code: string; expiresAt: string }> {
  return send('POST', '/api/staff-code')
}
