import type { RawRequest, Reception } from '../adapter.ts'
import { receiveMeta } from '../meta/hook.ts'
import { readEntries } from '../meta/page/entries.ts'
import { readComments } from './comments.ts'
import type { InstagramConfig } from './config.ts'

/** Reads a webhook of an Instagram account. */
export function receive(request: RawRequest, config: InstagramConfig, now: Date): Reception {
  const { instagramId } = config
  const inbox = {
    object: 'instagram' as const,
    accountId: instagramId,
    readChange: (field: string, value: unknown, at: number) => readComments(field, value, at, instagramId),
  }
  return receiveMeta(request, config, now, (body) => readEntries(body, inbox, now))
}
