import type { Abilities } from '../abilities.ts'

/**
 * What a Viber bot can do. Sources: creators.viber.com/docs/bots-api (message data model, send-message, keyboards; read
 * 2026-11-22) for lengths. Viber publishes no rate for single sends; 50 a second is what it allows to broadcasts. Card
 * lengths are ours: a card is a picture with words and, below it, one group of at most seven rows of buttons.
 */
export const viberAbilities: Abilities = {
  text: { limit: 7000, unit: 'utf16' },
  messagesPerRequest: 1,
  // Films and papers need their size in bytes, which a message of ours does not tell: they become links.
  shows: { image: true, video: false, audio: false, document: false, location: true, sticker: true },
  cards: { titleLimit: 200, bodyLimit: 1000, fieldLimit: 6, buttonLimit: 7 },
  buttons: { labelLimit: 30, payloadLimit: 64, call: false },
  quickReplies: { limit: 12, labelLimit: 30 },
  // 24 hours after the person wrote a message costs; it is not refused, so there is no window to close.
  window: null,
  templates: false,
  ratePerSecond: 50,
  receipts: { delivered: true, read: true },
  idempotency: false,
  replyToken: null,
  monthlyQuota: false,
  groups: false,
  blockSignal: true,
}
