import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { ChannelEvent } from '../../channels/event.ts'
import { textMessage } from '../../channels/message.ts'
import { sendMessage } from '../actions.ts'
import { type ChatHouse, lineText, meetMany, openChatHouse } from '../testing.ts'
import { applyReceipt } from './receipts.ts'

let chat: ChatHouse
let conversationId: string
beforeAll(async () => {
  chat = await openChatHouse()
  chat.respond = async () => {}
  const [first = ''] = await meetMany(chat, 1)
  conversationId = first
})
afterAll(() => chat.close())
beforeEach(() => {
  chat.clock.set('2026-03-02T02:00:00Z')
})

const at = (second: number) => new Date(Date.UTC(2026, 2, 2, 2, 0, second))

test('O1: read, delivered and sent, in that order, end as read with all three times kept', async () => {
  const id = await send()
  await report(id, 'read', 9)
  await report(id, 'delivered', 5)
  await report(id, 'sent', 3)
  expect(await delivery(id)).toMatchObject({ state: 'read', read_at: at(9), delivered_at: at(5), sent_at: at(0) })
})

test('O2: a "sent" that comes after "failed" leaves it failed', async () => {
  const id = await send()
  await report(id, 'failed', 5)
  await report(id, 'sent', 6)
  expect(await delivery(id)).toMatchObject({ state: 'failed', failed_at: at(5) })
})

test('O3: a "failed" that comes after "delivered" leaves it delivered, and the contradiction is kept and logged', async () => {
  const warned = vi.spyOn(chat.context.log, 'warn')
  const id = await send()
  await report(id, 'delivered', 5)
  await report(id, 'failed', 6)
  expect(await delivery(id)).toMatchObject({ state: 'delivered', delivered_at: at(5), failed_at: at(6) })
  expect(warned.mock.calls).toEqual([[{ deliveryId: id, state: 'delivered' }, expect.any(String)]])
  warned.mockRestore()
})

test('where the provider tells of the last message alone, those before it were read, too', async () => {
  const [before, last] = [await send(), await send()]
  chat.clock.advance(10_000)
  const later = await send()
  const event = { ...receiptOf(await providerIdOf(last), 'read', 9), coversEarlier: true }
  await chat.scope.transaction((transaction) => applyReceipt(transaction, event))
  expect([await delivery(before), await delivery(last), await delivery(later)]).toMatchObject([
    { state: 'read', read_at: at(9) },
    { state: 'read', read_at: at(9) },
    { state: 'sent' },
  ])
})

test('a receipt for everything up to a moment is one for each message sent by then, and for nobody else', async () => {
  const [id, [other = '']] = [await send(), await meetMany(chat, 1)]
  const elsewhere = await send(other)
  chat.clock.advance(10_000)
  const later = await send()
  const [reader] = await owner(
    `select i.channel_account_id, i.address from conversations c join identities i using (organisation_id, identity_id)
     where c.conversation_id = '${conversationId}'`,
  )
  const event = { ...receiptOf('watermark', 'read', 5), messageId: undefined }
  const whose = { channelAccountId: String(reader?.channel_account_id), address: String(reader?.address) }
  expect(await chat.scope.transaction((transaction) => applyReceipt(transaction, event, whose))).toBe(true)
  expect(await delivery(id)).toMatchObject({ state: 'read', read_at: at(5) })
  expect([await delivery(later), await delivery(elsewhere)]).toMatchObject([{ state: 'sent' }, { state: 'sent' }])
})

test('what came back later says why, in the provider’s words', async () => {
  const id = await send()
  const failure = { code: '131026', words: 'Message undeliverable' }
  const event = { ...receiptOf(await providerIdOf(id), 'failed', 5), failure }
  await chat.scope.transaction((transaction) => applyReceipt(transaction, event))
  expect(await delivery(id)).toMatchObject({ state: 'failed', reason: 'rejected' })
  const [part] = await owner(`select outcome from delivery_parts where delivery_id = '${id}'`)
  expect(part?.outcome).toEqual({ kind: 'rejected', ...failure })
})

test('a receipt settles what a crash had left unknown', async () => {
  const id = await send()
  await owner(`update deliveries set state = 'unknown' where delivery_id = '${id}'`)
  await report(id, 'delivered', 5)
  expect(await delivery(id)).toMatchObject({ state: 'delivered' })
})

test('D9 on LINE: an event that comes again after six days is not a second message', async () => {
  const event = lineText('U-late', 'once', { webhookEventId: 'six-days', messageId: 'six-days' })
  await chat.post(event)
  await chat.settle()
  chat.clock.advance(6 * 24 * 60 * 60 * 1000)
  expect(await chat.post({ ...event, deliveryContext: { isRedelivery: true } })).toBe(200)
  await chat.settle()
  expect(await owner(`select 1 from messages where direction = 'in'`)).toHaveLength(1)
  expect(await owner(`select 1 from inbound_events where dedupe_key = 'six-days'`)).toHaveLength(1)
})

async function send(to = conversationId): Promise<string> {
  const sent = await chat.scope.transaction((transaction) =>
    sendMessage(
      transaction,
      { conversationId: to },
      { content: textMessage('hello'), purpose: 'service', author: { kind: 'system' } },
    ),
  )
  await chat.settle()
  return sent.outcome === 'queued' ? sent.deliveryId : ''
}

async function report(deliveryId: string, status: NonNullable<ChannelEvent['status']>, second: number): Promise<void> {
  const event = receiptOf(await providerIdOf(deliveryId), status, second)
  expect(await chat.scope.transaction((transaction) => applyReceipt(transaction, event))).toBe(true)
}

function receiptOf(messageId: string, status: NonNullable<ChannelEvent['status']>, second: number): ChannelEvent {
  return {
    type: 'delivery',
    dedupeKey: `${messageId} ${status}`,
    at: at(second).getTime(),
    messageId,
    ...{ status, attachments: [], redelivered: false, standby: false },
  }
}

async function providerIdOf(deliveryId: string): Promise<string> {
  const [part] = await owner(`select provider_id from delivery_parts where delivery_id = '${deliveryId}'`)
  return String(part?.provider_id)
}

async function delivery(id: string) {
  const [row] = await owner(`select * from deliveries where delivery_id = '${id}'`)
  return row
}

async function owner(text: string): Promise<Record<string, unknown>[]> {
  return (await chat.context.databases.owner.query(text)).rows
}
