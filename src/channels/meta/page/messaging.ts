import { z } from 'zod'
import type { ChannelEvent } from '../../event.ts'
import { type Circumstance, eventKey, moment } from './event.ts'
import { readEdit, readMessage } from './message.ts'
import { readReceipt } from './receipts.ts'
import { readPostback, readReferral, referral } from './referral.ts'

const id = z.string().min(1)
const party = z.object({ id }).optional().catch(undefined)
const envelope = z.looseObject({ sender: party, recipient: party, timestamp: moment.optional().catch(undefined) })

const reaction = z.object({
  mid: id,
  action: z.enum(['react', 'unreact']),
  emoji: z.string().min(1).optional(),
  reaction: z.string().optional(),
})
const optin = z.object({
  ref: z.string().optional(),
  payload: z.string().optional(),
  notification_messages_token: id.optional(),
  notification_messages_status: z.string().optional(),
})
const linking = z.object({ status: z.enum(['linked', 'unlinked']), authorization_code: z.string().optional() })

/** Whose box a webhook was put in. */
export interface Box {
  /** The page, or the Instagram account. */
  readonly accountId: string
  /** Another app holds the conversation. */
  readonly standby: boolean
  /** When the webhook was made: for events that bring no time of their own. */
  readonly at: number
}

/** Reads one of `messaging[]`: one thing that happened, sometimes two of our events. `null`: no word for it here. */
export function readMessaging(item: unknown, { accountId, standby, at }: Box): ChannelEvent[] | null {
  const read = envelope.safeParse(item)
  if (!read.success) return null
  const { sender, recipient, timestamp } = read.data
  const isOurs = sender?.id === accountId
  const person = isOurs ? recipient?.id : sender?.id
  if (person === undefined) return null
  const about: Circumstance = {
    at: timestamp ?? at,
    userId: person,
    chat: { type: 'user', id: person },
    attachments: [],
    redelivered: false,
    standby,
  }
  const name = Object.keys(read.data).find(isReadable)
  return name === undefined ? null : readers[name](read.data[name], about, isOurs)
}

type Reader = (body: unknown, about: Circumstance, isOurs: boolean) => ChannelEvent[] | null

const readers = {
  message: readMessage,
  message_edit: readEdit,
  postback: readPostback,
  referral: (body, about) => {
    const read = referral.safeParse(body)
    const events = read.success ? readReferral(read.data, about) : []
    return events.length === 0 ? null : events
  },
  delivery: (body, about) => readReceipt(body, about, 'delivery'),
  read: (body, about) => readReceipt(body, about, 'read'),
  reaction: readReaction,
  optin: readOptin,
  account_linking: readLinking,
} as const satisfies Readonly<Record<string, Reader>>

function isReadable(name: string): name is keyof typeof readers {
  return Object.hasOwn(readers, name)
}

function readReaction(body: unknown, about: Circumstance): ChannelEvent[] | null {
  const read = reaction.safeParse(body)
  if (!read.success) return null
  const { mid, action, emoji, reaction: word } = read.data
  const dedupeKey = eventKey('reaction', about.userId ?? '', about.at, action, mid)
  const felt = action === 'unreact' ? '' : (emoji ?? word ?? '👍')
  return [{ ...about, type: 'reaction', dedupeKey, messageId: mid, reaction: felt }]
}

/** News by subscription: agreed to (`payload` is the token), or stopped and resumed in Messenger's own menu. */
function readOptin(body: unknown, about: Circumstance): ChannelEvent[] | null {
  const read = optin.safeParse(body)
  if (!read.success) return null
  const { ref, payload, notification_messages_token: token, notification_messages_status: status } = read.data
  const dedupeKey = eventKey('optin', about.userId ?? '', about.at, status ?? '', token ?? ref ?? '')
  if (status !== undefined) {
    return [{ ...about, type: 'interaction', dedupeKey, payload: `notification_messages/${status}` }]
  }
  const code = ref ?? payload
  return [
    {
      ...about,
      type: 'optin',
      dedupeKey,
      ...(code === undefined ? {} : { referral: code }),
      ...(token === undefined ? {} : { payload: token }),
    },
  ]
}

function readLinking(body: unknown, about: Circumstance): ChannelEvent[] | null {
  const read = linking.safeParse(body)
  if (!read.success) return null
  const accountLink = { linked: read.data.status === 'linked', nonce: read.data.authorization_code ?? '' }
  const dedupeKey = eventKey('account_link', about.userId ?? '', about.at, read.data.status)
  return [{ ...about, type: 'account_link', dedupeKey, accountLink }]
}
