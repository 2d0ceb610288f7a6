import type { RawRequest, Reception } from '../adapter.ts'
import { receiveMeta } from '../meta/hook.ts'
import { readEntries } from '../meta/page/entries.ts'
import { readFeed } from './comments.ts'
import type { MessengerConfig } from './config.ts'

/** Reads a webhook of a Facebook page. */
export function receive(request: RawRequest, config: MessengerConfig, now: Date): Reception {
  const { pageId } = config
  const inbox = {
    object: 'page' as const,
    accountId: pageId,
    readChange: (field: string, value: unknown, at: number) => readFeed(field, value, at, pageId),
  }
  return receiveMeta(request, config, now, (body) => readEntries(body, inbox, now))
}
