import type { Abilities } from '../abilities.ts'

/**
 * What a Telegram bot can do. Sources: Bot API 10.1 (11 June 2026) for lengths; python-telegram-bot `constants.py` @
 * 1183d40 for rates. Card lengths are ours: a card is one message of at most 4,096 units.
 */
export const telegramAbilities: Abilities = {
  text: { limit: 4096, unit: 'utf16' },
  messagesPerRequest: 1,
  shows: { image: true, video: true, audio: true, document: true, location: true, sticker: true },
  cards: { titleLimit: 200, bodyLimit: 1000, fieldLimit: 6, buttonLimit: 8 },
  buttons: { labelLimit: 40, payloadLimit: 64, call: false },
  quickReplies: { limit: 8, labelLimit: 40 },
  window: null,
  templates: false,
  ratePerSecond: 30,
  receipts: { delivered: false, read: false },
  idempotency: false,
  replyToken: null,
  monthlyQuota: false,
  groups: true,
  blockSignal: true,
}
