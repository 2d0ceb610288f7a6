import { z } from 'zod'
import type { ChannelEvent } from '../event.ts'
import { readAnswers, readOutcome, readTemplateOutcome } from './notices.ts'
import type { Particulars } from './particulars.ts'

const event = z.object({ Event: z.string() })
const scene = z.object({ EventKey: z.string().default('') })
const scanned = scene.extend({ ScanCodeInfo: z.object({ ScanResult: z.string() }) })
const chosenPlace = scene.extend({
  SendLocationInfo: z.object({
    Location_X: z.coerce.number(),
    Location_Y: z.coerce.number(),
    Label: z.string().default(''),
    Poiname: z.string().default(''),
  }),
})
const place = z.object({ Latitude: z.coerce.number(), Longitude: z.coerce.number() })

/** A tap, a follow or a scan lets us write three messages within a minute (sendCustomMessage, read 2026-11-22). */
const minute = 60_000

type Reader = (fields: unknown, at: number) => Particulars[]

/** How each event is read (developers.weixin.qq.com, 接收事件推送 and 自定义菜单的事件推送, read 2026-11-22). What is not listed is kept and ignored. */
const readers: Readonly<Record<string, Reader>> = {
  subscribe: (fields, at) =>
    reading(scene, fields, ({ EventKey }) => ({ type: 'follow', ...briefly(at), ...from(EventKey) })),
  unsubscribe: () => [{ type: 'unfollow' }],
  SCAN: (fields, at) =>
    reading(scene, fields, ({ EventKey }) => ({ type: 'referral', ...briefly(at), referral: EventKey })),
  CLICK: (fields, at) => reading(scene, fields, ({ EventKey }) => tapped(EventKey, at)),
  scancode_push: (fields, at) =>
    reading(scanned, fields, ({ EventKey, ScanCodeInfo }) => ({
      ...tapped(EventKey, at),
      text: ScanCodeInfo.ScanResult,
    })),
  scancode_waitmsg: (fields, at) =>
    reading(scanned, fields, ({ EventKey, ScanCodeInfo }) => ({
      ...tapped(EventKey, at),
      text: ScanCodeInfo.ScanResult,
    })),
  // The pictures themselves come as messages.
  pic_sysphoto: (fields, at) => reading(scene, fields, ({ EventKey }) => tapped(EventKey, at)),
  pic_photo_or_album: (fields, at) => reading(scene, fields, ({ EventKey }) => tapped(EventKey, at)),
  pic_weixin: (fields, at) => reading(scene, fields, ({ EventKey }) => tapped(EventKey, at)),
  location_select: (fields, at) =>
    reading(chosenPlace, fields, ({ EventKey, SendLocationInfo: { Location_X, Location_Y, Label, Poiname } }) => ({
      ...tapped(EventKey, at),
      attachments: [
        {
          kind: 'location',
          latitude: Location_X,
          longitude: Location_Y,
          title: Poiname || undefined,
          address: Label.trim() || undefined,
        },
      ],
    })),
  view_miniprogram: (fields) =>
    reading(scene, fields, ({ EventKey }) => ({ type: 'interaction', payload: `view_miniprogram/${EventKey}` })),
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

/** A tap on a line of our menu, whatever it makes the phone do. */
function tapped(payload: string, at: number): Particulars {
  return { type: 'postback', ...briefly(at), payload }
}

function briefly(at: number): Pick<ChannelEvent, 'window'> {
  return { window: { closesAt: at + minute, messages: 3 } }
}

/** Who follows after scanning a code of ours brings it along; a payment brings `last_trade_no_…`, which is none. */
function from(eventKey: string): Pick<ChannelEvent, 'referral'> {
  const prefix = 'qrscene_'
  return eventKey.startsWith(prefix) ? { referral: eventKey.slice(prefix.length) } : {}
}
