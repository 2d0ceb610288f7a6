import type { Abilities } from '../abilities.ts'

/**
 * What LINE can do. Sources: line/line-openapi messaging-api.yml @ 6e4c2a2 and the Messaging API reference (lengths,
 * labels, "use reply tokens within one minute"), read 2026-08. Card lengths are ours: a Flex bubble may be 30 KB.
 */
export const lineAbilities: Abilities = {
  text: { limit: 5000, unit: 'utf16' },
  messagesPerRequest: 5,
  shows: { image: true, video: true, audio: true, document: false, location: true, sticker: true },
  cards: { titleLimit: 120, bodyLimit: 1000, fieldLimit: 6, buttonLimit: 6 },
  buttons: { labelLimit: 40, payloadLimit: 300, call: true },
  quickReplies: { limit: 13, labelLimit: 20 },
  window: null,
  templates: false,
  ratePerSecond: 2000,
  receipts: { delivered: false, read: false },
  idempotency: true,
  replyToken: { lifetimeSeconds: 50 },
  monthlyQuota: true,
  groups: true,
  blockSignal: true,
}
