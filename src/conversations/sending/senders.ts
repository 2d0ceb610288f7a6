import { sql } from 'kysely'
import { z } from 'zod'
import { eventProfile } from '../../channels/event.ts'
import { readByName } from '../../people/aliases.ts'
import { ensureIdentities, type SeenAddress } from '../../people/identities.ts'
import { languageFromTag } from '../../platform/http/language.ts'
import { isLanguage, type Language } from '../../platform/languages.ts'
import type { Transaction } from '../../platform/scope.ts'
import type { Correspondent } from '../conversation.ts'
import { idList } from '../id-list.ts'

/** People handled in one transaction: enough to share every statement, few enough that no reply token grows old. */
export const peopleLimit = 250

/** Somebody whose lock is held, and the language they are answered in. */
export interface Locked extends Correspondent {
  language: Language
}

/** Addresses with something to do, in order, and which of them have never been seen. Events of no person are not among them. */
export async function findSenders(
  transaction: Transaction,
  channelAccountId: string,
  after: string,
): Promise<{ senders: string[]; strangers: string[]; introduced: SeenAddress[] }> {
  const { db, organisationId, now } = transaction
  const { rows } = await sql<{ sender: string }>`
    select distinct sender from inbound_events
    where organisation_id = ${organisationId} and channel_account_id = ${channelAccountId}
      and processed_at is null and sender > ${after}
      and (next_attempt_at is null or next_attempt_at <= ${now})
      and not exists (${failedOf(organisationId, channelAccountId, now)} and failed.sender = inbound_events.sender)
    order by sender limit ${peopleLimit}`.execute(db)
  const senders = rows.map(({ sender }) => sender)
  const known = await readByName(transaction, channelAccountId, senders)
  const unknown = senders.filter((sender) => !known.has(sender))
  const introduced = await readIntroductions(transaction, channelAccountId, unknown)
  const named = new Set(introduced.filter(({ displayName }) => displayName).map(({ address }) => address))
  return { senders, strangers: unknown.filter((sender) => !named.has(sender)), introduced }
}

/** What the newest event that says something of its sender says. */
async function readIntroductions(
  { db, organisationId }: Transaction,
  channelAccountId: string,
  senders: readonly string[],
): Promise<SeenAddress[]> {
  if (senders.length === 0) return []
  const { rows } = await sql<{ sender: string; told: unknown }>`
    select distinct on (sender) sender,
      jsonb_build_object('profile', event -> 'profile', 'aliases', event -> 'aliases') as told
    from inbound_events
    where organisation_id = ${organisationId} and channel_account_id = ${channelAccountId}
      and processed_at is null and sender = any(${[...senders]}::text[]) and event ?| array['profile', 'aliases']
    order by sender, at desc, inbound_event_id desc`.execute(db)
  return rows.flatMap(({ sender, told }) => introductionOf(sender, told))
}

const introduction = z.object({
  profile: eventProfile.nullish(),
  aliases: z.array(z.string().min(1)).nullish(),
})

/** Where the event itself says who writes, nobody needs to be asked. */
function introductionOf(address: string, told: unknown): SeenAddress[] {
  const { profile, aliases } = introduction.safeParse(told).data ?? {}
  if (profile?.displayName === undefined && !aliases) return []
  const language = profile?.language === undefined ? undefined : languageFromTag(profile.language)
  return [{ address, displayName: profile?.displayName, language, aliases: aliases ?? undefined }]
}

/** Makes the missing identities, then locks those nobody else holds; answers them by the name they wrote under. */
export async function lockPeople(
  transaction: Transaction,
  channelAccountId: string,
  seen: readonly SeenAddress[],
): Promise<Map<string, Locked>> {
  const { db, organisationId } = transaction
  const identities = await ensureIdentities(transaction, channelAccountId, seen, await nameless(transaction))
  const identityIds = [...new Set([...identities.values()].map(({ identityId }) => identityId))]
  const { rows } = await sql<Correspondent & { language: string }>`
    select i.identity_id as "identityId", i.person_id as "personId", i.address, i.state, p.language
    from identities i
    join persons p on p.organisation_id = i.organisation_id and p.person_id = i.person_id
    where i.organisation_id = ${organisationId} and i.identity_id = any(${idList(identityIds)}::uuid[])
    order by i.identity_id
    for update of i skip locked`.execute(db)
  const locked = new Map(
    rows.map(({ identityId, personId, address, state, language: told }) => {
      const language: Language = isLanguage(told) ? told : 'en'
      return [identityId, { identityId, personId, address, state, language }] as const
    }),
  )
  return new Map(
    [...identities].flatMap(([address, { identityId }]) => {
      const person = locked.get(identityId)
      return person === undefined ? [] : [[address, person] as const]
    }),
  )
}

/** What a person is called until a channel or they themselves tell us. */
async function nameless({ db, organisationId, context }: Transaction): Promise<{ name: string; language: Language }> {
  const organisation = await db
    .selectFrom('organisations')
    .where('organisation_id', '=', organisationId)
    .select('language')
    .executeTakeFirstOrThrow()
  const language = isLanguage(organisation.language) ? organisation.language : 'en'
  return { name: context.translator.in(language)('conversations:nameless'), language }
}

/** Events that failed and whose next try has not come: until then nothing newer of their person is handled, for order's sake. */
export function failedOf(organisationId: string, channelAccountId: string, now: Date) {
  return sql`
    select from inbound_events failed
    where failed.organisation_id = ${organisationId} and failed.channel_account_id = ${channelAccountId}
      and failed.processed_at is null and failed.attempts > 0 and failed.next_attempt_at > ${now}`
}
