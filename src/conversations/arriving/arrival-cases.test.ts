import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ManyChannels, openManyChannels } from '../many-channels.fixture.ts'
import { lineFile, photograph } from '../media/media.fixture.ts'
import { Switchboard } from '../switchboard.ts'
import { type ChatHouse, echo, lineText, openChatHouse } from '../testing.ts'
import { pushWechat, wechatEvent, wechatText } from '../wechat.fixture.ts'
import { openWhatsappHouse, type WhatsappHouse, whatsappText } from '../whatsapp.fixture.ts'

let chat: ChatHouse
let whatsapp: WhatsappHouse
let wechat: ManyChannels
beforeAll(async () => {
  chat = await openChatHouse()
  whatsapp = await openWhatsappHouse()
  wechat = await openManyChannels(['wechat'])
})
afterAll(async () => {
  await chat.close()
  await whatsapp.close()
  await wechat.close()
})

const query = async (statement: string) => (await chat.context.databases.owner.query(statement)).rows
const phone = '393471234567'

test('D5: a WeChat text told three times within fifteen seconds is one message and one answer; a follow and a scan of one second are two events', async () => {
  const account = wechat.accounts.get('wechat') ?? ''
  for (const seconds of [0, 5, 5]) {
    wechat.clock.advance(seconds * 1000)
    expect(await pushWechat(wechat, 'oMei', wechatText('hello', '9007199254740993'))).toBe(200)
    await wechat.board.process(wechat.organisationId, account)
    await wechat.board.sender.settled()
  }
  await Promise.all(['subscribe', 'SCAN'].map((name) => pushWechat(wechat, 'oMei', wechatEvent(name, 'qrscene_1'))))
  await wechat.board.process(wechat.organisationId, account)
  expect(await wechat.rows('select direction, count(*)::int as n from messages group by 1 order by 1')).toEqual([
    { direction: 'in', n: 1 },
    { direction: 'out', n: 1 },
  ])
  const events = await wechat.rows(`select event ->> 'type' as type from inbound_events order by type`)
  expect(events.map(({ type }) => type)).toEqual(['follow', 'message', 'referral'])
  expect(wechat.sent.filter(({ url }) => url.includes('/message/custom/send'))).toHaveLength(1)
})

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
  const rows = await whatsapp.query(`select p.provider_id as id, d.state
    from deliveries d join delivery_parts p using (organisation_id, delivery_id)`)
  const reached = new Map(rows.map(({ id, state }) => [id, state]))
  expect(whatsapp.ids.slice(0, 5).map((id) => reached.get(id))).toEqual(states)
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

test('O7: words edited before their message came stand in its place and hour, and it counts when it comes', async () => {
  const names = { phone: '393470000007' }
  const said = new Date(Math.floor(whatsapp.clock.now().getTime() / 1000) * 1000)
  const [original] = whatsappText(names, 'old words', said, 'wamid.O7').messages
  const { contacts, messages } = whatsappText(names, 'new words', new Date(said.getTime() + 60_000))
  const edited = messages.map(({ text, ...one }) => ({
    ...one,
    type: 'edit',
    edit: { original_message_id: 'wamid.O7', message: { type: 'text', text } },
  }))
  await whatsapp.post({ contacts, messages: edited })
  await whatsapp.settle()
  await whatsapp.post({ contacts, messages: [original] })
  await whatsapp.settle()
  const rows = await whatsapp.query(`select m.content ->> 'text' as text, m.at, c.last_inbound_at, c.message_count
    from messages m join conversations c using (organisation_id, conversation_id)
    where m.provider_message_id = 'wamid.O7'`)
  expect(rows).toEqual([{ text: 'new words', at: said, last_inbound_at: said, message_count: 2 }])
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

test('P3: while one person’s answer hangs at the provider, forty others are answered, twice', async () => {
  let release = () => {}
  const hangs = new Promise<void>((resolve) => {
    release = resolve
  })
  chat.answer = async ({ body }) => {
    if (body.includes('never')) await hangs
    return Response.json({ sentMessages: [{ id: '1' }] })
  }
  chat.sent.length = 0
  await chat.post(lineText('U-hanging', 'never'))
  for (const round of [1, 2]) {
    await chat.post(...Array.from({ length: 40 }, (_, n) => lineText(`U-other-${n}`, `round ${round}`)))
    await chat.board.process(chat.organisationId, chat.channelAccountId)
    await expect.poll(() => chat.sent.length, { timeout: 60_000 }).toBe(1 + 40 * round)
  }
  release()
  await chat.settle()
})
