import PostalMime from 'postal-mime'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { foundPurpose, giveTestGift, type Purpose } from './allocations/testing.ts'
import { readAudience } from './broadcasts/audience.ts'
import { anyOf } from './broadcasts/filters.ts'
import { textMessage } from './channels/message.ts'
import { createChannelAccount } from './conversations/accounts.ts'
import { sendMessage } from './conversations/actions.ts'
import { hookRoutes } from './conversations/arriving/hooks.ts'
import { askAddress, askDueAddresses } from './conversations/confirming/ask-address.ts'
import type { Sent } from './conversations/conversation.ts'
import { listConversations } from './conversations/inbox/store.ts'
import { Switchboard } from './conversations/switchboard.ts'
import { closeMailServers, mailServer } from './conversations/wire/mail-server.fixture.ts'
import { openTestHouse, type TestHouse } from './organisations/testing.ts'
import { recordConsent } from './people/consents.ts'
import { erasePerson } from './people/erase.ts'
import { linkIdentity } from './people/identities.ts'
import { mergePersons } from './people/merge.ts'
import { createPerson, writeChange } from './people/persons.ts'
import { readProfile } from './people/profile.ts'
import type { Language } from './platform/languages.ts'
import type { Scope } from './platform/scope.ts'
import { respondInChat } from './scripts/actions.ts'
import { hiddenField, openSite } from './site/testing.ts'

/** An address somebody typed is asked whether it is its reader's own: see docs/decisions/0044. */
const secret = 'an-inbound-secret-of-48-characters-for-the-tests'
const dayMilliseconds = 24 * 60 * 60 * 1000
let house: TestHouse
let board: Switchboard
let site: ReturnType<typeof openSite>
let heard: string[]
let smtpPort: string
let mail: string
let member: Scope
let purpose: Purpose
let people = 0

beforeAll(async () => {
  const server = await mailServer()
  heard = server.heard
  smtpPort = String(server.port)
  house = await openTestHouse({})
  board = new Switchboard(house.context, { respond: respondInChat })
  site = openSite(house.context)
  member = await house.member('owner')
  mail = await openMail(house.scope)
})
afterAll(async () => {
  await board.stop()
  await closeMailServers()
  await house.close()
})
beforeEach(async () => {
  house.clock.advance(60 * dayMilliseconds)
  heard.length = 0
  purpose = await foundPurpose(house.scope)
})

test('a giver who ticked appeals is asked once, in their language, in words that tell a stranger nothing', async () => {
  const giver = await typedGiver(mailbox(), { language: 'it' })
  await ask()
  const letter = await onlyMail()
  expect(letter.to).toBe(giver.email)
  expect(letter.subject).toContain('È il tuo indirizzo?')
  expect(letter.text).toContain('Sì, è il mio')
  for (const hidden of ['Mei-ling', '1.000', '1,000']) expect(letter.text).not.toContain(hidden)
  expect(await stateOf(giver)).toBe('asked')
  await ask()
  await onlyMail()
  const { items } = await listConversations(member, { limit: 50 })
  expect(items.map(({ personId }) => personId)).not.toContain(giver.personId)
})

test('looking at the page confirms nothing, a press does, a second press changes nothing; then appeals reach the address', async () => {
  const giver = await typedGiver(mailbox())
  await ask()
  const path = await link()
  const shown = await site.read(path)
  expect(shown).toContain(giver.email)
  expect((await site.get(path)).headers.get('cache-control')).toContain('no-store')
  await site.read(path)
  expect(await stateOf(giver)).toBe('asked')
  expect(await appeal(giver)).toMatchObject({ outcome: 'skipped', reason: 'no_conversation' })
  expect(await isReachable(giver)).toBe(false)
  expect((await site.send(path, { seal: hiddenField(shown, 'seal') })).status).toBe(303)
  expect(await stateOf(giver)).toBe('confirmed')
  expect((await site.send(path, { seal: hiddenField(shown, 'seal') })).status).toBe(303)
  expect(await site.read(path)).toContain('that is confirmed')
  expect(await isReachable(giver)).toBe(true)
  heard.length = 0
  expect(await appeal(giver)).toMatchObject({ outcome: 'queued' })
  await settle()
  const { to, text } = await onlyMail()
  expect(to).toBe(giver.email)
  expect(text).toContain('you confirmed that this address is yours')
  expect(await send(giver, 'service')).toMatchObject({ reason: 'no_conversation' })
})

test('a press without the seal of the page, with an old link, or with a link of another kind confirms nothing', async () => {
  const giver = await typedGiver(mailbox())
  await ask()
  const path = await link()
  const shown = await site.read(path)
  expect((await site.send(path, { seal: 'x' })).status).toBe(403)
  expect((await site.get(path.replace('/confirm/', '/g/'))).status).toBe(404)
  expect((await site.get(`/confirm/${'x'.repeat(43)}`)).status).toBe(404)
  house.clock.advance(15 * dayMilliseconds)
  expect((await site.get(path)).status).toBe(410)
  expect((await site.send(path, { seal: hiddenField(shown, 'seal') })).status).toBe(410)
  expect(await stateOf(giver)).toBe('asked')
})

