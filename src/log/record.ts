import { randomBytes } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { Failure } from '../platform/errors.ts'
import { orderedId } from '../platform/ids.ts'
import { enqueued } from '../platform/jobs/job.ts'
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
  await sql`
    insert into log_pending (organisation_id, log_pending_id, entry, subject_kind, subject_id, created_at)
    select ${organisationId}::uuid, new.*, ${now}::timestamptz
    from unnest(${entries.map(() => orderedId(now))}::uuid[], ${entries.map(({ entry }) => Buffer.from(leafBytes(entry)))}::bytea[],
      ${entries.map(({ subjectKind }) => subjectKind)}::text[], ${entries.map(({ subjectId }) => subjectId)}::uuid[])
      as new`.execute(db)
  await wakeSequencer(transaction)
}

/**
 * The statement of `recordEntries` for lines the database spells itself, as many as there are, to be run alone or within another;
 * then `wakeSequencer` or `sequencerWoken`. `lines` answers `subject_id` and `line`, exactly as `lineOf` would spell it. They are sequenced in the order
 * of their subjects' ids, which must be new.
 */
export function recordFrom(
  { organisationId, now }: Transaction,
  subjectKind: SubjectKind,
  lines: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`
    insert into log_pending (organisation_id, log_pending_id, entry, subject_kind, subject_id, created_at)
    select ${organisationId}::uuid, subject_id, convert_to(line, 'UTF8'), ${subjectKind}, subject_id, ${now}::timestamptz
    from (${lines}) as lines`
}

/** Lets what was recorded in this transaction be sequenced once it is durable. */
export async function wakeSequencer(transaction: Transaction): Promise<void> {
  await sql`select ${sequencerWoken(transaction)}`.execute(transaction.db)
}

/** `wakeSequencer` as an expression within another statement, where it counts each time it is evaluated. */
export function sequencerWoken(transaction: Transaction): RawBuilder<unknown> {
  return enqueued(transaction, sequenceJob, {}, { key: 'sequence' })
}

/** See `recordEntries`. */
export function recordEntry(transaction: Transaction, entry: NewEntry): Promise<void> {
  return recordEntries(transaction, [entry])
}

/** The salt of a gift, a case or an update; made at first asking. */
export async function saltFor(transaction: Transaction, kind: SaltKind, id: string): Promise<Uint8Array> {
  const salt = (await saltsFor(transaction, kind, [id])).get(id)
  if (salt === undefined) throw new Failure('log.missing', {}, { kind: 'unavailable' })
  return salt
}

/** The salts of many subjects of a kind, by id; those that are missing are made. One statement, or two where some are. */
export async function saltsFor(
  transaction: Transaction,
  kind: SaltKind,
  ids: readonly string[],
): Promise<Map<string, Uint8Array>> {
  const { db, organisationId } = transaction
  const wanted = [...new Set(ids)].sort()
  const known = await readSalts(transaction, kind, wanted)
  const missing = wanted.filter((id) => !known.has(id))
  if (missing.length === 0) return known
  const { rows: made } = await sql<SaltRow>`
    insert into log_salts (organisation_id, subject_kind, subject_id, salt)
    select ${organisationId}::uuid, ${kind}, id, salt
    from unnest(${missing}::uuid[], ${missing.map(() => randomBytes(32))}::bytea[]) as made (id, salt)
    on conflict do nothing returning subject_id as id, salt`.execute(db)
  for (const { id, salt } of made) known.set(id, salt)
  // Somebody else made some at the same moment.
  const others = missing.filter((id) => !known.has(id))
  return new Map([...known, ...(await readSalts(transaction, kind, others))])
}

interface SaltRow {
  id: string
  salt: Buffer
}

async function readSalts(
  { db, organisationId }: Transaction,
  kind: SaltKind,
  ids: readonly string[],
): Promise<Map<string, Uint8Array>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<SaltRow>`
    select subject_id as id, salt from log_salts
    where organisation_id = ${organisationId} and subject_kind = ${kind}
      and subject_id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, salt }) => [id, salt]))
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
