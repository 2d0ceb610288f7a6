import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createLink } from '../organisations/links.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { mayReceive, recordConsent } from '../people/consents.ts'
import { ensureIdentities } from '../people/identities.ts'
import { createPerson, getPerson } from '../people/persons.ts'
import { readProfile } from '../people/profile.ts'
import { searchPeople } from '../people/search.ts'
import { acceptSuggestion, dismissSuggestion } from '../people/settle-suggestion.ts'
import { openSuggestions } from '../people/suggestion-lists.ts'
import { newId } from '../platform/ids.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { claimGift, moveGifts } from './claim.ts'
import { recordGift } from './record-gift.ts'
import { give, hookPath, hookServer, openCampaign, openSandbox, sandboxSays } from './testing.ts'

let house: TestHouse
let member: Scope
let campaignId: string
let path: string
let call: ReturnType<typeof hookServer>
const account = '01920000-0000-7000-8000-000000000001'
/** Each test has a donor of its own. */
let donor: { name: string; contact: string }
let count = 0

beforeAll(async () => {
  house = await openTestHouse()
  member = await house.member('agent')
  campaignId = await openCampaign(house.scope)
  path = await hookPath(house.scope, await openSandbox(house.scope))
  call = hookServer(house.context)
  await house.scope.transaction(({ db, organisationId, now }) =>
    db
      .insertInto('channel_accounts')
      .values({
        organisation_id: organisationId,
        channel_account_id: account,
        kind: 'line',
        name: 'LINE',
        hook_key: 'k',
        config_cipher: Buffer.of(1),
        organisation_is_demo: true,
        created_at: now,
      })
      .execute(),
  )
})
beforeEach(() => {
  count += 1
  donor = { name: `林美玲${count}`, contact: `donor-${count}@example.org` }
})
afterAll(() => house.close())

test('a gift under a known name and address is of somebody new, and a member is told whom it may be', async () => {
  const known = await meet()
  const giver = await giveOnline({ appeals: 'yes' })
  expect(giver.personId).not.toBe(known)
  expect((await readProfile(member, known)).suggestions).toMatchObject([
    { person: { id: giver.personId, hasChat: false }, other: { id: known }, matchedBy: 'email' },
  ])
  expect((await readProfile(member, giver.personId)).suggestions).toHaveLength(1)
})

test('a stranger’s tick renews no consent of whoever they typed, before and after somebody takes them for one', async () => {
  const known = await meet()
  await say(known, 'appeals', false)
  const giver = await giveOnline({ appeals: 'yes', feedback: 'yes' })
  expect(await may(known, 'appeals')).toBe(false)
  expect(await may(known, 'feedback')).toBe(false)
  await acceptSuggestion(member, known, giver.personId, [moveGifts])
  expect(await may(known, 'appeals')).toBe(false)
  // About feedback they had never said a word: the tick is the first.
  expect(await may(known, 'feedback')).toBe(true)
})

test('a refusal of the newcomer outlives the joining, a yes said before does not come back', async () => {
  const known = await meet()
  await say(known, 'feedback', true)
  const giver = await giveOnline({})
  await say(giver.personId, 'feedback', false)
  await acceptSuggestion(member, giver.personId, known, [moveGifts])
  expect(await may(known, 'feedback')).toBe(false)
})

test('whoever says yes joins gifts, receipts and chats; the empty record leads on and is found no more', async () => {
  const known = await meet()
  const giver = await giveOnline({})
  const chat = await chatOf(giver.personId, `U-join-${count}`)
  expect(await acceptSuggestion(member, giver.personId, known, [moveGifts])).toBe(known)
  expect(await giverOf(giver.giftId)).toBe(known)
  expect(await ownerOf(chat)).toBe(known)
  const { person, suggestions } = await readProfile(member, giver.personId)
  expect(person.merged_into_id).toBe(known)
  expect(suggestions).toEqual([])
  const found = await within((transaction) => searchPeople(transaction, donor.name, 10))
  expect(found.map(({ personId }) => personId)).toEqual([known])
  expect((await readProfile(member, known)).person).toMatchObject({ donor_since: '2026-03-02' })
  const settled = acceptSuggestion(member, giver.personId, known, [moveGifts])
  await expect(settled).rejects.toMatchObject({ code: 'people.unknown-suggestion' })
  expect((await audited(known)).sort()).toEqual(['people.accept-suggestion', 'people.merge'])
})

