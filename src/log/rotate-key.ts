import { randomBytes } from 'node:crypto'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import type { Scope } from '../platform/scope.ts'
import { readCheckpoint } from '../proofs/checkpoint.ts'
import { fingerprintOf, readNote, writeKey } from '../proofs/note.ts'
import { signerOf, signNote } from '../proofs/note-sign.ts'
import { writeSuccession } from '../proofs/succession.ts'
import { lockHead, sealPlace, signerOfHead } from './head.ts'
import { noteOf, publish, publishCosignatures } from './publish.ts'
import { sequence } from './sequence.ts'

/**
 * Gives the log a new key; answers its fingerprint. The announcement is signed by both keys and published as `keys`, the newest
 * checkpoint is signed anew, and the old key is forgotten. What was signed with it before still verifies with it. Witnesses
 * must be given the new key. Fails with `log.nothing-signed` while the log is empty.
 */
export async function rotateKey(scope: Scope): Promise<string> {
  permit(scope, 'organisation.change')
  await sequence(scope)
  const fingerprint = await scope.transaction(async (transaction) => {
    const { db, organisationId, context, now } = transaction
    const head = await lockHead(transaction)
    const old = signerOfHead(transaction, head)
    const signed = readCheckpoint(readNote(head.published_note ?? '')?.text ?? '')
    if (signed === undefined) throw new Failure('log.nothing-signed', {}, { kind: 'conflict' })
    const seed = randomBytes(32)
    const next = signerOf(head.origin, seed)
    const text = writeSuccession({ ...signed, from: writeKey(old), to: writeKey(next) })
    const note = `${signNote(text, old)}${signNote(text, next).slice(text.length + 1)}`
    const { count } = await db
      .selectFrom('log_key_successions')
      .where('organisation_id', '=', organisationId)
      .select(({ fn }) => fn.countAll<bigint>().as('count'))
      .executeTakeFirstOrThrow()
    await db
      .insertInto('log_key_successions')
      .values({ organisation_id: organisationId, number: Number(count) + 1, note, announced_at: now })
      .execute()
    // Nothing is published before the new key is durable; from then on whatever publishes signs with it.
    await db
      .updateTable('log_heads')
      .set({
        public_key: Buffer.from(next.publicKey),
        secret_key_cipher: context.vault.seal(seed.toString('base64'), sealPlace(organisationId)),
        published_size: 0n,
        published_note: await noteOf(transaction, next, signed.size),
      })
      .where('organisation_id', '=', organisationId)
      .execute()
    const [before, after] = [await fingerprintOf(old), await fingerprintOf(next)]
    await audit(transaction, {
      action: 'log.key-rotated',
      subjectKind: 'organisation',
      subjectId: organisationId,
      before: { fingerprint: before },
      after: { fingerprint: after },
    })
    return after
  })
  await publish(scope)
  await publishCosignatures(scope)
  return fingerprint
}
