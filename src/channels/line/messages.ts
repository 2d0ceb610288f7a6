import { z } from 'zod'
import type { Attachment, ChannelEvent } from '../event.ts'

const id = z.string().min(1)
const provider = z.object({ type: z.string(), originalContentUrl: z.string().optional() }).optional()

/** Who is meant by an @: `isSelf` is the account itself. */
const mention = z
  .object({ mentionees: z.array(z.object({ isSelf: z.boolean().optional() })) })
  .optional()
  .catch(undefined)

/** The messages people send (webhook.yml `MessageContent`, line/line-openapi @ 6e4c2a2, 2026-07-01). */
const messageContent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), id, text: z.string(), mention }),
  z.object({ type: z.literal('image'), id, contentProvider: provider }),
  z.object({ type: z.literal('video'), id, contentProvider: provider, duration: z.number().optional() }),
  z.object({ type: z.literal('audio'), id, contentProvider: provider, duration: z.number().optional() }),
  z.object({ type: z.literal('file'), id, fileName: z.string(), fileSize: z.number() }),
  z.object({
    type: z.literal('location'),
    id,
    title: z.string().optional(),
    address: z.string().optional(),
    latitude: z.number(),
    longitude: z.number(),
  }),
  z.object({
    type: z.literal('sticker'),
    id,
    text: z.string().optional(),
    keywords: z.array(z.string()).optional(),
  }),
])
type MessageContent = z.infer<typeof messageContent>

/** The words and attachments of a message, or `null` for a type LINE has added since. */
export function readMessage(
  message: unknown,
): Pick<ChannelEvent, 'messageId' | 'text' | 'attachments' | 'addressed'> | null {
  const read = messageContent.safeParse(message)
  if (!read.success) return null
  const content = read.data
  if (content.type === 'text') {
    const addressed = content.mention?.mentionees.some(({ isSelf }) => isSelf === true)
    return { messageId: content.id, text: content.text, attachments: [], ...(addressed ? { addressed } : {}) }
  }
  return { messageId: content.id, attachments: [readAttachment(content)] }
}

function readAttachment(content: Exclude<MessageContent, { type: 'text' }>): Attachment {
  switch (content.type) {
    case 'image':
      return { kind: 'image', ...whereabouts(content) }
    case 'video':
    case 'audio':
      return { kind: content.type, ...whereabouts(content), durationMilliseconds: content.duration }
    case 'file':
      return { kind: 'file', mediaId: content.id, fileName: content.fileName, sizeBytes: content.fileSize }
    case 'location': {
      const { title, address, latitude, longitude } = content
      return { kind: 'location', title, address, latitude, longitude }
    }
    case 'sticker':
      return { kind: 'sticker', title: content.text ?? content.keywords?.join(', ') }
  }
}

/** LINE holds most files itself; a mini app may send one that lies elsewhere. */
function whereabouts(content: { id: string; contentProvider?: z.infer<typeof provider> }): Partial<Attachment> {
  const url = content.contentProvider?.originalContentUrl
  return url === undefined ? { mediaId: content.id } : { url }
}
