import type { Abilities } from '../abilities.ts'

/**
 * What WhatsApp's Cloud API can do. Source of lengths: facebook/openapi @ ecba623 (v23.0); of rates: Meta's throughput page
 * of 2026-05-21. Card lengths are ours: all words of a card are one interactive body of 1,024 units.
 */
export const whatsappAbilities: Abilities = {
  text: { limit: 4096, unit: 'utf16' },
  messagesPerRequest: 1,
  shows: { image: true, video: true, audio: true, document: true, location: true, sticker: true },
  cards: { titleLimit: 60, bodyLimit: 500, fieldLimit: 3, buttonLimit: 3 },
  buttons: { labelLimit: 20, payloadLimit: 200, call: false },
  quickReplies: { limit: 10, labelLimit: 20 },
  window: { hours: 24, messages: null },
  templates: true,
  ratePerSecond: 80,
  receipts: { delivered: true, read: true },
  idempotency: false,
  replyToken: null,
  monthlyQuota: false,
  groups: true,
  blockSignal: false,
}
