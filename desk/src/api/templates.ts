import { useQuery } from '@tanstack/react-query'
import { read, send } from './client.ts'
import { reread } from './queries.ts'

/** Words a provider has approved, with gaps. */
export interface MessageTemplate {
  id: string
  channelAccountId: string
  name: string
  /** The provider's own tag. */
  language: string
  category: string
  text: string
  parameters: string[]
  takesUrl: boolean
  isFillable: boolean
  state: 'draft' | 'submitted' | 'pending' | 'approved' | 'rejected' | 'paused' | 'disabled'
  reason: string | null
  isByHand: boolean
  syncedAt: string
}

/** A channel that has templates; one that does not tell of them has them typed here. */
export interface TemplateAccount {
  id: string
  kind: string
  name: string
  tells: boolean
  readAt: string | null
}

/** See `useTemplates`. */
export interface Templates {
  items: MessageTemplate[]
  accounts: TemplateAccount[]
}

export function useTemplates(isWanted = true) {
  return useQuery({
    queryKey: ['templates'],
    queryFn: () => read<Templates>('/api/templates'),
    enabled: isWanted,
  })
}

/** Asks the provider anew; answers how many templates it told of. */
export async function syncTemplates(channelAccountId: string): Promise<number> {
  const { count } = await send<{ count: number }>('POST', `/api/channels/${channelAccountId}/templates/sync`)
  await reread('templates')
  return count
}

export async function saveTemplate(template: object): Promise<void> {
  await send('POST', '/api/templates', template)
  await reread('templates')
}

export async function removeTemplate(id: string): Promise<void> {
  await send('DELETE', `/api/templates/${id}`)
  await reread('templates')
}
