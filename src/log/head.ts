import { randomBytes } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { LogHeads } from '../platform/database/schema.generated.ts'
import { Failure } from '../platform/errors.ts'
import type { Transaction } from '../platform/scope.ts'
import { type NoteSigner, signerOf } from '../proofs/note-sign.ts'

/** The head of an organisation's log, locked: one sequencer at a time. Founds the log at first asking. */
export async function lockHead(transaction: Transaction): Promise<Selectable<LogHeads>> {
  const { db, organisationId } = transaction
  const locked = () =>
    db.selectFrom('log_heads').where('organisation_id', '=', organisationId).selectAll().forUpdate().executeTakeFirst()
  const head = await locked()
  if (head) return head
  await foundLog(transaction)
  const founded = await locked()
  if (!founded) throw new Failure('log.missing', {}, { kind: 'unavailable' })
  return founded
}

// A log founded again, after the organisation was removed, must not be taken for the old one: its origin is new.
async function foundLog({ db, organisationId, context }: Transaction): Promise<void> {
  const organisation = await db
    .selectFrom('organisations')
    .where('organisation_id', '=', organisationId)
    .select('slug')
    .executeTakeFirstOrThrow()
  const origin = `${new URL(context.settings.publicUrl).host}/log/${organisation.slug}-${randomBytes(4).toString('hex')}`
  const seed = randomBytes(32)
  const signer = signerOf(origin, seed)
  await db
    .insertInto('log_heads')
    .values({
      organisation_id: organisationId,
      origin,
      public_key: Buffer.from(signer.publicKey),
      secret_key_cipher: context.vault.seal(seed.toString('base64'), sealPlace(organisationId)),
      size: 0n,
      frontier: [],
      published_size: 0n,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The key with which an organisation signs its checkpoints. Fails with `vault.cannot-open` under another secret. */
export function signerOfHead({ context, organisationId }: Transaction, head: Selectable<LogHeads>): NoteSigner {
  const seed = Buffer.from(context.vault.open(head.secret_key_cipher, sealPlace(organisationId)), 'base64')
  return signerOf(head.origin, seed)
}

/** What the vault binds a log's secret key to. */
export function sealPlace(organisationId: string): string {
  return `log_heads:${organisationId}:secret_key_cipher`
}
