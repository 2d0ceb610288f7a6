import { z } from 'zod'
import { job } from '../platform/jobs/job.ts'

/** What an entry of the log is about; with its id it finds the entry again. */
export type SubjectKind = 'gift' | 'allocation' | 'refund' | 'expense' | 'update'

/** What has a salt: see `src/proofs/commitment.ts`. */
export type SaltKind = 'gift' | 'case' | 'update'

/** A published state of an organisation's log. */
export interface PublishedCheckpoint {
  size: number
  root: Uint8Array
  /** The C2SP signed note. */
  note: string
  origin: string
  /** The verifier key, to be kept apart from the log. */
  vkey: string
  /** Short enough to be read over the phone; in every thank-you and receipt. */
  fingerprint: string
  /** The announcements of every change of the key; empty when there was none. */
  keys: string
}

/** Where an entry stands, and the hashes that tie it to a root. */
export interface EntryProof {
  position: number
  hashes: Uint8Array[]
}

/** The wake-up of an organisation's sequencer. */
export const sequenceJob = job('log.sequence', z.object({}))

/** The wake-up to ask the witnesses for their cosignatures. */
export const cosignJob = job('log.cosign', z.object({}))
