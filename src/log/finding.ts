/**
 * What a monitor found, `forged` first in weight: `shrank`, `rewritten` (it no longer continues what was kept), `split` (another
 * vantage point was shown another log), `entries-differ` (its entries do not give the signed root), `tile-differs` (its hashes
 * are not those of its entries), `signature-wrong`, `key-changed` (without announcement). Then what cannot be told: `unreachable`,
 * `incomplete` (files are missing), `vantage-unreachable`, `vantage-ahead`. And `unreadable`: entries in no layout of ours.
 */
export const findings = {
  forged: ['shrank', 'rewritten', 'split', 'entries-differ', 'tile-differs', 'signature-wrong', 'key-changed'],
  unknown: ['unreachable', 'incomplete', 'vantage-unreachable', 'vantage-ahead'],
  odd: ['unreadable'],
} as const

/** One of `findings`, with what a sentence about it needs. */
export interface Finding {
  code: (typeof findings)[keyof typeof findings][number]
  facts: Readonly<Record<string, string | number>>
}
