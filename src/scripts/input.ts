import type { Language } from '../platform/languages.ts'
import type { Json } from './json.ts'

/** Something that happened to one conversation. `at` is the only clock the engine knows. */
export type Input = { at: Date } & (
  | { kind: 'text'; text: string }
  | { kind: 'postback'; payload: string }
  | { kind: 'attachment'; attachmentId: string; media: string }
  /** `code` when the follow itself tells where it came from. */
  | { kind: 'follow'; code?: string }
  /** A referral, a start parameter, a scanned code: someone arrives with a payload. */
  | { kind: 'arrive'; code: string }
  | { kind: 'timer'; token: string }
  | { kind: 'result'; token: string; result: Json }
  | { kind: 'failure'; token: string; code: string }
  /** A member wrote in the thread (every time they do) or took it. */
  | { kind: 'taken-over' }
  | { kind: 'handed-back' }
)

/** What the host knows now about the person and the organisation; read anew for each run. More facts may be added for a script's branches. */
export interface Facts {
  readonly [name: string]: Json
  /** The language to answer in. After a `set-preference` of `language` the next run must bring the new one. */
  readonly language: Language
  /** The person has ended feedback or appeals and not taken it back. */
  readonly stopped: boolean
}
