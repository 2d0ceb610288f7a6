import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { textMessage } from '../channels/message.ts'
import { listConversations, listMessages } from '../conversations/inbox/store.ts'
import { mayGoOn } from './begin.ts'
import { anyOf } from './filters.ts'
import { sendBatch, sendBroadcast } from './send.ts'
import { resumeBroadcast } from './stop.ts'
import { type BroadcastHouse, openBroadcastHouse } from './testing.ts'

let house: BroadcastHouse
let people: string[]
beforeAll(async () => {
  house = await openBroadcastHouse()
})
afterAll(() => house.close())
beforeEach(async () => {
  house.clock.set('2026-03-02T02:00:00Z')
  people = await house.meet(5)
  house.sent.length = 0
})

async function run(broadcastId: string): Promise<void> {
  await sendBroadcast(house.scope, broadcastId)
  await house.settle()
  await sendBroadcast(house.scope, broadcastId)
}

test('everybody in the audience gets one message with their own name, and a second run sends none', async () => {
  const reluctant = await house.meet(1, { agrees: false })
  const broadcastId = await house.release({ audience: anyOf({ kind: 'people', personIds: [...people, ...reluctant] }) })
  await run(broadcastId)
  expect(await house.ends(broadcastId)).toEqual({ sent: 5, 'skipped opted_out': 1 })
  expect(await house.stateOf(broadcastId)).toBe('done')
  await run(broadcastId)
  expect(house.sent).toHaveLength(5)
  expect(new Set(house.sent.map(({ body }) => /Dear (Mei [0-9a-f]{6}), spring/.exec(body)?.[1])).size).toBe(5)
  expect(house.sent[0]?.body).toContain('Send STOP')
})

test('each reads their own language, whoever speaks another the fallback; who has told no name is a friend', async () => {
  const [italian, japanese] = [await house.meet(1, { language: 'it' }), await house.meet(1, { language: 'ja' })]
  await house.context.databases.owner.query(`update persons set display_name = $1 where person_id = any($2)`, [
    house.context.translator.in('zh-Hant')('conversations:nameless'),
    italian,
  ])
  const contents = { en: textMessage('Dear {{name}}'), it: textMessage('Ciao {{name}}') }
  const personIds = [...italian, ...japanese]
  await run(await house.release({ contents, audience: anyOf({ kind: 'people', personIds }) }))
  const said = house.sent.map(({ body }) => JSON.parse(body).messages[0].text).toSorted()
  expect(said).toEqual([
    expect.stringMatching(/^Ciao amica, amico\n\nScrivi STOP/),
    expect.stringMatching(/^Dear Mei \w+\n\nSend STOP/),
  ])
})

test('B2: two schedulers at the same moment are one run', async () => {
  const broadcastId = await house.release({ audience: anyOf({ kind: 'people', personIds: people }) })
  await Promise.all([1, 2, 3].map(() => sendBroadcast(house.scope, broadcastId)))
  await house.settle()
  expect(await house.ends(broadcastId)).toEqual({ sent: 5 })
  expect(house.sent).toHaveLength(5)
})

test('B2: of two that write at the same moment the second waits, and finds nobody left to write to', async () => {
  const broadcastId = await house.release({ audience: anyOf({ kind: 'people', personIds: people }) })
  await house.scope.transaction((transaction) => mayGoOn(transaction, broadcastId))
  let second: Promise<boolean> | undefined
  await house.scope.transaction(async (transaction) => {
    expect(await sendBatch(transaction, broadcastId)).toBe(true)
    second = house.scope.transaction((another) => sendBatch(another, broadcastId))
    await Promise.race([second, expect.poll(waiting).toBeGreaterThan(0)])
  })
  expect(await second).toBe(false)
  await house.settle()
  expect(house.sent).toHaveLength(5)
})

async function waiting(): Promise<number> {
  const locks = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  return (await house.context.databases.owner.query(locks)).rows.length
}

test('a broadcast with an hour waits for it, by the organisation’s clock', async () => {
  const schedule = { kind: 'at', day: '2026-03-03', time: '10:30' } as const
  const broadcastId = await house.release({ schedule, audience: anyOf({ kind: 'people', personIds: people }) })
  house.clock.set('2026-03-03T02:29:00Z')
  await run(broadcastId)
  expect([await house.stateOf(broadcastId), house.sent.length]).toEqual(['approved', 0])
  house.clock.set('2026-03-03T02:30:00Z')
  await run(broadcastId)
  expect([await house.stateOf(broadcastId), house.sent.length]).toEqual(['done', 5])
})

