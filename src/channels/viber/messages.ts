import { z } from 'zod'
import type { Attachment, ChannelEvent } from '../event.ts'
import { payloadOf } from './press.ts'
import { introduced, user } from './who.ts'

/** A number in Viber's examples, a text in some of its libraries. */
const degrees = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d{1,3}(\.\d+)?$/)
    .transform(Number),
])

/** The messages people send (creators.viber.com/docs/bots-api, events; read 2026-11-22). Files come by a short-lived `media` URL. */
const message = z.object({
  type: z.string(),
  text: z.string().optional(),
  media: z.string().optional(),
  file_name: z.string().optional(),
  size: z.number().optional(),
  /** Seconds. */
  duration: z.number().optional(),
  sticker_id: z
    .union([z.string().min(1), z.int()])
    .transform(String)
    .optional()
    .catch(undefined),
  location: z.object({ lat: degrees, lon: degrees, address: z.string().optional() }).optional(),
  contact: z.object({ name: z.string().optional(), phone_number: z.string() }).optional(),
})
type Message = z.infer<typeof message>

const received = z.object({ sender: user, message, silent: z.boolean().optional() })

type Read = Pick<ChannelEvent, 'type'> & Partial<ChannelEvent>

const fileKinds = { picture: 'image', video: 'video', file: 'file' } as const

/** Reads a message; `null` for a kind without a word here. */
export function readMessage(content: unknown, messageId: string): Read | null {
  const read = received.safeParse(content)
  if (!read.success) return null
  const { sender, message: said } = read.data
  const particulars = readContent(said)
  return particulars === null ? null : { ...introduced(sender), messageId, ...particulars }
}

function readContent(said: Message): Read | null {
  switch (said.type) {
    case 'text':
      return said.text === undefined ? null : readText(said.text)
    case 'url':
      return said.media === undefined ? null : { type: 'message', text: said.media }
    case 'picture':
    case 'video':
    case 'file':
      return withAttachment(fileOf(fileKinds[said.type], said), said.text)
    case 'sticker':
      return withAttachment(stickerOf(said))
    case 'location': {
      if (said.location === undefined) return null
      const { lat: latitude, lon: longitude, address } = said.location
      return withAttachment({ kind: 'location', latitude, longitude, address })
    }
    case 'contact': {
      if (said.contact === undefined) return null
      return withAttachment({ kind: 'contact', title: said.contact.name, phone: said.contact.phone_number })
    }
    default:
      return null
  }
}

function readText(text: string): Read {
  const payload = payloadOf(text)
  return payload === undefined ? { type: 'message', text } : { type: 'postback', payload }
}

function withAttachment(attachment: Attachment | null, text?: string): Read | null {
  return attachment === null
    ? null
    : { type: 'message', text: text === '' ? undefined : text, attachments: [attachment] }
}

/** Its picture, and its number in Viber's own list, by which it can be sent back. */
function stickerOf(said: Message): Attachment {
  const drawn = fileOf('sticker', said) ?? { kind: 'sticker' as const }
  return said.sticker_id === undefined ? drawn : { ...drawn, sticker: { id: said.sticker_id } }
}

function fileOf(kind: 'image' | 'video' | 'file' | 'sticker', said: Message): Attachment | null {
  if (said.media === undefined || said.media === '') return null
  return {
    kind,
    url: said.media,
    fileName: said.file_name,
    sizeBytes: said.size,
    durationMilliseconds: said.duration === undefined ? undefined : said.duration * 1000,
  }
}
