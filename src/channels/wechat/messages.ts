import { z } from 'zod'
import type { Attachment } from '../event.ts'
import { wechatAbilities } from './abilities.ts'
import type { Particulars } from './particulars.ts'

const id = z.string().regex(/^\d{1,20}$/)
const mediaId = z.string().min(1)
const degrees = z
  .string()
  .regex(/^-?\d{1,3}(\.\d+)?$/)
  .transform(Number)

/** The messages people send (developers.weixin.qq.com, 接收普通消息, read 2026-11-22; 64-bit ids as text). */
const message = z.discriminatedUnion('MsgType', [
  z.object({
    MsgType: z.literal('text'),
    MsgId: id,
    Content: z.string(),
    /** The `id` of the line of our menu that was tapped. */
    bizmsgmenuid: z.string().optional(),
  }),
  z.object({ MsgType: z.literal('image'), MsgId: id, MediaId: mediaId, PicUrl: z.string().default('') }),
  z.object({
    MsgType: z.literal('voice'),
    MsgId: id,
    MediaId: mediaId,
    Format: z.string().optional(),
    Recognition: z.string().optional(),
  }),
  z.object({ MsgType: z.enum(['video', 'shortvideo']), MsgId: id, MediaId: mediaId }),
  z.object({
    MsgType: z.literal('location'),
    MsgId: id,
    Location_X: degrees,
    Location_Y: degrees,
    Label: z.string().optional(),
    Poiname: z.string().optional(),
  }),
  z.object({
    MsgType: z.literal('link'),
    MsgId: id,
    Title: z.string(),
    Description: z.string(),
    Url: z.string(),
  }),
])
type Message = z.infer<typeof message>

/** One event, or none for a type WeChat has added since. Each opens the window anew, whatever a tap had left of it. */
export function readMessage(fields: unknown, at: number): Particulars[] {
  const read = message.safeParse(fields)
  return read.success ? [{ messageId: read.data.MsgId, window: opened(at), ...become(read.data) }] : []
}

function opened(at: number): Particulars['window'] {
  const { hours, messages } = wechatAbilities.window
  return { closesAt: at + hours * 3_600_000, messages }
}

function become(read: Message): Particulars {
  switch (read.MsgType) {
    case 'text':
      return read.bizmsgmenuid === undefined || read.bizmsgmenuid === ''
        ? { type: 'message', text: read.Content }
        : { type: 'postback', text: read.Content, payload: read.bizmsgmenuid }
    case 'image':
      // The address needs no token and costs no call.
      return withFile({ kind: 'image', ...(read.PicUrl === '' ? { mediaId: read.MediaId } : { url: read.PicUrl }) })
    case 'voice': {
      const file = withFile({ kind: 'audio', mediaId: read.MediaId, ...formatOf(read.Format) })
      return read.Recognition ? { ...file, text: read.Recognition } : file
    }
    case 'video':
    case 'shortvideo':
      return withFile({ kind: 'video', mediaId: read.MediaId })
    case 'location':
      return withFile({
        kind: 'location',
        latitude: read.Location_X,
        longitude: read.Location_Y,
        title: read.Poiname || undefined,
        address: read.Label || undefined,
      })
    case 'link':
      return {
        type: 'message',
        text: [read.Title, read.Description, read.Url].filter((line) => line !== '').join('\n'),
      }
  }
}

function withFile(attachment: Attachment): Particulars {
  return { type: 'message', attachments: [attachment] }
}

/** `amr` or `speex`. */
function formatOf(format: string | undefined): Partial<Attachment> {
  return format ? { mediaType: `audio/${format}` } : {}
}
