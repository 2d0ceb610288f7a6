import { sql } from 'kysely'
import { newId } from '../platform/ids.ts'
import type { Language } from '../platform/languages.ts'
import type { Transaction } from '../platform/scope.ts'
import { expectConfirmation } from './address-confirmations.ts'
import { allows, type ConsentWord, type Purpose } from './consent.ts'

/** What a person agreed to or refused, with the words they saw. */
export interface NewConsent {
  personId: string
  purpose: Purpose
  /** A channel kind, or `all`. */
  channel: string
  granted: boolean
  source: 'gift_form' | 'stop_word' | 'start_word' | 'preferences' | 'member' | 'import' | 'follow'
  sourceId?: string | undefined
  /** Which version of the text was shown. */
  textVersion: string
  language: Language
  /** When it was said, where that was earlier: a tick counts from the form, not from the money. */
  at?: Date | undefined
}

/**
 * Records a consent or a refusal; nothing is ever overwritten. Whoever ticks appeals with a gift has the address they typed asked
 * whether it is theirs.
 */
export async function recordConsent(transaction: Transaction, consent: NewConsent): Promise<void> {
  const { db, organisationId, now } = transaction
  await db
    .insertInto('consents')
    .values({
      organisation_id: organisationId,
      consent_id: newId(now),
      person_id: consent.personId,
      purpose: consent.purpose,
      channel: consent.channel,
      granted: consent.granted,
      text_version: consent.textVersion,
      language: consent.language,
      source: consent.source,
      source_id: consent.sourceId ?? null,
      at: consent.at ?? now,
    })
    .execute()
  const { personId, purpose, granted, source } = consent
  if (granted && purpose === 'appeals' && source === 'gift_form') await expectConfirmation(transaction, personId)
}

/** Whether one person may be written to for a purpose on a channel; see `allows`. */
export async function mayReceive(
  transaction: Transaction,
  personId: string,
  purpose: Purpose,
  channel: string,
): Promise<boolean> {
  const words = await readWords(transaction, [personId], purpose)
  return allows(words.get(personId) ?? [], purpose, channel)
}

/** Of many people, those who may be written to for a purpose, with a test by channel. */
export async function whoMayReceive(
  transaction: Transaction,
  personIds: readonly string[],
  purpose: Purpose,
): Promise<(personId: string, channel: string) => boolean> {
  const words = await readWords(transaction, personIds, purpose)
  return (personId, channel) => allows(words.get(personId) ?? [], purpose, channel)
}

/** The newest word per purpose and channel of some people; whoever waits to be erased has none left. */
async function readWords(
  { db, organisationId }: Transaction,
  personIds: readonly string[],
  purpose: Purpose,
): Promise<Map<string, ConsentWord[]>> {
  if (personIds.length === 0 || purpose === 'service') return new Map()
  const { rows } = await sql<{ person_id: string; channel: string; granted: boolean; at: Date }>`
    select distinct on (person_id, channel) person_id, channel, granted, at
    from consents
    where organisation_id = ${organisationId} and purpose = ${purpose} and person_id = any(${[...personIds]}::uuid[])
      and not exists (select from erasures e where e.organisation_id = consents.organisation_id
        and e.person_id = consents.person_id and e.state = 'waiting')
    order by person_id, channel, at desc, granted, consent_id desc`.execute(db)
  const words = new Map<string, ConsentWord[]>()
  for (const { person_id, channel, granted, at } of rows) {
    words.set(person_id, [...(words.get(person_id) ?? []), { purpose, channel, granted, at }])
  }
  return words
}

/** What the one person refused last, purpose by purpose, the other refuses too from now on. */
export async function carryRefusals(transaction: Transaction, from: string, to: string): Promise<void> {
  const { db, organisationId, now } = transaction
  const refusals = (await lastWords(transaction, from)).filter((consent) => !consent.granted)
  if (refusals.length === 0) return
  await db
    .insertInto('consents')
    .values(
      refusals.map((refusal) => ({
        ...refusal,
        organisation_id: organisationId,
        consent_id: newId(now),
        person_id: to,
        at: now,
      })),
    )
    .execute()
}

/** What the one person agreed to, the other agrees to as well, from when it was said: only where they never said a word. */
export async function carryGrants(transaction: Transaction, from: string, to: string): Promise<void> {
  const { db, organisationId, now } = transaction
  const said = new Set((await lastWords(transaction, to)).map(({ purpose }) => purpose))
  const grants = (await lastWords(transaction, from)).filter(({ granted, purpose }) => granted && !said.has(purpose))
  if (grants.length === 0) return
  await db
    .insertInto('consents')
    .values(
      grants.map((grant) => ({ ...grant, organisation_id: organisationId, consent_id: newId(now), person_id: to })),
    )
    .execute()
}

/** A person's newest word per purpose and channel; of two at the same moment the refusal. */
function lastWords({ db, organisationId }: Transaction, personId: string) {
  return db
    .selectFrom('consents')
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .distinctOn(['purpose', 'channel'])
    .orderBy('purpose')
    .orderBy('channel')
    .orderBy('at', 'desc')
    .orderBy('granted')
    .orderBy('consent_id', 'desc')
    .selectAll()
    .execute()
}
