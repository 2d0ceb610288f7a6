import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { enqueue } from '../platform/jobs/job.ts'
import type { Scope } from '../platform/scope.ts'
import { readWitnessKey } from '../proofs/cosignature.ts'
import { cosignJob } from './log.ts'

/** Somebody who cosigns our log. */
export interface Witness {
  witnessId: string
  name: string
  url: string
  /** The size of ours they cosigned last; 0 for none. */
  cosignedSize: number
  cosignedAt: Date | null
  /** Why they did not when they were last asked: `unreachable`, `unknown-log`, `key-unknown`, `ahead`, `conflict`, `refused` or `invalid`. */
  problem: string | null
}

/** Who is asked to cosign our log, by name. */
export async function listWitnesses(scope: Scope): Promise<Witness[]> {
  permit(scope, 'books.read')
  const rows = await scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('log_witnesses')
      .where('organisation_id', '=', organisationId)
      .select(['log_witness_id as witnessId', 'name', 'url', 'cosigned_size', 'cosigned_at as cosignedAt', 'problem'])
      .orderBy('name')
      .execute(),
  )
  return rows.map(({ cosigned_size, ...row }) => ({ ...row, cosignedSize: Number(cosigned_size) }))
}

/** Asks one more witness from now on; `url` is where its `/add-checkpoint` is. Fails with `log.key-unreadable`, `log.witness-known`. */
export async function addWitness(scope: Scope, { vkey, url }: { vkey: string; url: string }): Promise<string> {
  permit(scope, 'organisation.change')
  const key = await readWitnessKey(vkey)
  if (key === undefined) throw new Failure('log.witness-key-unreadable', {}, { field: 'vkey' })
  return scope.transaction(async (transaction) => {
    const { db, organisationId, now } = transaction
    const witnessId = newId(now)
    const row = { vkey, name: key.name, url: url.replace(/\/$/, '') }
    const made = await db
      .insertInto('log_witnesses')
      .values({ organisation_id: organisationId, log_witness_id: witnessId, ...row, created_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .returning('log_witness_id')
      .executeTakeFirst()
    if (!made) throw new Failure('log.witness-known', {}, { kind: 'conflict', field: 'vkey' })
    await audit(transaction, {
      action: 'log.witness-added',
      subjectKind: 'log_witness',
      subjectId: witnessId,
      after: row,
    })
    await enqueue(transaction, cosignJob, {}, { key: 'cosign' })
    return witnessId
  })
}

/** Asks a witness no longer; what it cosigned stays. Fails with `request.missing`. */
export async function removeWitness(scope: Scope, witnessId: string): Promise<void> {
  permit(scope, 'organisation.change')
  await scope.transaction(async (transaction) => {
    const { db, organisationId } = transaction
    const gone = await db
      .deleteFrom('log_witnesses')
      .where('organisation_id', '=', organisationId)
      .where('log_witness_id', '=', witnessId)
      .returning(['vkey', 'name', 'url'])
      .executeTakeFirst()
    if (!gone) throw new Failure('request.missing', {}, { kind: 'missing' })
    await audit(transaction, {
      action: 'log.witness-removed',
      subjectKind: 'log_witness',
      subjectId: witnessId,
      before: gone,
    })
  })
}
