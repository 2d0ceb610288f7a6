import type { Abilities } from '../abilities.ts'

/**
 * What a Slack app can do. Sources: slackapi/node-slack-sdk packages/types (block-kit, 2026-08) for lengths, docs.slack.dev
 * apis/web-api/rate-limits (2026-08) for rates: one message a second to a channel, some hundreds a minute to a workspace.
 * Card lengths are ours: a body of 600 stays below a section's 3,000 even if every character needs escaping.
 */
export const slackAbilities: Abilities = {
  text: { limit: 3000, unit: 'utf16' },
  messagesPerRequest: 1,
  // Files must be uploaded in three steps and places do not exist: both are said with a link.
  shows: { image: true, video: false, audio: false, document: false, location: false, sticker: false },
  cards: { titleLimit: 150, bodyLimit: 600, fieldLimit: 10, buttonLimit: 10 },
  buttons: { labelLimit: 40, payloadLimit: 64, call: false },
  quickReplies: { limit: 10, labelLimit: 40 },
  window: null,
  templates: false,
  ratePerSecond: 4,
  receipts: { delivered: false, read: false },
  idempotency: false,
  replyToken: null,
  monthlyQuota: false,
  groups: true,
  blockSignal: false,
}
