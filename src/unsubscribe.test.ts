import PostalMime from 'postal-mime'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createChannelAccount } from './conversations/accounts.ts'
import { hookRoutes } from './conversations/arriving/hooks.ts'
import { Switchboard } from './conversations/switchboard.ts'
import { closeMailServers, mailServer } from './conversations/wire/mail-server.fixture.ts'
import { openTestHouse, type TestHouse } from './organisations/testing.ts'
import { mayReceive, recordConsent } from './people/consents.ts'
import { respondInChat } from './scripts/actions.ts'

/** One-click unsubscribe of RFC 8058, both halves: from the header of a mail that left to the consent that is gone. */
const secret = 'an-inbound-secret-of-48-characters-for-the-tests'
let house: TestHouse
let board: Switchboard
let heard: string[]
let channelAccountId: string

beforeAll(async () => {
  const server = await mailServer()
  heard = server.heard
  house = await openTestHouse({})
  board = new Switchboard(house.context, { respond: respondInChat })
  const config = {
    smtpHost: '127.0.0.1',
    smtpPort: String(server.port),
    fromAddress: 'hello@hands.example.org',
    fromName: 'Helping Hands',
    inboundSecret: secret,
  }
  channelAccountId = await createChannelAccount(house.scope, { kind: 'email', name: 'Mail', config })
})
afterAll(async () => {
  await board.stop()
  await closeMailServers()
  await house.close()
})

test('K1: one press in a mail program takes the consent back, a look at the link does not', async () => {
  const personId = await writeTo('Mei.Lin@donor.example')
  await agree(personId)
  expect(await mayAsk(personId)).toBe(true)
  const link = await unsubscribeLink()
  expect((await request(link, { method: 'GET' })).status).toBe(405)
  await settle()
  expect(await mayAsk(personId)).toBe(true)
  const pressed = await request(link, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  })
  expect(pressed.status).toBe(200)
  await settle()
  expect(await mayAsk(personId)).toBe(false)
})

test('a link of our making ends nobody else’s mails', async () => {
  const personId = await writeTo('ada@donor.example')
  await agree(personId)
  const link = await unsubscribeLink()
  const [name, signature] = (new URL(link, 'http://x').searchParams.get('unsubscribe') ?? '').split('.')
  const other = Buffer.from('mei.lin@donor.example').toString('base64url')
  const forged = link.replace(`${name}.${signature}`, `${other}.${signature}`)
  expect(forged).not.toBe(link)
  expect((await request(forged, { method: 'POST', body: 'List-Unsubscribe=One-Click' })).status).toBe(401)
  await settle()
  expect(await mayAsk(personId)).toBe(true)
})

function agree(personId: string): Promise<void> {
  const said = { source: 'gift_form', textVersion: '1', language: 'en' } as const
  return house.scope.transaction((tx) =>
    recordConsent(tx, { personId, purpose: 'appeals', channel: 'all', granted: true, ...said }),
  )
}

/** Somebody writes a mail and is answered; who that is. */
async function writeTo(sender: string): Promise<string> {
  const lines = [`From: ${sender}`, 'Subject: hello', `Message-ID: <${sender}>`, '', 'When do you open?']
  const headers = { 'content-type': 'message/rfc822', 'x-inbound-secret': secret }
  const hook = await house.scope.transaction(({ db }) =>
    db.selectFrom('channel_accounts').select('hook_key').executeTakeFirstOrThrow(),
  )
  expect((await request(`/hooks/${hook.hook_key}`, { method: 'POST', headers, body: lines.join('\r\n') })).status).toBe(
    200,
  )
  await settle()
  const { person_id } = await house.scope.transaction(({ db }) =>
    db
      .selectFrom('identities')
      .where('address', '=', sender.toLowerCase())
      .select('person_id')
      .executeTakeFirstOrThrow(),
  )
  return person_id
}

function request(path: string, init: RequestInit) {
  return hookRoutes(board).request(path, init)
}

async function settle(): Promise<void> {
  await board.process(house.organisationId, channelAccountId)
  await board.sender.run(house.organisationId, channelAccountId)
  await board.sender.settled()
}

function mayAsk(personId: string): Promise<boolean> {
  return house.scope.transaction((tx) => mayReceive(tx, personId, 'appeals', 'email'))
}

/** The path of the link in the header of the last mail that left. */
async function unsubscribeLink(): Promise<string> {
  const start = heard.lastIndexOf('DATA') + 1
  const { headers } = await PostalMime.parse(heard.slice(start, heard.indexOf('.', start)).join('\r\n'))
  const header = (key: string) => headers.find((one) => one.key === key)?.value ?? ''
  expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
  const { pathname, search } = new URL(/<(https?:[^>]+)>/.exec(header('list-unsubscribe'))?.[1] ?? '')
  return `${pathname}${search}`
}
