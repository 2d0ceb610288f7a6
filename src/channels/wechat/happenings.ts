import { z } from 'zod'
import type { ChannelEvent } from '../event.ts'
import { readAnswers, readOutcome, readTemplateOutcome } from './notices.ts'
import type { Particulars } from './particulars.ts'

const event = z.object({ Event: z.string() })
const scene = z.object({ EventKey: z.string().default('') })
const place = z.object({ Latitude: z.coerce.number(), Longitude: z.coerce.number() })

/** A tap, a follow or a scan lets us write three messages within a minute (sendCustomMessage, read 2026-11-22). */
const minute = 60_000

type Reader = (fields: unknown, at: number) => Particulars[]

/** How each event is read (developers.weixin.qq.com, 接收事件推送, read 2026-11-22). What is not listed is kept and ignored. */
const readers: Readonly<Record<string, Reader>> = {
  subscribe: (fields, at) =>
    reading(scene, fields, ({ EventKey }) => ({ type: 'follow', ...briefly(at), ...from(EventKey) })),
  unsubscribe: () => [{ type: 'unfollow' }],
  SCAN: (fields, at) =>
    reading(scene, fields, ({ EventKey }) => ({ type: 'referral', ...briefly(at), referral: EventKey })),
  CLICK: (fields, at) =>
    reading(scene, fields, ({ EventKey }) => ({ type: 'postback', ...briefly(at), payload: EventKey })),
  VIEW: (fields) => reading(scene, fields, ({ EventKey }) => ({ type: 'interaction', payload: `view/${EventKey}` })),
  LOCATION: (fields) =>
    reading(place, fields, ({ Latitude: latitude, Longitude: longitude }) => ({
      type: 'interaction',
      payload: 'location',
      attachments: [{ kind: 'location', latitude, longitude }],
    })),
  TEMPLATESENDJOBFINISH: readTemplateOutcome,
  subscribe_msg_popup_event: readAnswers,
  subscribe_msg_change_event: readAnswers,
  subscribe_msg_sent_event: readOutcome,
}

/** What happened beside the conversation; one event for each thing that did. */
export function readHappening(fields: unknown, at: number): Particulars[] {
  const read = event.safeParse(fields)
  const reader = read.success && Object.hasOwn(readers, read.data.Event) ? readers[read.data.Event] : undefined
  return reader?.(fields, at) ?? []
}

function reading<Shape>(
  schema: z.ZodType<Shape>,
  fields: unknown,
  become: (read: Shape) => Particulars,
): Particulars[] {
  const read = schema.safeParse(fields)
  return read.success ? [become(read.data)] : []
}

function briefly(at: number): Pick<ChannelEvent, 'window'> {
  return { window: { closesAt: at + minute, messages: 3 } }
}

/** Who follows after scanning a code of ours brings it along; a payment brings `last_trade_no_…`, which is none. */
function from(eventKey: string): Pick<ChannelEvent, 'referral'> {
  const prefix = 'qrscene_'
  return eventKey.startsWith(prefix) ? { referral: eventKey.slice(prefix.length) } : {}
}
