import { z } from 'zod'
import type { Attachment, ChannelEvent } from '../event.ts'
import { chat, id, user, whose } from './who.ts'

const file = z.object({
  file_id: z.string().min(1),
  file_size: z.number().optional(),
  file_name: z.string().optional(),
  mime_type: z.string().optional(),
  duration: z.number().optional(),
})
const place = z.object({ latitude: z.number(), longitude: z.number() })

/** What Telegram has found in words: mentions, commands, links. */
const marks = z
  .array(z.object({ type: z.string(), offset: z.int(), length: z.int() }))
  .optional()
  .catch(undefined)

/** The messages people send (Bot API 10.1 `Message`, 2026-06), as far as we have words for them. */
const message = z.object({
  message_id: id,
  date: z.int(),
  chat,
  from: user.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  photo: z.array(file).min(1).optional(),
  video: file.optional(),
  animation: file.optional(),
  video_note: file.optional(),
  audio: file.optional(),
  voice: file.optional(),
  document: file.optional(),
  sticker: z
    .object({ file_id: z.string().min(1), emoji: z.string().optional(), set_name: z.string().optional() })
    .optional(),
  dice: z.object({ emoji: z.string(), value: z.int() }).optional(),
  media_group_id: z.string().min(1).optional().catch(undefined),
  location: place.optional(),
  venue: z.object({ location: place, title: z.string(), address: z.string() }).optional(),
  contact: z.object({ phone_number: z.string(), first_name: z.string(), last_name: z.string().optional() }).optional(),
  new_chat_members: z.array(user).optional(),
  left_chat_member: user.optional(),
  poll: z.object({ question: z.string(), options: z.array(z.object({ text: z.string() })) }).optional(),
  web_app_data: z.object({ data: z.string() }).optional(),
  entities: marks,
  caption_entities: marks,
  reply_to_message: z.object({ message_id: id.optional(), from: user.optional() }).optional().catch(undefined),
})
type Message = z.infer<typeof message>

type Read = Pick<ChannelEvent, 'type'> & Partial<ChannelEvent>

/** A command: its name, the bot it is meant for in a group, and what follows. */
const command = /^\/([a-z0-9_]{1,32})(?:@(\w+))?(?:\s+([\s\S]*))?$/i

/** The bot itself: its number, which its token begins with, and its public name where it is known. */
export interface Self {
  readonly id: string
  readonly name?: string | undefined
}

/** Reads a message; `null` for a kind without a word here, and for what another bot or a channel says. */
export function readMessage(content: unknown, self: Self): Read | null {
  const read = message.safeParse(content)
  if (!read.success || read.data.chat.type === 'channel' || read.data.from?.is_bot === true) return null
  const said = read.data
  const common = {
    at: said.date * 1000,
    ...whose(said.chat, said.from),
    messageId: `${said.chat.id}:${said.message_id}`,
    ...repliedTo(said),
    ...(said.media_group_id === undefined ? {} : { albumId: said.media_group_id }),
    ...(said.chat.type !== 'private' && isAddressed(said, self) ? { addressed: true } : {}),
  }
  if (said.new_chat_members) return { ...common, type: 'member_joined', members: said.new_chat_members.map(userId) }
  if (said.left_chat_member) return { ...common, type: 'member_left', members: [userId(said.left_chat_member)] }
  if (said.web_app_data) return { ...common, type: 'interaction', payload: said.web_app_data.data }
  if (said.text !== undefined) return { ...common, ...readText(said.text) }
  if (said.dice) return { ...common, type: 'message', text: `${said.dice.emoji} ${said.dice.value}` }
  if (said.poll) return { ...common, type: 'message', text: pollWords(said.poll) }
  const attachments = readAttachments(said)
  return attachments.length === 0 ? null : { ...common, type: 'message', text: said.caption, attachments }
}

/** Telegram numbers messages in their chat only; one answered from another chat comes as `external_reply`, without a name of ours. */
function repliedTo({ chat: where, reply_to_message: before }: Message): Pick<ChannelEvent, 'repliesTo'> {
  return before?.message_id === undefined ? {} : { repliesTo: `${where.id}:${before.message_id}` }
}

/** Somebody's own poll, as words; how people vote in it is told to nobody but its maker. */
function pollWords({ question, options }: NonNullable<Message['poll']>): string {
  return [question, ...options.map(({ text }) => `– ${text}`)].join('\n')
}

/** `/start` opens the conversation, with the code of the link that led here if there was one. */
function readText(text: string): Read {
  const [, name, , rest] = command.exec(text) ?? []
  if (name === undefined) return { type: 'message', text }
  if (name !== 'start') return { type: 'command', command: name, text: rest }
  return rest === undefined || rest === '' ? { type: 'follow' } : { type: 'referral', referral: rest }
}

/** Whether words in a group, those under a picture included, are meant for the bot: a command, its name, or an answer to what it said. */
function isAddressed(said: Message, self: Self): boolean {
  const { text = said.caption ?? '', reply_to_message: before } = said
  const entities = said.entities ?? said.caption_entities ?? []
  const [, name, meant] = command.exec(text) ?? []
  const isOurs = (who: string) => who.toLowerCase() === self.name?.toLowerCase()
  if (name !== undefined) return meant === undefined || isOurs(meant)
  if (String(before?.from?.id) === self.id) return true
  return entities.some(
    ({ type, offset, length }) => type === 'mention' && isOurs(text.slice(offset + 1, offset + length)),
  )
}

function readAttachments(said: Message): Attachment[] {
  const files = [
    ...fileOf('image', said.photo?.at(-1)),
    ...fileOf('video', said.animation ?? said.video ?? said.video_note),
    ...fileOf('audio', said.audio ?? said.voice),
    // An animation comes as a document besides, for old apps.
    ...(said.animation ? [] : fileOf('file', said.document)),
  ]
  if (said.sticker) {
    const { emoji: title, file_id: mediaId, set_name: pack } = said.sticker
    return [{ kind: 'sticker', title, mediaId, sticker: { pack, id: mediaId } }]
  }
  if (said.venue) {
    const { location, title, address } = said.venue
    return [{ kind: 'location', title, address, ...location }]
  }
  if (said.location) return [{ kind: 'location', ...said.location }]
  if (said.contact) {
    const { first_name, last_name, phone_number } = said.contact
    return [{ kind: 'contact', title: [first_name, last_name].filter(Boolean).join(' '), phone: phone_number }]
  }
  return files
}

function fileOf(kind: 'image' | 'video' | 'audio' | 'file', sent: z.infer<typeof file> | undefined): Attachment[] {
  if (sent === undefined) return []
  return [
    {
      kind,
      mediaId: sent.file_id,
      mediaType: sent.mime_type,
      fileName: sent.file_name,
      sizeBytes: sent.file_size,
      durationMilliseconds: sent.duration === undefined ? undefined : sent.duration * 1000,
    },
  ]
}

function userId({ id: number }: { id: number }): string {
  return String(number)
}
