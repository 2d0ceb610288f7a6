import type { Entry } from './entry.ts'

/**
 * Why a step failed. Stable: pages have one sentence for each, in every language.
 *
 * Of an entry: `nothing-shown`, `malformed`, `link-incomplete` (no usable salt in the link), `salt-missing` (of a case or update),
 * `entry-missing` (the published log holds nothing at its place), `entry-unreadable`, `entry-replaced` (it holds something else
 * there), `entry-repeated` (shown twice), `gift-unrelated` (of another gift), `case-unrelated` (of a case this gift was not put
 * to), and `…-differs`: the page shows another amount, text and so on than the log holds.
 * Of inclusion: `index-beyond-log`, `not-included`. Of the signature: `key-malformed`, `checkpoint-malformed`, `signature-wrong`,
 * `origin-differs`, `key-changed` (not the key of the thank-you). Of consistency: `checkpoint-not-remembered`, `log-shrank`,
 * `history-rewritten`. Of any: `check-interrupted` (the device's own cryptography failed).
 */
export const reasons = [
  'nothing-shown',
  'malformed',
  'link-incomplete',
  'salt-missing',
  'entry-missing',
  'entry-unreadable',
  'entry-replaced',
  'entry-repeated',
  'gift-unrelated',
  'case-unrelated',
  'amount-differs',
  'currency-differs',
  'fund-differs',
  'day-differs',
  'person-differs',
  'case-differs',
  'stage-differs',
  'text-differs',
  'index-beyond-log',
  'not-included',
  'key-malformed',
  'checkpoint-malformed',
  'signature-wrong',
  'origin-differs',
  'key-changed',
  'checkpoint-not-remembered',
  'log-shrank',
  'history-rewritten',
  'check-interrupted',
] as const

/** One of `reasons`. */
export type Reason = (typeof reasons)[number]

/**
 * One line of the answer. `entry`: the page shows what the published log says. `inclusion`: that line is in the tree under
 * the checkpoint. `signature`: the log's key signed the checkpoint. `consistency`: the log only continues the remembered one.
 */
export type Step = { step: StepName; subject: Subject } & ({ ok: true } | { ok: false; reason: Reason })

/** The four things that are checked. */
export type StepName = 'entry' | 'inclusion' | 'signature' | 'consistency'

/** What a step is about: the whole log, or the claim's entry at a position from 0 and its kind, `unknown` if it could not be read. */
export type Subject = { of: 'log' } | { of: 'entry'; position: number; kind: Entry['kind'] | 'unknown' }

/** The answer of a check. */
export interface Verdict {
  /** Whether every step held. */
  ok: boolean
  /** For each entry shown `entry` and `inclusion`, then `signature` and `consistency`. */
  steps: readonly Step[]
  /** When all held: the line (`writeRemembered`) of the checkpoint just checked, for the device to keep and demand next time. */
  remember: string | undefined
}

/** A step that held if there is no reason why not. */
export function stepOf(step: StepName, subject: Subject, reason: Reason | undefined): Step {
  return reason === undefined ? { step, subject, ok: true } : { step, subject, ok: false, reason }
}
