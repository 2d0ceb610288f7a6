import { z } from 'zod'
import type { ChannelEvent } from '../../event.ts'
import { ignored, moment, webhookCheck } from './event.ts'
import { type Box, readMessaging } from './messaging.ts'

const list = z.array(z.unknown()).optional().catch(undefined)
const webhook = z.object({ object: z.string(), entry: z.array(z.unknown()) })
const entry = z.object({
  id: z.string().min(1),
  time: moment.optional().catch(undefined),
  messaging: list,
  standby: list,
  changes: list,
})
const change = z.object({ field: z.string(), value: z.unknown() })
const addressed = z.object({ recipient: z.object({ id: z.string() }) })

/** What tells Messenger's webhooks from Instagram's. */
export interface Inbox {
  readonly object: 'page' | 'instagram'
  readonly accountId: string
  /** Reads what is no message: a public comment. `null`: no word for it here. */
  readChange(field: string, value: unknown, at: number): ChannelEvent | null
}

/** Reads a webhook of a page's or an Instagram account's; `null` when it is none. News of other accounts is kept and ignored. */
export function readEntries(body: unknown, inbox: Inbox, now: Date): ChannelEvent[] | null {
  const read = webhook.safeParse(body)
  if (!read.success) return null
  const { object, entry: entries } = read.data
  return entries.flatMap((one) => (object === inbox.object ? readEntry(one, inbox, now) : [ignored(one, now)]))
}

function readEntry(raw: unknown, inbox: Inbox, now: Date): ChannelEvent[] {
  const read = entry.safeParse(raw)
  if (!read.success) return [ignored(raw, now)]
  const { id, messaging = [], standby = [], changes = [] } = read.data
  const { accountId } = inbox
  const at = read.data.time ?? now.getTime()
  // The dashboard's Test button speaks for account 0.
  if (id === '0') return [webhookCheck(raw, at)]
  if (id !== accountId) return [ignored(raw, now)]
  const kept = (item: unknown, box: Box) => readMessaging(item, box) ?? [ignored(item, now)]
  const events = [
    ...messaging.flatMap((item) => kept(item, { accountId, standby: false, at })),
    ...standby.flatMap((item) => kept(item, { accountId, standby: true, at })),
    ...changes.flatMap((item) => readChanged(item, inbox, at) ?? [ignored(item, now)]),
  ]
  return events.length === 0 ? [ignored(raw, now)] : events
}

function readChanged(raw: unknown, inbox: Inbox, at: number): ChannelEvent[] | null {
  const read = change.safeParse(raw)
  if (!read.success) return null
  const { field, value } = read.data
  if (/^(messages|messaging_|message_)/.test(field)) return readSample(raw, value, inbox, at)
  const event = inbox.readChange(field, value, at)
  return event && [event]
}

/** A message in the clothes of a change is the Test button's sample, unless it is addressed to us. */
function readSample(raw: unknown, value: unknown, { accountId }: Inbox, at: number): ChannelEvent[] | null {
  const recipient = addressed.safeParse(value).data?.recipient.id
  if (recipient !== accountId) return [webhookCheck(raw, at)]
  return readMessaging(value, { accountId, standby: false, at })
}
