import { z } from '@hono/zod-openapi'

const words = (most: number) => z.string().trim().min(1).max(most)
const webAddress = z.url({ protocol: /^https$/ }).max(1000)

/** What a button of a member's card does. `answer` comes back as the words on it. */
const cardButton = z.discriminatedUnion('type', [
  z.object({ type: z.literal('link'), label: words(40), url: webAddress }),
  z.object({ type: z.literal('call'), label: words(40), phone: z.string().regex(/^\+\d{5,15}$/) }),
  z.object({ type: z.literal('answer'), label: words(40) }),
])

/** A part of a message as a member writes it: files by the id they were kept under, answers by their words. */
const memberBlock = z.discriminatedUnion('type', [
  z.object({ type: z.literal('file'), fileId: z.uuid(), description: words(500) }),
  z.object({
    type: z.literal('location'),
    title: words(200),
    address: words(300).optional(),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
  }),
  z.object({
    type: z.literal('sticker'),
    kind: words(20),
    pack: words(50).optional(),
    id: words(100),
    words: words(100),
  }),
  z.object({
    type: z.literal('card'),
    title: words(200),
    body: words(2000).optional(),
    picture: z.object({ fileId: z.uuid(), description: words(500) }).optional(),
    buttons: z.array(cardButton).max(8).default([]),
  }),
])
export type MemberBlock = z.infer<typeof memberBlock>

/** Everything that stands in one message. */
export const memberContent = z.object({
  text: words(5000).optional(),
  blocks: z.array(memberBlock).max(10).optional(),
  /** Suggestions to answer by. */
  quickReplies: z
    .array(z.object({ label: words(40) }))
    .max(13)
    .optional(),
  /** Instead of all that: a template its provider has approved, with what fills its gaps. */
  template: z
    .object({ id: z.uuid(), values: z.record(z.string(), words(1000)), url: webAddress.optional() })
    .optional(),
})
/** See `memberContent`. */
export type MemberContent = z.infer<typeof memberContent>

/** What a member sends: words, more than words, or a template. */
export const memberReply = memberContent
  .extend({
    clientKey: z.string().min(8).max(100),
    /** The newest message the member had seen when they began to write. */
    seenMessageId: z.uuid().optional(),
  })
  .refine(isSomething, { path: ['text'] })

/** Whether there is anything in it: suggestions alone need something to hang under. */
export function isSomething({ text, blocks = [], template }: MemberContent): boolean {
  return text !== undefined || blocks.length > 0 || template !== undefined
}
export type MemberReply = z.infer<typeof memberReply>
