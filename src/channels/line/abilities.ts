import type { Abilities } from '../abilities.ts'

/**
 * What LINE can do. Sources: line/line-openapi messaging-api.yml and the Messaging API reference, read 2026-08. The
 * reply token's life is not published; 50 seconds stays inside the minute that implementers report.
 */
export const lineAbilities: Abilities = {
  text: { limit: 5000, unit: 'utf16' },
  messagesPerRequest: 5,
  images: true,
  cards: { titleLimit: 300, bodyLimit: 2000, buttonLimit: 8, progressBar: true },
  buttons: { labelLimit: 20, payloadLimit: 300 },
  quickReplies: { limit: 13, labelLimit: 20 },
  window: null,
  ratePerSecond: 2000,
  receipts: { delivered: false, read: false },
  idempotency: true,
  replyToken: { lifetimeSeconds: 50 },
  monthlyQuota: true,
  groups: true,
  blockSignal: true,
}
