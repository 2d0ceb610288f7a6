import { z } from 'zod'
import type { ChannelEvent } from '../event.ts'
import { digest } from '../keys.ts'
import { readHappening } from './happenings.ts'
import { readMessage } from './messages.ts'
import { readXml } from './xml.ts'

/** What every push has. `CreateTime` is in seconds; those who pass WeChat's messages on write milliseconds now and then. */
const envelope = z.looseObject({
  FromUserName: z.string().min(1).max(64),
  CreateTime: z.string().regex(/^(\d{1,11}|\d{13})$/),
  MsgType: z.string(),
})

const numbered = z.object({ MsgId: z.string().regex(/^\d{1,20}$/) })
const named = z.object({ Event: z.string().max(50), EventKey: z.string().catch(''), MsgID: z.string().catch('') })

/** Reads one push. `null`: it is none. Never throws; what we have no word for becomes `ignored`, with the XML as it came. */
export function readPush(text: string, now: Date): ChannelEvent[] | null {
  const fields = readXml(text)
  if (typeof fields !== 'object' || fields === null) return null
  const read = envelope.safeParse(fields)
  if (!read.success) return [ignored(`unknown:${digest(text)}`, now.getTime(), text)]
  const { FromUserName: userId, CreateTime, MsgType } = read.data
  const at = CreateTime.length === 13 ? Number(CreateTime) : Number(CreateTime) * 1000
  const key = nameOf(read.data)
  const particulars = MsgType === 'event' ? readHappening(fields, at) : readMessage(fields, at)
  if (particulars.length === 0) return [{ ...ignored(key, at, text), userId, chat: { type: 'user', id: userId } }]
  return particulars.map(({ about, ...particular }) => ({
    dedupeKey: about === undefined ? key : `${key}/${about}`.slice(0, 200),
    at,
    userId,
    chat: { type: 'user', id: userId },
    attachments: [],
    redelivered: false,
    standby: false,
    ...particular,
  }))
}

/** A message by its id; an event by who, when and what, because WeChat gives it none (接收事件推送: 排重, read 2026-11-22). */
function nameOf(fields: z.infer<typeof envelope>): string {
  const message = numbered.safeParse(fields)
  if (message.success) return `message:${message.data.MsgId}`
  const { FromUserName, CreateTime, MsgType } = fields
  const { Event, EventKey, MsgID } = named.safeParse(fields).data ?? { Event: MsgType, EventKey: '', MsgID: '' }
  const key = `${EventKey}${MsgID}`
  return `${FromUserName}/${CreateTime}/${Event.slice(0, 50)}${key === '' ? '' : `/${digest(key).slice(0, 16)}`}`
}

function ignored(dedupeKey: string, at: number, raw: string): ChannelEvent {
  return { type: 'ignored', dedupeKey, at, attachments: [], redelivered: false, standby: false, raw }
}
