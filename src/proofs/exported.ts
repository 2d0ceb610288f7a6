/**
 * The door for other programs: `import { verify, proves } from 'riscontro/proofs'`. It checks what a donor's page shows and
 * what a saved proof says, offline and without a database. What the log promises is told in `docs/log.md`.
 */
export { fromBase64, fromBase64Url, toBase64, toBase64Url } from './base64.ts'
export { type Checkpoint, openCheckpoint } from './checkpoint.ts'
export type { Claim, ClaimedEntry } from './claim.ts'
export { commitCase, commitPerson, commitStage, commitText, type Salt } from './commitment.ts'
export {
  type Cosignature,
  cosignaturesOf,
  openTrusted,
  readWitnessKey,
  type Trust,
  writeWitnessKey,
} from './cosignature.ts'
export { type Entry, leafOf, lineOf, readLine } from './entry.ts'
export { type Remembered, readFragment, readRemembered, writeRemembered } from './link.ts'
export { fingerprintOf, type NoteKey, readKey } from './note.ts'
export { type Consistency, continues, type Inclusion, includes } from './proof-check.ts'
export { type ProofFile, proves, readProofFile, writeProofFile } from './proof-file.ts'
export {
  openSavedProof,
  type ProofTrust,
  type Proven,
  readSavedProof,
  type SavedProof,
  writeSavedProof,
} from './saved-proof.ts'
export type { Digest } from './sha256.ts'
export { leafHash } from './tree.ts'
export type { Reason, Step, Subject, Verdict } from './verdict.ts'
export { verify } from './verify.ts'
