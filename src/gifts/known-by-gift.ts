import { sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'

/**
 * Whether all we know of a person came with this one gift: no other gift, no chat; the address typed with it is none. Only then may whoever made the gift be
 * taken for them; name and e-mail or phone are typed on a public form, where anybody can type somebody else's.
 */
export async function isKnownByGiftAlone(
  { db, organisationId }: Transaction,
  personId: string,
  giftId: string,
): Promise<boolean> {
  const { rows } = await sql`
    select where exists (select from gifts
      where organisation_id = ${organisationId} and person_id = ${personId} and gift_id <> ${giftId})
    or exists (select from identities where organisation_id = ${organisationId} and person_id = ${personId}
      and typed_email is null)`.execute(db)
  return rows.length === 0
}
