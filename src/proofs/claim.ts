import { type Entry, fits, isByLanguage, isCommitment, isFields, shapesWith } from './entry.ts'
import { readHashes } from './proof-check.ts'
import { isPosition } from './tree.ts'

/** What a donor's page shows and says can be checked. Travels as JSON inside the page, so that it can be checked offline. */
export interface Claim {
  /** The log's public key, as `vkey` text. */
  key: string
  /** The log's announcements of new keys (`followKey`), where there were any: they lead from the key in the thank-you to `key`. */
  keys?: string
  /** The latest checkpoint: a signed note. */
  checkpoint: string
  /** The consistency proof from the checkpoint in the donor's link to `checkpoint`, each hash in standard base64. */
  consistency: readonly string[]
  /** What the page shows, in its order. */
  entries: readonly ClaimedEntry[]
}

/** One thing a page shows, and where the log has it. */
export interface ClaimedEntry {
  /** Its place in the log, from 0. */
  index: number
  /** The inclusion proof for that place under the claim's checkpoint, each hash in standard base64. */
  proof: readonly string[]
  /** The line that the published log holds at that place, exactly; `null` if it holds none any more. */
  published: string | null
  /** What people see. Must be the very values that are drawn on the page, not a second copy beside them. */
  shown: ShownEntry
  /** The salts of the case and the update, locked with the gift's under `sealLabel`; for `case.spent` (case) and `update.published` (both). */
  sealed?: { case: string; update?: string }
  /** For an update: the commitments of the languages that this page does not show. */
  otherLanguages?: Readonly<Record<string, string>>
}

/** An entry as people read it: `person`, `case`, `stage` and each language of `text` are plain words, all else is as in the log. */
export type ShownEntry = Entry

const shownShapes = shapesWith({ words: isWords, text: isTextOfWords })

/** Whether a value is a claimed entry that can be checked at all. */
export function isClaimedEntry(value: unknown): value is ClaimedEntry {
  return (
    isFields(value) &&
    isPosition(value.index) &&
    readHashes(value.proof) !== undefined &&
    (value.published === null || typeof value.published === 'string') &&
    fits(value.shown, shownShapes) &&
    (value.sealed === undefined || isSealed(value.sealed)) &&
    (value.otherLanguages === undefined || isOtherLanguages(value.otherLanguages))
  )
}

function isSealed(value: unknown): boolean {
  if (!isFields(value) || !isCommitment(value.case)) return false
  return value.update === undefined || isCommitment(value.update)
}

function isOtherLanguages(value: unknown): boolean {
  return isFields(value) && (Object.keys(value).length === 0 || isByLanguage(value, isCommitment))
}

function isWords(value: unknown): boolean {
  return typeof value === 'string'
}

function isTextOfWords(value: unknown): boolean {
  return isByLanguage(value, isWords)
}
