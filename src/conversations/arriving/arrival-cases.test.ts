import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lineFile, photograph } from '../media/media.fixture.ts'
import { Switchboard } from '../switchboard.ts'
import { type ChatHouse, echo, lineText, openChatHouse } from '../testing.ts'
import { openWhatsappHouse, type WhatsappHouse, whatsappText } from '../whatsapp.fixture.ts'

let chat: ChatHouse
let whatsapp: WhatsappHouse
beforeAll(async () => {
  chat = await openChatHouse()
  whatsapp = await openWhatsappHouse()
})
afterAll(async () => {
  await chat.close()
  await whatsapp.close()
})

const query = async (statement: string) => (await chat.context.databases.owner.query(statement)).rows
const phone = '393471234567'

test('D7: one WhatsApp webhook with three messages and five statuses is applied whole', async () => {
  const at = whatsapp.clock.now()
  for (const text of ['one', 'two', 'three', 'four', 'five']) await whatsapp.post(whatsappText({ phone }, text, at))
  await whatsapp.settle()
  expect(whatsapp.ids).toHaveLength(5)
  const timestamp = String(Math.floor(at.getTime() / 1000) + 1)
  const states = ['delivered', 'read', 'delivered', 'read', 'delivered']
  const statuses = whatsapp.ids.map((id, place) => ({ id, status: states[place], timestamp, recipient_id: phone }))
  const said = ['a', 'b', 'c'].map((text) => whatsappText({ phone }, text, at))
  const contacts = said[0]?.contacts
  expect(await whatsapp.post({ contacts, messages: said.flatMap(({ messages }) => messages), statuses })).toBe(200)
  await whatsapp.settle()
  expect(await whatsapp.count(`messages where direction = 'in'`)).toBe(8)
  const rows = await whatsapp.query(`select state, count(*)::int as n from deliveries
    where state in ('delivered', 'read') group by state order by state`)
  expect(rows).toEqual([
    { state: 'delivered', n: 3 },
    { state: 'read', n: 2 },
  ])
  expect(await whatsapp.count('inbound_events where processed_at is null')).toBe(0)
})

test('D9: the same WhatsApp delivery, told again after six days, is not a second message and gets no second answer', async () => {
  const value = whatsappText({ phone: '393470000009' }, 'hello', whatsapp.clock.now(), 'wamid.D9')
  expect(await whatsapp.post(value)).toBe(200)
  await whatsapp.settle()
  const sent = whatsapp.taken.length
  whatsapp.clock.advance(6 * 24 * 60 * 60 * 1000)
  expect(await whatsapp.post(value)).toBe(200)
  await whatsapp.settle()
  expect(await whatsapp.count(`messages where provider_message_id = 'wamid.D9'`)).toBe(1)
  expect(whatsapp.taken).toHaveLength(sent)
})

test('P2: an album of six pictures at first contact, told at once to two workers, is one person, one conversation, six files', async () => {
  const photo = await photograph()
  chat.answer = ({ url }) =>
    url.includes('/content') ? new Response(new Uint8Array(photo)) : Response.json({ sentMessages: [{ id: '1' }] })
  const other = new Switchboard(chat.context, { respond: echo })
  const album = Array.from({ length: 6 }, (_, n) => lineFile('U-album', `album-${n}`))
  await Promise.all(album.map((picture) => chat.post(picture)))
  const { organisationId, channelAccountId } = chat
  await Promise.all([chat.settle(), other.process(organisationId, channelAccountId)])
  await chat.board.media.run(organisationId, channelAccountId)
  await other.stop()
  expect(
    await query(`select (select count(*)::int from persons) as persons,
    (select count(*)::int from identities) as identities, (select count(*)::int from conversations) as conversations,
    (select count(*)::int from message_media where state = 'fetched') as files`),
  ).toEqual([{ persons: 1, identities: 1, conversations: 1, files: 6 }])
})

test('P3: while one person’s lock is held, forty others are answered; nobody waits for the one', async () => {
  await chat.post(lineText('U-blocked', 'first'))
  await chat.settle()
  const holder = new pg.Client(chat.context.settings.databaseUrl)
  await holder.connect()
  await holder.query(`begin; select from identities where address = 'U-blocked' for update`)
  chat.sent.length = 0
  const others = Array.from({ length: 40 }, (_, n) => lineText(`U-other-${n}`, 'hello'))
  await chat.post(lineText('U-blocked', 'second'), ...others)
  await chat.settle()
  expect(chat.sent).toHaveLength(40)
  await holder.query('commit')
  await holder.end()
  await chat.settle()
  expect(chat.sent).toHaveLength(41)
})
