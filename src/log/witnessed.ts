import { createHash } from 'node:crypto'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import type { Scope } from '../platform/scope.ts'
import { readKey } from '../proofs/note.ts'

/** A log we watch as a witness. */
export interface WitnessedLog {
  origin: string
  vkey: string
  /** The size we cosigned last; 0 for none. */
  size: number
  cosignedAt: Date | null
  /** When we were last shown that it had signed another state of the very size we cosigned. */
  refusedAt: Date | null
}

/** The logs we watch, by name. */
export async function listWitnessed(scope: Scope): Promise<WitnessedLog[]> {
  permit(scope, 'books.read')
  const rows = await scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('witnessed_logs')
      .where('organisation_id', '=', organisationId)
      .select(['origin', 'vkey', 'size', 'cosigned_at as cosignedAt', 'refused_at as refusedAt'])
      .orderBy('origin')
      .execute(),
  )
  return rows.map((row) => ({ ...row, size: Number(row.size) }))
}

/**
 * Watches a log from now on, or goes on watching it under the key that came after: what was cosigned stays remembered. The
 * origin is the key's name. Fails with `log.key-unreadable`.
 */
export async function watchLog(scope: Scope, vkey: string): Promise<void> {
  permit(scope, 'organisation.change')
  const key = await readKey(vkey)
  if (key === undefined) throw new Failure('log.key-unreadable', {}, { field: 'vkey' })
  await scope.transaction(async (transaction) => {
    const { db, organisationId, now } = transaction
    await db
      .insertInto('witnessed_logs')
      .values({ organisation_id: organisationId, origin: key.name, vkey, created_at: now })
      .onConflict((conflict) => conflict.columns(['organisation_id', 'origin']).doUpdateSet({ vkey }))
      .execute()
    await audit(transaction, {
      action: 'log.watched',
      subjectKind: 'organisation',
      subjectId: organisationId,
      after: { vkey },
    })
  })
}

/** The last checkpoint we cosigned of the log whose origin has this SHA-256, in hex; our line stands under it. */
export async function seenOf(scope: Scope, hash: string): Promise<string | undefined> {
  const rows = await scope.transaction(({ db, organisationId }) =>
    db.selectFrom('witnessed_logs').where('organisation_id', '=', organisationId).select(['origin', 'note']).execute(),
  )
  return rows.find(({ origin }) => createHash('sha256').update(origin).digest('hex') === hash)?.note ?? undefined
}
