import { afterAll, beforeAll, expect, test } from 'vitest'
import { lineSignature } from '../../channels/line/receive.ts'
import { Switchboard } from '../switchboard.ts'
import { type ChatHouse, channelSecret, echo, lineText, openChatHouse } from '../testing.ts'
import { receiveHook } from './hooks.ts'

let chat: ChatHouse
beforeAll(async () => {
  chat = await openChatHouse()
})
afterAll(() => chat.close())

const people = Array.from({ length: 300 }, (_, place) => `U-b-${String(place).padStart(3, '0')}`)
const at = (second: number) => new Date(Date.UTC(2026, 2, 2, 2, 0, second))

test('P1: who comes in the second batch is answered while the first is in hand, and everybody once and in order', async () => {
  await store(people.map((user) => lineText(user, 'one', { at: at(1) })))
  await store(people.map((user) => lineText(user, 'two', { at: at(2) })))
  let begin = () => {}
  const second = new Promise<void>((resolve) => {
    begin = resolve
  })
  chat.respond = async (transaction, turn) => {
    // The first of all waits for the last: without a second batch beside the first it would for ever.
    if (turn.identity.address === people[0]) await second
    if (turn.identity.address === people.at(-1)) begin()
    await echo(transaction, turn)
  }
  await chat.settle()
  const { rows } = await chat.context.databases.owner.query<{ said: string[]; count: bigint }>(`
    select said, count(*) from (
      select array_agg(coalesce(content ->> 'text', content #>> '{blocks,0,text}') order by at, message_id) as said
      from messages group by conversation_id) as threads
    group by said`)
  expect(rows).toEqual([{ said: ['one', 'two', '> one', '> two'], count: BigInt(people.length) }])
  expect(chat.sent).toHaveLength(people.length * 2)
})

/** Keeps a webhook without handling it, as a process does that only answers the web. */
async function store(events: readonly object[]): Promise<void> {
  const sleeping = new Switchboard(chat.context, { respond: echo }, false)
  const body = Buffer.from(JSON.stringify({ destination: 'U0', events }))
  const headers = { 'x-line-signature': lineSignature(body, channelSecret), 'content-type': 'application/json' }
  const heard = await receiveHook(sleeping, chat.hookKey, { method: 'POST', path: '', query: {}, headers, body })
  expect(heard.status).toBe(200)
  await sleeping.stop()
}
