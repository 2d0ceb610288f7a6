import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createChannelAccount } from '../conversations/accounts.ts'
import { conversationSweeps } from '../conversations/jobs.ts'
import { claimDue } from '../conversations/sending/claim.ts'
import { mayGoOn } from './begin.ts'
import { anyOf } from './filters.ts'
import { sendBatch, sendBroadcast } from './send.ts'
import { pauseBroadcast, resumeBroadcast } from './stop.ts'
import { type BroadcastHouse, openBroadcastHouse } from './testing.ts'

let house: BroadcastHouse
let broadcastId: string
beforeAll(async () => {
  house = await openBroadcastHouse()
})
afterAll(() => house.close())
let day = 2
beforeEach(async () => {
  // Each on a day of its own: an account told to slow down remembers until when.
  house.clock.set(`2026-03-0${day}T02:00:00Z`)
  day += 1
  house.sent.length = 0
  house.answer = onceByKey()
  const personIds = await house.meet(10)
  broadcastId = await house.release({ audience: anyOf({ kind: 'people', personIds }) })
})

/** As LINE: a retry key seen before is 409, and nothing is sent. */
function onceByKey(): BroadcastHouse['answer'] {
  const seen = new Set<string>()
  return ({ headers }) => {
    const key = headers['x-line-retry-key'] ?? ''
    const status = seen.has(key) ? 409 : 200
    seen.add(key)
    return Response.json({ sentMessages: [{ id: key }] }, { status, headers: { 'x-line-accepted-request-id': key } })
  }
}

/** What LINE took, each once. */
function accepted(): number {
  return new Set(house.sent.map(({ headers }) => headers['x-line-retry-key'])).size
}

async function sweep(): Promise<void> {
  for (const one of conversationSweeps(house.board)) if (one.name === 'conversations.send') await one.run(house.scope)
}

test('B1: killed while the audience is written down or written to, it goes on and each hears it once', async () => {
  const killed = new Error('killed')
  const dying = (work: typeof mayGoOn) =>
    house.scope.transaction(async (tx) => {
      await work(tx, broadcastId)
      throw killed
    })
  await expect(dying(mayGoOn)).rejects.toBe(killed)
  expect(await house.stateOf(broadcastId)).toBe('approved')
  await house.scope.transaction((tx) => mayGoOn(tx, broadcastId))
  await expect(dying(sendBatch)).rejects.toBe(killed)
  expect(await house.ends(broadcastId)).toEqual({ waiting: 10 })
  await sendBroadcast(house.scope, broadcastId)
  await house.settle()
  expect(await house.ends(broadcastId)).toEqual({ sent: 10 })
  expect(house.sent).toHaveLength(10)
})

test('B1: killed after messages were taken to be sent, or sent and not written down: each is accepted once', async () => {
  await sendBroadcast(house.scope, broadcastId)
  const claim = { channelAccountId: house.channelAccountId, priority: 1, limit: 4 } as const
  await claimDue(house.scope, { ...claim, mayStillGo: async () => new Set() })
  await house.settle()
  expect(await house.ends(broadcastId)).toEqual({ sent: 6, queued: 4 })
  await house.context.databases.owner.query(
    `update deliveries set state = 'sending', sent_at = null where delivery_id in (
       select delivery_id from deliveries where source_id = $1 and state = 'sent' order by delivery_id limit 3)`,
    [broadcastId],
  )
  await house.context.databases.owner.query(
    'delete from delivery_parts where delivery_id in (select delivery_id from deliveries where state = $1)',
    ['sending'],
  )
  house.clock.advance(121_000)
  await sweep()
  await house.settle()
  await sendBroadcast(house.scope, broadcastId)
  expect(await house.ends(broadcastId)).toEqual({ sent: 10 })
  expect(await house.stateOf(broadcastId)).toBe('done')
  expect([house.sent.length, accepted()]).toEqual([13, 10])
})

