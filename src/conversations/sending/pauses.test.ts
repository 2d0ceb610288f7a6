import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { textMessage } from '../../channels/message.ts'
import { newId } from '../../platform/ids.ts'
import { cancelDeliveries, sendMessage } from '../actions.ts'
import type { Sending } from '../conversation.ts'
import { type ChatHouse, meetMany, openChatHouse } from '../testing.ts'
import { pauseSource, resumeSource, type Source } from './pauses.ts'

let chat: ChatHouse
let conversationIds: string[]
beforeAll(async () => {
  chat = await openChatHouse()
  chat.respond = async () => {}
  conversationIds = await meetMany(chat, 10)
})
afterAll(() => chat.close())
beforeEach(() => {
  chat.sent.length = 0
  chat.clock.set('2026-03-02T02:00:00Z')
})

test('B3: paused at 40 %, a source goes on with exactly the other 60 %; what is written while it rests waits too', async () => {
  const source = newSource()
  await write(source, conversationIds.slice(0, 4))
  await chat.settle()
  await write(source, conversationIds.slice(4, 8))
  expect(await chat.scope.transaction((tx) => pauseSource(tx, source))).toBe(4)
  expect(await chat.scope.transaction((tx) => pauseSource(tx, source))).toBe(0)
  await write(source, conversationIds.slice(8))
  await chat.settle()
  expect(await states(source)).toEqual({ sent: 4, 'held paused': 6 })
  expect(await chat.scope.transaction((tx) => resumeSource(tx, source))).toBe(6)
  await chat.settle()
  expect(await states(source)).toEqual({ sent: 10 })
  expect(chat.sent).toHaveLength(10)
})

test('a source paused at the moment its messages are claimed sends none of them; others go', async () => {
  const [paused, other] = [newSource(), newSource()]
  await write(paused, conversationIds)
  await write(other, conversationIds)
  const { organisationId } = chat
  // As if the pause had committed between what it put aside and the claim.
  await chat.context.databases.owner.query('insert into bulk_pauses values ($1, $2, $3, now())', [
    organisationId,
    paused.kind,
    paused.id,
  ])
  await chat.settle()
  expect(await states(paused)).toEqual({ queued: 10 })
  expect(await states(other)).toEqual({ sent: 10 })
})

test('Q6: what is cancelled while it rests is dropped, and going on sends nothing', async () => {
  const source = newSource()
  await write(source, conversationIds)
  await chat.scope.transaction((tx) => pauseSource(tx, source))
  expect(await chat.scope.transaction((tx) => cancelDeliveries(tx, { source }))).toBe(10)
  await chat.scope.transaction((tx) => resumeSource(tx, source))
  await chat.settle()
  expect(await states(source)).toEqual({ cancelled: 10 })
  expect(chat.sent).toEqual([])
})

test('Q7: what could not leave before its "not after" is expired, not sent late', async () => {
  const source = newSource()
  await write(source, conversationIds, { notAfter: new Date('2026-03-02T04:00:00Z') })
  await chat.scope.transaction((tx) => pauseSource(tx, source))
  chat.clock.set('2026-03-02T04:00:01Z')
  await chat.scope.transaction((tx) => resumeSource(tx, source))
  await chat.settle()
  expect(await states(source)).toEqual({ 'skipped expired': 10 })
  expect(chat.sent).toEqual([])
})

function newSource(): Source {
  return { kind: 'broadcast', id: newId(chat.clock.now()) }
}

async function write(source: Source, to: readonly string[], more: Partial<Sending> = {}): Promise<void> {
  const sending: Sending = {
    ...{ content: textMessage('news'), purpose: 'service', author: { kind: 'system' }, priority: 1, source },
    ...more,
  }
  await chat.scope.transaction((transaction) =>
    Promise.all(to.map((conversationId) => sendMessage(transaction, { conversationId }, sending))),
  )
}

async function states(source: Source): Promise<Record<string, number>> {
  const { rows } = await chat.context.databases.owner.query(
    `select concat_ws(' ', state, reason) as state, count(*)::int as n from deliveries
     where source_id = '${source.id}' group by 1`,
  )
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]))
}
