import { useQuery } from '@tanstack/react-query'
import type { Language } from '../../../src/platform/languages.ts'
import { read, send } from './client.ts'
import { reread } from './queries.ts'

/** What a channel does with public comments under its posts. */
export interface CommentRule {
  isOn: boolean
  /** Only comments that hold one of them are answered; none: every comment. */
  keywords: string[]
  /** The answer by language; a language without one hears the house's own words. */
  words: Partial<Record<Language, string>>
}

export function useCommentRule(channelId: string) {
  return useQuery({
    queryKey: ['channels', 'comments', channelId],
    queryFn: () => read<CommentRule>(`/api/channels/${channelId}/comments`),
  })
}

export async function changeCommentRule(channelId: string, rule: CommentRule): Promise<void> {
  await send('PUT', `/api/channels/${channelId}/comments`, rule)
  await reread('channels')
}
