import { z } from 'zod'
import type { ChannelEvent } from '../event.ts'
import { meaningOf, metaError, wordsOf } from '../meta/errors.ts'
import { eventKey } from '../meta/page/event.ts'
import { timestamp } from './messages.ts'

const status = z.object({
  id: z.string().min(1),
  status: z.enum(['sent', 'delivered', 'read', 'played', 'failed']),
  timestamp,
  recipient_id: z.string().optional(),
  recipient_user_id: z.string().optional(),
  recipient_type: z.string().optional(),
  recipient_participant_id: z.string().optional(),
  errors: z.array(metaError).optional().catch(undefined),
  pricing: z.object({ billable: z.boolean(), category: z.string() }).optional().catch(undefined),
})

const preference = z.object({
  wa_id: z.string().optional(),
  user_id: z.string().optional(),
  category: z.string(),
  value: z.enum(['stop', 'resume']),
  timestamp: z.union([z.int(), timestamp]),
})

/** Reads one of `statuses[]`; they come in any order, so whoever keeps them ranks them. In a group everybody has their own. */
export function readStatus(item: unknown): ChannelEvent | null {
  const read = status.safeParse(item)
  const where = read.success ? whereaboutsOf(read.data) : null
  if (!read.success || where === null) return null
  const { id, timestamp: seconds, errors, pricing } = read.data
  const said = read.data.status === 'played' ? 'read' : read.data.status
  const [error] = errors ?? []
  const { key, person, ...about } = where
  return {
    ...base(eventKey('status', id, `${read.data.status}${key}`), Number(seconds), person),
    ...about,
    type: said === 'read' ? 'read' : 'delivery',
    messageId: id,
    status: said,
    ...(pricing === undefined ? {} : { charge: { billable: pricing.billable, category: pricing.category } }),
    ...(error === undefined
      ? {}
      : { failure: { code: String(error.code), words: wordsOf(error), meaning: told(error) } }),
  }
}

/** Whom a status is about, and where. In a group `recipient_id` is the group's (types of whatsapp-api-js 6.3.0, 2026-07). */
function whereaboutsOf(read: z.infer<typeof status>) {
  const { recipient_id: number, recipient_user_id: name, recipient_participant_id: participant } = read
  if (read.recipient_type === 'group' && number) {
    const member = name ?? participant
    const chat = { type: 'group' as const, id: number }
    return member ? { key: `:${member}`, person: member, chat } : null
  }
  const person = name ?? number
  // Where Meta names somebody by both, the one known by number alone is found by it.
  return person ? { key: '', person, ...(number && number !== person ? { aliases: [number] } : {}) } : null
}

/** Somebody has stopped or resumed marketing messages in WhatsApp's own menu. */
export function readPreference(item: unknown): ChannelEvent | null {
  const read = preference.safeParse(item)
  const who = read.success ? (read.data.user_id ?? read.data.wa_id) : undefined
  if (!read.success || !who) return null
  const { category, value, timestamp: seconds } = read.data
  return {
    ...base(eventKey('preference', who, category, value, seconds), Number(seconds), who),
    type: 'interaction',
    payload: `${category}/${value}`,
  }
}

function base(dedupeKey: string, seconds: number, person: string): Omit<ChannelEvent, 'type'> {
  return {
    dedupeKey,
    at: seconds * 1000,
    userId: person,
    chat: { type: 'user', id: person },
    attachments: [],
    redelivered: false,
    standby: false,
  }
}

/** For what has failed already there is nothing to repeat. */
function told(error: Parameters<typeof meaningOf>[0]) {
  const meaning = meaningOf(error)
  return meaning === 'retryable' ? 'rejected' : meaning
}
