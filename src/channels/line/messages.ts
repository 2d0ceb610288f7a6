import { z } from 'zod'
import type { Attachment, ChannelEvent } from '../event.ts'

const id = z.string().min(1)
const quotedMessageId = id.optional().catch(undefined)
const provider = z
  .object({ type: z.string(), originalContentUrl: z.string().min(1).optional().catch(undefined) })
  .optional()

const imageSet = z
  .object({ id: z.string().min(1) })
  .optional()
  .catch(undefined)

/** Who is meant by an @: `isSelf` is the account itself. */
const mention = z
  .object({ mentionees: z.array(z.object({ isSelf: z.boolean().optional() })) })
  .optional()
  .catch(undefined)

/** The messages people send (webhook.yml `MessageContent`, line/line-openapi @ 6e4c2a2, 2026-07-01). */
const messageContent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), id, text: z.string(), mention, quotedMessageId }),
  z.object({ type: z.literal('image'), id, contentProvider: provider, imageSet }),
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
    packageId: z.string().optional(),
    stickerId: z.string().min(1),
    text: z.string().optional(),
    keywords: z.array(z.string()).optional(),
    quotedMessageId,
  }),
])
type MessageContent = z.infer<typeof messageContent>

/** The words and attachments of a message, or `null` for a type LINE has added since. */
export function readMessage(
  message: unknown,
): Pick<ChannelEvent, 'messageId' | 'text' | 'attachments' | 'addressed' | 'repliesTo' | 'albumId'> | null {
  const read = messageContent.safeParse(message)
  if (!read.success) return null
  const content = read.data
  if (content.type === 'text') {
    const addressed = content.mention?.mentionees.some(({ isSelf }) => isSelf === true)
    const said = { messageId: content.id, text: content.text, attachments: [], ...answering(content) }
    return addressed ? { ...said, addressed } : said
  }
  const albumId = content.type === 'image' ? content.imageSet?.id : undefined
  const quoted = content.type === 'sticker' ? answering(content) : {}
  const sent = { messageId: content.id, attachments: [readAttachment(content)], ...quoted }
  return albumId === undefined ? sent : { ...sent, albumId }
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
      return {
        kind: 'sticker',
        title: content.text ?? content.keywords?.join(', '),
        sticker: { pack: content.packageId, id: content.stickerId },
      }
  }
}

function answering({ quotedMessageId }: { quotedMessageId?: string | undefined }): Pick<ChannelEvent, 'repliesTo'> {
  return quotedMessageId === undefined ? {} : { repliesTo: quotedMessageId }
}

/** LINE holds most files itself; a mini app may send one that lies elsewhere. */
function whereabouts(content: { id: string; contentProvider?: z.infer<typeof provider> }): Partial<Attachment> {
  const url = content.contentProvider?.originalContentUrl
  return url === undefined ? { mediaId: content.id } : { url }
}
