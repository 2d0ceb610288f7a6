import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Language } from '../platform/languages.ts'
import type { Transaction } from '../platform/scope.ts'

/**
 * What may go to an address that somebody typed. `open`, `asked`: reports; the latter was asked to confirm itself. `confirmed`: appeals
 * as well. `closed`: nothing, for whoever reads it said no, or nobody reads it.
 */
export type TypedState = 'open' | 'asked' | 'confirmed' | 'closed'

/** Where somebody could be written to who is known there only by what was typed on a form or stood in a file. */
export interface TypedAddress {
  personId: string
  /** The identity it is, or will be once it is written to. */
  identityId: string
  email: string
  language: Language
  state: TypedState
}

/** The typed addresses of these people, as far as they have one. */
export async function readTypedAddresses(
  { db, organisationId }: Transaction,
  channelAccountId: string,
  personIds: readonly string[],
): Promise<TypedAddress[]> {
  const { rows } = await sql<Omit<TypedAddress, 'identityId'>>`
    select person_id as "personId", email, language, ${typedState} as state
    from persons p
    where organisation_id = ${organisationId} and person_id = any(${[...personIds]}::uuid[]) and email is not null
      and erased_at is null and merged_into_id is null`.execute(db)
  return rows.map((row) => ({ ...row, identityId: idOf('identity', channelAccountId, row.personId, row.email) }))
}

/** What may go to the address typed for one person; null where there is none. */
export async function typedStateOf({ db, organisationId }: Transaction, personId: string): Promise<TypedState | null> {
  const { rows } = await sql<{ state: TypedState }>`
    select ${typedState} as state from persons p
    where organisation_id = ${organisationId} and person_id = ${personId} and email is not null`.execute(db)
  return rows[0]?.state ?? null
}

/** Of a person `p` with an address. */
const typedState = sql<TypedState>`case when mailbox_is_closed(p.organisation_id, p.email) then 'closed' else coalesce(
  (select case when k.confirmed_at is not null then 'confirmed' when k.asked_at is not null then 'asked' end
    from address_confirmations k
    where k.organisation_id = p.organisation_id and k.person_id = p.person_id and k.email = p.email), 'open') end`

/**
 * Makes the identities of typed addresses that are to be written to for the first time. No link is written, for nothing proves whose
 * they are; whoever comes first makes the same rows.
 */
export async function ensureTypedIdentities(
  { db, organisationId, now }: Transaction,
  channelAccountId: string,
  typed: readonly Pick<TypedAddress, 'identityId' | 'personId' | 'email'>[],
): Promise<void> {
  const ordered = typed.toSorted((a, b) => (a.identityId < b.identityId ? -1 : 1))
  await sql`
    insert into identities (organisation_id, identity_id, channel_account_id, address, typed_email, person_id, created_at)
    select ${organisationId}::uuid, id, ${channelAccountId}::uuid, 'typed:' || id, email, person_id, ${now}::timestamptz
    from unnest(${ordered.map(({ identityId }) => identityId)}::uuid[], ${ordered.map(({ email }) => email)}::text[],
      ${ordered.map(({ personId }) => personId)}::uuid[]) as typed (id, email, person_id)
    on conflict do nothing`.execute(db)
}

/** A UUID (version 8) that says what it is of: the same for the same parts, wherever and whenever it is made. */
export function idOf(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(parts.join('\n')).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}
