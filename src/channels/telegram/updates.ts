import { z } from 'zod'
import type { ChannelEvent } from '../event.ts'
import { readMessage, type Self } from './messages.ts'
import { chat, id, membership, user, whose } from './who.ts'

const update = z.looseObject({ update_id: z.int() })

const press = z.object({
  id: z.string().min(1),
  from: user,
  data: z.string().optional(),
  message: z
    .looseObject({
      message_id: id,
      chat,
      reply_markup: z
        .object({
          inline_keyboard: z.array(z.array(z.object({ text: z.string(), callback_data: z.string().optional() }))),
        })
        .optional()
        .catch(undefined),
    })
    .optional(),
})

const memberChange = z.object({
  chat,
  from: user,
  date: z.int(),
  old_chat_member: membership,
  new_chat_member: membership,
})

const reaction = z.object({
  chat,
  message_id: id,
  user: user.optional(),
  date: z.int(),
  new_reaction: z.array(z.object({ type: z.string().optional(), emoji: z.string().optional() })),
})

const joinRequest = z.object({ chat, from: user, date: z.int() })

const pollAnswer = z.object({ poll_id: z.string(), user: user.optional(), option_ids: z.array(z.int()) })

type Particulars = Pick<ChannelEvent, 'type'> & Partial<ChannelEvent>
type Reader = (content: unknown, now: Date, self: Self) => Particulars | null

/** A sign of Telegram's own is told by number only, a paid one is its star: neither is nothing, which would be a removal. */
function signOf({ type, emoji }: { type?: string | undefined; emoji?: string | undefined }): string {
  return emoji ?? (type === 'paid' ? '⭐' : ':custom:')
}

/** How each kind of update is read. What is not listed, or does not fit, has no word in our vocabulary: kept, ignored. */
const readers: Readonly<Record<string, Reader>> = {
  message: (content, _now, self) => readMessage(content, self),
  edited_message: (content, _now, self) => {
    const read = readMessage(content, self)
    return read?.type === 'message' ? { ...read, type: 'edited' } : null
  },
  callback_query: (content, now) => reading(press, content, (pressed) => readPress(pressed, now)),
  my_chat_member: (content) => reading(memberChange, content, readOwnMembership),
  chat_member: (content) => reading(memberChange, content, readMembership),
  message_reaction: (content) =>
    reading(reaction, content, (read) => ({
      type: 'reaction',
      at: read.date * 1000,
      ...whose(read.chat, read.user),
      messageId: `${read.chat.id}:${read.message_id}`,
      reaction: read.new_reaction.map(signOf).join(''),
    })),
  chat_join_request: (content) =>
    reading(joinRequest, content, (read) => ({
      type: 'interaction',
      at: read.date * 1000,
      ...whose(read.chat, read.from),
      payload: 'join_request',
    })),
  poll_answer: (content, now) =>
    reading(pollAnswer, content, (read) => ({
      type: 'interaction',
      at: now.getTime(),
      userId: read.user === undefined ? undefined : String(read.user.id),
      payload: `poll/${read.poll_id}/${read.option_ids.join(',')}`,
    })),
}

/** Reads an update (Bot API 10.1 `Update`, 2026-06). `null`: it is none. Never throws; the unknown becomes `ignored`, whole. */
export function readUpdate(
  body: unknown,
  now: Date,
  self: Self,
): { event: ChannelEvent; callbackQueryId?: string | undefined } | null {
  const read = update.safeParse(body)
  if (!read.success) return null
  const kind = Object.keys(read.data).find((key) => Object.hasOwn(readers, key))
  const particulars = kind === undefined ? null : (readers[kind]?.(read.data[kind], now, self) ?? null)
  const common = {
    dedupeKey: `update:${read.data.update_id}`,
    at: now.getTime(),
    attachments: [],
    redelivered: false,
    standby: false,
  }
  if (particulars === null) return { event: { ...common, type: 'ignored', raw: body } }
  const pressed = kind === 'callback_query' ? press.safeParse(read.data.callback_query) : undefined
  return { event: { ...common, ...particulars }, callbackQueryId: pressed?.data?.id }
}

function reading<Shape>(
  schema: z.ZodType<Shape>,
  content: unknown,
  become: (read: Shape) => Particulars,
): Particulars | null {
  const read = schema.safeParse(content)
  return read.success ? become(read.data) : null
}

/** A press has no time of its own; its words are the button's, when Telegram sends the message along. */
function readPress({ from, data, message }: z.infer<typeof press>, now: Date): Particulars {
  const buttons = message?.reply_markup?.inline_keyboard.flat() ?? []
  return {
    type: 'postback',
    at: now.getTime(),
    ...whose(message?.chat ?? { id: from.id, type: 'private' }, from),
    ...(message === undefined ? {} : { messageId: `${message.chat.id}:${message.message_id}` }),
    payload: data,
    text: buttons.find((button) => button.callback_data === data)?.text,
  }
}

/** The bot's own place in a chat: alone with a person, `kicked` is a block and `member` again its end (Bot API, `my_chat_member`). */
function readOwnMembership(change: z.infer<typeof memberChange>): Particulars {
  const common = { at: change.date * 1000, ...whose(change.chat, change.from) }
  const isIn = change.new_chat_member.status !== 'kicked' && change.new_chat_member.status !== 'left'
  if (change.chat.type !== 'private') return { type: isIn ? 'join' : 'leave', ...common }
  return isIn ? { type: 'follow', unblocked: true, ...common } : { type: 'unfollow', ...common }
}

function readMembership(change: z.infer<typeof memberChange>): Particulars {
  const isIn = change.new_chat_member.status !== 'kicked' && change.new_chat_member.status !== 'left'
  const members = [String(change.new_chat_member.user.id)]
  return {
    type: isIn ? 'member_joined' : 'member_left',
    at: change.date * 1000,
    ...whose(change.chat, change.from),
    members,
  }
}