test('Q5: at 11:00 of their own, Rome waits for its morning; where 11:00 has passed it is tomorrow, or not at all', async () => {
  const [tokyo = '', rome = ''] = people
  await live(tokyo, 'Asia/Tokyo')
  await live(rome, 'Europe/Rome')
  house.clock.set('2026-03-02T03:00:00Z')
  const audience = anyOf({ kind: 'people', personIds: [tokyo, rome] })
  const local = { kind: 'local', day: '2026-03-02', time: '11:00' } as const
  const tomorrow = await house.release({ audience, schedule: { ...local, ifPast: 'next-day' } })
  const never = await house.release({ audience, schedule: { ...local, ifPast: 'skip' } })
  await run(tomorrow)
  await run(never)
  expect(await house.ends(tomorrow)).toEqual({ queued: 2 })
  expect(await house.ends(never)).toEqual({ queued: 1, 'skipped past_local_time': 1 })
  house.clock.set('2026-03-02T10:00:00Z')
  await house.settle()
  expect(await house.ends(tomorrow)).toEqual({ sent: 1, queued: 1 })
  expect(await house.ends(never)).toEqual({ sent: 1, 'skipped past_local_time': 1 })
  house.clock.set('2026-03-03T02:00:00Z')
  await house.settle()
  expect(await house.ends(tomorrow)).toEqual({ sent: 2 })
})

test('Q7: what has not left by its end never leaves, also after a night in which nobody was there; everybody has a result', async () => {
  const audience = anyOf({ kind: 'people', personIds: people })
  const notAfter = '2026-03-02T02:20:00Z'
  const [short, long] = [await house.release({ audience, notAfter }), await house.release({ audience, notAfter })]
  await sendBroadcast(house.scope, short)
  await sendBroadcast(house.scope, long)
  house.clock.set('2026-03-02T02:20:01Z')
  await run(short)
  expect([await house.ends(short), await house.stateOf(short)]).toEqual([{ 'skipped expired': 5 }, 'done'])
  await house.context.databases.owner.query(`update deliveries set state = 'queued' where source_id = $1`, [long])
  house.clock.set('2026-03-02T12:00:00Z')
  await run(long)
  expect(await house.stateOf(long)).toBe('paused stood_still')
  await resumeBroadcast(house.approver, long)
  await run(long)
  expect([await house.ends(long), await house.stateOf(long)]).toEqual([{ 'skipped expired': 5 }, 'done'])
  expect(house.sent).toEqual([])
})

test('a broadcast stands in every thread and lifts nobody above those who wait for an answer', async () => {
  const [waiting = '', resolved = '', ...silent] = people
  await speak(waiting, 'waiting', 'Where is my receipt?')
  await speak(resolved, 'resolved', 'Thank you')
  const shown = async () => (await listConversations(house.writer, { limit: 100 })).items
  const before = await shown()
  expect(before.map(({ personId }) => personId).toSorted()).toEqual([waiting, resolved].toSorted())
  await run(await house.release({ audience: anyOf({ kind: 'people', personIds: people }) }))
  expect(house.sent).toHaveLength(5)
  expect(await shown()).toEqual(before)
  for (const personId of [waiting, resolved, ...silent]) {
    const { items } = await listMessages(house.writer, await conversationOf(personId), undefined, 10)
    expect(items).toMatchObject([{ direction: 'out', delivery: { state: 'sent' } }])
  }
})

async function speak(personId: string, state: string, words: string): Promise<void> {
  await house.context.databases.owner.query(
    `update conversations set state = $2, preview = $3, last_message_at = '2026-03-02T01:00:00Z' where conversation_id = $1`,
    [await conversationOf(personId), state, words],
  )
}

async function conversationOf(personId: string): Promise<string> {
  const { rows } = await house.context.databases.owner.query(
    'select conversation_id as id from conversations join identities using (organisation_id, identity_id) where person_id = $1',
    [personId],
  )
  return rows[0].id
}

async function live(personId: string, zone: string): Promise<void> {
  await house.context.databases.owner.query('update persons set time_zone = $1 where person_id = $2', [zone, personId])
}
