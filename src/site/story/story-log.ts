import { sql } from 'kysely'
import type { PublishedCheckpoint, SubjectKind } from '../../log/log.ts'
import { proofFor } from '../../log/read.ts'
import { Failure } from '../../platform/errors.ts'
import type { Transaction } from '../../platform/scope.ts'
import { toBase64 } from '../../proofs/base64.ts'
import { fromUtf8 } from '../../proofs/bytes.ts'

/** What the log holds about one subject. */
export interface Sealed {
  /** From 0; where the entry was taken out, a place that is empty now. */
  readonly index: number
  readonly proof: readonly string[]
  /** The line as published; null when it was taken out. */
  readonly published: string | null
}

/** Finds subjects in the log by kind and id. */
export type InTheLog = (kind: SubjectKind, id: string) => Sealed | undefined

/**
 * Looks subjects up in the log of a checkpoint. One that still waits to be sequenced is undefined; one whose entry somebody
 * took out is told as such. Never fails on a damaged log: the page must be drawn, so that the check can fail in sight.
 */
export async function lookUp(
  transaction: Transaction,
  subjects: readonly { kind: SubjectKind; id: string }[],
  checkpoint: PublishedCheckpoint,
): Promise<InTheLog> {
  const rows = await readEntries(transaction, subjects)
  const waiting = await readWaiting(transaction, subjects)
  const taken = subjects.filter(({ id }) => !rows.has(id) && !waiting.has(id))
  const gaps = await gapsOf(transaction, checkpoint.size, taken.length)
  const found = new Map<string, Sealed>()
  for (const { kind, id } of subjects) {
    const row = rows.get(id)
    if (row === undefined || row.position >= checkpoint.size) continue
    const proof = await proofOf(transaction, kind, id, checkpoint.size)
    found.set(`${kind}/${id}`, { index: row.position, proof, published: row.line })
  }
  for (const [place, { kind, id }] of taken.entries()) {
    found.set(`${kind}/${id}`, { index: gaps[place] ?? checkpoint.size + place, proof: [], published: null })
  }
  return (kind, id) => found.get(`${kind}/${id}`)
}

async function proofOf(transaction: Transaction, kind: SubjectKind, id: string, size: number): Promise<string[]> {
  try {
    return ((await proofFor(transaction, kind, id, size))?.hashes ?? []).map(toBase64)
  } catch (error) {
    // Rows are gone from the log: an empty proof proves nothing, which is just what the reader must see.
    if (error instanceof Failure) return []
    throw error
  }
}

async function readEntries({ db, organisationId }: Transaction, subjects: readonly { id: string }[]) {
  const { rows } = await sql<{ subject_id: string; position: bigint; entry: Buffer }>`
    select subject_id, position, entry from log_entries
    where organisation_id = ${organisationId} and subject_id = any(${subjects.map(({ id }) => id)}::uuid[])`.execute(db)
  return new Map(
    rows.map((row) => [row.subject_id, { position: Number(row.position), line: fromUtf8(row.entry) ?? '' }]),
  )
}

async function readWaiting({ db, organisationId }: Transaction, subjects: readonly { id: string }[]) {
  const { rows } = await sql<{ subject_id: string }>`
    select subject_id from log_pending
    where organisation_id = ${organisationId} and subject_id = any(${subjects.map(({ id }) => id)}::uuid[])`.execute(db)
  return new Set(rows.map((row) => row.subject_id))
}

/** Places below `size` where no entry stands; looked for only once an entry is known to be gone. */
async function gapsOf({ db, organisationId }: Transaction, size: number, count: number): Promise<number[]> {
  if (count === 0) return []
  const { rows } = await sql<{ position: bigint }>`
    select place as position from generate_series(0, ${size}::bigint - 1) as place
    where not exists (select from log_entries where organisation_id = ${organisationId} and position = place)
    order by place limit ${count}::integer`.execute(db)
  return rows.map((row) => Number(row.position))
}
