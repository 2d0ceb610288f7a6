import PostalMime from 'postal-mime'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { allocate } from './allocations/allocate.ts'
import { portionGift } from './allocations/portion.ts'
import { foundPurpose, giveTestGift, openTestCase, type Purpose } from './allocations/testing.ts'
import { readAudience } from './broadcasts/audience.ts'
import { anyOf } from './broadcasts/filters.ts'
import { bringProof } from './cases/testing.ts'
import { approveUpdate, writeUpdate } from './cases/updates.ts'
import { textMessage } from './channels/message.ts'
import { createChannelAccount } from './conversations/accounts.ts'
import { sendMessage } from './conversations/actions.ts'
import { hookRoutes } from './conversations/arriving/hooks.ts'
import type { Sent } from './conversations/conversation.ts'
import { type ChatHouse, lineText, openChatHouse } from './conversations/testing.ts'
import { closeMailServers, mailServer } from './conversations/wire/mail-server.fixture.ts'
import { approveRound } from './feedback/approve.ts'
import { resultsOf } from './feedback/results.ts'
import { planRound, submitRound } from './feedback/rounds.ts'
import { sendRound } from './feedback/send.ts'
import { isKnownByGiftAlone } from './gifts/known-by-gift.ts'
import { recordConsent } from './people/consents.ts'
import { createPerson, writeChange } from './people/persons.ts'
import { readProfile } from './people/profile.ts'
import type { Scope } from './platform/scope.ts'
import { respondInChat } from './scripts/actions.ts'
import { openSite } from './site/testing.ts'

/** Reports by e-mail to an address that somebody typed: see docs/decisions/0033. */
const secret = 'an-inbound-secret-of-48-characters-for-the-tests'
let house: ChatHouse
let site: ReturnType<typeof openSite>
let heard: string[]
let mail: string
let hook: string
let officer: Scope
let approver: Scope
let purpose: Purpose
let people = 0

beforeAll(async () => {
  const server = await mailServer()
  heard = server.heard
  house = await openChatHouse()
  house.respond = respondInChat
  site = openSite(house.context)
  officer = await house.member('programme_officer')
  approver = await house.member('programme_officer')
  const config = {
    smtpHost: '127.0.0.1',
    smtpPort: String(server.port),
    fromAddress: 'hello@hands.example.org',
    fromName: 'Helping Hands',
    inboundSecret: secret,
  }
  mail = await createChannelAccount(house.scope, { kind: 'email', name: 'Mail', config })
  hook = await house.scope.transaction(async ({ db }) => {
    const account = db.selectFrom('channel_accounts').where('channel_account_id', '=', mail).select('hook_key')
    return `/hooks/${(await account.executeTakeFirstOrThrow()).hook_key}`
  })
})
afterAll(async () => {
  await house.close()
  await closeMailServers()
})
beforeEach(async () => {
  house.clock.set('2026-03-02T02:00:00Z')
  heard.length = 0
  purpose = await foundPurpose(house.scope)
})

test('a giver known by what was typed on the form alone is told by e-mail, with why, and how to end it', async () => {
  const giver = await typedGiver(mailbox())
  const round = await tell(giver)
  expect(await resultOf(round, giver.giftId)).toEqual([['sent', null]])
  const { to, text, subject } = await onlyMail()
  expect(to).toBe(giver.email)
  expect(subject).not.toBe('')
  expect(text).toContain('somebody gave this address with a gift')
  expect(text).toContain('“unsubscribe”')
})

test('its page shows the report of that gift, and no receipt, other gift, wish, code or form of its giver', async () => {
  const giver = await typedGiver(mailbox())
  const other = await giveTestGift(house.scope, purpose, { amountMinor: 990_000n, personId: giver.personId })
  await tell(giver)
  const page = await pageLink()
  const shown = await site.read(page)
  expect(shown).toContain('typed on a form')
  expect(shown).toContain('NT$1,000')
  for (const hidden of ['NT$9,900', '/receipts/', '/preferences', '/forget', '/listing', 'claim'])
    expect(shown, hidden).not.toContain(hidden)
  for (const path of [`gifts/${other}`, `gifts/${giver.giftId}`, `receipts/${other}.pdf`, 'forget'])
    expect((await site.get(`${page}/${path}`)).status, path).toBe(404)
  expect((await site.send(`${page}/preferences`, { token: 'x' })).status).not.toBe(303)
})

test('the address joins nobody: no chat, no proof, and the gift’s code still finds a giver known by it alone', async () => {
  const giver = await typedGiver(mailbox())
  await tell(giver)
  const { identities, typedState } = await readProfile(await house.member('agent'), giver.personId)
  expect([identities, typedState]).toEqual([[], 'open'])
  expect(await house.scope.transaction((tx) => isKnownByGiftAlone(tx, giver.personId, giver.giftId))).toBe(true)
  const reachable = await house.scope.transaction((tx) => readAudience(tx, anyOf({ kind: 'reachable' })))
  expect(reachable).not.toContain(giver.personId)
  const sameMailbox = await typedGiver(giver.email)
  expect(sameMailbox.personId).not.toBe(giver.personId)
  heard.length = 0
  await tell(sameMailbox)
  expect(await onlyMail()).toMatchObject({ to: giver.email })
})

