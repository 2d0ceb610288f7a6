import { z } from 'zod'

/** The longest `payload` every present channel carries back (LINE postback.data: 300). */
export const payloadLimit = 300

/** A press that comes back to us as a `postback` event carrying `payload`. */
const postbackButton = z.object({
  type: z.literal('postback'),
  label: z.string().min(1),
  payload: z.string().min(1).max(payloadLimit),
})

/** A press that opens a page. `https` only, except loopback in a demo. */
const linkButton = z.object({ type: z.literal('link'), label: z.string().min(1), url: z.url().max(1000) })

export const button = z.discriminatedUnion('type', [postbackButton, linkButton])
export type Button = z.infer<typeof button>

/** A suggestion under the last bubble; it vanishes when the person writes. Comes back as a `postback`. */
export const quickReply = z.object({ label: z.string().min(1), payload: z.string().min(1).max(payloadLimit) })
export type QuickReply = z.infer<typeof quickReply>

const text = z.object({ type: z.literal('text'), text: z.string().min(1) })

/** A picture the provider fetches itself: reachable from the internet, JPEG or PNG. `description` is read to those who do not see it. */
const image = z.object({
  type: z.literal('image'),
  url: z.url().max(2000),
  previewUrl: z.url().max(2000).optional(),
  description: z.string().min(1),
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

export const block = z.discriminatedUnion('type', [text, image, card])
export type Block = z.infer<typeof block>

/**
 * What we want to say, for any channel: blocks in order, suggestions at the end. Plain JSON, so a delivery stores it as
 * it is and reads it back with this schema. An adapter's `compose` splits and degrades it; words are never dropped.
 */
export const outboundMessage = z.object({
  blocks: z.array(block).min(1),
  quickReplies: z.array(quickReply).default([]),
  /** What a notification and an old app show instead of a card; made from the card's own words when absent. */
  altText: z.string().min(1).optional(),
})
export type OutboundMessage = z.infer<typeof outboundMessage>

/** The plainest message: one text, nothing else. */
export function textMessage(words: string, quickReplies: QuickReply[] = []): OutboundMessage {
  return { blocks: [{ type: 'text', text: words }], quickReplies }
}
