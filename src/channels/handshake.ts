import type { ChannelEvent } from './event.ts'
import { digest } from './keys.ts'

/** A provider asks whether we are here: nobody wrote. `words` are what it wants to hear again, which names the event. */
export function webhookCheck(words: string, at: number): ChannelEvent {
  const dedupeKey = `webhook_check:${digest(words)}`
  return { type: 'webhook_check', dedupeKey, at, attachments: [], redelivered: false, standby: false }
}
