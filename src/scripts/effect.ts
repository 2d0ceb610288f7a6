import type { Language } from '../platform/languages.ts'
import type { Json } from './json.ts'

/** A text key with the values for its holes, or words already in the person's language. */
export type Phrase = { key: string; values: Record<string, string | number> } | { text: string }

export interface SaidCard {
  title: Phrase
  body?: Phrase
  picture?: { url: string; description: string }
  progress?: { percent: number; label: string }
  button?: { label: Phrase; url: string }
}

/** What is to be said, every value filled in and no language chosen yet: `render` makes the channel message of it. */
export interface Said {
  language: Language
  text?: Phrase
  cards: SaidCard[]
  replies: { label: Phrase; payload: string }[]
}

/**
 * What a script may ask its host; the answer comes back as a `result` or `failure` input with the same token. Lists
 * answer `{ items: […], allUrl? }`, newest first, amounts and days as words in the person's language:
 * - `projects.list` → items `{ campaignId, title, line, pageUrl, pictureUrl?, pictureDescription?, progressPercent?, progressLabel? }`
 * - `give.link` `{ campaignId }` → `{ url }`, signed, single-use, carrying this conversation
 * - `gifts.list` → items `{ campaign, amount, day, state, url }`, `allUrl` when there are more
 * - `traces.list` → items `{ title, line, url }`, one per gift: where it went so far
 * - `receipts.list` → items `{ number, amount, day, url }`, `allUrl` when there are more
 * - `code.open` `{ code }` → `{ kind: 'linked' }`, `{ kind: 'campaign', items: [one project] }` or `{ kind: 'unknown' }`
 */
export const askNames = [
  'projects.list',
  'give.link',
  'gifts.list',
  'traces.list',
  'receipts.list',
  'code.open',
] as const
export type AskName = (typeof askNames)[number]

/** What the host must do, in this order, inside the transaction that also stores the session. */
export type Effect =
  | { type: 'say'; message: Said }
  | { type: 'ask'; token: string; name: AskName; parameters: Record<string, Json> }
  /** Come back with a `timer` input and this token, not before `until` (ISO 8601). A stale token is ignored, so nothing is ever cancelled. */
  | { type: 'wait'; token: string; until: string }
  /** Open the thread for the team. `attachments` are ids of what the person sent meanwhile, newest last, at most 20. */
  | { type: 'hand-off'; reason: string; attachments: string[] }
  /** `subscription` is `stopped` or `resumed` (feedback and appeals on every purpose but service); `language` a language tag;
   * `reports` a rhythm in which a giver wishes to hear what their gifts did. */
  | { type: 'set-preference'; preference: string; value: string; source: string }
  | { type: 'record-incident'; code: 'looping' | 'step-limit' | (string & {}); node: string }
  /** A member has taken over: hold back whatever the script said and has not left yet. */
  | { type: 'hush' }