test('one press ends it for everybody the mailbox was or will be typed for, and no tick on a form undoes that', async () => {
  const giver = await typedGiver(mailbox())
  await tell(giver)
  const press = await unsubscribeLink()
  const pressed = await hookRoutes(house.board).request(press, { method: 'POST', body: 'List-Unsubscribe=One-Click' })
  expect(pressed.status).toBe(200)
  await settle()
  heard.length = 0
  const later = await typedGiver(giver.email)
  expect(await report(giver.personId)).toMatchObject({ outcome: 'skipped', reason: 'unfollowed' })
  const round = await tell(later)
  expect(await resultOf(round, later.giftId)).toEqual([['shown', 'unfollowed']])
  expect(heard).toEqual([])
  expect((await readProfile(await house.member('agent'), later.personId)).typedState).toBe('closed')
})

test('what is on its way when they press does not leave', async () => {
  const giver = await typedGiver(mailbox())
  await tell(giver)
  const press = await unsubscribeLink()
  const queued = await report(giver.personId)
  await hookRoutes(house.board).request(press, { method: 'POST', body: 'List-Unsubscribe=One-Click' })
  await house.board.process(house.organisationId, mail)
  heard.length = 0
  await settle()
  expect(await standing(queued)).toBe('skipped unfollowed')
  expect(heard.filter((line) => line.includes(giver.email) && line.startsWith('RCPT'))).toHaveLength(1)
})

test('a bounce for good ends it for that mailbox, whoever typed it', async () => {
  const giver = await typedGiver(mailbox())
  await tell(giver)
  const { headers } = await onlyMail()
  const id = headers.find(({ key }) => key === 'message-id')?.value ?? ''
  expect(await post(bounce(id, giver.email))).toBe(200)
  await settle()
  heard.length = 0
  const [again, other] = [await report(giver.personId), await report((await typedGiver(giver.email)).personId)]
  expect([again, other]).toMatchObject([{ reason: 'unfollowed' }, { reason: 'unfollowed' }])
})

test('whoever blocks every chat is told at the address they gave; whoever said stop is not', async () => {
  const [blocked, stopped] = [await chatGiver(), await chatGiver()]
  for (const [one, end] of [
    [blocked, 'unfollow'],
    [stopped, 'message'],
  ] as const) {
    const said = end === 'message' ? lineText(one.address, 'STOP', { at: house.clock.now() }) : unfollow(one.address)
    await house.post(said)
    await house.settle()
  }
  heard.length = 0
  expect(await report(blocked.personId)).toMatchObject({ outcome: 'queued' })
  expect(await report(stopped.personId)).toMatchObject({ outcome: 'skipped' })
  await settle()
  expect(await onlyMail()).toMatchObject({ to: blocked.email })
})

test('a chat that turns out blocked while sending goes on to the address, and its page becomes the report alone', async () => {
  const giver = await chatGiver()
  house.answer = () => Response.json({ message: 'The user has blocked the account' }, { status: 400 })
  await tell(giver, { isSettled: false })
  await house.scope.transaction(({ db }) =>
    db.updateTable('identities').set({ state: 'blocked' }).where('address', '=', giver.address).execute(),
  )
  await settle()
  expect(await onlyMail()).toMatchObject({ to: giver.email })
  expect(await site.read(await pageLink())).toContain('typed on a form')
})

test('appeals, thanks and everything else never go to an address somebody typed', async () => {
  const giver = await typedGiver(mailbox())
  for (const purpose of ['appeals', 'service'] as const)
    expect(await report(giver.personId, purpose)).toMatchObject({ outcome: 'skipped', reason: 'no_conversation' })
  await settle()
  expect(heard).toEqual([])
})

test('an address a member has corrected gets nothing more, the new one does', async () => {
  const giver = await typedGiver(mailbox())
  const queued = await report(giver.personId)
  const right = mailbox()
  await house.scope.transaction((tx) => writeChange(tx, giver.personId, { email: right }))
  await settle()
  expect(await standing(queued)).toBe('sent')
  expect(await onlyMail()).toMatchObject({ to: right })
})

function mailbox(): string {
  people += 1
  return `mei-${people}@donor.example`
}

/** Somebody of whom a form told a name and an address, and who ticked that they want to hear. */
async function typedGiver(email: string) {
  const personId = await house.scope.transaction((tx) =>
    createPerson(tx, { displayName: 'Lin Mei-ling', language: 'en', email }),
  )
  return { personId, email, giftId: await agreeAndGive(personId) }
}

