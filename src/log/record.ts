import { randomBytes } from 'node:crypto'
import { newId } from '../platform/ids.ts'
import { enqueue } from '../platform/jobs/job.ts'
import type { Transaction } from '../platform/scope.ts'
import type { Entry } from '../proofs/entry.ts'
import { leafBytes } from '../proofs/entry-write.ts'
import { type SaltKind, type SubjectKind, sequenceJob } from './log.ts'

/** One thing to be told to the log, once: a second entry of the same subject violates a unique key. */
export interface NewEntry {
  subjectKind: SubjectKind
  subjectId: string
  entry: Entry
}

/** Hands entries to the sequencer in the transaction of what they record: the exact bytes, never made again. */
export async function recordEntries(transaction: Transaction, entries: readonly NewEntry[]): Promise<void> {
  if (entries.length === 0) return
  const { db, organisationId, now } = transaction
  await db
    .insertInto('log_pending')
    .values(
      entries.map(({ subjectKind, subjectId, entry }) => ({
        organisation_id: organisationId,
        log_pending_id: newId(now),
        entry: Buffer.from(leafBytes(entry)),
        subject_kind: subjectKind,
        subject_id: subjectId,
        created_at: now,
      })),
    )
    .execute()
  await enqueue(transaction, sequenceJob, {}, { key: 'sequence' })
}

/** See `recordEntries`. */
export function recordEntry(transaction: Transaction, entry: NewEntry): Promise<void> {
  return recordEntries(transaction, [entry])
}

/** The salt of a gift, a case or an update; made at first asking. */
export async function saltFor(transaction: Transaction, kind: SaltKind, id: string): Promise<Uint8Array> {
  const { db, organisationId } = transaction
  await db
    .insertInto('log_salts')
    .values({ organisation_id: organisationId, subject_kind: kind, subject_id: id, salt: randomBytes(32) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = await db
    .selectFrom('log_salts')
    .where('organisation_id', '=', organisationId)
    .where('subject_kind', '=', kind)
    .where('subject_id', '=', id)
    .select('salt')
    .executeTakeFirstOrThrow()
  return row.salt
}

/** Makes the commitments under these salts meaningless for ever. Proofs still hold; backups and links already sent may still hold the salt. */
export async function destroySalts(
  { db, organisationId }: Transaction,
  kind: SaltKind,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  await db
    .deleteFrom('log_salts')
    .where('organisation_id', '=', organisationId)
    .where('subject_kind', '=', kind)
    .where('subject_id', 'in', [...ids])
    .execute()
}

/** A public reference for a gift or an update: 16 random bytes in URL-safe base64. */
export function newPublicReference(): string {
  return randomBytes(16).toString('base64url')
}
