import { sql } from 'kysely'
import { isLanguage, type Language } from '../platform/languages.ts'
import type { EmulatedKind } from './emulator.ts'
import type { PhoneApp } from './phone-app.ts'
import { emulatedKinds } from './providers.ts'
import type { Sandbox } from './sandbox.ts'

/** Somebody of the demonstration whose phone a visitor may borrow. */
export interface DemoPerson {
  /** The app they write in. */
  readonly kind: EmulatedKind
  readonly userId: string
  readonly name: string
  readonly language: Language
  readonly giftCount: number
}

/** How many of a kind are offered besides LINE's, of whom there is one for each language. */
const mostOfOthers = 2

/** People of every kind that has some, LINE's first. */
export async function listLenders(sandbox: Sandbox): Promise<DemoPerson[]> {
  const lists: DemoPerson[][] = []
  for (const kind of emulatedKinds) {
    const [app] = await sandbox.apps(kind)
    const people = app ? await listDemoPeople(app) : []
    lists.push(kind === 'line' ? people : people.slice(0, mostOfOthers))
  }
  return lists.flat()
}

/**
 * Of those who have written, one for each language: whoever has given most, because their phone tells the longest story. The
 * richest stories first.
 */
export async function listDemoPeople({
  kind,
  scope,
  channelAccountId,
}: Pick<PhoneApp, 'kind' | 'scope' | 'channelAccountId'>): Promise<DemoPerson[]> {
  return scope.transaction(async ({ db, organisationId }) => {
    const { rows } = await sql<{ address: string; name: string; language: string; gifts: number }>`
      select * from (
        select distinct on (p.language) i.address, p.display_name as name, p.language, count(g.gift_id)::int as gifts
        from identities i
        join persons p using (organisation_id, person_id)
        left join gifts g using (organisation_id, person_id)
        where i.organisation_id = ${organisationId} and i.channel_account_id = ${channelAccountId}
          and i.typed_email is null and i.state not in ('blocked', 'unfollowed') and p.erased_at is null
        group by i.organisation_id, i.identity_id, i.address, p.display_name, p.language, p.person_id
        order by p.language, count(g.gift_id) desc, p.person_id) as one
      order by gifts desc, language`.execute(db)
    return rows.flatMap(({ address, name, language, gifts }) =>
      isLanguage(language) ? [{ kind, userId: address, name, language, giftCount: gifts }] : [],
    )
  })
}
