import type { Abilities } from '../abilities.ts'

/**
 * What a service account of WeChat can do. Window: developers.weixin.qq.com, sendCustomMessage, read 2026-11-22; an event may
 * say otherwise for itself. Pictures, films and recordings are uploaded first, those that lie with us; others are said with a
 * link. The text limit is unverified (the page gives none; 45002 when too long); card and menu lengths are ours.
 */
export const wechatAbilities = {
  text: { limit: 2048, unit: 'utf8-bytes' },
  messagesPerRequest: 1,
  shows: { image: true, video: true, audio: true, document: false, location: false, sticker: false },
  cards: { titleLimit: 64, bodyLimit: 120, fieldLimit: 3, buttonLimit: 5 },
  buttons: { labelLimit: 20, payloadLimit: 64, call: false },
  quickReplies: { limit: 8, labelLimit: 20 },
  window: { hours: 48, messages: 5 },
  templates: true,
  ratePerSecond: 20,
  receipts: { delivered: false, read: false },
  idempotency: false,
  replyToken: null,
  monthlyQuota: false,
  groups: false,
  blockSignal: true,
} as const satisfies Abilities
