import { z } from 'zod'
import type { ChannelEvent } from '../event.ts'
import { commentEvent } from '../meta/page/comment.ts'

const name = z.string().min(1).optional().catch(undefined)

const comment = z.object({
  id: z.string().min(1),
  from: z.object({ id: name, username: name }).optional().catch(undefined),
  text: z.string().optional(),
})

/**
 * Reads a change of `comments`: remarks of others under a post, a reel or an advertisement. Those of a live broadcast
 * (`live_comments`) may be answered only while it lasts and are left alone, and so are our own. The time is the webhook's.
 */
export function readComments(field: string, value: unknown, at: number, instagramId: string): ChannelEvent | null {
  const read = comment.safeParse(value)
  if (field !== 'comments' || !read.success) return null
  const { id, from, text } = read.data
  if (from?.id === instagramId) return null
  return commentEvent({ id, userId: from?.id, displayName: from?.username, text, at })
}
