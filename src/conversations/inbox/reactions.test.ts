import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openWhatsappHouse, type WhatsappHouse, whatsappText } from '../whatsapp.fixture.ts'
import { listMessages } from './store.ts'

const anna = { phone: '393471234567' }

let house: WhatsappHouse
beforeAll(async () => {
  house = await openWhatsappHouse()
})
afterAll(() => house.close())
beforeEach(async () => {
  house.ids.length = 0
  await house.query(`truncate inbound_events, reactions, deliveries, delivery_parts, messages, conversations, identities,
    identity_links, persons cascade`)
})

const seconds = (count: number) => new Date(house.clock.now().getTime() + count * 1000)
let made = 0

/** Anna leaves a sign on a message, `emoji` empty when she takes it back. */
async function react(messageId: string, emoji: string, at = seconds(1)): Promise<void> {
  made += 1
  const told = { message_id: messageId, ...(emoji === '' ? {} : { emoji }) }
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const message = { from: anna.phone, id: `wamid.reaction-${made}`, timestamp, type: 'reaction', reaction: told }
  const contacts = [{ profile: { name: 'Anna' }, wa_id: anna.phone }]
  expect(await house.post({ contacts, messages: [message] })).toBe(200)
  await house.settle()
}

async function write(text: string, id: string): Promise<void> {
  await house.post(whatsappText(anna, text, house.clock.now(), id))
  await house.settle()
}

async function thread(before?: string, limit = 50) {
  const [row] = await house.query('select conversation_id from conversations')
  return listMessages(house.scope, String(row?.conversation_id), before, limit)
}

const signsOf = async () =>
  (await thread()).items.map(({ direction, reactions }) => [direction, ...reactions.map(({ sign }) => sign)])

test('what a donor feels about a message stands on it, ours or theirs, and goes when it is taken back', async () => {
  await write('hello', 'wamid.hello')
  await react(house.ids[0] ?? '', '🙏')
  await react('wamid.hello', '😀')
  expect(await signsOf()).toEqual([
    ['in', '😀'],
    ['out', '🙏'],
  ])
  await react(house.ids[0] ?? '', '❤️', seconds(2))
  expect(await signsOf()).toContainEqual(['out', '❤️'])
  await react(house.ids[0] ?? '', '', seconds(3))
  expect(await signsOf()).toEqual([['in', '😀'], ['out']])
})

test('an older sign that comes after its removal brings nothing back', async () => {
  await write('hello', 'wamid.hello')
  await react('wamid.hello', '', seconds(5))
  await react('wamid.hello', '👍', seconds(4))
  expect(await signsOf()).toEqual([['in'], ['out']])
})

test('a sign on a message that the thread does not hold stands at its own time, once', async () => {
  await write('hello', 'wamid.hello')
  await react('wamid.from-before', '👍')
  expect((await thread()).strayReactions).toEqual([
    { id: 'wamid.from-before ', sign: '👍', at: seconds(1).toISOString() },
  ])
  const newest = await thread(undefined, 1)
  const earlier = await thread(newest.next ?? '', 1)
  expect([newest.strayReactions.length, earlier.strayReactions.length]).toEqual([1, 0])
  await react('wamid.from-before', '', seconds(2))
  expect((await thread()).strayReactions).toEqual([])
})

test('a sign is nothing to answer: nobody is unread, waiting or spoken to', async () => {
  await write('hello', 'wamid.hello')
  const [before] = await house.query('select unread_count, waiting_since, last_message_at from conversations')
  await react('wamid.hello', '👍')
  expect(await house.query('select unread_count, waiting_since, last_message_at from conversations')).toEqual([before])
  expect(await house.count('messages')).toBe(2)
})
