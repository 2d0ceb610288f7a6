import { z } from 'zod'
import { attachment, type ChannelEvent } from '../channels/event.ts'
import { type OutboundMessage, outboundMessage } from '../channels/message.ts'
import type { Purpose } from '../people/consent.ts'
import type { Language } from '../platform/languages.ts'
import type { Transaction } from '../platform/scope.ts'
import type { LocalTime } from './sending/local-time.ts'
import type { TemplateMisfit } from './templates/fit.ts'

/** `open`: nothing is wanted of the team. `waiting`: a member is asked for. `resolved`: closed until the person writes again. */
export const conversationStates = ['open', 'waiting', 'resolved'] as const
export type ConversationState = (typeof conversationStates)[number]

/** One talk with one identity on one channel account. */
export interface Conversation {
  conversationId: string
  channelAccountId: string
  identityId: string
  state: ConversationState
  assigneeId: string | null
  /** While in the future a member is talking and the script keeps silent. */
  scriptSilentUntil: Date | null
}

/** The far side of a conversation as it is now. */
export interface Correspondent {
  identityId: string
  personId: string
  /** The person's address on the channel account. */
  address: string
  state: 'unknown' | 'following' | 'unfollowed' | 'blocked'
}

/**
 * Answers one inbound event, in order, while the person is locked: two events of one person are never answered at once.
 * Joins the transaction that stores the event; no network. A throw takes back everything this person's event wrote.
 */
export type Respond = (
  transaction: Transaction,
  turn: {
    conversation: Conversation
    identity: Correspondent
    personId: string
    event: ChannelEvent
    language: Language
  },
) => Promise<void>

/** A delivery about to leave, and what it is part of. */
export interface Leaving {
  readonly id: string
  readonly sourceKind: string | null
  readonly sourceId: string | null
}

/**
 * Of deliveries about to leave, those that must not go any more: what they tell has stopped being true, though nobody has
 * heard the news yet. Asked inside the transaction that claims them, all at once; no network.
 */
export type MayStillGo = (transaction: Transaction, leaving: readonly Leaving[]) => Promise<ReadonlySet<string>>

/** What came in, as the thread keeps it. */
export const inboundContent = z.object({
  type: z.string(),
  text: z.string().optional(),
  payload: z.string().optional(),
  attachments: z.array(attachment).default([]),
  edited: z.boolean().optional(),
})
export type InboundContent = z.infer<typeof inboundContent>

/** What a member wrote for colleagues only. */
export const noteContent = z.object({ text: z.string() })

/** What to send, why, and on whose behalf. */
export interface Sending {
  content: OutboundMessage
  purpose: Purpose
  author: { kind: 'script' | 'member' | 'system'; id?: string }
  /** At most one delivery for this key, ever: `thanks:<gift>`. */
  onceKey?: string
  /** How its delivery is called, where that was settled before: the second of this name fails. */
  deliveryId?: string
  /** What it is part of, for results: a feedback round. */
  source?: { kind: string; id: string }
  /** 0 goes before everything of 1. Default: 0 for service, 1 otherwise. */
  priority?: 0 | 1
  notBefore?: Date
  /** Not before it is this time where the person lives. */
  localTime?: LocalTime
  /** Not sent at all when it could not be sent by then. */
  notAfter?: Date
  /** The public comment this answers in private; the provider takes one answer, whatever the window. */
  comment?: string
  /** The event being answered: its reply token is free of charge. */
  replyTo?: ChannelEvent
}

/** Whether it will be sent, and why not. */
export type Sent =
  | { outcome: 'queued'; deliveryId: string; messageId: string; conversationId: string }
  | { outcome: 'skipped'; reason: SkipReason }

/**
 * Why nothing is sent. `expired`: its time had passed. `window_closed`: they wrote too long ago, and there is no template.
 * `template_…`: there is one, and it cannot be sent (see `TemplateMisfit`).
 * `quota`: the month's messages are used up. `capped`: they were written to often enough of late.
 */
export type SkipReason =
  | 'no_conversation'
  | 'opted_out'
  | 'unfollowed'
  | 'blocked'
  | 'already_sent'
  | 'expired'
  | 'window_closed'
  | TemplateMisfit
  | 'quota'
  | 'capped'

/** The first words of a message, for lists: at most 120 UTF-16 units, never half a character. */
export function previewOf(content: { text?: string | undefined } | OutboundMessage): string {
  const words = 'blocks' in content ? content.blocks.map(blockWords).join(' ') : (content.text ?? '')
  const line = words.replace(/\s+/g, ' ').trim()
  return line.length <= 120 ? line : `${Array.from(line).slice(0, 60).join('')}…`
}

function blockWords(shown: OutboundMessage['blocks'][number]): string {
  if (shown.type === 'text') return shown.text
  if (shown.type === 'sticker') return shown.words
  return 'title' in shown ? shown.title : shown.description
}

/** Reads stored words of ours back. */
export function readOutbound(content: unknown): OutboundMessage {
  return outboundMessage.parse(content)
}
