import { randomBytes } from 'node:crypto'
import type { Transaction } from '../platform/scope.ts'
import { witnessOf } from '../proofs/cosign.ts'
import type { NoteSigner } from '../proofs/note-sign.ts'

/**
 * The key with which an organisation cosigns the logs of others; made at first asking. Its name never returns: an organisation
 * that was removed and founded again remembers nothing of what it cosigned, so it is another witness.
 */
export async function witnessSigner(transaction: Transaction): Promise<NoteSigner> {
  const { db, organisationId, context } = transaction
  const place = witnessPlace(organisationId)
  const keys = db.selectFrom('witness_keys').where('organisation_id', '=', organisationId).selectAll()
  const held = await keys.executeTakeFirst()
  if (!held) await foundKey(transaction, place)
  const { name, secret_key_cipher } = held ?? (await keys.executeTakeFirstOrThrow())
  return witnessOf(name, Buffer.from(context.vault.open(secret_key_cipher, place), 'base64'))
}

/** What the vault binds a witness's secret key to. */
export function witnessPlace(organisationId: string): string {
  return `witness_keys:${organisationId}:secret_key_cipher`
}

async function foundKey({ db, organisationId, context }: Transaction, place: string): Promise<void> {
  const { slug } = await db
    .selectFrom('organisations')
    .where('organisation_id', '=', organisationId)
    .select('slug')
    .executeTakeFirstOrThrow()
  const name = `${new URL(context.settings.publicUrl).host}/witness/${slug}-${randomBytes(4).toString('hex')}`
  const seed = randomBytes(32)
  await db
    .insertInto('witness_keys')
    .values({
      organisation_id: organisationId,
      name,
      public_key: Buffer.from(witnessOf(name, seed).publicKey),
      secret_key_cipher: context.vault.seal(seed.toString('base64'), place),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
