import { useQuery } from '@tanstack/react-query'
import type { Language } from '../../../src/platform/languages.ts'
import { read, send } from './client.ts'
import { reread } from './queries.ts'

/** A text the team says again and again. */
export interface SavedReply {
  id: string
  name: string
  texts: Partial<Record<Language, string>>
}

export function useSavedReplies(isWanted = true) {
  return useQuery({
    queryKey: ['saved-replies'],
    queryFn: () => read<{ items: SavedReply[] }>('/api/saved-replies'),
    select: ({ items }) => items,
    enabled: isWanted,
  })
}

export async function saveReply(id: string | undefined, reply: Omit<SavedReply, 'id'>): Promise<void> {
  if (id) await send('PUT', `/api/saved-replies/${id}`, reply)
  else await send('POST', '/api/saved-replies', reply)
  await reread('saved-replies')
}

export async function removeReply(id: string): Promise<void> {
  await send('DELETE', `/api/saved-replies/${id}`)
  await reread('saved-replies')
}
