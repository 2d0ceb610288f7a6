import { afterAll, beforeAll, expect, test } from 'vitest'
import { textMessage } from '../../channels/message.ts'
import { recordConsent } from '../../people/consents.ts'
import { newId } from '../../platform/ids.ts'
import { cancelDeliveries, sendMessage } from '../actions.ts'
import { type ChatHouse, meetMany, openChatHouse } from '../testing.ts'

const zones = ['Europe/Rome', 'Asia/Taipei', 'America/New_York', null] as const
const source = { kind: 'round', id: newId(new Date('2026-03-02T19:30:00Z')) }

let chat: ChatHouse
let conversationIds: string[]
beforeAll(async () => {
  chat = await openChatHouse()
  conversationIds = await meetMany(chat, zones.length)
  chat.clock.set('2026-03-02T19:30:00Z')
  for (const [index, conversationId] of conversationIds.entries()) await live(conversationId, zones[index] ?? null)
})
afterAll(() => chat.close())

test('Q1 Q4: at 20:30 in Rome, Rome and New York are written to, Taipei and the zone nobody knows at 09:00 in Taipei', async () => {
  await write()
  await chat.settle()
  expect(await states()).toEqual(['sent', 'held', 'sent', 'held'])
  chat.clock.set('2026-03-03T00:59:59Z')
  await chat.settle()
  expect(await states()).toEqual(['sent', 'held', 'sent', 'held'])
  chat.clock.set('2026-03-03T01:00:00Z')
  await chat.settle()
  expect(await states()).toEqual(['sent', 'sent', 'sent', 'sent'])
  expect(chat.sent).toHaveLength(4)
})

test('Q6: what is held for the night and cancelled in it is dropped', async () => {
  chat.clock.set('2026-03-03T19:30:00Z')
  await write()
  await chat.settle()
  expect(await chat.scope.transaction((transaction) => cancelDeliveries(transaction, { source }))).toBe(2)
  chat.clock.set('2026-03-04T01:00:00Z')
  await chat.settle()
  expect((await states()).toSorted()).toEqual([...Array(2).fill('cancelled'), ...Array(6).fill('sent')])
})

/** Puts somebody into a zone; null: nobody knows, and the organisation's is taken (Taipei). They agree to feedback. */
async function live(conversationId: string, zone: string | null): Promise<void> {
  const { rows } = await chat.context.databases.owner.query(
    `update persons p set time_zone = $1 from conversations c join identities i using (organisation_id, identity_id)
     where c.conversation_id = $2 and p.person_id = i.person_id returning p.person_id`,
    [zone, conversationId],
  )
  await chat.scope.transaction((transaction) =>
    recordConsent(transaction, {
      personId: rows[0].person_id,
      ...{ purpose: 'feedback', channel: 'all', granted: true, source: 'gift_form', textVersion: '1', language: 'en' },
    }),
  )
}

async function write(): Promise<void> {
  const sending = { content: textMessage('news'), purpose: 'feedback', author: { kind: 'system' }, source } as const
  await chat.scope.transaction((transaction) =>
    Promise.all(conversationIds.map((conversationId) => sendMessage(transaction, { conversationId }, sending))),
  )
}

/** In the order of the zones. */
async function states(): Promise<string[]> {
  const { rows } = await chat.context.databases.owner.query(
    'select state from deliveries order by queued_at, array_position($1::uuid[], conversation_id)',
    [conversationIds],
  )
  return rows.map(({ state }) => state)
}
