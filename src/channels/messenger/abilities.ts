import type { Abilities } from '../abilities.ts'

/**
 * What Messenger can do. Sources: Meta's pages on the button template, the generic template and quick replies (2026-04-22),
 * on utility messages (2026-03-13) and on rate limits; the 2,000 of a text is what the platform's SDKs and partners hold to,
 * Meta's present pages do not say. Rate: Meta allows 300 a second, but above 40 the page's own inbox stops.
 */
export const messengerAbilities: Abilities = {
  text: { limit: 2000, unit: 'utf16' },
  messagesPerRequest: 1,
  shows: { image: true, video: true, audio: true, document: true, location: false, sticker: false },
  cards: { titleLimit: 80, bodyLimit: 640, fieldLimit: 10, buttonLimit: 3 },
  buttons: { labelLimit: 20, payloadLimit: 1000, call: true },
  quickReplies: { limit: 13, labelLimit: 20 },
  window: { hours: 24, messages: null, memberHours: 168 },
  templates: true,
  ratePerSecond: 40,
  receipts: { delivered: true, read: true },
  idempotency: false,
  replyToken: null,
  monthlyQuota: false,
  groups: false,
  blockSignal: false,
}
