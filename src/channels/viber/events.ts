import { z } from 'zod'
import type { ChannelEvent } from '../event.ts'
import { digest } from '../keys.ts'
import { parseExactly } from './exact.ts'
import { readMessage } from './messages.ts'
import { introduced, user, userId, whose } from './who.ts'

const named = z.looseObject({ event: z.string().min(1) })

/** 64 bits: a string where JavaScript cannot hold the number (`parseExactly`), the same digits where it can. */
const messageToken = z.union([z.string().regex(/^\d{1,30}$/), z.int()]).transform(String)
/** Viber's own example of the `webhook` event has a time beyond 2^53, which is none: then it is when we heard it. */
const envelope = z.object({ timestamp: z.int().optional().catch(undefined), message_token: messageToken })

const introduction = z.object({ user })
const opening = z.object({ user, context: z.string().optional(), subscribed: z.boolean().optional() })
const addressed = z.object({ user_id: userId })
const failing = z.object({ user_id: userId, desc: z.string().default('') })

type Particulars = Pick<ChannelEvent, 'type'> & Partial<ChannelEvent>
type Reader = (content: unknown, messageId: string) => Particulars | null

/** How each callback is read. What is not listed (`client_status`), or does not fit, is kept and ignored. */
const readers: Readonly<Record<string, Reader>> = {
  webhook: () => ({ type: 'webhook_check' }),
  message: readMessage,
  subscribed: (content) => reading(introduction, content, (read) => ({ type: 'follow', ...introduced(read.user) })),
  unsubscribed: (content) => reading(addressed, content, (read) => ({ type: 'unfollow', ...whose(read.user_id) })),
  conversation_started: (content) => reading(opening, content, readOpening),
  delivered: (content, messageId) =>
    reading(addressed, content, (read) => ({
      type: 'delivery',
      ...whose(read.user_id),
      messageId,
      status: 'delivered',
    })),
  seen: (content, messageId) =>
    reading(addressed, content, (read) => ({
      type: 'read',
      ...whose(read.user_id),
      messageId,
      status: 'read',
      coversEarlier: true,
    })),
  failed: (content, messageId) =>
    reading(failing, content, ({ user_id, desc }) => ({
      type: 'delivery',
      ...whose(user_id),
      messageId,
      status: 'failed',
      failure: { code: 'failed', words: desc.slice(0, 300) },
    })),
}

/**
 * Reads a callback (creators.viber.com/docs/bots-api, events; read 2026-11-22). `null`: it is none. Never throws. What
 * Viber sends again has the same token; each device of a person that receives a message repeats it too.
 */
export function readCallback(body: Uint8Array, now: Date): ChannelEvent | null {
  const content = parseExactly(body)
  const name = named.safeParse(content).data?.event
  if (name === undefined) return null
  const sent = envelope.safeParse(content).data
  const reader = Object.hasOwn(readers, name) ? readers[name] : undefined
  const particulars = sent === undefined ? null : (reader?.(content, sent.message_token) ?? null)
  const base = { attachments: [], redelivered: false, standby: false }
  const at = sent?.timestamp ?? now.getTime()
  if (sent === undefined || particulars === null) {
    // The text and not the tree: numbers stay the digits Viber wrote.
    return { ...base, type: 'ignored', dedupeKey: `other:${digest(body)}`, at, raw: new TextDecoder().decode(body) }
  }
  const dedupeKey = `${name}:${sent.message_token}:${particulars.userId ?? ''}`
  return { ...base, dedupeKey, at, ...particulars }
}

function reading<Shape>(
  schema: z.ZodType<Shape>,
  content: unknown,
  become: (read: Shape) => Particulars,
): Particulars | null {
  const read = schema.safeParse(content)
  return read.success ? become(read.data) : null
}

/** A chat opened: by a link that carries a code, for the first time, or once more by somebody we know already. */
function readOpening({ user: who, context, subscribed }: z.infer<typeof opening>): Particulars {
  if (context !== undefined && context !== '') return { type: 'referral', ...introduced(who), referral: context }
  return { type: subscribed === true ? 'interaction' : 'follow', ...introduced(who) }
}
