import type { ChannelEvent } from '../../event.ts'
import { eventKey } from './event.ts'

const sevenDays = 7 * 24 * 60 * 60 * 1000

/** A public remark under a post, as both networks tell it. */
export interface Comment {
  readonly id: string
  readonly userId: string | undefined
  readonly displayName: string | undefined
  readonly text: string | undefined
  readonly at: number
}

/**
 * A comment as an event: answered in private it may be once, within seven days (Private Replies, 2026-04-16). Public words
 * are no consent to more.
 */
export function commentEvent({ id, userId, displayName, text, at }: Comment): ChannelEvent {
  return {
    type: 'message',
    dedupeKey: eventKey('comment', id),
    at,
    chat: { type: 'comment', id },
    messageId: id,
    attachments: [],
    window: { closesAt: at + sevenDays, messages: 1 },
    redelivered: false,
    standby: false,
    ...(userId === undefined ? {} : { userId }),
    ...(displayName === undefined ? {} : { profile: { displayName } }),
    ...(text === undefined ? {} : { text }),
  }
}
