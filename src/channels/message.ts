import { z } from 'zod'

/** The longest `payload` that every channel with buttons carries back, in bytes of UTF-8 (Telegram callback_data: 1–64). */
export const payloadLimit = 64

const payload = z
  .string()
  .min(1)
  .refine((text) => new TextEncoder().encode(text).length <= payloadLimit)

/** A press that comes back to us as a `postback` event carrying `payload`. */
const postbackButton = z.object({
  type: z.literal('postback'),
  label: z.string().min(1),
  payload,
})

/** A press that opens a page. `https` only, except loopback in a demo. */
const linkButton = z.object({ type: z.literal('link'), label: z.string().min(1), url: z.url().max(1000) })

/** A press that calls us. `phone` is E.164; where a channel cannot dial, label and number become words. */
const callButton = z.object({
  type: z.literal('call'),
  label: z.string().min(1),
  phone: z.string().regex(/^\+\d{5,15}$/),
})

export const button = z.discriminatedUnion('type', [postbackButton, linkButton, callButton])
export type Button = z.infer<typeof button>

/** A suggestion under the last bubble; it vanishes when the person writes. Comes back as a `postback`. */
export const quickReply = z.object({ label: z.string().min(1), payload })
export type QuickReply = z.infer<typeof quickReply>

const text = z.object({ type: z.literal('text'), text: z.string().min(1) })

/** A picture the provider fetches itself: reachable from the internet, JPEG or PNG. `description` is read to those who do not see it. */
const image = z.object({
  type: z.literal('image'),
  url: z.url().max(2000),
  previewUrl: z.url().max(2000).optional(),
  description: z.string().min(1),
})

/**
 * A film, a recording or a paper the provider fetches itself. `description` is what those read who do not see or hear it,
 * and the name of the link where a channel does not carry such files.
 */
const media = z.object({
  type: z.enum(['video', 'audio', 'document']),
  url: z.url().max(2000),
  description: z.string().min(1),
  /** The still of a video; channels that demand one say the video as a link without it. */
  previewUrl: z.url().max(2000).optional(),
  /** The name a document is saved under, ending included. */
  fileName: z.string().min(1).max(200).optional(),
  durationMilliseconds: z.int().positive().optional(),
})
export type MediaBlock = z.infer<typeof media>

/** A place on a map; a map link where a channel has none. */
const location = z.object({
  type: z.literal('location'),
  title: z.string().min(1),
  address: z.string().min(1).optional(),
  /** WGS 84, degrees. */
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
})
export type LocationBlock = z.infer<typeof location>

/** A sticker of one channel's own store; every other channel says `words`, which may be an emoji. */
const sticker = z.object({
  type: z.literal('sticker'),
  /** The channel whose sticker this is. */
  kind: z.string().min(1),
  pack: z.string().optional(),
  id: z.string().min(1),
  words: z.string().min(1),
})

/** A picture with words, a progress bar, facts and buttons. Where a channel has no cards it becomes text and links. */
const card = z.object({
  type: z.literal('card'),
  picture: z.object({ url: z.url().max(2000), description: z.string().min(1) }).optional(),
  title: z.string().min(1),
  body: z.string().optional(),
  /** `percent` is 0 to 100; `label` says in words what the bar shows, because some channels can only show the words. */
  progress: z.object({ percent: z.number().min(0).max(100), label: z.string().min(1) }).optional(),
  fields: z.array(z.object({ label: z.string().min(1), value: z.string().min(1) })).default([]),
  buttons: z.array(button).default([]),
})
export type Card = z.infer<typeof card>

export const block = z.discriminatedUnion('type', [text, image, media, location, sticker, card])
export type Block = z.infer<typeof block>

/**
 * The same message as a template the provider has approved, for when the window is closed. One per channel kind and
 * language at most; `values` fill its numbered or named gaps.
 */
const template = z.object({
  kind: z.string().min(1),
  name: z.string().min(1).max(512),
  /** The provider's own tag of the approved language. */
  language: z.string().min(2).max(20),
  values: z.record(z.string(), z.string()),
  /** Where the template's own link leads, when it has one. */
  url: z.url().max(1000).optional(),
})
export type Template = z.infer<typeof template>

/**
 * What we want to say, for any channel: blocks in order, suggestions at the end. Plain JSON, so a delivery stores it as
 * it is and reads it back with this schema. An adapter's `compose` splits and degrades it; words are never dropped.
 */
export const outboundMessage = z.object({
  blocks: z.array(block).min(1),
  quickReplies: z.array(quickReply).default([]),
  /** What a notification and an old app show instead of a card; made from the card's own words when absent. */
  altText: z.string().min(1).optional(),
  templates: z.array(template).optional(),
})
export type OutboundMessage = z.infer<typeof outboundMessage>

/** The plainest message: one text, nothing else. */
export function textMessage(words: string, quickReplies: QuickReply[] = []): OutboundMessage {
  return { blocks: [{ type: 'text', text: words }], quickReplies }
}
