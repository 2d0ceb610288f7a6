import { useEffect } from 'react'
import { reread } from './queries.ts'
import { hearWriting } from './writing-visitors.ts'

/** Which readings each topic of the live stream makes stale. */
const stale: Record<string, readonly string[]> = {
  conversation: ['conversations', 'messages', 'deliveries', 'home'],
  gift: [
    ...['gifts', 'gift-intents', 'payment-exceptions', 'order-exceptions'],
    ...['campaigns', 'cases', 'people', 'home', 'books'],
  ],
  campaign: ['campaigns', 'funds', 'home'],
  case: ['cases', 'programmes', 'home', 'books'],
  round: ['rounds', 'home'],
  broadcast: ['broadcasts'],
  import: ['imports'],
  person: ['people', 'conversations'],
  channel: ['channels', 'home'],
  payment: ['payment-accounts', 'home'],
  member: ['members', 'session', 'home'],
  organisation: ['organisation', 'legal-entities', 'session'],
}

/** The readings to repeat when the server says that something of a topic changed. */
export function staleAfter(topic: string): readonly string[] {
  return stale[topic] ?? []
}

function hintIn(data: string): { topic: string; id: string } {
  try {
    const hint: unknown = JSON.parse(data)
    if (typeof hint === 'object' && hint !== null && 'topic' in hint && 'id' in hint)
      return { topic: String(hint.topic), id: String(hint.id) }
  } catch {
    // Not one of ours.
  }
  return { topic: '', id: '' }
}

const gatherMilliseconds = 300

/**
 * Keeps pages in step with the server while they are open: each is told of what its member may see. What was missed while
 * cut off is read again on coming back; a storm of news is one reading.
 */
export function useLive(): void {
  useEffect(() => {
    const source = new EventSource('/api/live')
    const gathered = new Set<string>()
    let timer: number | undefined
    let wasCut = false
    const tell = (keys: readonly string[]) => {
      for (const key of keys) gathered.add(key)
      timer ??= window.setTimeout(() => {
        timer = undefined
        void reread(...gathered)
        gathered.clear()
      }, gatherMilliseconds)
    }
    source.onmessage = ({ data }) => tell(staleAfter(hintIn(String(data)).topic))
    source.addEventListener('writing', ({ data }) => hearWriting(hintIn(String(data)).id))
    source.onerror = () => {
      wasCut = true
    }
    source.onopen = () => {
      if (wasCut) tell(Object.values(stale).flat())
      wasCut = false
    }
    return () => {
      source.close()
      clearTimeout(timer)
    }
  }, [])
}
