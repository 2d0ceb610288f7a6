import { z } from 'zod'
import { action, address, text } from './action.ts'
import { flexContents } from './flex.ts'

const quickReply = z.strictObject({
  items: z
    .array(z.strictObject({ type: z.literal('action'), imageUrl: address().optional(), action: action(20) }))
    .min(1)
    .max(13, 'Size must be between 1 and 13'),
})

const common = {
  quickReply: quickReply.optional(),
  sender: z.strictObject({ name: text(20).optional(), iconUrl: address().optional() }).optional(),
}

/**
 * A message an account may send, with the limits of messaging-api.yml @ 6e4c2a2 and the Messaging API reference (2026-08).
 * Of LINE's types these are the ones the phone can draw; the others are refused rather than taken unseen.
 */
export const lineMessage = z.discriminatedUnion(
  'type',
  [
    z.strictObject({ type: z.literal('text'), text: text(5000), quoteToken: z.string().optional(), ...common }),
    z.strictObject({
      type: z.literal('image'),
      originalContentUrl: address(),
      previewImageUrl: address(),
      ...common,
    }),
    z.strictObject({ type: z.literal('sticker'), packageId: text(20), stickerId: text(20), ...common }),
    z.strictObject({
      type: z.literal('location'),
      title: text(100),
      address: text(100),
      latitude: z.number().min(-90).max(90),
      longitude: z.number().min(-180).max(180),
      ...common,
    }),
    z.strictObject({ type: z.literal('flex'), altText: text(1500), contents: flexContents, ...common }),
  ],
  { error: 'Must be one of the following values: [text, image, sticker, location, flex]' },
)
export type LineMessage = z.infer<typeof lineMessage>

const messages = z
  .array(lineMessage, 'May not be empty')
  .min(1, 'Size must be between 1 and 5')
  .max(5, 'Size must be between 1 and 5')

const userId = z.string('May not be empty').regex(/^[UCR][0-9a-f]{32}$/, 'The user ID is invalid')
const notificationDisabled = z.boolean().optional()
const customAggregationUnits = z
  .array(z.string().regex(/^[a-zA-Z0-9_]{1,30}$/))
  .max(1)
  .optional()

/** `POST /v2/bot/message/reply` */
export const replyBody = z.strictObject({ replyToken: text(500), messages, notificationDisabled })
/** `POST /v2/bot/message/push` */
export const pushBody = z.strictObject({ to: userId, messages, notificationDisabled, customAggregationUnits })
/** `POST /v2/bot/message/multicast` */
export const multicastBody = z.strictObject({
  to: z.array(userId).min(1).max(500, 'Size must be between 1 and 500'),
  messages,
  notificationDisabled,
  customAggregationUnits,
})
/** `POST /v2/bot/chat/loading/start` */
export const loadingBody = z.strictObject({
  chatId: userId,
  loadingSeconds: z.int().min(5).max(60).multipleOf(5, 'Must be a multiple of 5').default(20),
})
