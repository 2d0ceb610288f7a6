import { z } from 'zod'
import type { RawRequest, Reception } from '../adapter.ts'
import type { ChannelEvent } from '../event.ts'
import { digest } from '../keys.ts'
import { receiveMeta } from '../meta/hook.ts'
import type { WhatsappConfig } from './config.ts'
import { contact, readEcho, readMessage, type Sender } from './messages.ts'
import { readPreference, readStatus } from './statuses.ts'
import { readTemplateNews } from './template-standing.ts'

const webhook = z.object({
  object: z.string(),
  entry: z.array(z.object({ time: z.number().optional().catch(undefined), changes: z.array(z.unknown()) })),
})

const change = z.object({
  field: z.string(),
  value: z.looseObject({
    metadata: z.object({ phone_number_id: z.string() }).optional(),
    contacts: z.array(contact).optional().catch(undefined),
  }),
})

const list = z.array(z.unknown())

/** Reads a webhook of a WhatsApp Business Account. News of its other numbers is kept and ignored. */
export function receive(request: RawRequest, config: WhatsappConfig, now: Date): Reception {
  return receiveMeta(request, config, now, (body) => {
    const read = webhook.safeParse(body)
    if (!read.success) return null
    return read.data.entry.flatMap(({ changes, time }) => {
      const at = time === undefined ? now : new Date(time * 1000)
      return changes.flatMap((one) => readChange(one, config, now, at))
    })
  })
}

/** `at`: when Meta made the webhook, which is all the time that news of the account has. */
function readChange(raw: unknown, { phoneNumberId }: WhatsappConfig, now: Date, at: Date): ChannelEvent[] {
  const read = change.safeParse(raw)
  if (!read.success) return [ignored(raw, now)]
  const { field, value } = read.data
  if (value.metadata !== undefined && value.metadata.phone_number_id !== phoneNumberId) return [ignored(raw, now)]
  if (field === 'message_template_status_update') return [readTemplateNews(value, at.getTime()) ?? ignored(raw, now)]
  const senders: readonly Sender[] = value.contacts ?? []
  const readers: Readonly<Record<string, readonly [string, (item: unknown) => ChannelEvent | null][]>> = {
    messages: [
      ['messages', (item) => readMessage(item, senders)],
      ['statuses', readStatus],
    ],
    smb_message_echoes: [['message_echoes', readEcho]],
    user_preferences: [['user_preferences', readPreference]],
  }
  const events = (Object.hasOwn(readers, field) ? (readers[field] ?? []) : []).flatMap(([name, become]) =>
    (list.safeParse(value[name]).data ?? []).map((item) => become(item) ?? ignored(item, now)),
  )
  return events.length === 0 ? [ignored(raw, now)] : events
}

/** Nothing names what we do not know but its own bytes. */
function ignored(raw: unknown, now: Date): ChannelEvent {
  return {
    type: 'ignored',
    dedupeKey: `unknown:${digest(JSON.stringify(raw) ?? '')}`,
    at: now.getTime(),
    attachments: [],
    redelivered: false,
    standby: false,
    raw,
  }
}
