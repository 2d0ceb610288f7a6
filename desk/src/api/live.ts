import { useEffect } from 'react'
import { reread } from './queries.ts'
import { useMay } from './session.ts'

/** Which readings each topic of the live stream makes stale. */
const stale: Record<string, readonly string[]> = {
  conversation: ['conversations', 'messages', 'home'],
  gift: ['gifts', 'gift-intents', 'campaigns', 'home', 'books'],
  case: ['cases', 'home'],
  update: ['cases', 'home'],
  round: ['rounds', 'home'],
  import: ['imports'],
  channel: ['channels'],
}

/** The readings to repeat when the server says that something of a topic changed. */
export function staleAfter(topic: string): readonly string[] {
  return stale[topic] ?? stale[topic.replace(/s$/, '')] ?? []
}

function topicIn(data: string): string {
  try {
    const hint: unknown = JSON.parse(data)
    return typeof hint === 'object' && hint !== null && 'topic' in hint ? String(hint.topic) : ''
  } catch {
    return ''
  }
}

/**
 * Keeps pages in step with the server while they are open. What was missed while cut off is read again on coming back. The
 * stream tells of conversations too, so only members who may read those are let in.
 */
export function useLive(): void {
  const isAllowed = useMay()('conversations.read')
  useEffect(() => {
    if (!isAllowed) return
    const source = new EventSource('/api/live')
    let wasCut = false
    source.onmessage = ({ data }) => void reread(...staleAfter(topicIn(String(data))))
    source.onerror = () => {
      wasCut = true
    }
    source.onopen = () => {
      if (wasCut) void reread(...new Set(Object.values(stale).flat()))
      wasCut = false
    }
    return () => source.close()
  }, [isAllowed])
}
