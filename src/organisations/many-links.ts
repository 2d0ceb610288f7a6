import { sql } from 'kysely'
import { newId, newToken } from '../platform/ids.ts'
import type { Transaction } from '../platform/scope.ts'
import { hashToken } from '../platform/vault.ts'
import type { NewLink } from './links.ts'

/** `createLink` for as many as there are, in two statements; answers the tokens in the order of the links. */
export async function createLinks(transaction: Transaction, links: readonly NewLink[]): Promise<string[]> {
  if (links.length === 0) return []
  const { db, organisationId, now } = transaction
  const made = links.map((link) => {
    const token = newToken()
    return { ...link, token, hash: hashToken(token), linkId: newId(now) }
  })
  const ids = made.map(({ linkId }) => linkId)
  const hashes = made.map(({ hash }) => hash)
  await sql`
    insert into links (organisation_id, link_id, kind, token_hash, subject, created_at, expires_at, single_use)
    select ${organisationId}::uuid, new.id, new.kind, new.hash, new.subject, ${now}::timestamptz, new.expires_at, new.single_use
    from unnest(${ids}::uuid[], ${made.map(({ kind }) => kind)}::text[], ${hashes}::bytea[],
      ${made.map(({ subject }) => JSON.stringify(subject))}::jsonb[], ${made.map(({ expiresAt }) => expiresAt)}::timestamptz[],
      ${made.map(({ singleUse }) => singleUse ?? false)}::boolean[])
      as new (id, kind, hash, subject, expires_at, single_use)`.execute(db)
  await sql`
    insert into addresses (kind, key_hash, organisation_id, id)
    select 'link', new.hash, ${organisationId}::uuid, new.id
    from unnest(${hashes}::bytea[], ${ids}::uuid[]) as new (hash, id)`.execute(db)
  return made.map(({ token }) => token)
}