test('B1: where the channel cannot tell a repetition, what was in flight is told as unknown and not sent again', async () => {
  const config = { botToken: '123456789:AAExample-token_of_a_bot_for_the_tests_1', webhookSecret: 's'.repeat(32) }
  const account = await createChannelAccount(house.scope, { kind: 'telegram', name: 'bot', config })
  const personIds = await house.meet(10)
  await house.context.databases.owner.query(
    `with moved as (update identities set channel_account_id = $1, address = 1000 + right(address, 1)::int
       where person_id = any($2) returning identity_id)
     update conversations set channel_account_id = $1 where identity_id in (select identity_id from moved)`,
    [account, personIds],
  )
  house.answer = () => Response.json({ ok: true, result: { message_id: house.sent.length } })
  const onTelegram = await house.release({ audience: anyOf({ kind: 'people', personIds }) })
  await sendBroadcast(house.scope, onTelegram)
  const claim = { channelAccountId: account, priority: 1, limit: 4, mayStillGo: async () => new Set<string>() } as const
  expect((await claimDue(house.scope, claim)).claimed).toHaveLength(4)
  const settle = async () => {
    await sweep()
    await house.board.sender.run(house.organisationId, account)
    await house.board.sender.settled()
  }
  await settle()
  house.clock.advance(121_000)
  await settle()
  await sendBroadcast(house.scope, onTelegram)
  expect(await house.ends(onTelegram)).toEqual({ sent: 6, 'unknown interrupted': 4 })
  expect(house.sent).toHaveLength(6)
})

test('B3: paused at 40 %, a broadcast goes on with exactly the other 60 %', async () => {
  await sendBroadcast(house.scope, broadcastId)
  const later = house.answer
  house.answer = (request) => (house.sent.length <= 4 ? later(request) : new Response('{}', { status: 429 }))
  await house.settle()
  await pauseBroadcast(house.approver, broadcastId)
  expect(await house.ends(broadcastId)).toEqual({ sent: 4, 'queued paused': 6 })
  house.answer = later
  house.sent.length = 0
  house.clock.advance(10_000)
  await house.settle()
  await sendBroadcast(house.scope, broadcastId)
  expect([await house.stateOf(broadcastId), house.sent.length]).toEqual(['paused member', 0])
  await resumeBroadcast(house.approver, broadcastId)
  await house.settle()
  await sendBroadcast(house.scope, broadcastId)
  expect(await house.ends(broadcastId)).toEqual({ sent: 10 })
  expect(house.sent).toHaveLength(6)
  expect(await house.stateOf(broadcastId)).toBe('done')
})

test('B3: paused before all are written to, the rest is written once it goes on', async () => {
  await house.scope.transaction((tx) => mayGoOn(tx, broadcastId))
  await pauseBroadcast(house.approver, broadcastId)
  await sendBroadcast(house.scope, broadcastId)
  expect(await house.scope.transaction((tx) => sendBatch(tx, broadcastId))).toBe(false)
  expect(await house.ends(broadcastId)).toEqual({ waiting: 10 })
  await resumeBroadcast(house.approver, broadcastId)
  await sendBroadcast(house.scope, broadcastId)
  await house.settle()
  expect(await house.ends(broadcastId)).toEqual({ sent: 10 })
})

test('B4: told to wait, none fails; refused, one fails with its reason; the states add up to the audience', async () => {
  await sendBroadcast(house.scope, broadcastId)
  let asked = 0
  house.answer = () => {
    asked += 1
    if (asked === 1) return new Response('{}', { status: 429, headers: { 'retry-after': '2' } })
    return asked === 2 ? Response.json({ message: 'The property, to, is invalid' }, { status: 400 }) : Response.json({})
  }
  for (let round = 0; round < 3; round += 1) {
    await house.settle()
    house.clock.advance(120_000)
  }
  await sendBroadcast(house.scope, broadcastId)
  expect(await house.ends(broadcastId)).toEqual({ sent: 9, 'failed rejected': 1 })
})
