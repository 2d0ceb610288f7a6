import type { Abilities } from '../abilities.ts'

/**
 * What an e-mail can do. A message is one mail, whatever is in it. RFC 5321 sets no length; ours is far beyond what anybody
 * reads and below the 10 MB that every server takes. Servers tell no rate: one a second is what small ones bear.
 */
export const emailAbilities: Abilities = {
  text: { limit: 1_000_000, unit: 'utf16' },
  messagesPerRequest: 1,
  shows: { image: true, video: false, audio: false, document: false, location: false, sticker: false },
  cards: { titleLimit: 1000, bodyLimit: 100_000, fieldLimit: 30, buttonLimit: 20 },
  buttons: { labelLimit: 100, payloadLimit: 64, call: true, postback: false },
  quickReplies: { limit: 20, labelLimit: 100 },
  window: null,
  templates: false,
  ratePerSecond: 1,
  receipts: { delivered: false, read: false },
  idempotency: false,
  replyToken: null,
  monthlyQuota: false,
  groups: false,
  blockSignal: true,
}
