import { z } from 'zod'
import type { ChannelEvent } from '../event.ts'
import { digest } from '../keys.ts'
import { commentEvent } from '../meta/page/comment.ts'
import { eventKey, moment } from '../meta/page/event.ts'

const name = z.string().min(1).optional().catch(undefined)

const feed = z.object({
  item: z.literal('comment'),
  verb: z.enum(['add', 'edited', 'remove']),
  comment_id: z.string().min(1),
  /** Absent where the person has not agreed. */
  from: z.object({ id: name, name }).optional().catch(undefined),
  message: z.string().optional(),
  photo: name,
  created_time: moment.optional().catch(undefined),
})

/** Reads a change of the page's `feed`: comments of others, changed and taken away too. Our own are left alone. */
export function readFeed(field: string, value: unknown, at: number, pageId: string): ChannelEvent | null {
  const read = feed.safeParse(value)
  if (field !== 'feed' || !read.success) return null
  const { verb, comment_id: id, from, message: text, photo, created_time = at } = read.data
  if (from?.id === pageId) return null
  const comment = commentEvent({ id, userId: from?.id, displayName: from?.name, text, at: created_time })
  switch (verb) {
    case 'add':
      return { ...comment, attachments: photo === undefined ? [] : [{ kind: 'image', url: photo }] }
    case 'edited':
      return { ...comment, type: 'edited', at, dedupeKey: eventKey('edited', id, digest(text ?? '').slice(0, 16)) }
    case 'remove':
      return { ...comment, type: 'unsend', at, dedupeKey: eventKey('unsend', id) }
  }
}
