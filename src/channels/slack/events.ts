import { z } from 'zod'
import type { ChannelEvent } from '../event.ts'
import { signOf } from './emoji.ts'
import { readMessage } from './messages.ts'
import { messageName, millisecondsOf, type Ourselves, placeOf, slackId, timestamp } from './place.ts'

const callback = z.object({
  type: z.literal('event_callback'),
  event_id: z.string().min(1).max(100),
  /** Seconds. */
  event_time: z.int(),
  api_app_id: z.string().optional(),
  authorizations: z
    .array(z.object({ user_id: z.string().optional() }))
    .optional()
    .catch(undefined),
  event: z.looseObject({ type: z.string() }),
})

type Particulars = Pick<ChannelEvent, 'type'> & Partial<ChannelEvent>

const reacted = z.object({
  user: slackId,
  reaction: z.string().min(1).max(200),
  item: z.object({ type: z.literal('message'), channel: slackId, ts: timestamp }),
  event_ts: timestamp,
})
const membership = z.object({ user: slackId, channel: slackId })
const left = z.object({ channel: slackId })

/** How each kind of event is read. What is not listed, or does not fit, is kept and ignored. */
const readers: Readonly<Record<string, (event: unknown, ourselves: Ourselves) => Particulars | null>> = {
  message: readMessage,
  app_mention: readMessage,
  reaction_added: (event) => readReaction(event, ({ reaction }) => signOf(reaction)),
  reaction_removed: (event) => readReaction(event, () => ''),
  member_joined_channel: (event, ourselves) => readMembership(event, ourselves, ['join', 'member_joined']),
  member_left_channel: (event, ourselves) => readMembership(event, ourselves, ['leave', 'member_left']),
  channel_left: readOurLeaving,
  group_left: readOurLeaving,
}

/**
 * Reads a callback of the Events API (slackapi/node-slack-sdk packages/types, 2026-08). `null`: it is none. Never throws.
 * `raw` is the event without its envelope, which holds a token.
 */
export function readCallback(body: unknown): ChannelEvent[] | null {
  const read = callback.safeParse(body)
  if (!read.success) return null
  const { event, event_id, event_time, api_app_id, authorizations } = read.data
  const ourselves = { appId: api_app_id, botUserId: authorizations?.[0]?.user_id }
  const base = {
    dedupeKey: `event:${event_id}`,
    at: event_time * 1000,
    attachments: [],
    redelivered: false,
    standby: false,
  }
  const reader = Object.hasOwn(readers, event.type) ? readers[event.type] : undefined
  const particulars = reader?.(event, ourselves) ?? null
  return [particulars === null ? { ...base, type: 'ignored', raw: event } : { ...base, ...particulars }]
}

/** A person may leave many on one message: each has a place of its own. */
function readReaction(event: unknown, say: (read: z.infer<typeof reacted>) => string): Particulars | null {
  const read = reacted.safeParse(event)
  if (!read.success) return null
  const { user, item, event_ts } = read.data
  return {
    type: 'reaction',
    at: millisecondsOf(event_ts),
    userId: user,
    chat: placeOf(item.channel, user),
    messageId: messageName(item.channel, item.ts),
    reaction: say(read.data),
    reactionSlot: read.data.reaction,
  }
}

function readMembership(
  event: unknown,
  { botUserId }: Ourselves,
  [ours, theirs]: readonly ['join' | 'leave', 'member_joined' | 'member_left'],
): Particulars | null {
  const read = membership.safeParse(event)
  if (!read.success) return null
  const { user, channel } = read.data
  const chat = placeOf(channel, user)
  return user === botUserId ? { type: ours, chat } : { type: theirs, chat, members: [user] }
}

function readOurLeaving(event: unknown): Particulars | null {
  const read = left.safeParse(event)
  return read.success ? { type: 'leave', chat: placeOf(read.data.channel, undefined) } : null
}
