import { Failure } from '../platform/errors.ts'
import { type Entry, isEntry, leafOf, lineOf } from './entry.ts'

/** The exact bytes to append to the log for an entry. Stored as they are and never written again. Throws `proofs.entry-malformed`. */
export function leafBytes(entry: Entry): Uint8Array {
  const { kind } = entry
  if (!isEntry(entry)) throw new Failure('proofs.entry-malformed', { kind })
  return leafOf(lineOf(entry))
}
