import type { Transaction } from '../platform/scope.ts'
import { readCheckpoint } from '../proofs/checkpoint.ts'
import { type Fragment, writeFragment } from '../proofs/link.ts'
import { fingerprintOf, readNote, writeKey } from '../proofs/note.ts'
import { assemble, type ProofPlan, planConsistency, planInclusion } from '../proofs/prove.ts'
import { serverSha256 } from '../proofs/sha256-server.ts'
import { joinSuccessions } from '../proofs/succession.ts'
import { signerOfHead } from './head.ts'
import type { EntryProof, PublishedCheckpoint, SubjectKind } from './log.ts'
import { loadSubtrees } from './tile-store.ts'

/** The newest published state of the log; undefined before the first. */
export async function latestCheckpoint(transaction: Transaction): Promise<PublishedCheckpoint | undefined> {
  const { db, organisationId } = transaction
  const head = await db
    .selectFrom('log_heads')
    .where('organisation_id', '=', organisationId)
    .selectAll()
    .executeTakeFirst()
  if (!head?.published_note) return undefined
  const checkpoint = readCheckpoint(readNote(head.published_note)?.text ?? '')
  if (!checkpoint) return undefined
  const key = signerOfHead(transaction, head)
  return {
    size: checkpoint.size,
    root: checkpoint.root,
    note: head.published_note,
    origin: head.origin,
    vkey: writeKey(key),
    fingerprint: await fingerprintOf(key),
    keys: await successionsOf(transaction),
  }
}

/** The log's file `keys`: every announcement of a new key; empty when there was none. */
export async function successionsOf({ db, organisationId }: Transaction): Promise<string> {
  const rows = await db
    .selectFrom('log_key_successions')
    .where('organisation_id', '=', organisationId)
    .select('note')
    .orderBy('number')
    .execute()
  return joinSuccessions(rows.map(({ note }) => note))
}

/** Where the entry of a subject stands; undefined while it waits, or when the row is gone. */
export async function positionOf(
  { db, organisationId }: Transaction,
  kind: SubjectKind,
  subjectId: string,
): Promise<number | undefined> {
  const row = await db
    .selectFrom('log_entries')
    .where('organisation_id', '=', organisationId)
    .where('subject_kind', '=', kind)
    .where('subject_id', '=', subjectId)
    .select('position')
    .executeTakeFirst()
  return row && Number(row.position)
}

/** The proof that a subject's entry is in the log of `size` entries; undefined when it is not there yet. */
export async function proofFor(
  transaction: Transaction,
  kind: SubjectKind,
  subjectId: string,
  size: number,
): Promise<EntryProof | undefined> {
  const position = await positionOf(transaction, kind, subjectId)
  if (position === undefined || position >= size) return undefined
  return { position, hashes: await prove(transaction, planInclusion(position, size), size) }
}

/** The hashes that show the log of `to` entries only continues the one of `from`; none when equal or when there was nothing before. */
export async function consistencyBetween(transaction: Transaction, from: number, to: number): Promise<Uint8Array[]> {
  if (from < 1 || from >= to) return []
  return prove(transaction, planConsistency(from, to), to)
}

/** What stands behind the `#` of a donor's link made now: the gift's salt and the checkpoint to remember. */
export function fragmentFor(salt: Fragment['salt'], checkpoint: PublishedCheckpoint | undefined): string {
  return writeFragment({ salt, remembered: checkpoint })
}

async function prove(transaction: Transaction, plan: ProofPlan, size: number): Promise<Uint8Array[]> {
  const hashOf = await loadSubtrees(transaction, plan.flat(), size)
  return assemble(plan, hashOf, serverSha256)
}
