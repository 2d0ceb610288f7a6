import type { Abilities } from '../abilities.ts'

/** What our own web chat can do. The limits are ours, so that a message written for it also fits a phone's screen. */
export const webchatAbilities: Abilities = {
  text: { limit: 5000, unit: 'utf16' },
  messagesPerRequest: 20,
  shows: { image: true, video: true, audio: true, document: true, location: true, sticker: false },
  cards: { titleLimit: 300, bodyLimit: 2000, fieldLimit: 10, buttonLimit: 8 },
  buttons: { labelLimit: 40, payloadLimit: 64, call: true },
  quickReplies: { limit: 13, labelLimit: 40 },
  window: null,
  templates: false,
  ratePerSecond: 1000,
  receipts: { delivered: false, read: true },
  idempotency: true,
  replyToken: null,
  monthlyQuota: false,
  groups: false,
  blockSignal: false,
}
