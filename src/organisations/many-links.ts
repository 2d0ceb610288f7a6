import { hash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { orderedId } from '../platform/ids.ts'
import type { Transaction } from '../platform/scope.ts'
import type { LinkKind } from './links.ts'

/** What many links have in common: each opens one thing, whose id is its subject under this name. */
export interface LinksOf {
  kind: LinkKind
  subject: string
  expiresAt: Date
}

/** Random bytes of a token, as `newToken` makes it. */
const tokenBytes = 32

/** `createLink` for as many as there are, in one statement; answers the tokens in the order of what they open. */
export async function createLinks(
  { db, organisationId, now }: Transaction,
  { kind, subject, expiresAt }: LinksOf,
  subjectIds: readonly string[],
): Promise<string[]> {
  if (subjectIds.length === 0) return []
  // At once, for asking the system for chance takes longer than all the rest.
  const chance = randomBytes(tokenBytes * subjectIds.length)
  const tokens = subjectIds.map((_, place) =>
    chance.toString('base64url', place * tokenBytes, (place + 1) * tokenBytes),
  )
  const hashes = tokens.map((token) => hash('sha256', token))
  await sql`
    with link as materialized (
      select id, decode(hash, 'hex') as hash, subject_id
      from unnest(${list(tokens.map(() => orderedId(now)))}::uuid[], ${list(hashes)}::text[], ${list(subjectIds)}::uuid[])
        as new (id, hash, subject_id)
    ), kept as (
      insert into links (organisation_id, link_id, kind, token_hash, subject, created_at, expires_at, single_use)
      select ${organisationId}::uuid, id, ${kind}, hash, jsonb_build_object(${subject}::text, subject_id), ${now}::timestamptz,
        ${expiresAt}::timestamptz, false from link
    )
    insert into addresses (kind, key_hash, organisation_id, id)
    select 'link', hash, ${organisationId}::uuid, id from link`.execute(db)
  return tokens
}

/** An array as PostgreSQL reads it, of what needs no quotes. */
function list(values: readonly string[]): string {
  return `{${values.join(',')}}`
}
