import PostalMime from 'postal-mime'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { checkChannelAccount } from './accounts/check.ts'
import { createChannelAccount } from './accounts.ts'
import { hookRoutes } from './arriving/hooks.ts'
import { Switchboard } from './switchboard.ts'
import { echo } from './testing.ts'
import { closeMailServers, mailServer } from './wire/mail-server.fixture.ts'

const secret = 'an-inbound-secret-of-48-characters-for-the-tests'
let house: TestHouse
let board: Switchboard
let heard: string[]
let channelAccountId: string
let hook: string

beforeAll(async () => {
  const server = await mailServer()
  heard = server.heard
  house = await openTestHouse({})
  board = new Switchboard(house.context, { respond: echo, mayStillGo: async () => new Set() })
  channelAccountId = await createChannelAccount(house.scope, {
    kind: 'email',
    name: 'Mail',
    config: {
      smtpHost: '127.0.0.1',
      smtpPort: String(server.port),
      fromAddress: 'hello@hands.example.org',
      fromName: 'Helping Hands',
      inboundSecret: secret,
    },
  })
  hook = await house.scope.transaction(async ({ db }) => {
    const row = await db
      .selectFrom('channel_accounts')
      .where('channel_account_id', '=', channelAccountId)
      .select('hook_key')
      .executeTakeFirstOrThrow()
    return `/hooks/${row.hook_key}`
  })
})

afterAll(async () => {
  await board.stop()
  await closeMailServers()
  await house.close()
})

async function post(lines: readonly string[], presented = secret): Promise<number> {
  const headers = { 'content-type': 'message/rfc822', 'x-inbound-secret': presented }
  const response = await hookRoutes(board).request(hook, { method: 'POST', headers, body: lines.join('\r\n') })
  await board.process(house.organisationId, channelAccountId)
  await board.sender.run(house.organisationId, channelAccountId)
  await board.sender.settled()
  return response.status
}

/** The last mail our server heard, as a mail program reads it. */
function lastMail() {
  const start = heard.lastIndexOf('DATA') + 1
  return PostalMime.parse(heard.slice(start, heard.indexOf('.', start)).join('\r\n'))
}

const question = [
  'From: Mei Lin <Mei.Lin@donor.example>',
  'To: hello@hands.example.org',
  'Subject: 收據',
  'Message-ID: <q-1@donor.example>',
  'Content-Type: text/plain; charset=utf-8',
  '',
  '何時寄出？',
]

test('a raw mail is answered by mail, below it, with a link that ends mails; sent again it is answered once', async () => {
  expect(await post(question, `${secret}-`)).toBe(401)
  expect(heard).toEqual([])
  expect(await post(question)).toBe(200)
  expect(await post(question)).toBe(200)
  expect(heard.filter((line) => line === 'DATA')).toHaveLength(1)
  expect(await lastMail()).toMatchObject({
    subject: 'Re: 收據',
    inReplyTo: '<q-1@donor.example>',
    to: [{ address: 'mei.lin@donor.example' }],
    text: expect.stringMatching(/^> 收據\s+何時寄出？/),
  })
})

test('one press on that link is heard as the word that ends messages', async () => {
  const { headers } = await lastMail()
  const link = headers.find(({ key }) => key === 'list-unsubscribe')?.value ?? ''
  const { pathname, search } = new URL(/<(https?:[^>]+)>/.exec(link)?.[1] ?? '')
  expect(pathname).toBe(hook)
  const pressed = await hookRoutes(board).request(`${pathname}${search}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  })
  expect(pressed.status).toBe(200)
  const words = await house.scope.transaction(({ db }) =>
    db.selectFrom('inbound_events').where('processed_at', 'is', null).select('event').execute(),
  )
  expect(words).toMatchObject([{ event: { userId: 'mei.lin@donor.example', text: 'unsubscribe' } }])
})

test('a bounce finds its delivery', async () => {
  const { messageId } = await lastMail()
  const status = await post([
    'From: postmaster@donor.example',
    'Message-ID: <dsn-1@donor.example>',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="r"',
    '',
    '--r',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.donor.example',
    '',
    'Final-Recipient: rfc822; mei.lin@donor.example',
    'Action: failed',
    'Status: 5.1.1',
    '',
    '--r',
    'Content-Type: text/rfc822-headers',
    '',
    'To: mei.lin@donor.example',
    `Message-ID: ${messageId}`,
    '',
    '--r--',
  ])
  expect(status).toBe(200)
  const parts = await house.scope.transaction(({ db }) =>
    db
      .selectFrom('delivery_parts')
      .where('provider_id', '=', messageId ?? '')
      .select('state')
      .execute(),
  )
  expect(parts).toEqual([{ state: 'failed' }])
  const identities = await house.scope.transaction(({ db }) =>
    db.selectFrom('identities').where('address', '=', 'mei.lin@donor.example').select('state').execute(),
  )
  expect(identities).toEqual([{ state: 'blocked' }])
})

test('testing the account signs in at its server', async () => {
  expect(await checkChannelAccount(house.scope, channelAccountId)).toMatchObject({ ok: true, found: 'works' })
})
