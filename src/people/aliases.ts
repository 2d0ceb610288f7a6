import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'

/** A person's address on a channel account, as far as this moment knows it. */
export interface Identity {
  identityId: string
  personId: string
  isNew: boolean
}

/** An identity, and by which of its names it was asked for. */
export type Named = ReadonlyMap<string, Identity>

/** The identities behind these names, be it their address or a further name the provider has told. */
export async function readByName(
  { db, organisationId }: Transaction,
  channelAccountId: string,
  names: readonly string[],
): Promise<Map<string, Identity>> {
  if (names.length === 0) return new Map()
  const asked = sql`any(${[...names]}::text[])`
  const { rows } = await sql<Identity & { name: string }>`
    select address as name, identity_id as "identityId", person_id as "personId", false as "isNew" from identities
    where organisation_id = ${organisationId} and channel_account_id = ${channelAccountId} and address = ${asked}
    union all
    select a.alias, i.identity_id, i.person_id, false from identity_aliases a
    join identities i on i.organisation_id = a.organisation_id and i.identity_id = a.identity_id
    where a.organisation_id = ${organisationId} and a.channel_account_id = ${channelAccountId}
      and a.alias = ${asked}`.execute(db)
  return new Map(rows.map(({ name, ...identity }) => [name, identity]))
}

/** In `lockNames`: names that hold on all accounts of an organisation. */
export const everyAccount = '*'

/** Who bears these names on any account of the organisation; of several identities the oldest. */
export async function readByUnion(
  { db, organisationId }: Transaction,
  unionIds: readonly string[],
): Promise<Map<string, Pick<Identity, 'identityId' | 'personId'>>> {
  if (unionIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('identities')
    .where('organisation_id', '=', organisationId)
    .where('union_id', 'in', [...unionIds])
    .select(['union_id', 'identity_id', 'person_id'])
    .orderBy('created_at', 'desc')
    .orderBy('identity_id', 'desc')
    .execute()
  return new Map(
    rows.map((row) => [row.union_id ?? '', { identityId: row.identity_id, personId: row.person_id }] as const),
  )
}

/**
 * Holds names on an account until the transaction ends, in order: nobody else makes or ties an identity by one of them meanwhile.
 * A name is not always a row that could be locked, so its digest is.
 */
export async function lockNames(
  { db, organisationId }: Transaction,
  channelAccountId: string,
  names: readonly string[],
): Promise<void> {
  const keys = [...new Set(names)]
    .map((name) => keyOf(`${organisationId} ${channelAccountId} ${name}`))
    .toSorted(byValue)
  if (keys.length === 0) return
  await sql`
    select pg_advisory_xact_lock(key) from unnest(${keys.map(String)}::bigint[]) with ordinality as lock (key, place)
    order by place`.execute(db)
}

function keyOf(text: string): bigint {
  return createHash('sha256').update(text).digest().readBigInt64BE()
}

function byValue(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Ties further names to an identity; one that is taken stays where it is. Callers hold the names. */
export async function writeAliases(
  { db, organisationId, now }: Transaction,
  channelAccountId: string,
  tied: readonly { alias: string; identityId: string }[],
): Promise<void> {
  if (tied.length === 0) return
  const ordered = tied.toSorted((a, b) => (a.alias < b.alias ? -1 : 1))
  await sql`
    insert into identity_aliases (organisation_id, channel_account_id, alias, identity_id, at)
    select ${organisationId}::uuid, ${channelAccountId}::uuid, alias, identity_id, ${now}::timestamptz
    from unnest(${ordered.map(({ alias }) => alias)}::text[], ${ordered.map(({ identityId }) => identityId)}::uuid[])
      as tied (alias, identity_id)
    where not exists (select from identities i where i.organisation_id = ${organisationId}::uuid
      and i.channel_account_id = ${channelAccountId}::uuid and i.address = tied.alias)
    on conflict do nothing`.execute(db)
}
