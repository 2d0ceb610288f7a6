import type { Abilities } from '../abilities.ts'

/**
 * What Instagram can do. Sources: Meta's pages "Send a message" (2026-06-24: less than 1,000 characters; the same page: 1,000 bytes
 * of UTF-8), generic and button template (2026-04-01), quick replies, private replies (2026-07-02). Places, stickers and calls
 * it does not send, delivery it does not tell. Rate: media 10 a second for an account; text would be 300.
 */
export const instagramAbilities: Abilities = {
  text: { limit: 999, unit: 'utf8-bytes' },
  messagesPerRequest: 1,
  shows: { image: true, video: true, audio: true, document: true, location: false, sticker: false },
  cards: { titleLimit: 80, bodyLimit: 640, fieldLimit: 10, buttonLimit: 3 },
  buttons: { labelLimit: 20, payloadLimit: 1000, call: false },
  quickReplies: { limit: 13, labelLimit: 20 },
  window: { hours: 24, messages: null, memberHours: 168 },
  templates: false,
  ratePerSecond: 40,
  receipts: { delivered: false, read: true },
  idempotency: false,
  replyToken: null,
  monthlyQuota: false,
  groups: false,
  blockSignal: false,
}