/** Somebody with a chat, and an address beside it. */
async function chatGiver() {
  const email = mailbox()
  const address = `U${people}`
  await house.post(lineText(address, 'hello', { at: house.clock.now() }))
  await house.settle()
  const personId = await house.scope.transaction(async (tx) => {
    const chat = tx.db.selectFrom('identities').where('address', '=', address).select('person_id')
    const { person_id } = await chat.executeTakeFirstOrThrow()
    await writeChange(tx, person_id, { email, language: 'en' })
    return person_id
  })
  return { personId, email, address, giftId: await agreeAndGive(personId) }
}

async function agreeAndGive(personId: string): Promise<string> {
  house.clock.advance(1000)
  const words = { channel: 'all', source: 'gift_form', textVersion: '1', language: 'en' } as const
  await house.scope.transaction(async (tx) => {
    for (const purpose of ['feedback', 'appeals'] as const)
      await recordConsent(tx, { personId, purpose, granted: true, ...words })
  })
  return giveTestGift(house.scope, purpose, { amountMinor: 100_000n, personId, language: 'en' })
}

/** Puts the gift to a child, approves its news and sends a round; answers the round. */
async function tell({ giftId }: { giftId: string }, { isSettled = true } = {}): Promise<string> {
  const { caseId } = await openTestCase(house.scope, purpose, [100_000n])
  await house.scope.transaction((tx) => portionGift(tx, giftId))
  await allocate(house.scope, purpose.fundId)
  const updateId = await writeUpdate(officer, { caseId, stage: 'treated', texts: {} })
  const proof = await bringProof(officer, caseId)
  await approveUpdate(approver, updateId, { evidence: 'Discharge letter', proof, languages: [] })
  const roundId = await planRound(officer, purpose)
  await submitRound(officer, roundId)
  await approveRound(approver, roundId)
  await sendRound(house.scope, roundId)
  if (!isSettled) return roundId
  await settle()
  await sendRound(house.scope, roundId)
  return roundId
}

async function settle(): Promise<void> {
  await house.board.process(house.organisationId, mail)
  for (const account of [house.channelAccountId, mail]) {
    await house.board.sender.run(house.organisationId, account)
    await house.board.sender.settled()
  }
}

async function resultOf(roundId: string, giftId: string) {
  const results = await house.scope.transaction((tx) => resultsOf(tx, roundId))
  return results.filter((one) => one.giftId === giftId).map(({ result, reason }) => [result, reason])
}

function report(personId: string, purpose: 'feedback' | 'appeals' | 'service' = 'feedback'): Promise<Sent> {
  house.clock.advance(1000)
  const sending = { content: textMessage('News'), purpose, author: { kind: 'system' } } as const
  return house.scope.transaction((tx) => sendMessage(tx, { personId }, sending))
}

async function standing(sent: Sent): Promise<string> {
  if (sent.outcome !== 'queued') return sent.reason
  const { rows } = await house.context.databases.owner.query(
    `select concat_ws(' ', state, reason) as standing from deliveries where delivery_id = $1`,
    [sent.deliveryId],
  )
  return rows[0].standing
}

/** The one mail that left. */
async function onlyMail() {
  expect(heard.filter((line) => line === 'DATA')).toHaveLength(1)
  const start = heard.indexOf('DATA') + 1
  const read = await PostalMime.parse(heard.slice(start, heard.indexOf('.', start)).join('\r\n'))
  return { ...read, to: read.to?.[0]?.address ?? '', text: read.text ?? '' }
}

async function pageLink(): Promise<string> {
  const { text } = await onlyMail()
  return /\/g\/[\w-]{43}/.exec(text)?.[0] ?? ''
}

async function unsubscribeLink(): Promise<string> {
  const { headers } = await onlyMail()
  const link = /<(https?:[^>]+)>/.exec(headers.find(({ key }) => key === 'list-unsubscribe')?.value ?? '')?.[1] ?? ''
  const { pathname, search } = new URL(link)
  return `${pathname}${search}`
}

async function post(lines: readonly string[]): Promise<number> {
  const headers = { 'content-type': 'message/rfc822', 'x-inbound-secret': secret }
  const body = lines.join('\r\n')
  return (await hookRoutes(house.board).request(hook, { method: 'POST', headers, body })).status
}

/** A report of RFC 3464: there is no such mailbox. */
function bounce(id: string, to: string): string[] {
  return [
    ...['From: MAILER-DAEMON@mx.example', 'To: hello@hands.example.org', 'Subject: Undelivered', 'MIME-Version: 1.0'],
    ...['Content-Type: multipart/report; report-type=delivery-status; boundary="b"', '', '--b', ''],
    ...['No such user.', '', '--b', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.example', ''],
    ...[`Final-Recipient: rfc822; ${to}`, 'Action: failed', 'Status: 5.1.1', '', '--b'],
    ...['Content-Type: text/rfc822-headers', '', `Message-ID: ${id}`, `To: ${to}`, '', '--b--', ''],
  ]
}

function unfollow(address: string) {
  const source = { type: 'user', userId: address }
  const about = { mode: 'active', webhookEventId: crypto.randomUUID(), deliveryContext: { isRedelivery: false } }
  return { type: 'unfollow', timestamp: house.clock.now().getTime(), source, ...about }
}
