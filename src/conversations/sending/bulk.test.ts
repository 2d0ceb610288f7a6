import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { textMessage } from '../../channels/message.ts'
import { sendMessage } from '../actions.ts'
import { replyAsMember } from '../inbox/inbox.ts'
import { accept, type ChatHouse, meetMany, openChatHouse } from '../testing.ts'

let chat: ChatHouse
beforeAll(async () => {
  chat = await openChatHouse()
  chat.respond = async () => {}
})
afterAll(() => chat.close())
beforeEach(() => {
  chat.answer = accept
})

const bulk = {
  content: textMessage('news for everybody'),
  purpose: 'service',
  author: { kind: 'system' },
  priority: 1,
} as const

test('behind ten thousand bulk messages, all of them hanging at the provider, an answer still leaves', async () => {
  let release = () => {}
  const hangs = new Promise<void>((resolve) => {
    release = resolve
  })
  let inHand = 0
  chat.answer = async ({ body }) => {
    if (body.includes('news for everybody')) {
      inHand += 1
      await hangs
    }
    return accept()
  }
  const conversationIds = await meetMany(chat, 10_000)
  await writeToAll(conversationIds)
  const sending = chat.board.sender.run(chat.organisationId, chat.channelAccountId)
  await expect.poll(() => inHand, { timeout: 60_000 }).toBeGreaterThan(0)
  const [first = ''] = conversationIds.slice(-1)
  await replyAsMember(await chat.member('agent'), first, { text: 'your answer', clientKey: 'answer-0001' })
  void chat.board.sender.run(chat.organisationId, chat.channelAccountId)
  await expect.poll(() => states('where priority = 0'), { timeout: 60_000 }).toEqual([{ state: 'sent', n: 1 }])
  expect(inHand).toBeLessThanOrEqual(100)
  const [sendingNow] = await states(`where priority = 1 and state = 'sending'`)
  expect(sendingNow?.n).toBeLessThanOrEqual(100)
  await chat.context.databases.owner.query(`update deliveries set state = 'cancelled' where state = 'queued'`)
  release()
  await sending
})

async function writeToAll(conversationIds: readonly string[]): Promise<void> {
  for (let from = 0; from < conversationIds.length; from += 1000) {
    const some = conversationIds.slice(from, from + 1000)
    await chat.scope.transaction((transaction) =>
      Promise.all(some.map((conversationId) => sendMessage(transaction, { conversationId }, bulk))),
    )
  }
}

async function states(where: string): Promise<{ state: string; n: number }[]> {
  const text = `select state, count(*)::int as n from deliveries ${where} group by state`
  return (await chat.context.databases.owner.query(text)).rows
}