test('a link of one organisation confirms nothing in another, though the same mailbox was typed there', async () => {
  const other = await house.neighbour(`other-${people}`)
  const theirMail = await openMail(other)
  const email = mailbox()
  const [ours, theirs] = [await typedGiver(email), await typedGiver(email, { scope: other })]
  await ask()
  const [path, shown] = [await link(), await site.read(await link())]
  heard.length = 0
  await ask(other, theirMail)
  const theirPath = await link()
  expect(theirPath).not.toBe(path)
  expect((await site.send(theirPath, { seal: hiddenField(shown, 'seal') })).status).toBe(403)
  await site.send(path, { seal: hiddenField(shown, 'seal') })
  expect([await stateOf(ours), await stateOf(theirs)]).toEqual(['confirmed', 'asked'])
})

test('one mailbox is asked once a month, whoever typed it, and each who typed it for themselves', async () => {
  const email = mailbox()
  const [first, second] = [await typedGiver(email), await typedGiver(email)]
  await ask()
  await onlyMail()
  expect([await stateOf(first), await stateOf(second)].toSorted()).toEqual(['asked', 'open'])
  const left = (await stateOf(first)) === 'open' ? first : second
  await expect(askAddress(member, left.personId)).rejects.toMatchObject({ code: 'people.address-not-askable' })
  house.clock.advance(31 * dayMilliseconds)
  heard.length = 0
  await askAddress(member, left.personId)
  const audited = await house.context.databases.owner.query(
    `select actor_id from audit_entries where action = 'people.ask-address' and subject_id = $1`,
    [left.personId],
  )
  expect(audited.rows).toMatchObject([{ actor_id: expect.any(String) }])
  await settle()
  await press()
  expect(await stateOf(left)).toBe('confirmed')
  expect(await stateOf(left === first ? second : first)).toBe('asked')
})

test('whom a chat reaches, who agreed to reports alone, whose mailbox said no, and what waited too long is not asked', async () => {
  const chats = await typedGiver(mailbox())
  await writesFrom(chats.email)
  await house.scope.transaction(async (tx) => {
    const chat = tx.db.selectFrom('identities').where('address', '=', chats.email).select('identity_id')
    const { identity_id: identityId } = await chat.executeTakeFirstOrThrow()
    await linkIdentity(tx, { identityId, personId: chats.personId, proof: 'member' })
  })
  const reportsAlone = await typedGiver(mailbox(), { ticks: ['feedback'] })
  const closed = await typedGiver(mailbox())
  await writesFrom(closed.email, 'unsubscribe')
  heard.length = 0
  await ask()
  for (const { personId } of [chats, reportsAlone, closed])
    await expect(askAddress(member, personId)).rejects.toMatchObject({ code: 'people.address-not-askable' })
  const late = await typedGiver(mailbox())
  house.clock.advance(4 * dayMilliseconds)
  await ask()
  expect(heard).toEqual([])
  expect(await stateOf(late)).toBe('open')
})

test('consent still rules: a confirmed address gets nothing once the yes is taken back or the mailbox wants no more', async () => {
  const [withdrawn, closed] = [await confirmedGiver(), await confirmedGiver()]
  house.clock.advance(1000)
  await agree(house.scope, withdrawn.personId, { ticks: ['appeals'], granted: false })
  expect(await appeal(withdrawn)).toMatchObject({ reason: 'opted_out' })
  const onItsWay = await appeal(closed)
  await writesFrom(closed.email, 'unsubscribe')
  expect([await stateOf(closed), await isReachable(closed)]).toEqual(['closed', false])
  expect(await appeal(closed)).toMatchObject({ outcome: 'skipped' })
  const { rows } = await house.context.databases.owner.query(
    'select state, reason from deliveries where delivery_id = $1',
    [onItsWay.outcome === 'queued' ? onItsWay.deliveryId : undefined],
  )
  expect(rows).toEqual([{ state: 'skipped', reason: 'unfollowed' }])
})

test('another address is another question; a record joined to another takes its answer along; who is forgotten leaves none', async () => {
  const giver = await confirmedGiver()
  const into = await house.scope.transaction((tx) => createPerson(tx, { displayName: 'Mei', language: 'en' }))
  const merge = { fromId: giver.personId, intoId: into, proof: 'member', proofId: member.actor.kind } as const
  await house.scope.transaction((tx) => mergePersons(tx, merge, []))
  expect(await stateOf({ personId: into })).toBe('confirmed')
  await house.scope.transaction((tx) => writeChange(tx, into, { email: mailbox() }))
  expect(await stateOf({ personId: into })).toBe('open')
  expect(await appeal({ personId: into })).toMatchObject({ reason: 'no_conversation' })
  await house.scope.transaction((tx) => erasePerson(tx, into, []))
  const { rows } = await house.context.databases.owner.query('select from address_confirmations where email = $1', [
    giver.email,
  ])
  expect(rows).toEqual([])
})