test('a gift on its way while its giver is joined arrives where they went', async () => {
  const known = await meet()
  const giver = await giveOnline({})
  const later = await give(house, campaignId, donor, {
    from: { linkId: await giveLink(), conversationId: await conversationOf(giver.personId), personId: giver.personId },
  })
  await acceptSuggestion(member, giver.personId, known, [moveGifts])
  expect((await call(path, sandboxSays(later.reference, 'paid'))).status).toBe(200)
  expect(await giverOf(await giftOf(later.giftIntentId))).toBe(known)
})

test('whoever says no is asked about this pair no more; the next gift may be of either', async () => {
  const known = await meet()
  const giver = await giveOnline({})
  await dismissSuggestion(member, known, giver.personId)
  expect((await readProfile(member, known)).suggestions).toEqual([])
  const next = await giveOnline({})
  const others = (await readProfile(member, next.personId)).suggestions.map(({ other }) => other.id)
  expect(others.sort()).toEqual([known, giver.personId].sort())
})

test('of many gifts under one name each is suggested to the first, and stays so when one of them is joined', async () => {
  const known = await meet()
  const [first, second] = [await giveOnline({}), await giveOnline({})]
  const pairs = await within((transaction) => openSuggestions(transaction, { personId: known, limit: 10 }))
  expect(pairs.map(({ person }) => person.id).sort()).toEqual([first.personId, second.personId].sort())
  await acceptSuggestion(member, known, first.personId, [moveGifts])
  await acceptSuggestion(member, known, second.personId, [moveGifts])
  expect(await giverOf(second.giftId)).toBe(known)
})

test('two who bear numbers of the same records are not joined', async () => {
  const known = await meet('A-1')
  const giver = await giveOnline({})
  await within(({ db, organisationId }) =>
    db
      .updateTable('persons')
      .set({ external_key: `B-${count}` })
      .where('organisation_id', '=', organisationId)
      .where('person_id', '=', giver.personId)
      .execute(),
  )
  const joining = acceptSuggestion(member, known, giver.personId, [moveGifts])
  await expect(joining).rejects.toMatchObject({ code: 'people.different-numbers' })
  expect(await giverOf(giver.giftId)).toBe(giver.personId)
})

test('the gift’s code, sent from the chat of whom it was suggested to be, settles it', async () => {
  const known = await meet()
  const chat = await chatOf(known, `U-claim-${count}`)
  await record(known)
  const giver = await giveOnline({})
  expect(await claim(chat, giver.giftId)).toBe(true)
  expect(await giverOf(giver.giftId)).toBe(known)
  expect(await ownerOf(chat)).toBe(known)
  expect((await readProfile(member, known)).suggestions).toEqual([])
})

test('a code from a chat that just began gives that gift and nothing of whom was typed', async () => {
  const known = await meet()
  const earlier = await record(known)
  const giver = await giveOnline({})
  const chat = await newChat(`U-stranger-${count}`)
  expect(await claim(chat, giver.giftId)).toBe(true)
  expect(await ownerOf(chat)).toBe(giver.personId)
  expect(await giverOf(earlier)).toBe(known)
  expect((await readProfile(member, known)).suggestions).toHaveLength(1)
  await acceptSuggestion(member, known, giver.personId, [moveGifts])
  const another = await newChat(`U-late-${count}`)
  expect(await claim(another, giver.giftId)).toBe(false)
})

test('a STOP between the form and the money is not undone by the tick on the form', async () => {
  const known = await meet()
  const conversationId = await conversationOf(known)
  const from = { linkId: await giveLink(), conversationId, personId: known }
  const { reference } = await give(house, campaignId, { ...donor, appeals: 'yes' }, { from })
  house.clock.advance(60_000)
  await say(known, 'appeals', false)
  house.clock.advance(60_000)
  await call(path, sandboxSays(reference, 'paid'))
  expect(await may(known, 'appeals')).toBe(false)
})

