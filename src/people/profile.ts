import { sql } from 'kysely'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import type { Purpose } from './consent.ts'
import { recordConsent } from './consents.ts'
import { waitingErasure } from './erasures.ts'
import { linkIdentity } from './identities.ts'
import { languageSchema } from './person.ts'
import { getPerson } from './persons.ts'
import { openSuggestions } from './suggestion-lists.ts'
import { tagsOf } from './tags.ts'
import { typedStateOf } from './typed-address.ts'

/** A chat account of a person. */
export interface ProfileIdentity {
  id: string
  channelAccountId: string
  displayName: string | null
  state: string
  stateAt: Date | null
  /** Why we believe it is theirs. */
  proof: string | null
}

/** The newest word of a person on a purpose and a channel. */
export interface ProfileConsent {
  purpose: string
  channel: string
  granted: boolean
  source: string
  at: Date
}

const mostSuggestions = 50

/** A person with their chat accounts, what they agreed to and who may be the same person. Fails with `people.unknown`. */
export async function readProfile(scope: Scope, personId: string) {
  permit(scope, 'people.read')
  return scope.transaction(async (transaction) => ({
    person: await getPerson(transaction, personId),
    identities: await readIdentities(transaction, personId),
    typedState: await typedStateOf(transaction, personId),
    consents: await readConsents(transaction, personId),
    tags: await tagsOf(transaction, personId),
    erasure: await waitingErasure(transaction, personId),
    suggestions: await openSuggestions(transaction, { personId, limit: mostSuggestions }),
  }))
}

/** Records what a person told a member they want or do not want. Fails with `people.unknown`. */
export async function recordConsents(
  scope: Scope,
  personId: string,
  words: readonly { purpose: Exclude<Purpose, 'service'>; channel: string; granted: boolean }[],
): Promise<void> {
  permit(scope, 'people.change')
  await scope.transaction(async (transaction) => {
    const person = await getPerson(transaction, personId)
    for (const word of words) {
      await recordConsent(transaction, {
        ...word,
        personId,
        source: 'member',
        sourceId: scope.actor.kind === 'member' ? scope.actor.id : undefined,
        textVersion: 'member/1',
        language: languageSchema.catch('en').parse(person.language),
      })
    }
    await audit(transaction, { action: 'people.consent', subjectKind: 'person', subjectId: personId, after: words })
  })
}

/** Gives a chat account to a person because a member made sure it is theirs. Fails with `people.unknown`, `people.unknown-identity`. */
export async function linkIdentityAsMember(scope: Scope, personId: string, identityId: string): Promise<void> {
  permit(scope, 'people.change')
  await scope.transaction(async (transaction) => {
    await getPerson(transaction, personId)
    const before = await ownerOf(transaction, identityId)
    const proofId = scope.actor.kind === 'member' ? scope.actor.id : undefined
    await linkIdentity(transaction, { identityId, personId, proof: 'member', proofId })
    await audit(transaction, {
      action: 'people.link-identity',
      subjectKind: 'identity',
      subjectId: identityId,
      before: { personId: before },
      after: { personId },
    })
  })
}

async function ownerOf({ db, organisationId }: Transaction, identityId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('identities')
    .where('organisation_id', '=', organisationId)
    .where('identity_id', '=', identityId)
    .select('person_id')
    .executeTakeFirst()
  return row?.person_id
}

async function readIdentities({ db, organisationId }: Transaction, personId: string): Promise<ProfileIdentity[]> {
  const { rows } = await sql<ProfileIdentity>`
    select identity_id as id, channel_account_id as "channelAccountId", display_name as "displayName", state, state_at as "stateAt",
      (select proof from identity_links l where l.organisation_id = ${organisationId} and l.identity_id = identities.identity_id
        order by at desc, identity_link_id desc limit 1) as proof
    from identities where organisation_id = ${organisationId} and person_id = ${personId} and typed_email is null order by identity_id`.execute(
    db,
  )
  return rows
}

async function readConsents({ db, organisationId }: Transaction, personId: string): Promise<ProfileConsent[]> {
  const { rows } = await sql<ProfileConsent>`
    select distinct on (purpose, channel) purpose, channel, granted, source, at from consents
    where organisation_id = ${organisationId} and person_id = ${personId}
    order by purpose, channel, at desc, granted, consent_id desc`.execute(db)
  return rows
}
