import { z } from 'zod'
import type { RawRequest, Reception } from '../adapter.ts'
import type { ChannelEvent } from '../event.ts'
import { parseJson } from '../json.ts'
import { digest } from '../keys.ts'
import { payloadLimit } from '../message.ts'
import type { WebchatConfig } from './config.ts'
import { readVisitorToken, type Visitor } from './visitor.ts'

const messageId = z.uuid().toLowerCase()
const at = z.number()

/** A file handed in before, by the id the server gave it. What the browser says of it is a claim: the bytes are looked at. */
const upload = z.object({
  id: z.uuid().toLowerCase(),
  kind: z.enum(['image', 'video', 'audio', 'file']),
  fileName: z.string().min(1).max(200),
})

/**
 * What the widget posts. `messageId` is made by the browser once per action and sent again unchanged on a retry. Who the
 * visitor is, the token alone says.
 */
export const widgetPost = z.discriminatedUnion('type', [
  z
    .object({
      type: z.literal('message'),
      messageId,
      at,
      text: z.string().min(1).max(5000).optional(),
      uploads: z.array(upload).max(5).default([]),
    })
    .refine(({ text, uploads }) => text !== undefined || uploads.length > 0),
  z.object({
    type: z.literal('postback'),
    messageId,
    at,
    payload: z.string().min(1).max(payloadLimit),
    /** The label that was pressed, as the visitor saw it. */
    text: z.string().max(1000).optional(),
  }),
  /** The chat was opened; `payload` is the code of the page or QR that brought the visitor. */
  z.object({ type: z.literal('open'), messageId, at, payload: z.string().max(payloadLimit).optional() }),
  /** Read up to our message with the id `payload`. */
  z.object({ type: z.literal('read'), messageId, at, payload: z.string().min(1).max(200) }),
])
export type WidgetPost = z.infer<typeof widgetPost>

const knownTypes = ['message', 'postback', 'open', 'read']

/** A post of a newer widget. A known type that does not fit is a mistake to be told, not kept. */
const newerPost = z.object({ messageId, type: z.string().refine((type) => !knownTypes.includes(type)) })

/**
 * Reads one post of the widget. 401: no live visitor token. 403: from a site that is not on the list. 400: not a post.
 * A post of an unknown `type` is kept and ignored.
 */
export function receive(request: RawRequest, config: WebchatConfig, now: Date): Reception {
  const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
  const visitor = token === undefined ? null : readVisitorToken(token, config.visitorSecret, now)
  if (visitor === null) return refused(401)
  if (!allowed(request.headers.origin, config.origins)) return refused(403)
  const body = parseJson(request.body)
  const post = widgetPost.safeParse(body)
  if (post.success)
    return taken({ ...base(visitor, post.data.messageId, clamp(post.data.at, now)), ...read(post.data) })
  const newer = newerPost.safeParse(body)
  if (!newer.success) return refused(400)
  return taken({ ...base(visitor, newer.data.messageId, now.getTime()), type: 'ignored', raw: body })
}

function read(post: WidgetPost): Pick<ChannelEvent, 'type'> & Partial<ChannelEvent> {
  switch (post.type) {
    case 'message':
      return {
        type: 'message',
        messageId: post.messageId,
        text: post.text,
        attachments: post.uploads.map(({ id, kind, fileName }) => ({ kind, mediaId: id, fileName })),
      }
    case 'postback':
      return { type: 'postback', payload: post.payload, text: post.text }
    case 'open':
      return { type: 'follow', unblocked: false, referral: post.payload }
    case 'read':
      return { type: 'read', messageId: post.payload, status: 'read' }
  }
}

/** The key holds the visitor too, so that nobody can use up another visitor's message id; hashed, so that its length is bounded. */
function base({ visitorId, identifier }: Visitor, id: string, at: number): Omit<ChannelEvent, 'type'> {
  return {
    dedupeKey: digest(`${visitorId}/${id}`),
    at,
    userId: visitorId,
    chat: { type: 'user', id: visitorId },
    attachments: [],
    redelivered: false,
    standby: false,
    ...(identifier === undefined ? {} : { profile: { displayName: identifier } }),
  }
}

/** A browser's clock may be wrong or lie: never the future, never more than a day ago. */
function clamp(claimed: number, now: Date): number {
  const latest = now.getTime()
  return Math.min(latest, Math.max(latest - 24 * 60 * 60 * 1000, claimed))
}

/** No list: any site. No `Origin`: not a browser, and the token has already spoken. */
function allowed(origin: string | undefined, origins: readonly string[]): boolean {
  return origins.length === 0 || origin === undefined || origins.some((site) => new URL(site).origin === origin)
}

function taken(event: ChannelEvent): Reception {
  const headers = { 'content-type': 'application/json' }
  return { accepted: true, response: { status: 200, headers, body: '{"accepted":true}' }, events: [event] }
}

function refused(status: number): Reception {
  const headers = { 'content-type': 'application/json' }
  return { accepted: false, response: { status, headers, body: '{"accepted":false}' }, events: [] }
}
