import { sql } from 'kysely'
import { isLanguage, type Language } from '../platform/languages.ts'
import type { PhoneApp } from './phone-app.ts'

/** Somebody of the demonstration whose phone a visitor may borrow. */
export interface DemoPerson {
  readonly userId: string
  readonly name: string
  readonly language: Language
  readonly giftCount: number
}

/** One follower for each language: the one with the most gifts, because their phone tells the longest story. */
export async function listDemoPeople({
  scope,
  channelAccountId,
}: Pick<PhoneApp, 'scope' | 'channelAccountId'>): Promise<DemoPerson[]> {
  return scope.transaction(async ({ db, organisationId }) => {
    const { rows } = await sql<{ address: string; name: string; language: string; gifts: number }>`
      select distinct on (p.language) i.address, p.display_name as name, p.language, count(g.gift_id)::int as gifts
      from identities i
      join persons p using (organisation_id, person_id)
      join gifts g using (organisation_id, person_id)
      where i.organisation_id = ${organisationId} and i.channel_account_id = ${channelAccountId}
        and i.state not in ('blocked', 'unfollowed') and p.erased_at is null
      group by i.organisation_id, i.identity_id, i.address, p.display_name, p.language, p.person_id
      order by p.language, count(g.gift_id) desc, p.person_id`.execute(db)
    return rows.flatMap(({ address, name, language, gifts }) =>
      isLanguage(language) ? [{ userId: address, name, language, giftCount: gifts }] : [],
    )
  })
}
