import { z } from 'zod'

const button = z.discriminatedUnion('type', [
  z.object({ type: z.literal('web_url'), title: z.string().min(1).max(20), url: z.url() }).strict(),
  z
    .object({ type: z.literal('postback'), title: z.string().min(1).max(20), payload: z.string().min(1).max(1000) })
    .strict(),
  z
    .object({ type: z.literal('phone_number'), title: z.string().min(1).max(20), payload: z.string().regex(/^\+\d+$/) })
    .strict(),
])
const buttons = z.array(button).min(1).max(3)

const element = z
  .object({
    title: z.string().min(1).max(80),
    subtitle: z.string().min(1).max(80).optional(),
    image_url: z.url().optional(),
    buttons: buttons.optional(),
  })
  .strict()
  .refine((shown) => Object.keys(shown).length > 1)

const attachment = z.discriminatedUnion('type', [
  z.object({
    type: z.enum(['image', 'video', 'audio', 'file']),
    payload: z.object({ url: z.url(), is_reusable: z.boolean() }).strict(),
  }),
  z.object({
    type: z.literal('template'),
    payload: z.discriminatedUnion('template_type', [
      z.object({ template_type: z.literal('generic'), elements: z.array(element).min(1).max(10) }).strict(),
      z.object({ template_type: z.literal('button'), text: z.string().min(1).max(640), buttons }).strict(),
    ]),
  }),
])

const suggestion = z
  .object({
    content_type: z.literal('text'),
    title: z.string().min(1).max(20),
    payload: z.string().min(1).max(1000),
  })
  .strict()

const content = z
  .object({
    text: z.string().min(1).max(2000).optional(),
    attachment: attachment.optional(),
    quick_replies: z.array(suggestion).min(1).max(13).optional(),
    template: z
      .object({ name: z.string().min(1), language: z.object({ code: z.string() }), components: z.array(z.unknown()) })
      .strict()
      .optional(),
  })
  .strict()
  .refine(({ text, attachment: shown, template }) => [text, shown, template].filter(Boolean).length === 1)

const person = z.object({ id: z.string().min(1) }).strict()
const notification_type = z.enum(['REGULAR', 'SILENT_PUSH', 'NO_PUSH']).optional()

/** What the Send API takes, as far as we send it (Messenger Platform, pages of 2026-03-13 to 2026-06-17). */
export const sendRequest = z.union([
  z.object({ recipient: person, sender_action: z.enum(['typing_on', 'typing_off', 'mark_seen']) }).strict(),
  z
    .object({ recipient: person, messaging_type: z.enum(['RESPONSE', 'UTILITY']), notification_type, message: content })
    .strict(),
  z
    .object({
      recipient: person,
      messaging_type: z.literal('MESSAGE_TAG'),
      tag: z.literal('HUMAN_AGENT'),
      notification_type,
      message: content,
    })
    .strict(),
  z
    .object({
      recipient: z.object({ comment_id: z.string().min(1) }).strict(),
      messaging_type: z.literal('RESPONSE'),
      message: content.refine(({ text }) => text !== undefined),
    })
    .strict(),
])
export type SendRequest = z.infer<typeof sendRequest>

/** Where Instagram takes less than Messenger: 1,000 bytes of text, no calls, suggestions under words alone, no templates. */
export function isBeyondInstagram(request: SendRequest): boolean {
  if (!('message' in request)) return false
  const { text = '', attachment: shown, quick_replies, template } = request.message
  const calls = JSON.stringify(shown ?? null).includes('"phone_number"')
  return Buffer.byteLength(text) > 1000 || calls || (shown && quick_replies) !== undefined || template !== undefined
}
