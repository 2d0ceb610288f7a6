import { z } from 'zod'
import type { ChannelEvent, Chat, ReplyToken } from '../event.ts'
import { digest } from '../keys.ts'
import { lineAbilities } from './abilities.ts'
import { readMessage } from './messages.ts'

const id = z.string().min(1)

const source = z.union([
  z.object({ type: z.literal('user'), userId: id.optional() }),
  z.object({ type: z.literal('group'), groupId: id, userId: id.optional() }),
  z.object({ type: z.literal('room'), roomId: id, userId: id.optional() }),
])

/** What every event has (webhook.yml `Event`, line/line-openapi @ 6e4c2a2, 2026-07-01). */
const envelope = z.object({
  type: z.string(),
  timestamp: z.number(),
  mode: z.string().default('active'),
  /** Absent from what LINE sent before 2022, which captures and examples still hold. */
  webhookEventId: id.max(200).optional(),
  deliveryContext: z.object({ isRedelivery: z.boolean() }).optional(),
  source: source.optional(),
  replyToken: id.optional(),
})
type Envelope = z.infer<typeof envelope>

const members = z.object({ members: z.array(z.object({ userId: id.optional() })) })
const seenToken = z
  .object({ markAsReadToken: z.string().optional().catch(undefined) })
  .transform(({ markAsReadToken }) => (markAsReadToken === undefined ? {} : { seenToken: markAsReadToken }))
const postback = z.object({ data: z.string(), params: z.record(z.string(), z.string()).optional() })
const link = z.object({ result: z.enum(['ok', 'failed']), nonce: z.string() })

function messageAs(type: 'message' | 'edited'): Reader {
  return z.object({ message: z.unknown() }).transform((event, context) => {
    const message = readMessage(event.message)
    if (message !== null) return { type, ...message, ...seenToken.parse(event.message) }
    context.addIssue('unknown message')
    return z.NEVER
  })
}

type Reader = z.ZodType<Pick<ChannelEvent, 'type'> & Partial<ChannelEvent>>

/** How each kind of event is read. What is not listed, or does not fit, has no word in our vocabulary: kept, ignored. */
const readers: Readonly<Record<string, Reader>> = {
  message: messageAs('message'),
  /** In groups only, and in any order: the latest `timestamp` stands (line-bot-sdk-nodejs `MessageEditedEvent` @ 7ce0902; not yet in webhook.yml). */
  messageEdited: messageAs('edited'),
  follow: z
    .object({ follow: z.object({ isUnblocked: z.boolean() }).optional() })
    .transform((event) => ({ type: 'follow' as const, unblocked: event.follow?.isUnblocked ?? false })),
  unfollow: z.object({}).transform(() => ({ type: 'unfollow' as const })),
  join: z.object({}).transform(() => ({ type: 'join' as const })),
  leave: z.object({}).transform(() => ({ type: 'leave' as const })),
  memberJoined: z
    .object({ joined: members })
    .transform((event) => ({ type: 'member_joined' as const, members: userIds(event.joined) })),
  memberLeft: z
    .object({ left: members })
    .transform((event) => ({ type: 'member_left' as const, members: userIds(event.left) })),
  unsend: z
    .object({ unsend: z.object({ messageId: id }) })
    .transform((event) => ({ type: 'unsend' as const, messageId: event.unsend.messageId })),
  postback: z.object({ postback }).transform(({ postback: { data, params } }) => ({
    type: 'postback' as const,
    payload: data,
    text: params?.datetime ?? params?.date ?? params?.time,
  })),
  videoPlayComplete: z
    .object({ videoPlayComplete: z.object({ trackingId: z.string() }) })
    .transform((event) => happened('video', event.videoPlayComplete.trackingId)),
  beacon: z
    .object({ beacon: z.object({ hwid: z.string(), type: z.string() }) })
    .transform((event) => happened('beacon', event.beacon.hwid, event.beacon.type)),
  membership: z
    .object({ membership: z.object({ type: z.string(), membershipId: z.union([z.string(), z.int()]).optional() }) })
    .transform(({ membership: { type, membershipId = '' } }) => happened('membership', type, String(membershipId))),
  accountLink: z.object({ link }).transform((event) => ({
    type: 'account_link' as const,
    accountLink: { linked: event.link.result === 'ok', nonce: event.link.nonce },
  })),
}

/** What was neither said nor pressed. */
function happened(...names: readonly string[]) {
  return { type: 'interaction' as const, payload: names.filter((name) => name !== '').join('/') }
}

/** Reads one element of a webhook's `events`. Never throws: what is not understood becomes `ignored`, whole. */
export function readEvent(event: unknown, now: Date): ChannelEvent {
  const read = envelope.safeParse(event)
  const reader = read.success && Object.hasOwn(readers, read.data.type) ? readers[read.data.type] : undefined
  const particulars = reader?.safeParse(event)
  const common = read.success ? readEnvelope(read.data, event, now) : anonymous(event, now)
  return particulars?.success ? { ...common, ...particulars.data } : { ...common, type: 'ignored', raw: event }
}

function readEnvelope(event: Envelope, raw: unknown, now: Date): Omit<ChannelEvent, 'type'> {
  return {
    dedupeKey: event.webhookEventId ?? anonymous(raw, now).dedupeKey,
    at: event.timestamp,
    userId: event.source?.userId,
    chat: readChat(event.source),
    attachments: [],
    replyToken: readReplyToken(event, now),
    redelivered: event.deliveryContext?.isRedelivery ?? false,
    standby: event.mode !== 'active',
  }
}

/** For what is not even an event by LINE's own schema: its bytes are its name. */
function anonymous(event: unknown, now: Date): Omit<ChannelEvent, 'type'> {
  const dedupeKey = `sha256:${digest(JSON.stringify(event))}`
  return { dedupeKey, at: now.getTime(), attachments: [], redelivered: false, standby: false }
}

function readChat(from: Envelope['source']): Chat | undefined {
  if (from === undefined) return undefined
  if (from.type === 'group') return { type: 'group', id: from.groupId }
  if (from.type === 'room') return { type: 'room', id: from.roomId }
  return from.userId === undefined ? undefined : { type: 'user', id: from.userId }
}

/** A minute from receiving (or receiving again) and at most 20 minutes from the event: Messaging API reference, 2026-08. */
function readReplyToken(event: Envelope, now: Date): ReplyToken | undefined {
  const lifetime = lineAbilities.replyToken
  if (event.replyToken === undefined || lifetime === null || event.mode !== 'active') return undefined
  const expiresAt = Math.min(now.getTime() + lifetime.lifetimeSeconds * 1000, event.timestamp + 20 * 60_000)
  return { token: event.replyToken, expiresAt }
}

function userIds(group: z.infer<typeof members>): string[] {
  return group.members.flatMap(({ userId }) => (userId === undefined ? [] : [userId]))
}
