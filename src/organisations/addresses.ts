import { type OrganisationId, organisationId } from '../platform/ids.ts'
import type { Context, Transaction } from '../platform/scope.ts'
import { hashToken } from '../platform/vault.ts'

/** The public keys by which the world finds a tenant: an organisation's slug, a hook's key, a campaign's slug, a link's token. */
export type AddressKind = 'organisation' | 'channel_hook' | 'payment_hook' | 'campaign' | 'link' | 'log'

/** Makes `key` lead to this organisation's `id`. A key already taken violates the primary key: make keys unguessable or check first. */
export async function registerAddress(
  transaction: Transaction,
  kind: AddressKind,
  key: string,
  id: string,
): Promise<void> {
  const { db, organisationId: organisation } = transaction
  await db
    .insertInto('addresses')
    .values({ kind, key_hash: hashToken(key), organisation_id: organisation, id })
    .execute()
}

/** Where a key leads, or undefined. The only query that runs without a tenant. */
export async function resolveAddress(
  context: Context,
  kind: AddressKind,
  key: string,
): Promise<{ organisationId: OrganisationId; id: string } | undefined> {
  const row = await context.databases.app
    .selectFrom('addresses')
    .where('kind', '=', kind)
    .where('key_hash', '=', hashToken(key))
    .select(['organisation_id', 'id'])
    .executeTakeFirst()
  return row && { organisationId: organisationId(row.organisation_id), id: row.id }
}
