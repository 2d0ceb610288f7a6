import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { metaSignature } from '../channels/meta/hook.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { createChannelAccount } from './accounts.ts'
import { hookRoutes } from './hooks.ts'
import { Switchboard } from './switchboard.ts'
import { echo } from './testing.ts'

const appSecret = '0123456789abcdef0123456789abcdef'
const phone = '393471234567'
const userId = 'IT.13491208655302741918'

let house: TestHouse
let boards: Switchboard[]
let accountId: string
let path: string
let taken: string[]

beforeAll(async () => {
  house = await openTestHouse({ fetch: provider })
  // Two workers of the same house.
  boards = [1, 2].map(() => new Switchboard(house.context, { respond: echo }))
  const config = { phoneNumberId: '106540352242922', businessAccountId: '102290129340398' }
  const secrets = { accessToken: 'EAAG-a-token-of-a-system-user', appSecret, verifyToken: 'a-token-of-our-own-choice' }
  const account = { kind: 'whatsapp', name: 'WhatsApp', config: { ...config, ...secrets } } as const
  accountId = await createChannelAccount(house.scope, account)
  const { rows } = await owner('select hook_key from channel_accounts')
  path = `/hooks/${rows[0].hook_key}`
})
afterAll(async () => {
  for (const board of boards) await board.stop()
  await house.close()
})
beforeEach(async () => {
  taken = []
  await owner(`truncate inbound_events, deliveries, delivery_parts, messages, conversations, identity_aliases, identities,
    identity_links, persons cascade`)
})

const provider: typeof fetch = async (url, init) => {
  const body = await new Request(url, init).text()
  if (body.includes('"text"')) taken.push(body)
  return Response.json({ messages: [{ id: `wamid.${randomUUID()}` }] })
}

/** Somebody writes on WhatsApp; Meta names them by number, by user id or by both. */
async function write(names: { phone?: string; userId?: string }, text: string): Promise<void> {
  const id = `wamid.${randomUUID()}`
  const contact = { profile: { name: 'Anna' }, ...(names.phone ? { wa_id: names.phone } : {}) }
  const from = {
    ...(names.phone ? { from: names.phone } : {}),
    ...(names.userId ? { from_user_id: names.userId } : {}),
  }
  const timestamp = String(Math.floor(house.clock.now().getTime() / 1000))
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '39020000000', phone_number_id: '106540352242922' },
    contacts: [{ ...contact, ...(names.userId ? { user_id: names.userId } : {}) }],
    messages: [{ ...from, id, timestamp, type: 'text', text: { body: text } }],
  }
  const entry = [{ id: '102290129340398', changes: [{ field: 'messages', value }] }]
  const body = JSON.stringify({ object: 'whatsapp_business_account', entry })
  const [board] = boards
  if (board === undefined) throw new Error('no worker')
  const headers = { 'x-hub-signature-256': metaSignature(Buffer.from(body), appSecret) }
  expect((await hookRoutes(board).request(path, { method: 'POST', body, headers })).status).toBe(200)
}

/** Everybody works at once. */
async function settle(): Promise<void> {
  await Promise.all(boards.map((board) => board.process(house.organisationId, accountId)))
  await Promise.all(boards.map((board) => board.process(house.organisationId, accountId)))
  for (const board of boards) await board.sender.settled()
}

const owner = (statement: string) => house.context.databases.owner.query(statement)
const count = async (what: string) => (await owner(`select count(*)::int as n from ${what}`)).rows[0].n

test('who is first known by a number and later by a user id as well is one identity and one person', async () => {
  await write({ phone }, 'one')
  await settle()
  await write({ phone, userId }, 'two')
  await settle()
  await write({ userId }, 'three')
  await settle()
  expect([await count('identities'), await count('persons'), await count('conversations')]).toEqual([1, 1, 1])
  expect(taken).toHaveLength(3)
})

test('who is first known by both names is found by either', async () => {
  await write({ phone, userId }, 'one')
  await settle()
  await write({ phone }, 'two')
  await write({ userId }, 'three')
  await settle()
  expect([await count('identities'), await count('conversations')]).toEqual([1, 1])
  expect(await count('identity_aliases')).toBe(1)
})

test('two people by two names become one as soon as Meta says so, with what belonged to the other', async () => {
  await write({ phone }, 'one')
  await settle()
  await write({ userId }, 'two')
  await settle()
  expect(await count('(select distinct person_id from identities) as people')).toBe(2)
  await write({ phone, userId }, 'three')
  await settle()
  expect(await count('(select distinct person_id from identities) as people')).toBe(1)
  expect(await count(`identity_links where proof = 'provider'`)).toBe(1)
})

test('what somebody types joins nobody', async () => {
  await write({ phone }, 'one')
  await write({ userId }, `my number is ${phone}, RSC:${phone}`)
  await settle()
  expect(await count('(select distinct person_id from identities) as people')).toBe(2)
})

test('two workers who meet one person by two names at the same moment make one identity', async () => {
  for (let round = 0; round < 12; round += 1) {
    const names = { phone: `39347000${1000 + round}`, userId: `IT.${1000 + round}` }
    await write(names, 'both')
    await write({ phone: names.phone }, 'by number')
    await settle()
  }
  expect([await count('identities'), await count('conversations')]).toEqual([12, 12])
  expect(await count('messages where direction = $$in$$')).toBe(24)
})