test('the page of an address that no longer stands with its person is gone', async () => {
  const giver = await typedGiver(mailbox())
  await ask()
  const path = await link()
  await house.scope.transaction((tx) => writeChange(tx, giver.personId, { email: mailbox() }))
  expect((await site.get(path)).status).toBe(404)
})

function mailbox(): string {
  people += 1
  return `mei-${people}@donor.example`
}

interface Giver {
  personId: string
  email: string
}

/** Somebody of whom a form told a name and an address, with what they ticked. */
async function typedGiver(
  email: string,
  { language = 'en', ticks = ['feedback', 'appeals'], scope = house.scope }: Partial<Ticks> = {},
): Promise<Giver> {
  house.clock.advance(1000)
  const personId = await scope.transaction((tx) => createPerson(tx, { displayName: 'Lin Mei-ling', language, email }))
  await agree(scope, personId, { ticks })
  if (scope === house.scope) await giveTestGift(scope, purpose, { amountMinor: 100_000n, personId, language })
  return { personId, email }
}

interface Ticks {
  language: Language
  ticks: readonly ('feedback' | 'appeals')[]
  scope: Scope
}

async function agree(
  scope: Scope,
  personId: string,
  { ticks, granted = true }: { ticks: Ticks['ticks']; granted?: boolean },
) {
  const words = { channel: 'all', source: 'gift_form', textVersion: '1', language: 'en' } as const
  await scope.transaction(async (tx) => {
    for (const purpose of ticks) await recordConsent(tx, { personId, purpose, granted, ...words })
  })
}

async function confirmedGiver(): Promise<Giver> {
  const giver = await typedGiver(mailbox())
  heard.length = 0
  await ask()
  await press()
  expect(await stateOf(giver)).toBe('confirmed')
  return giver
}

async function press(): Promise<void> {
  const path = await link()
  await site.send(path, { seal: hiddenField(await site.read(path), 'seal') })
}

async function ask(scope = house.scope, account = mail): Promise<void> {
  await askDueAddresses(scope)
  await board.sender.run(scope.organisationId, account)
  await board.sender.settled()
}

async function settle(): Promise<void> {
  await board.process(house.organisationId, mail)
  await board.sender.run(house.organisationId, mail)
  await board.sender.settled()
}

async function stateOf({ personId }: Pick<Giver, 'personId'>): Promise<string | null> {
  const ours = await house.scope.transaction(({ db }) =>
    db.selectFrom('persons').where('person_id', '=', personId).select('person_id').executeTakeFirst(),
  )
  if (ours) return (await readProfile(member, personId)).typedState
  const { rows } = await house.context.databases.owner.query(
    'select confirmed_at is not null as done, asked_at is not null as asked from address_confirmations where person_id = $1',
    [personId],
  )
  return rows[0].done ? 'confirmed' : rows[0].asked ? 'asked' : 'open'
}

function appeal(giver: Pick<Giver, 'personId'>): Promise<Sent> {
  return send(giver, 'appeals')
}

function send({ personId }: Pick<Giver, 'personId'>, purpose: 'appeals' | 'service'): Promise<Sent> {
  house.clock.advance(1000)
  const sending = { content: textMessage('Spring appeal'), purpose, author: { kind: 'system' } } as const
  return house.scope.transaction((tx) => sendMessage(tx, { personId }, sending))
}

async function isReachable({ personId }: Giver): Promise<boolean> {
  return (await house.scope.transaction((tx) => readAudience(tx, anyOf({ kind: 'reachable' })))).includes(personId)
}

/** The one mail that left. */
async function onlyMail() {
  expect(heard.filter((line) => line === 'DATA')).toHaveLength(1)
  const start = heard.indexOf('DATA') + 1
  const read = await PostalMime.parse(heard.slice(start, heard.indexOf('.', start)).join('\r\n'))
  return { to: read.to?.[0]?.address ?? '', text: read.text ?? '', subject: read.subject ?? '' }
}

async function link(): Promise<string> {
  return /\/confirm\/[\w-]{43}/.exec((await onlyMail()).text)?.[0] ?? ''
}

/** A mail comes in from a mailbox. */
async function writesFrom(sender: string, words = 'When do you open?'): Promise<void> {
  const lines = [`From: ${sender}`, 'Subject: Re: hello', `Message-ID: <${crypto.randomUUID()}@x>`, '', words]
  const { hook_key } = await house.scope.transaction(({ db }) =>
    db.selectFrom('channel_accounts').select('hook_key').executeTakeFirstOrThrow(),
  )
  const headers = { 'content-type': 'message/rfc822', 'x-inbound-secret': secret }
  const posted = await hookRoutes(board).request(`/hooks/${hook_key}`, {
    method: 'POST',
    headers,
    body: lines.join('\r\n'),
  })
  expect(posted.status).toBe(200)
  await settle()
}

function openMail(scope: Scope): Promise<string> {
  const config = {
    smtpHost: '127.0.0.1',
    smtpPort,
    fromAddress: 'hello@hands.example.org',
    fromName: 'Helping Hands',
    inboundSecret: secret,
  }
  return createChannelAccount(scope, { kind: 'email', name: 'Mail', config })
}