test('two members who say yes at once join them once', async () => {
  const known = await meet()
  const giver = await giveOnline({})
  const both = [1, 2].map(() => acceptSuggestion(member, known, giver.personId, [moveGifts]))
  const outcomes = await Promise.allSettled(both)
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

function within<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
  return house.scope.transaction(work)
}

function meet(externalKey?: string): Promise<string> {
  const known = { displayName: donor.name, language: 'zh-Hant', email: donor.contact, externalKey } as const
  return within((transaction) => createPerson(transaction, known))
}

async function giveOnline(typed: { appeals?: string; feedback?: string }) {
  const { reference, giftIntentId } = await give(house, campaignId, { feedback: '', ...donor, ...typed })
  house.clock.advance(3_600_000)
  await call(path, sandboxSays(reference, 'paid'))
  const giftId = await giftOf(giftIntentId)
  return { giftId, personId: await giverOf(giftId) }
}

function record(personId: string): Promise<string> {
  return within((transaction) =>
    recordGift(transaction, {
      personId,
      campaignId,
      amount: { minor: 100_000n, currency: 'TWD' },
      receivedAt: transaction.now,
      source: 'manual',
      donorName: donor.name,
      isAnonymous: false,
      receiptWish: 'none',
      language: 'zh-Hant',
    }),
  )
}

function claim(identityId: string, giftId: string): Promise<boolean> {
  return within((transaction) => claimGift(transaction, { identityId, giftId, linkId: newId(transaction.now) }, []))
}

async function newChat(address: string): Promise<string> {
  const fallback = { name: 'Friend', language: 'zh-Hant' } as const
  const made = await within((transaction) => ensureIdentities(transaction, account, [{ address }], fallback))
  return made.get(address)?.identityId ?? ''
}

async function chatOf(personId: string, address: string): Promise<string> {
  const identityId = await newChat(address)
  await within(({ db, organisationId }) =>
    db
      .updateTable('identities')
      .set({ person_id: personId })
      .where('organisation_id', '=', organisationId)
      .where('identity_id', '=', identityId)
      .execute(),
  )
  return identityId
}

async function conversationOf(personId: string): Promise<string> {
  const identityId = await chatOf(personId, `U-talk-${count}`)
  return within(async ({ db, organisationId, now }) => {
    const conversationId = newId(now)
    const of = { organisation_id: organisationId, channel_account_id: account, identity_id: identityId }
    await db
      .insertInto('conversations')
      .values({ ...of, conversation_id: conversationId, created_at: now })
      .execute()
    return conversationId
  })
}

async function giveLink(): Promise<string> {
  return within(async (transaction) => {
    const { db, organisationId, now } = transaction
    const expiresAt = new Date(now.getTime() + 3_600_000)
    await createLink(transaction, { kind: 'give', subject: {}, expiresAt, singleUse: true })
    const { link_id } = await db
      .selectFrom('links')
      .where('organisation_id', '=', organisationId)
      .select('link_id')
      .orderBy('link_id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    return link_id
  })
}

async function say(personId: string, purpose: 'feedback' | 'appeals', granted: boolean): Promise<void> {
  const word = { channel: 'all', source: 'preferences', textVersion: '1', language: 'zh-Hant' } as const
  await within((transaction) => recordConsent(transaction, { ...word, personId, purpose, granted }))
}

function may(personId: string, purpose: 'feedback' | 'appeals'): Promise<boolean> {
  return within((transaction) => mayReceive(transaction, personId, purpose, 'line'))
}

async function giverOf(giftId: string): Promise<string> {
  const row = await within(({ db, organisationId }) =>
    db
      .selectFrom('gifts')
      .where('organisation_id', '=', organisationId)
      .where('gift_id', '=', giftId)
      .select('person_id')
      .executeTakeFirstOrThrow(),
  )
  return row.person_id
}

async function giftOf(giftIntentId: string): Promise<string> {
  const row = await within(({ db, organisationId }) =>
    db
      .selectFrom('gifts')
      .where('organisation_id', '=', organisationId)
      .where('gift_intent_id', '=', giftIntentId)
      .select('gift_id')
      .executeTakeFirstOrThrow(),
  )
  return row.gift_id
}

async function ownerOf(identityId: string): Promise<string> {
  const row = await within(({ db, organisationId }) =>
    db
      .selectFrom('identities')
      .where('organisation_id', '=', organisationId)
      .where('identity_id', '=', identityId)
      .select('person_id')
      .executeTakeFirstOrThrow(),
  )
  return row.person_id
}

async function audited(personId: string): Promise<string[]> {
  await within((transaction) => getPerson(transaction, personId))
  const rows = await within(({ db, organisationId }) =>
    db
      .selectFrom('audit_entries')
      .where('organisation_id', '=', organisationId)
      .where('subject_id', '=', personId)
      .select('action')
      .orderBy('audit_entry_id')
      .execute(),
  )
  return rows.map(({ action }) => action)
}
