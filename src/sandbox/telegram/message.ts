import { z } from 'zod'

const label = z.string().min(1)
const button = z.union([
  z.strictObject({ text: label, callback_data: z.string().refine((data) => isWithin(data, 1, 64)) }),
  z.strictObject({ text: label, url: z.url() }),
])
const common = {
  chat_id: z.string().regex(/^-?\d+$/),
  disable_notification: z.boolean().optional(),
  reply_markup: z.strictObject({ inline_keyboard: z.array(z.array(button).min(1).max(8)).min(1).max(100) }).optional(),
}
const entities = z.array(z.strictObject({ type: z.literal('bold'), offset: z.int(), length: z.int() })).optional()
const picture = z.strictObject({
  type: z.literal('photo'),
  media: z.string().min(1),
  caption: z.string().max(1024).optional(),
})
const captioned = { ...common, caption: z.string().max(1024).optional(), caption_entities: entities }
const place = { latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }

/** What the Bot API takes, as far as we send it, by method (Bot API 10.1, 2026-06). */
export const methods = {
  sendMessage: z.strictObject({ ...common, text: z.string().min(1).max(4096), entities }),
  sendPhoto: z.strictObject({ ...captioned, photo: z.string().min(1) }),
  sendVideo: z.strictObject({ ...captioned, video: z.url() }),
  sendAudio: z.strictObject({ ...captioned, audio: z.url() }),
  sendDocument: z.strictObject({ ...captioned, document: z.url() }),
  sendSticker: z.strictObject({ ...common, sticker: z.string().min(1) }),
  sendMediaGroup: z.strictObject({
    chat_id: common.chat_id,
    disable_notification: common.disable_notification,
    media: z.array(picture).min(2).max(10),
  }),
  sendVenue: z.strictObject({ ...common, ...place, title: z.string(), address: z.string() }),
} as const
export type Method = keyof typeof methods

/** A message as it lies in a phone: the method's name beside what it was called with. */
export const telegramMessage = z.discriminatedUnion('method', [
  methods.sendMessage.extend({ method: z.literal('sendMessage') }),
  methods.sendPhoto.extend({ method: z.literal('sendPhoto') }),
  methods.sendVideo.extend({ method: z.literal('sendVideo') }),
  methods.sendAudio.extend({ method: z.literal('sendAudio') }),
  methods.sendDocument.extend({ method: z.literal('sendDocument') }),
  methods.sendSticker.extend({ method: z.literal('sendSticker') }),
  methods.sendMediaGroup.extend({ method: z.literal('sendMediaGroup') }),
  methods.sendVenue.extend({ method: z.literal('sendVenue') }),
])
export type TelegramMessage = z.infer<typeof telegramMessage>

function isWithin(text: string, least: number, most: number): boolean {
  const bytes = Buffer.byteLength(text)
  return bytes >= least && bytes <= most
}
