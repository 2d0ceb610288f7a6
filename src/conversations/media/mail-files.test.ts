import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../organisations/testing.ts'
import { letterPdf } from '../../platform/testing/pdf.ts'
import { createChannelAccount } from '../accounts.ts'
import { hookRoutes } from '../arriving/hooks.ts'
import { listMessages } from '../inbox/store.ts'
import { Switchboard } from '../switchboard.ts'
import { mailFileSweep } from './mail-files.ts'
import { photograph } from './media.fixture.ts'
import { openMedia } from './open.ts'

const secret = 'an-inbound-secret-of-48-characters-for-the-tests'
const mebibyte = 1024 * 1024
let house: TestHouse
let board: Switchboard
let hook: string
let channelAccountId: string

beforeAll(async () => {
  house = await openTestHouse({})
  board = new Switchboard(house.context, { respond: async () => {} })
  channelAccountId = await createChannelAccount(house.scope, {
    kind: 'email',
    name: 'Mail',
    config: {
      ...{ smtpHost: '127.0.0.1', smtpPort: '2525', inboundSecret: secret },
      ...{ fromAddress: 'hello@hands.example.org', fromName: 'Helping Hands' },
    },
  })
  const { rows } = await house.context.databases.owner.query('select hook_key from channel_accounts')
  hook = `/hooks/${rows[0].hook_key}`
})
afterAll(async () => {
  await board.stop()
  await house.close()
})

async function post(body: string, presented = secret, type = 'message/rfc822'): Promise<number> {
  const headers = { 'content-type': type, 'x-inbound-secret': presented, 'content-length': String(body.length) }
  return (await hookRoutes(board).request(hook, { method: 'POST', headers, body })).status
}

/** A mail with a picture and a paper. */
function mailWith(id: string, picture: Buffer, paper: Buffer): string {
  const part = (type: string, name: string, bytes: Buffer) => [
    '--b',
    `Content-Type: ${type}; name="${name}"`,
    `Content-Disposition: attachment; filename="${name}"`,
    'Content-Transfer-Encoding: base64',
    '',
    bytes.toString('base64').replace(/.{76}/g, '$&\r\n'),
  ]
  return [
    ...['From: Mei <mei@donor.example>', 'Subject: Bank slip', `Message-ID: <${id}@donor.example>`],
    ...['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b', '', '--b'],
    ...['Content-Type: text/plain', '', 'Here it is.'],
    ...part('application/pdf', 'invoice.pdf.exe', picture),
    ...part('application/octet-stream', 'long paper.bin', paper),
    ...['--b--', ''],
  ].join('\r\n')
}

async function newest() {
  await board.process(house.organisationId, channelAccountId)
  await board.media.run(house.organisationId, channelAccountId)
  const { rows } = await house.context.databases.owner.query('select conversation_id from conversations')
  return (await listMessages(house.scope, rows[0].conversation_id, undefined, 50)).items.at(-1)
}

test('files that come by mail are kept like those of any channel: as what they are, and without where they were taken', async () => {
  const paper = letterPdf('long '.repeat(400_000))
  const mail = mailWith('m1', await photograph(), paper)
  expect(mail.length).toBeGreaterThan(2 * mebibyte)
  expect(await post(mail)).toBe(200)
  // The provider may hand it over again before anybody has looked.
  expect(await post(mail)).toBe(200)
  const message = await newest()
  expect(message?.attachments).toMatchObject([
    { state: 'fetched', mediaType: 'image/jpeg', fileName: 'invoice.jpg', use: 'picture' },
    { state: 'fetched', mediaType: 'application/pdf', fileName: 'long paper.pdf', sizeBytes: expect.any(Number) },
  ])
  const kept = await openMedia(house.scope, { messageId: message?.id ?? '', place: 0, rendition: 'whole' })
  const bytes = await kept.read({ start: 0, end: kept.byteLength })
  expect(bytes.includes('A camera')).toBe(false)
})

test('files that come within Postmark’s JSON are kept too', async () => {
  const posted = {
    FromFull: { Email: 'mei@donor.example', Name: 'Mei' },
    ...{ MessageID: 'p-1', Subject: 'Re: slip', TextBody: 'again' },
    Attachments: [
      {
        ...{ Name: 'slip.jpg', ContentType: 'image/jpeg', ContentLength: 1 },
        Content: (await photograph()).toString('base64'),
      },
    ],
  }
  expect(await post(JSON.stringify(posted), secret, 'application/json')).toBe(200)
  expect((await newest())?.attachments).toMatchObject([{ state: 'fetched', mediaType: 'image/jpeg' }])
})

test('what a robot sends is kept as it came, without its files', async () => {
  const robot = mailWith('m2', await photograph(), Buffer.from('x')).replace(
    'From: Mei',
    'Auto-Submitted: auto-replied\r\nFrom: Mei',
  )
  const { rows: before } = await house.context.databases.owner.query('select count(*)::int as n from mail_files')
  expect(await post(robot)).toBe(200)
  const { rows: after } = await house.context.databases.owner.query('select count(*)::int as n from mail_files')
  expect(after).toEqual(before)
  const { rows } = await house.context.databases.owner.query(
    `select length(event::text) as length from inbound_events where event ->> 'type' = 'ignored'`,
  )
  expect(rows[0].length).toBeLessThan(2000)
})

test('a mail of 20 MB is the largest, and only for the mailbox’s own provider', async () => {
  const large = mailWith('m3', Buffer.from('x'), Buffer.alloc(3 * mebibyte, 'a'))
  expect(await post(large, `${secret}-`)).toBe(413)
  expect(await post('x'.repeat(20 * mebibyte + 1))).toBe(413)
})

test('whoever cannot prove to be the provider is not read beyond a megabyte, though no length is told', async () => {
  expect(await sentUntilRefused('guessed')).toBeLessThanOrEqual(2 * mebibyte)
  expect(await sentUntilRefused(secret)).toBeGreaterThan(20 * mebibyte)
})

async function sentUntilRefused(presented: string): Promise<number> {
  let sent = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent >= 32 * mebibyte) return controller.close()
      sent += mebibyte / 4
      controller.enqueue(new Uint8Array(mebibyte / 4))
    },
  })
  const headers = { 'x-inbound-secret': presented }
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers, body, duplex: 'half' }
  expect((await hookRoutes(board).request(hook, init)).status).toBe(413)
  return sent
}

test('several large mails at the same moment are all taken', async () => {
  const hooks = hookRoutes(board)
  const headers = {
    'content-type': 'message/rfc822',
    'x-inbound-secret': secret,
    'content-length': String(2 * mebibyte),
  }
  const mails = [4, 5, 6].map((n) => mailWith(`m${n}`, Buffer.from('x'), Buffer.alloc(2 * mebibyte, 'a')))
  const taken = await Promise.all(mails.map((body) => hooks.request(hook, { method: 'POST', headers, body })))
  expect(taken.map(({ status }) => status)).toEqual([200, 200, 200])
  expect((await newest())?.attachments).toMatchObject([{ mediaType: 'text/plain' }, { mediaType: 'text/plain' }])
})

test('a day later only what lives with its message is left', async () => {
  house.clock.advance(25 * 3_600_000)
  await mailFileSweep.run(house.scope)
  const { rows } = await house.context.databases.owner.query('select count(*)::int as n from mail_files')
  expect(rows).toEqual([{ n: 0 }])
  expect((await newest())?.attachments[0]?.state).toBe('fetched')
})
