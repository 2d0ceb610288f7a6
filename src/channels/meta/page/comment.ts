import type { ChannelEvent } from '../../event.ts'
import { eventKey } from './event.ts'

/** A public remark under a post, as both networks tell it. */
export interface Comment {
  readonly id: string
  readonly userId: string | undefined
  readonly displayName: string | undefined
  readonly text: string | undefined
  readonly at: number
}

/**
 * A comment as an event. An answer in private may be sent to its chat once, within seven days (Private Replies, 2026-04-16);
 * Meta refuses a second. It opens no window to the person, so it tells of none: one of a comment must not be taken for one of
 * the conversation.
 */
export function commentEvent({ id, userId, displayName, text, at }: Comment): ChannelEvent {
  return {
    type: 'message',
    dedupeKey: eventKey('comment', id),
    at,
    chat: { type: 'comment', id },
    messageId: id,
    attachments: [],
    redelivered: false,
    standby: false,
    ...(userId === undefined ? {} : { userId }),
    ...(displayName === undefined ? {} : { profile: { displayName } }),
    ...(text === undefined ? {} : { text }),
  }
}
