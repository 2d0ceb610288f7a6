import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { textMessage } from '../../channels/message.ts'
import { sendMessage } from '../actions.ts'
import { accept, type ChatHouse, meetMany, openChatHouse } from '../testing.ts'
import { decideUnknown, listUnknown } from './unknowns.ts'

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
  chat.sent.length = 0
})

test('a message nobody knows the end of is shown until a member decides; sent again it carries the same keys', async () => {
  const agent = await chat.member('agent')
  const [one, two, three] = [await lose('first words'), await lose('second words'), await lose('third words')]
  const keys = () => chat.sent.map(({ headers }) => headers['x-line-retry-key'])
  const [first, ...others] = keys()
  expect(others).toHaveLength(2)
  const { items } = await listUnknown(agent, { limit: 50 })
  expect(items.map(({ id, preview }) => [id, preview])).toEqual([
    [three, 'third words'],
    [two, 'second words'],
    [one, 'first words'],
  ])
  expect(items[0]).toMatchObject({ conversationId, channel: 'line', reason: 'interrupted', mayArriveTwice: false })
  await decideUnknown(agent, one, 'again')
  await decideUnknown(agent, two, 'arrived')
  await decideUnknown(agent, three, 'leave')
  await chat.settle()
  expect(first).toMatch(/^[0-9a-f-]{36}$/)
  expect(keys()).toEqual([first, ...others, first])
  expect(await states()).toEqual(['sent null', 'sent member', 'failed member'])
  expect((await listUnknown(agent, { limit: 50 })).items).toEqual([])
  await expect(decideUnknown(agent, one, 'leave')).rejects.toMatchObject({ code: 'conversations.delivery-settled' })
  const { rows } = await chat.context.databases.owner.query(
    `select after ->> 'decision' as decision from audit_entries where action = 'conversations.decide-unknown' order by audit_entry_id`,
  )
  expect(rows.map(({ decision }) => decision).sort()).toEqual(['again', 'arrived', 'leave'])
})

test('whoever may only read sees them and decides nothing', async () => {
  const lost = await lose('for a member')
  const viewer = await chat.member('viewer')
  await expect(decideUnknown(viewer, lost, 'again')).rejects.toMatchObject({ code: 'organisations.not-permitted' })
})

test('a list longer than a page goes on where it stopped', async () => {
  const agent = await chat.member('agent')
  const lost = [await lose('a'), await lose('b'), await lose('c')]
  const first = await listUnknown(agent, { limit: 2 })
  const second = await listUnknown(agent, { limit: 50, cursor: first.next ?? '' })
  const ids = [...first.items, ...second.items].map(({ id }) => id)
  expect(ids.slice(0, 3)).toEqual(lost.toReversed())
  expect(new Set(ids).size).toBe(ids.length)
})

/** A message that was taken when the server went down, which nobody had written down. */
async function lose(text: string): Promise<string> {
  chat.answer = accept
  chat.clock.advance(1000)
  const sent = await chat.scope.transaction((transaction) =>
    sendMessage(
      transaction,
      { conversationId },
      { content: textMessage(text), purpose: 'service', author: { kind: 'script' } },
    ),
  )
  await chat.settle()
  const id = sent.outcome === 'queued' ? sent.deliveryId : ''
  await chat.context.databases.owner.query(
    `delete from delivery_parts where delivery_id = '${id}';
     update deliveries set state = 'unknown', reason = 'interrupted', sent_at = null where delivery_id = '${id}'`,
  )
  return id
}

async function states(): Promise<string[]> {
  const { rows } = await chat.context.databases.owner.query(
    `select state || ' ' || coalesce(reason, 'null') as state from deliveries order by queued_at limit 3`,
  )
  return rows.map(({ state }) => state)
}
