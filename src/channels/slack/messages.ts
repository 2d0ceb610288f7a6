import { z } from 'zod'
import type { Attachment, ChannelEvent } from '../event.ts'
import { written } from './mrkdwn.ts'
import { messageName, millisecondsOf, type Ourselves, placeOf, slackId, timestamp } from './place.ts'

const file = z.object({
  id: z.string().min(1).max(60),
  name: z.string().nullish(),
  mimetype: z.string().optional(),
  size: z.number().optional(),
  mode: z.string().optional(),
  duration_ms: z.number().optional(),
})

const said = z.object({
  subtype: z.string().optional(),
  channel: slackId,
  user: slackId.optional(),
  bot_id: z.string().optional(),
  app_id: z.string().optional(),
  text: z.string().default(''),
  ts: timestamp,
  thread_ts: timestamp.optional(),
  files: z.array(file).optional().catch(undefined),
})
type Said = z.infer<typeof said>

const version = said.omit({ channel: true }).extend({ edited: z.object({ ts: timestamp }).optional() })
const changed = z.object({
  channel: slackId,
  ts: timestamp,
  message: version,
  previous_message: z.object({ user: slackId.optional() }).optional().catch(undefined),
})
const deleted = z.object({ channel: slackId, ts: timestamp, deleted_ts: timestamp, previous_message: version })

type Read = Pick<ChannelEvent, 'type'> & Partial<ChannelEvent>

/** A message without one of these is somebody's words; any other subtype (a topic, a pin, a joining) is Slack's own remark. */
const spoken = new Set(['file_share', 'thread_broadcast', 'me_message', 'bot_message'])

/**
 * Reads a message, its edit or its end. A mention comes twice, as `message` and as `app_mention`, under two event ids: the
 * message's own name makes them one. `null` for what other apps say and for Slack's remarks.
 */
export function readMessage(event: unknown, ourselves: Ourselves): Read | null {
  const read = said.safeParse(event)
  if (!read.success) return null
  const { subtype } = read.data
  if (subtype === 'message_changed') return readChange(event)
  if (subtype === 'message_deleted') return readDeletion(event)
  if (subtype !== undefined && !spoken.has(subtype)) return null
  return read.data.bot_id === undefined ? readWords(read.data, ourselves) : readEcho(read.data, ourselves)
}

function readWords({ channel, user, text, ts, thread_ts, files }: Said, { botUserId }: Ourselves): Read | null {
  const attachments = (files ?? []).flatMap(attachmentOf)
  if (user === undefined || (text === '' && attachments.length === 0)) return null
  const chat = placeOf(channel, user, thread_ts)
  const isMeant = chat?.type === 'group' && botUserId !== undefined && text.includes(`<@${botUserId}`)
  return {
    type: 'message',
    dedupeKey: `message:${channel}:${ts}`,
    at: millisecondsOf(ts),
    userId: user,
    chat,
    ...(isMeant ? { addressed: true } : {}),
    messageId: messageName(channel, ts),
    ...(thread_ts === undefined || thread_ts === ts ? {} : { repliesTo: messageName(channel, thread_ts) }),
    text: text === '' ? undefined : written(text),
    attachments,
  }
}

/** What we said ourselves. Whom it was said to, Slack does not tell. */
function readEcho({ channel, app_id, text, ts, thread_ts }: Said, { appId }: Ourselves): Read | null {
  if (app_id === undefined || app_id !== appId) return null
  return {
    type: 'echo',
    at: millisecondsOf(ts),
    chat: placeOf(channel, undefined, thread_ts),
    messageId: messageName(channel, ts),
    text: written(text),
  }
}

/** Without `edited` Slack has only drawn a preview below a link; a tombstone is what is left of a thread's first message. */
function readChange(event: unknown): Read | null {
  const read = changed.safeParse(event)
  if (!read.success || read.data.message.bot_id !== undefined) return null
  const { channel, ts, message, previous_message } = read.data
  const isTombstone = message.subtype === 'tombstone'
  const author = isTombstone ? previous_message?.user : message.user
  const common = {
    at: millisecondsOf(ts),
    userId: author,
    chat: placeOf(channel, author, message.thread_ts),
    messageId: messageName(channel, message.ts),
  }
  if (isTombstone) return { ...common, type: 'unsend' }
  return message.edited === undefined ? null : { ...common, type: 'edited', text: written(message.text) }
}

function readDeletion(event: unknown): Read | null {
  const read = deleted.safeParse(event)
  if (!read.success || read.data.previous_message.bot_id !== undefined) return null
  const { channel, ts, deleted_ts, previous_message: before } = read.data
  return {
    type: 'unsend',
    at: millisecondsOf(ts),
    userId: before.user,
    chat: placeOf(channel, before.user, before.thread_ts),
    messageId: messageName(channel, deleted_ts),
  }
}

function attachmentOf({ id, name, mimetype, size, mode, duration_ms }: z.infer<typeof file>): Attachment[] {
  if (mode === 'tombstone') return []
  const family = mimetype?.split('/')[0]
  const kind = family === 'image' || family === 'video' || family === 'audio' ? family : 'file'
  return [
    {
      kind,
      mediaId: id,
      mediaType: mimetype,
      fileName: name ?? undefined,
      sizeBytes: size,
      durationMilliseconds: duration_ms,
    },
  ]
}
